// src/io/arrow_answers.cpp - cells and values become buffers.
// Layer 8.
#include "io/arrow_answers.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <utility>

#include "doudi/explain/explanation.hpp"
#include "doudi/text/json_writer.hpp"

#include "explain/json_value.hpp"

namespace doudi::io {

using explain::Value;
using model::Lane;
using ResultForm = plan::Cells::Form;

namespace {

constexpr int fen_scale = 2;

[[nodiscard]] AnswerColumn::Form form_of(ResultForm form, bool fen) {
  switch (form) {
    case ResultForm::boolean:
    case ResultForm::members:
      return AnswerColumn::Form::boolean;
    case ResultForm::number:
      return fen ? AnswerColumn::Form::fen : AnswerColumn::Form::number;
    case ResultForm::date:
      return AnswerColumn::Form::date;
    case ResultForm::enumeration:
    case ResultForm::text:
    case ResultForm::scheme:
      return AnswerColumn::Form::choice;
  }
  throw std::logic_error("no such form");
}

/// Numbers of no fixed scale, and whatever is no scalar, are texts.
[[nodiscard]] AnswerColumn::Form form_of(const model::Type& type, bool fen) {
  if (fen) return AnswerColumn::Form::fen;
  if (type.is(model::Kind::boolean)) return AnswerColumn::Form::boolean;
  if (type.is(model::Kind::date)) return AnswerColumn::Form::date;
  if (type.is(model::Kind::enumeration)) return AnswerColumn::Form::choice;
  return AnswerColumn::Form::text;
}

[[nodiscard]] std::vector<std::string> scheme_names(const model::Pack& pack) {
  std::vector<std::string> names;
  for (const model::Scheme& scheme : pack.schemes) names.push_back(scheme.name);
  names.emplace_back("none");
  return names;
}

template <class T>
void reorder_values(std::vector<T>& values, std::span<const std::uint32_t> order) {
  if (values.empty()) return;
  std::vector<T> moved;
  moved.reserve(order.size());
  for (const std::uint32_t row : order) moved.push_back(std::move(values[row]));
  values = std::move(moved);
}

/// `number` in units of the last of so many decimals, if it is a whole number of them and of 128 bits with a sign.
[[nodiscard]] bool scaled(const Decimal& number, int scale, Uint128& bits) {
  constexpr Uint128 most = (~Uint128{0}) >> 1U;
  Uint128 size = number.coefficient();
  int shift = number.exponent() + scale;
  for (; shift < 0 && size % 10 == 0 && size != 0; ++shift) size /= 10;
  for (; shift > 0 && size != 0; --shift) {
    if (size > most / 10) return false;
    size *= 10;
  }
  if (shift < 0 && size != 0) return false;
  bits = number.is_negative() ? Uint128{0} - size : size;
  return true;
}

}  // namespace

std::string value_text(const exec::Batch& batch, std::size_t household, const Value& value) {
  if (const auto* literal = value.get_if<model::Literal>()) return model::plain_text(*literal);
  const model::Record record = batch.record(household);
  if (const auto* member = value.get_if<model::Member>())
    return explain::member_name(batch.pack(), record, *member);
  text::JsonWriter json{text::JsonWriter::Layout::compact};
  explain::write_plain(json, batch.pack(), record, value);
  return json.text();
}

AnswerColumn::AnswerColumn(std::string name, const plan::Program& program, exec::ResultColumn column,
                           bool fen)
    : name_{std::move(name)},
      form_{form_of(column.form, fen)},
      rows_{std::max({column.codes.size(), column.narrow.size(), column.cells.size()})},
      column_{std::move(column)},
      valid_(rows_, 1) {
  if (column_.nullable) {
    none_ = std::move(column_.nulls);
    for (std::size_t row = 0; row < rows_; ++row) valid_[row] = none_[row] == 0 ? 1 : 0;
  }
  if (column_.form == ResultForm::enumeration) entries_ = (*program.pack)[column_.enumeration].members;
  if (column_.form == ResultForm::scheme) entries_ = scheme_names(*program.pack);
  if (column_.form == ResultForm::text) {
    entries_ = program.texts;
    open_entries_ = true;
    if (column_.lane == Lane::u8)
      widen();  // there may be more in time, and the type must not depend on how many
  }
}

AnswerColumn::AnswerColumn(std::string name, const model::Pack& pack, const model::Type& type,
                           std::size_t rows, bool fen)
    : name_{std::move(name)}, form_{form_of(type, fen)}, rows_{rows}, valid_(rows, 0) {
  column_.scale = fen_scale;
  column_.lane = Lane::i32;
  if (form_ == Form::boolean) column_.lane = Lane::u8;
  if (form_ == Form::fen) column_.lane = Lane::i64;
  if (form_ == Form::choice) entries_ = pack[type.enumeration].members;
  if (form_ == Form::choice && entries_.size() <= std::numeric_limits<std::uint8_t>::max())
    column_.lane = Lane::u8;
  if (form_ == Form::text) {
    texts_.resize(rows);
  } else {
    if (column_.lane == Lane::u8) column_.codes.resize(rows);
    if (column_.lane == Lane::i32) column_.narrow.resize(rows);
    if (column_.lane == Lane::i64) column_.cells.resize(rows);
  }
  if (type.nullable) none_.resize(rows, 0);
}

AnswerColumn::AnswerColumn(std::string name, std::size_t rows, bool truth)
    : name_{std::move(name)}, form_{Form::boolean}, rows_{rows}, valid_(rows, 1) {
  column_.lane = Lane::u8;
  column_.codes.assign(rows, truth ? 1 : 0);
}

void AnswerColumn::widen() {
  if (column_.lane == Lane::u8) {
    column_.narrow.assign(column_.codes.begin(), column_.codes.end());
    column_.codes = {};
    column_.lane = Lane::i32;
  } else {
    column_.cells.assign(column_.narrow.begin(), column_.narrow.end());
    column_.narrow = {};
    column_.lane = Lane::i64;
  }
}

void AnswerColumn::set_cell(std::size_t row, std::int64_t cell) {
  while ((column_.lane == Lane::u8 && cell != static_cast<std::uint8_t>(cell)) ||
         (column_.lane == Lane::i32 && cell != static_cast<std::int32_t>(cell)))
    widen();
  if (column_.lane == Lane::u8) column_.codes[row] = static_cast<std::uint8_t>(cell);
  if (column_.lane == Lane::i32) column_.narrow[row] = static_cast<std::int32_t>(cell);
  if (column_.lane == Lane::i64) column_.cells[row] = cell;
  valid_[row] = 1;
}

void AnswerColumn::clear(std::size_t row) {
  if (form_ == Form::text) {
    texts_[row].clear();
  } else {
    set_cell(row, 0);
  }
  valid_[row] = 0;
  if (!none_.empty()) none_[row] = 0;
}

void AnswerColumn::put_truth(std::size_t row, bool truth) {
  set_cell(row, truth ? 1 : 0);
}

void AnswerColumn::put_text(std::size_t row, const std::string& text) {
  auto found = std::ranges::find(entries_, text);
  if (found == entries_.end()) {
    if (!open_entries_) throw std::logic_error("a value that is no member: " + name_);
    entries_.push_back(text);
    found = entries_.end() - 1;
  }
  set_cell(row, found - entries_.begin());
}

void AnswerColumn::put(std::size_t row, const exec::Batch& batch, std::size_t household, const Value& value) {
  clear(row);
  if (value.is_unknown() || value.is_failed()) return;
  if (value.is_null()) {
    if (none_.empty()) none_.resize(rows_, 0);
    none_[row] = 1;
    return;
  }
  switch (form_) {
    case Form::boolean:
      return set_cell(row, value.get<bool>() ? 1 : 0);
    case Form::date:
      return set_cell(row, value.get<Date>().days());
    case Form::choice:
      return put_text(row, value.get<std::string>());
    case Form::text:
      texts_[row] = value_text(batch, household, value);
      valid_[row] = 1;
      return;
    case Form::number:
    case Form::fen:
      break;
  }
  const auto& number = value.get<Decimal>();
  const auto cell = model::scaled_cell(number, column_.scale);
  if (cell) return set_cell(row, *cell);
  aside_.emplace(row, number);
  valid_[row] = 1;
}

void AnswerColumn::reorder(std::span<const std::uint32_t> order) {
  reorder_values(column_.codes, order);
  reorder_values(column_.narrow, order);
  reorder_values(column_.cells, order);
  reorder_values(texts_, order);
  reorder_values(valid_, order);
  reorder_values(none_, order);
  std::map<std::size_t, Decimal> aside;
  for (std::size_t i = 0; i < order.size() && !aside_.empty(); ++i) {
    const auto found = aside_.find(order[i]);
    if (found != aside_.end()) aside.emplace(i, found->second);
  }
  aside_ = std::move(aside);
}

ArrowNode AnswerColumn::numbers() {
  std::vector<std::int64_t> words(2 * rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    const std::int64_t cell = column_.cell(row);
    words[2 * row] = cell;
    words[2 * row + 1] = cell < 0 ? -1 : 0;
  }
  for (const auto& [row, number] : aside_) {
    Uint128 bits = 0;
    if (!scaled(number, column_.scale, bits))
      throw std::logic_error("a number that its column cannot say: " + name_);
    std::memcpy(&words[2 * row], &bits, sizeof bits);
  }
  return plain_node("d:38," + std::to_string(column_.scale), name_, rows_, ArrowBuffer::of(std::move(words)),
                    valid_);
}

ArrowNode AnswerColumn::hundredths() {
  if (!aside_.empty()) throw std::invalid_argument("an amount is too large for whole hundredths: " + name_);
  if (column_.scale == fen_scale && column_.lane == Lane::i64)
    return plain_node("l", name_, rows_, ArrowBuffer::of(std::move(column_.cells)), valid_);
  std::int64_t factor = 1;
  std::int64_t divisor = 1;
  for (int scale = column_.scale; scale < fen_scale; ++scale) factor *= 10;
  for (int scale = column_.scale; scale > fen_scale; --scale) divisor *= 10;
  std::vector<std::int64_t> cells(rows_);
  for (std::size_t row = 0; row < rows_; ++row) cells[row] = column_.cell(row) * factor / divisor;
  return plain_node("l", name_, rows_, ArrowBuffer::of(std::move(cells)), valid_);
}

std::vector<std::int32_t> AnswerColumn::narrow_cells() {
  if (column_.lane == Lane::i32) return std::move(column_.narrow);
  std::vector<std::int32_t> cells(rows_);
  for (std::size_t row = 0; row < rows_; ++row) cells[row] = static_cast<std::int32_t>(column_.cell(row));
  return cells;
}

ArrowNode AnswerColumn::choices() {
  ArrowNode node;
  if (column_.lane == Lane::u8) {
    // Positions after the last scheme stand for none of them.
    const auto last = static_cast<std::uint8_t>(entries_.size() - 1);
    for (std::uint8_t& code : column_.codes) code = std::min(code, last);
    node = plain_node("C", name_, rows_, ArrowBuffer::of(std::move(column_.codes)), valid_);
  } else {
    std::vector<std::int32_t> codes = narrow_cells();
    const auto last = static_cast<std::int32_t>(entries_.size()) - 1;
    for (std::int32_t& code : codes) code = std::clamp(code, 0, std::max(last, 0));
    node = plain_node("i", name_, rows_, ArrowBuffer::of(std::move(codes)), valid_);
  }
  node.dictionary.push_back(text_node("", entries_));
  return node;
}

void AnswerColumn::add_to(std::vector<ArrowNode>& nodes, std::span<const std::uint32_t> order) {
  if (!order.empty()) reorder(order);
  switch (form_) {
    case Form::boolean:
      nodes.push_back(plain_node("b", name_, rows_, ArrowBuffer::of(packed(column_.codes)), valid_));
      break;
    case Form::number:
      nodes.push_back(numbers());
      break;
    case Form::fen:
      nodes.push_back(hundredths());
      break;
    case Form::date:
      nodes.push_back(plain_node("tdD", name_, rows_, ArrowBuffer::of(narrow_cells()), valid_));
      break;
    case Form::choice:
      nodes.push_back(choices());
      break;
    case Form::text:
      nodes.push_back(text_node(name_, texts_, valid_));
      break;
  }
  if (!none_.empty())
    nodes.push_back(plain_node("b", name_ + ".none", rows_, ArrowBuffer::of(packed(none_))));
}

}  // namespace doudi::io
