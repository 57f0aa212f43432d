// doudi/io/decision_summary.hpp - what many decisions come to.
// Layer 8.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "doudi/base/decimal.hpp"
#include "doudi/io/decision_row.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/text/code.hpp"

namespace doudi::io {

/// Counts rows as they come. Its memory grows with the facts of the pack only. One thread.
class DecisionSummary {
 public:
  /// The pack must live longer.
  explicit DecisionSummary(const model::Pack& pack);

  void add(const DecisionRow& row);
  [[nodiscard]] std::uint64_t households() const noexcept { return households_; }
  [[nodiscard]] std::uint64_t decided() const noexcept { return decided_; }
  [[nodiscard]] std::uint64_t undetermined() const noexcept { return undetermined_; }
  [[nodiscard]] std::uint64_t errors() const noexcept { return errors_; }
  /// Households that are undetermined for want of a fact; the ids of members are left out: `persons.wage`.
  [[nodiscard]] const std::map<std::string, std::uint64_t>& missing() const noexcept { return missing_; }
  /// Households in which something failed or is at fault, by why.
  [[nodiscard]] const std::map<text::Code, std::uint64_t>& reasons() const noexcept { return reasons_; }
  /// Of the amounts of decided households; nothing if the pack puts out none, or they have more than 34 digits.
  [[nodiscard]] const std::optional<Decimal>& amount() const noexcept { return amount_; }

  /// A few lines for people.
  [[nodiscard]] std::string text(text::Language language) const;

 private:
  void add_amount(const explain::Answer& answer);

  const model::Pack* pack_;
  std::uint64_t households_ = 0;
  std::uint64_t decided_ = 0;
  std::uint64_t undetermined_ = 0;
  std::uint64_t errors_ = 0;
  std::uint64_t by_columns_ = 0;
  std::uint64_t one_by_one_ = 0;
  std::map<std::string, std::uint64_t> missing_;
  std::map<text::Code, std::uint64_t> reasons_;
  std::optional<Decimal> amount_;
};

/// The path of a missing fact without the ids of members: `persons.wage` for `persons.a.wage`.
[[nodiscard]] std::string path_of_all(const model::Pack& pack, const std::string& path);

}  // namespace doudi::io
