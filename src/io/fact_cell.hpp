// src/io/fact_cell.hpp - from the text of one value straight to a cell of its fact.
// Layer 8.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "doudi/base/date.hpp"
#include "doudi/exec/fact_column.hpp"
#include "doudi/model/lane.hpp"
#include "doudi/model/pack.hpp"

namespace doudi::io {

/// Puts values of one fact into its column, where they are plainly good. What is not it leaves alone: model::RecordBuilder
/// then says what is wrong with it, or that it is good after all. So there is one place that says no.
///
/// Each push adds one cell and returns true, or returns false and leaves the column as it is.
class FactCell {
 public:
  /// The pack must live longer. A fact that is a value, not a list and not a link.
  FactCell(const model::Pack& pack, const model::Fact& fact, Date on);

  /// A number that is written `-?digits[.digits]` without a leading zero: never through a floating-point number.
  [[nodiscard]] bool push_number(std::string_view text, exec::FactColumn& column) const;
  /// A text in UTF-8, as a record would quote it: also the text of a number, a date, a duration, a member of an enumeration.
  [[nodiscard]] bool push_text(std::string_view text, exec::FactColumn& column) const;
  [[nodiscard]] bool push_boolean(bool value, exec::FactColumn& column) const;
  /// A written null.
  [[nodiscard]] bool push_null(exec::FactColumn& column) const;
  /// The value is not given, and the fact has no default.
  [[nodiscard]] bool push_absent(exec::FactColumn& column) const;

 private:
  [[nodiscard]] std::optional<std::int64_t> number_cell(std::string_view text) const noexcept;
  [[nodiscard]] std::optional<std::int64_t> date_cell(std::string_view text) const;
  [[nodiscard]] bool push_cell(std::optional<std::int64_t> cell, exec::FactColumn& column) const;
  [[nodiscard]] bool push_kept(std::string_view text, exec::FactColumn& column) const;

  const model::Fact* fact_;
  const model::Enumeration* enumeration_ = nullptr;
  model::Kind kind_;
  model::CellRange range_;  // of cells that are plainly good; empty if none is
  std::int64_t filler_ = 0;
};

/// Whether a text is `-?digits[.digits]` without a leading zero.
[[nodiscard]] bool is_plain_number(std::string_view text) noexcept;
/// Whether a text in UTF-8 has no control characters and none that hide: those that no file may hold.
[[nodiscard]] bool is_plain_text(std::string_view text) noexcept;

}  // namespace doudi::io
