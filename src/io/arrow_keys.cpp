// src/io/arrow_keys.cpp - ids of rows, found by hashing where they are in no order.
// Layer 8.
#include "io/arrow_keys.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "model/record_value.hpp"

namespace doudi::io {

using Kind = ArrowType::Kind;

namespace {

/// Text before which every text is, by length and then by bytes.
[[nodiscard]] bool comes_before(std::string_view text, std::string_view other) noexcept {
  return text.size() != other.size() ? text.size() < other.size() : text < other;
}

/// Most ids are short and plain; what is not is looked at character by character.
[[nodiscard]] bool is_id(std::string_view text) noexcept {
  constexpr std::size_t longest_plain = 64;
  bool plain = !text.empty() && text.size() <= longest_plain;
  for (const char each : text) plain = plain & (each >= ' ') & (each <= '~');
  return plain || model::is_id(text);
}

void add_numbers(const ArrowColumn& column, bool of_member, Keys& keys, std::vector<std::uint32_t>& missing) {
  keys.numbers.reserve(column.rows);
  const bool beyond = !column.type.is_signed && column.type.bits == 64;
  for (const ArrowPart& part : column.parts) {
    for (std::size_t i = 0; i < part.rows; ++i) {
      const std::int64_t number = whole_number(column.type, part, i);
      keys.numbers.push_back(number);
      if (!part.is_valid(i) || (number < 0 && (of_member || beyond)))
        missing.push_back(static_cast<std::uint32_t>(part.begin + i));
    }
  }
}

void add_texts(const ArrowColumn& column, bool of_member, Keys& keys, std::vector<std::uint32_t>& missing) {
  keys.texts.reserve(column.rows);
  for (std::size_t row = 0; row < column.rows; ++row) {
    const auto text = text_at(column, row);
    keys.texts.push_back(text.value_or(std::string_view{}));
    if (!text || (of_member && !is_id(*text))) missing.push_back(static_cast<std::uint32_t>(row));
  }
}

}  // namespace

std::string rows_shown(std::span<const std::uint32_t> rows) {
  constexpr std::size_t most = 5;
  std::string shown;
  for (std::size_t i = 0; i < std::min(most, rows.size()); ++i)
    shown += (i == 0 ? "" : ", ") + std::to_string(rows[i]);
  return rows.size() > most ? shown + " …" : shown;
}

std::optional<Keys> read_keys(const ArrowColumn& column, KeyUse use, text::Diagnostics& diagnostics) {
  const bool of_member = use == KeyUse::member;
  Keys keys;
  keys.column = column.name;
  std::vector<std::uint32_t> missing;
  const Kind kind = column.type_of_values().kind;
  if (kind == Kind::nothing) {
    for (std::size_t row = 0; row < column.rows; ++row) missing.push_back(static_cast<std::uint32_t>(row));
  } else if (kind == Kind::integer && !column.values) {
    keys.are_numbers = true;
    add_numbers(column, of_member, keys, missing);
  } else if (kind == Kind::text || kind == Kind::view) {
    add_texts(column, of_member, keys, missing);
  } else {
    diagnostics.error(text::Code::column_type_refused, {},
                      {{"column", column.name}, {"found", column.type_name()}, {"type", "id"}});
    return std::nullopt;
  }
  if (missing.empty() || use == KeyUse::link) return keys;
  diagnostics.error(text::Code::key_missing, {}, {{"column", column.name}, {"rows", rows_shown(missing)}});
  return std::nullopt;
}

Keys keys_of_rows(const Keys& keys, std::span<const std::uint32_t> rows) {
  Keys result;
  result.column = keys.column;
  result.are_numbers = keys.are_numbers;
  for (const std::uint32_t row : rows) {
    if (keys.are_numbers) {
      result.numbers.push_back(keys.numbers[row]);
    } else {
      result.texts.push_back(keys.texts[row]);
    }
  }
  return result;
}

exec::IdColumn id_column(const Keys& keys, const ArrowColumn& column, bool moved) {
  if (keys.are_numbers) return exec::IdColumn::of_numbers(keys.numbers);
  const bool one_stretch = !moved && column.parts.size() == 1 && column.type.kind == Kind::text &&
                           column.type.bits == std::numeric_limits<std::uint32_t>::digits;
  if (one_stretch) {
    const ArrowPart& part = column.parts.front();
    return exec::IdColumn::viewing(part.rows, part.buffer<std::int32_t>(1) + part.first, part.buffer<char>(2),
                                   column.keeper);
  }
  exec::IdColumn ids;
  for (const std::string_view text : keys.texts) ids.push_back(text);
  return ids;
}

std::size_t KeyIndex::hash(const Keys& keys, std::size_t row) noexcept {
  if (!keys.are_numbers) return std::hash<std::string_view>{}(keys.texts[row]);
  // Numbers in steps would otherwise share their slots.
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
  const std::uint64_t product = static_cast<std::uint64_t>(keys.numbers[row]) * odd;
  return static_cast<std::size_t>(product ^ (product >> 32U));
}

KeyIndex::KeyIndex(const Keys& keys) : keys_{keys} {
  std::size_t room = 16;
  while (room < keys.size() * 2) room *= 2;
  slots_.resize(room);
  for (std::size_t row = 0; row < keys.size(); ++row) {
    std::size_t slot = hash(keys, row) & (room - 1);
    while (slots_[slot] != 0 && !keys.same(row, keys, slots_[slot] - 1)) slot = (slot + 1) & (room - 1);
    if (slots_[slot] != 0) repeated_.push_back(static_cast<std::uint32_t>(row));
    if (slots_[slot] == 0) slots_[slot] = static_cast<std::uint32_t>(row + 1);
  }
}

std::optional<std::uint32_t> KeyIndex::find(const Keys& keys, std::size_t row) const {
  std::size_t slot = hash(keys, row) & (slots_.size() - 1);
  while (slots_[slot] != 0) {
    if (keys.same(row, keys_, slots_[slot] - 1)) return slots_[slot] - 1;
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return std::nullopt;
}

bool is_ascending(const Keys& keys, std::size_t first, std::size_t last) noexcept {
  for (std::size_t row = first + 1; row < last; ++row) {
    const bool before = keys.are_numbers ? keys.numbers[row - 1] < keys.numbers[row]
                                         : comes_before(keys.texts[row - 1], keys.texts[row]);
    if (!before) return false;
  }
  return true;
}

std::vector<std::uint32_t> repeated_in(const Keys& keys, std::span<const std::uint32_t> offsets) {
  constexpr std::size_t few = 32;
  std::vector<std::uint32_t> repeated;
  for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
    const std::size_t first = offsets[i];
    const std::size_t last = offsets[i + 1];
    if (is_ascending(keys, first, last)) continue;
    if (last - first > few) {
      std::vector<std::uint32_t> rows;
      for (std::size_t row = first; row < last; ++row) rows.push_back(static_cast<std::uint32_t>(row));
      const Keys stretch = keys_of_rows(keys, rows);
      const KeyIndex index{stretch};
      for (const std::uint32_t row : index.repeated())
        repeated.push_back(static_cast<std::uint32_t>(first + row));
      continue;
    }
    for (std::size_t row = first; row < last; ++row) {
      std::size_t before = first;
      while (before < row && !keys.same(before, keys, row)) ++before;
      if (before < row) repeated.push_back(static_cast<std::uint32_t>(row));
    }
  }
  return repeated;
}

}  // namespace doudi::io
