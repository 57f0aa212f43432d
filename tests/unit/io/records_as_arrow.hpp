// tests/unit/io/records_as_arrow.hpp - records as tables, in one of the many ways in which Arrow can say the same.
#pragma once

#include <random>
#include <vector>

#include "doudi/io/read_arrow.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record_node.hpp"

#include "arrow_maker.hpp"

namespace doudi::io::testing {

/// The tables before they are handed over: households first; then those of members, by the path of their list.
struct MadeTables {
  Made households;
  std::vector<std::pair<std::string, Made>> members;

  [[nodiscard]] ArrowTables give() const;
};

/// Each record is a map of fields. Every choice (types of columns, nested or beside, order of rows) is random.
[[nodiscard]] MadeTables tables_of_records(const model::Pack& pack,
                                           const std::vector<model::RecordNode>& records,
                                           std::mt19937_64& random);

}  // namespace doudi::io::testing
