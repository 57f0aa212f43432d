// tests/bench/csv_by_hand.hpp - households as CSV, and a parser written for just these files: what reading is measured against.
#pragma once

#include <string>

#include "households.hpp"

namespace doudi::bench {

/// Two files of households and persons, as text: `id` numbers households from 1, `household_id` and `id` name persons; the other
/// columns are facts of policy P by their names, money in yuan.
struct CsvText {
  std::string households;
  std::string persons;
};

[[nodiscard]] CsvText csv_of(const Households& households);

/// Reads what csv_of() wrote and trusts it: the columns in their order, households and persons in theirs, no quotes, no faults.
[[nodiscard]] Households parse_by_hand(const CsvText& text);

}  // namespace doudi::bench
