// src/io/arrow_values.cpp - single slots of Arrow columns as texts and as parts of a record.
// Layer 8.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

#include "doudi/base/date.hpp"
#include "doudi/base/decimal.hpp"

#include "io/arrow_column.hpp"

namespace doudi::io {

namespace {

using Kind = ArrowType::Kind;
using model::RecordNode;
using Form = model::ScalarNode::Form;

constexpr std::string_view none_suffix = ".none";

[[nodiscard]] RecordNode number_node(std::string text) {
  return {{}, model::ScalarNode{std::move(text), Form::number}};
}

[[nodiscard]] RecordNode text_node(std::string text) {
  return {{}, model::ScalarNode{std::move(text), Form::text}};
}

[[nodiscard]] std::string real_text(double value) {
  if (!std::isfinite(value)) return "nan";
  constexpr std::size_t longest = 400;  // of a double without exponent
  std::array<char, longest> text{};
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  return error == std::errc{} ? std::string{text.data(), end} : "nan";
}

/// The shortest text that gives a float back is that of a float, not that of the double it widens to.
[[nodiscard]] std::string real_text(float value) {
  if (!std::isfinite(value)) return "nan";
  constexpr std::size_t longest = 100;
  std::array<char, longest> text{};
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  return error == std::errc{} ? std::string{text.data(), end} : "nan";
}

[[nodiscard]] std::string digits_of(Uint128 value) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return digits;
}

/// `12.50` of 1250 with a scale of 2; as many digits as there are.
[[nodiscard]] std::string decimal_text(bool negative, Uint128 size, int scale) {
  std::string digits = digits_of(size);
  if (scale < 0) digits.append(static_cast<std::size_t>(-scale), '0');
  if (scale > 0) {
    const auto decimals = static_cast<std::size_t>(scale);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, ".");
  }
  return (negative ? "-" : "") + digits;
}

[[nodiscard]] std::string decimal_text(const ArrowType& type, const ArrowPart& part, std::size_t row) {
  const std::size_t slot = part.first + row;
  if (type.bits == 32 || type.bits == 64) {
    const std::int64_t value =
        type.bits == 32 ? part.buffer<std::int32_t>(1)[slot] : part.buffer<std::int64_t>(1)[slot];
    const auto bits = static_cast<std::uint64_t>(value);
    return decimal_text(value < 0, value < 0 ? std::uint64_t{0} - bits : bits, type.scale);
  }
  Uint128 bits = 0;
  std::memcpy(&bits, part.buffer<std::byte>(1) + slot * sizeof bits, sizeof bits);
  const bool negative = (bits >> 127U) != 0;
  return decimal_text(negative, negative ? Uint128{0} - bits : bits, type.scale);
}

/// A date; of a moment that is none, the text of a date with a time, which no fact takes for a date.
[[nodiscard]] RecordNode moment_node(const ArrowType& type, std::int64_t value) {
  const std::int64_t rest = value % type.per_day;
  const std::int64_t days = value / type.per_day - (rest < 0 ? 1 : 0);
  const auto date = Date::from_days(days);
  if (!date) return text_node("beyond the calendar");
  return text_node(rest == 0 ? date->text() : date->text() + "T");
}

[[nodiscard]] std::string_view text_in(const ArrowType& type, const ArrowPart& part, std::size_t row) {
  const std::size_t slot = part.first + row;
  const auto span = [&](std::int64_t begin, std::int64_t end) {
    if (begin == end) return std::string_view{};
    return std::string_view{part.buffer<char>(2) + begin, static_cast<std::size_t>(end - begin)};
  };
  if (type.kind == Kind::view) {
    constexpr std::int32_t longest_inside = 12;
    const auto* view = part.buffer<std::int32_t>(1) + 4 * slot;
    const auto length = static_cast<std::size_t>(view[0]);
    // NOLINTNEXTLINE(*-reinterpret-cast): a view's bytes are chars or numbers, by its length
    if (view[0] <= longest_inside) return {reinterpret_cast<const char*>(view + 1), length};
    const auto number = static_cast<std::size_t>(view[2]);
    return {part.buffer<char>(2 + number) + view[3], length};
  }
  if (type.bits == 32) {
    const auto* offsets = part.buffer<std::int32_t>(1) + slot;
    return span(offsets[0], offsets[1]);
  }
  const auto* offsets = part.buffer<std::int64_t>(1) + slot;
  return span(offsets[0], offsets[1]);
}

[[nodiscard]] bool is_text(const ArrowType& type) {
  return type.kind == Kind::text || type.kind == Kind::view;
}

/// The part that a dictionary's entries are.
[[nodiscard]] ArrowPart entries_of(const ArrowPart& part) {
  const ArrowArray& entries = *part.array->dictionary;
  ArrowPart result;
  result.array = &entries;
  result.first = static_cast<std::size_t>(entries.offset);
  result.rows = static_cast<std::size_t>(entries.length);
  const bool some = entries.null_count != 0 && entries.n_buffers > 0;
  result.validity = some ? static_cast<const std::uint8_t*>(entries.buffers[0]) : nullptr;
  return result;
}

[[nodiscard]] RecordNode structure_node(const ArrowColumn& column, const ArrowPart& part, std::size_t row);
[[nodiscard]] RecordNode list_node(const ArrowColumn& column, const ArrowPart& part, std::size_t row);

[[nodiscard]] RecordNode valid_node(const ArrowColumn& column, const ArrowType& type, const ArrowPart& part,
                                    std::size_t row) {
  const std::size_t slot = part.first + row;
  switch (type.kind) {
    case Kind::boolean:
      return {{}, ((part.buffer<std::uint8_t>(1)[slot / 8] >> (slot % 8)) & 1U) != 0};
    case Kind::integer: {
      const std::int64_t value = whole_number(type, part, row);
      return number_node(type.is_signed ? std::to_string(value)
                                        : std::to_string(static_cast<std::uint64_t>(value)));
    }
    case Kind::real:
      return number_node(type.bits == 32 ? real_text(part.buffer<float>(1)[slot])
                                         : real_text(part.buffer<double>(1)[slot]));
    case Kind::decimal:
      return number_node(decimal_text(type, part, row));
    case Kind::text:
    case Kind::view:
      return text_node(std::string{text_in(type, part, row)});
    case Kind::days:
      return moment_node(type, part.buffer<std::int32_t>(1)[slot]);
    case Kind::moment:
      return moment_node(type, part.buffer<std::int64_t>(1)[slot]);
    case Kind::list:
      return list_node(column, part, row);
    case Kind::structure:
      return structure_node(column, part, row);
    case Kind::nothing:
      return {{}, model::UnknownNode{}};
    case Kind::other:
      return {{}, model::EmptyNode{}};
  }
  return {{}, model::EmptyNode{}};
}

/// A part of a column of its own, for what lies below a slot.
[[nodiscard]] ArrowColumn column_below(const ArrowColumn& column, const ArrowPart& part, std::size_t child,
                                       std::size_t first, std::size_t rows) {
  ArrowColumn below;
  below.name = column.name;
  below.schema = column.schema->children[child];
  below.type = arrow_type(*below.schema);
  if (below.schema->dictionary != nullptr) below.values = arrow_type(*below.schema->dictionary);
  const ArrowArray& array = *part.array->children[child];
  ArrowPart whole;
  whole.array = &array;
  whole.first = static_cast<std::size_t>(array.offset) + first;
  whole.rows = rows;
  const bool some =
      below.type.kind != Kind::nothing && below.type.kind != Kind::other && array.null_count != 0;
  if (some) whole.validity = static_cast<const std::uint8_t*>(array.buffers[0]);
  below.parts.push_back(whole);
  below.rows = rows;
  return below;
}

RecordNode list_node(const ArrowColumn& column, const ArrowPart& part, std::size_t row) {
  const std::size_t slot = part.first + row;
  const bool narrow = column.type.bits == 32;
  const std::int64_t begin = narrow ? part.buffer<std::int32_t>(1)[slot] : part.buffer<std::int64_t>(1)[slot];
  const std::int64_t end =
      narrow ? part.buffer<std::int32_t>(1)[slot + 1] : part.buffer<std::int64_t>(1)[slot + 1];
  const auto rows = static_cast<std::size_t>(end - begin);
  model::ListNode list;
  if (rows == 0) return {{}, std::move(list)};
  const ArrowColumn items = column_below(column, part, 0, static_cast<std::size_t>(begin), rows);
  for (std::size_t i = 0; i < rows; ++i) list.items.push_back(node_at(items, i));
  return {{}, std::move(list)};
}

/// Fields that are not valid are left out; one that `NAME.none` says to be none is null.
RecordNode structure_node(const ArrowColumn& column, const ArrowPart& part, std::size_t row) {
  model::MapNode map;
  std::vector<std::string> nones;
  for (std::int64_t i = 0; i < column.schema->n_children; ++i) {
    const auto child = static_cast<std::size_t>(i);
    const char* written = column.schema->children[child]->name;
    const std::string name = written == nullptr ? "" : written;
    const ArrowColumn field = column_below(column, part, child, part.first + row, 1);
    RecordNode node = node_at(field, 0);
    if (std::holds_alternative<model::UnknownNode>(node.value)) continue;
    const bool none = name.ends_with(none_suffix) && std::holds_alternative<bool>(node.value);
    if (!none) map.fields.push_back({name, {}, std::move(node)});
    if (none && std::get<bool>(node.value)) nones.push_back(name.substr(0, name.size() - none_suffix.size()));
  }
  // A field that has a value as well then comes twice, which is reported.
  for (std::string& name : nones) map.fields.push_back({std::move(name), {}, {{}, model::Null{}}});
  return {{}, std::move(map)};
}

}  // namespace

std::optional<std::string_view> text_at(const ArrowColumn& column, std::size_t row) {
  const ArrowPart& part = column.part_of(row);
  const std::size_t in_part = row - part.begin;
  if (!part.is_valid(in_part) || !is_text(column.type_of_values())) return std::nullopt;
  if (!column.values) return text_in(column.type, part, in_part);
  const ArrowPart entries = entries_of(part);
  const auto code = static_cast<std::size_t>(whole_number(column.type, part, in_part));
  if (!entries.is_valid(code)) return std::nullopt;
  return text_in(*column.values, entries, code);
}

RecordNode node_at(const ArrowColumn& column, std::size_t row) {
  if (column.type.kind == Kind::nothing) return {{}, model::UnknownNode{}};
  const ArrowPart& part = column.part_of(row);
  const std::size_t in_part = row - part.begin;
  if (!part.is_valid(in_part)) return {{}, model::UnknownNode{}};
  if (!column.values) return valid_node(column, column.type, part, in_part);
  const auto dictionary = dictionary_of(column, part);
  return node_at(*dictionary, static_cast<std::size_t>(whole_number(column.type, part, in_part)));
}

}  // namespace doudi::io
