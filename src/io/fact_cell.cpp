// src/io/fact_cell.cpp - digits, dates and words as cells.
// Layer 8.
#include "io/fact_cell.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "doudi/base/duration.hpp"
#include "doudi/base/name.hpp"

#include "syntax/skeleton.hpp"

namespace doudi::io {

using exec::CellState;
using exec::FactColumn;
using model::CellRange;
using model::Fact;
using model::Kind;
using model::Lane;
using model::Literal;

namespace {

constexpr CellRange nothing_is_plain{1, 0};
constexpr std::size_t most_digits = 18;  // so many always fit 64 bits

bool is_digit(char character) noexcept {
  return character >= '0' && character <= '9';
}

/// Cells say whether a number lies in its fact's range only where both ends are cells themselves.
CellRange plain_range_of_number(const model::Pack& pack, const Fact& fact) {
  if (fact.decimals > static_cast<int>(most_digits)) return nothing_is_plain;
  for (const std::optional<Decimal>& bound : {fact.low, fact.high}) {
    if (bound && !model::scaled_cell(*bound, fact.decimals)) return nothing_is_plain;
  }
  return model::range_of_cells(pack, fact);
}

CellRange plain_range_of_date(const model::Pack& pack, const Fact& fact, Date on) {
  CellRange range = model::range_of_cells(pack, fact);
  const auto day = [on](const model::DateBound& bound) { return bound.date.value_or(on).days(); };
  if (fact.first) range.low = std::max(range.low, day(*fact.first));
  if (fact.last) range.high = std::min(range.high, day(*fact.last));
  return range;
}

CellRange plain_range(const model::Pack& pack, const Fact& fact, Date on) {
  if (model::lane_of(pack, fact) == Lane::kept) return nothing_is_plain;
  if (fact.type.is(Kind::number)) return plain_range_of_number(pack, fact);
  if (fact.type.is(Kind::date)) return plain_range_of_date(pack, fact, on);
  return model::range_of_cells(pack, fact);
}

template <class Parsed>
[[nodiscard]] bool keep(const Parsed& parsed, FactColumn& column) {
  if (!parsed) return false;
  column.push_kept(Literal{*parsed});
  return true;
}

}  // namespace

bool is_plain_number(std::string_view text) noexcept {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto point = std::ranges::find_if_not(text, is_digit);
  const auto whole = static_cast<std::size_t>(point - text.begin());
  if (whole == 0 || (whole > 1 && text.front() == '0')) return false;
  if (point == text.end()) return true;
  return *point == '.' && point + 1 != text.end() && std::all_of(point + 1, text.end(), is_digit);
}

bool is_plain_text(std::string_view text) noexcept {
  const bool ascii =
      std::ranges::all_of(text, [](char character) { return character >= 0x20 && character < 0x7f; });
  if (ascii) return true;
  std::size_t offset = 0;
  while (const auto code_point = decode(text, offset)) {
    if (syntax::is_refused(*code_point)) return false;
  }
  return offset == text.size();
}

FactCell::FactCell(const model::Pack& pack, const Fact& fact, Date on)
    : fact_{&fact}, kind_{fact.type.kind}, range_{plain_range(pack, fact, on)} {
  if (fact.type.is(Kind::enumeration)) enumeration_ = &pack[fact.type.enumeration];
  if (model::lane_of(pack, fact) == Lane::kept) return;
  const CellRange cells = model::range_of_cells(pack, fact);
  filler_ = std::clamp<std::int64_t>(0, cells.low, cells.high);
}

std::optional<std::int64_t> FactCell::number_cell(std::string_view text) const noexcept {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::size_t at = 0;
  std::int64_t cell = 0;
  const auto decimals = static_cast<std::size_t>(fact_->decimals);
  for (; at < text.size() && is_digit(text[at]); ++at) {
    if (at + decimals >= most_digits) return std::nullopt;
    cell = cell * 10 + (text[at] - '0');
  }
  if (at == 0 || (at > 1 && text.front() == '0')) return std::nullopt;
  std::size_t places = 0;
  if (at < text.size()) {
    if (text[at] != '.' || at + 1 == text.size()) return std::nullopt;
    for (++at; at < text.size(); ++at) {
      if (!is_digit(text[at])) return std::nullopt;
      if (places < decimals) {
        cell = cell * 10 + (text[at] - '0');
        ++places;
      } else if (text[at] != '0') {
        return std::nullopt;
      }
    }
  }
  for (; places < decimals; ++places) cell *= 10;
  return negative ? -cell : cell;
}

std::optional<std::int64_t> FactCell::date_cell(std::string_view text) const {
  const auto date = Date::parse(text);
  if (!date) return std::nullopt;
  return date->days();
}

bool FactCell::push_cell(std::optional<std::int64_t> cell, FactColumn& column) const {
  if (!cell || *cell < range_.low || *cell > range_.high) return false;
  column.push(*cell);
  return true;
}

bool FactCell::push_number(std::string_view text, FactColumn& column) const {
  return kind_ == Kind::number && push_cell(number_cell(text), column);
}

bool FactCell::push_text(std::string_view text, FactColumn& column) const {
  if (kind_ == Kind::number) return push_cell(number_cell(text), column);
  if (kind_ == Kind::date) return push_cell(date_cell(text), column);
  if (enumeration_ == nullptr) return push_kept(text, column);
  const auto position = enumeration_->position(text);
  if (!position) return false;
  return push_cell(static_cast<std::int64_t>(*position), column);
}

bool FactCell::push_kept(std::string_view text, FactColumn& column) const {
  if (kind_ == Kind::years_months) return keep(YearsMonths::parse(text), column);
  if (kind_ == Kind::days_time) return keep(DaysTime::parse(text), column);
  if (kind_ != Kind::text || !is_plain_text(text)) return false;
  column.push_kept(Literal{std::string{text}});
  return true;
}

bool FactCell::push_boolean(bool value, FactColumn& column) const {
  return kind_ == Kind::boolean && push_cell(value ? 1 : 0, column);
}

bool FactCell::push_null(FactColumn& column) const {
  if (!fact_->optional) return false;
  if (column.lane() == Lane::kept) {
    column.push_kept(Literal{model::Null{}});
  } else {
    column.push(CellState::null, filler_);
  }
  return true;
}

bool FactCell::push_absent(FactColumn& column) const {
  if (fact_->default_value) return false;
  if (column.lane() == Lane::kept) {
    column.push_kept(model::Absent{});
  } else {
    column.push(CellState::unknown, filler_);
  }
  return true;
}

}  // namespace doudi::io
