// src/io/csv_column.cpp - digits, dates and words as cells, as quickly as they can be read.
// Layer 8.
#include "io/csv_column.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <string>

#include "doudi/base/date.hpp"

namespace doudi::io {

using model::Fact;
using model::Lane;

namespace {

constexpr std::size_t padding = 16;

/// The first eight bytes of a text of which there are so many; of a shorter one zeros behind it. Eight can be read.
[[nodiscard]] std::uint64_t beginning(const char* bytes, std::size_t size) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return size >= sizeof word ? word : word & ((std::uint64_t{1} << (8 * size)) - 1);
}

/// Reads `-?digits[.digits]`, without a leading zero and with no more digits than fit; nothing if there is anything else.
[[nodiscard]] std::optional<std::int64_t> plain_number(const char*& at, int decimals) noexcept {
  constexpr std::ptrdiff_t most_digits = 18;
  const auto digit = [](char character) { return static_cast<unsigned char>(character - '0'); };
  const bool negative = *at == '-';
  if (negative) ++at;
  const char* const first = at;
  std::int64_t cell = 0;
  for (; digit(*at) < 10; ++at) cell = cell * 10 + digit(*at);
  const std::ptrdiff_t whole = at - first;
  if (whole == 0 || (whole > 1 && *first == '0') || whole + decimals > most_digits) return std::nullopt;
  int places = 0;
  if (*at == '.') {
    if (digit(*++at) >= 10) return std::nullopt;
    for (; digit(*at) < 10 && places < decimals; ++at, ++places) cell = cell * 10 + digit(*at);
    for (; *at == '0'; ++at) {
    }
  }
  for (; places < decimals; ++places) cell *= 10;
  if (!ends_cell(at)) return std::nullopt;
  return negative ? -cell : cell;
}

[[nodiscard]] std::optional<std::int64_t> plain_truth(const char*& at) {
  const std::string_view here{at, 6};
  const bool truth = here.starts_with("true");
  if (!truth && !here.starts_with("false")) return std::nullopt;
  at += truth ? 4 : 5;
  return ends_cell(at) ? std::optional<std::int64_t>{truth ? 1 : 0} : std::nullopt;
}

[[nodiscard]] std::optional<std::int64_t> plain_date(const char*& at) {
  constexpr std::size_t size = 10;
  const auto date = Date::parse(std::string_view{at, size});
  if (!date || !ends_cell(at + size)) return std::nullopt;
  at += size;
  return date->days();
}

[[nodiscard]] std::optional<std::int64_t> plain_member(const CsvSlots& slots, const char*& at) {
  const char* end = at;
  while (!ends_cell(end) && *end != '"') ++end;
  if (*end == '"') return std::nullopt;
  const auto size = static_cast<std::size_t>(end - at);
  const std::pair<std::uint64_t, std::size_t> wanted{beginning(at, size), size};
  for (std::size_t i = 0; i < slots.members.size(); ++i) {
    if (slots.members[i] != wanted) continue;
    const bool all_is_seen = size <= sizeof wanted.first;
    if (!all_is_seen && std::string_view{at, size} != slots.enumeration->members[i]) continue;
    at = end;
    return static_cast<std::int64_t>(i);
  }
  return std::nullopt;
}

}  // namespace

CsvView csv_view(const char* bytes, std::size_t size, std::int32_t buffer, std::size_t offset) {
  constexpr std::size_t inside = 12;
  CsvView view;
  view.length = static_cast<std::int32_t>(size);
  if (size <= inside) {
    // Masks and not loops: cells are short, and of any length.
    std::uint64_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, bytes, sizeof first);
    std::memcpy(&last, bytes + sizeof first, sizeof last);
    first &= size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
    last &= size <= 8 ? 0 : size == inside ? ~std::uint32_t{0} : (std::uint32_t{1} << (8 * (size - 8))) - 1;
    std::memcpy(view.bytes.data(), &first, sizeof first);
    std::memcpy(view.bytes.data() + sizeof first, &last, sizeof last);
    return view;
  }
  const auto place = static_cast<std::int32_t>(offset);
  std::memcpy(view.bytes.data(), bytes, sizeof(std::int32_t));
  std::memcpy(view.bytes.data() + 4, &buffer, sizeof buffer);
  std::memcpy(view.bytes.data() + 8, &place, sizeof place);
  return view;
}

CsvSlots csv_slots(const model::Pack& pack, const Fact& fact) {
  CsvSlots slots;
  const Lane lane = model::lane_of(pack, fact);
  if (fact.shape != Fact::Shape::value || lane == Lane::kept) return slots;
  slots.lane = lane;
  switch (fact.type.kind) {
    case model::Kind::boolean:
      slots.form = CsvSlots::Form::truth;
      break;
    case model::Kind::number:
      slots.form = CsvSlots::Form::number;
      slots.decimals = fact.decimals;
      if (lane == Lane::u8 && fact.decimals > 0)
        slots.lane = Lane::i32;  // Arrow has no decimals of eight bits
      break;
    case model::Kind::date:
      if (lane == Lane::i32) slots.form = CsvSlots::Form::date;
      break;
    case model::Kind::enumeration:
      slots.form = CsvSlots::Form::member;
      slots.enumeration = &pack[fact.type.enumeration];
      for (const std::string& member : slots.enumeration->members) {
        const std::string padded = member + std::string(padding, ' ');
        slots.members.emplace_back(beginning(padded.data(), member.size()), member.size());
      }
      break;
    default:
      break;
  }
  return slots;
}

std::optional<std::int64_t> plain_cell(const CsvSlots& slots, const char*& at) {
  switch (slots.form) {
    case CsvSlots::Form::number:
      return plain_number(at, slots.decimals);
    case CsvSlots::Form::truth:
      return plain_truth(at);
    case CsvSlots::Form::date:
      return plain_date(at);
    case CsvSlots::Form::member:
      return plain_member(slots, at);
    case CsvSlots::Form::text:
    case CsvSlots::Form::none:
      break;
  }
  return std::nullopt;
}

/// Eight bytes at a time.
std::size_t line_feeds(std::string_view text) noexcept {
  constexpr std::uint64_t sevens = 0x7f7f7f7f7f7f7f7fU;
  constexpr std::uint64_t feeds = 0x0a0a0a0a0a0a0a0aU;
  std::size_t count = 0;
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    const std::uint64_t other = word ^ feeds;  // zero where there is one
    count += static_cast<std::size_t>(std::popcount(~(((other & sevens) + sevens) | other | sevens)));
  }
  return count + static_cast<std::size_t>(
                     std::count(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), '\n'));
}

std::vector<std::uint8_t> packed_bits(const std::vector<std::byte>& truths) {
  constexpr std::size_t bits = 8;
  std::vector<std::uint8_t> packed((truths.size() + bits - 1) / bits);
  for (std::size_t i = 0; i < truths.size(); ++i)
    packed[i / bits] =
        static_cast<std::uint8_t>(packed[i / bits] | std::to_integer<unsigned>(truths[i]) << (i % bits));
  return packed;
}

}  // namespace doudi::io
