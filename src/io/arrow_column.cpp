// src/io/arrow_column.cpp - format strings, and whether arrays are what they say.
// Layer 8.
#include "io/arrow_column.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace doudi::io {

namespace {

using Kind = ArrowType::Kind;

constexpr int narrowest_text = 32;
constexpr std::int64_t seconds_of_day = 86'400;
constexpr std::size_t most_rows = std::numeric_limits<std::uint32_t>::max();
constexpr int deepest = 16;

[[nodiscard]] ArrowType of(Kind kind, int bits, std::string name) {
  ArrowType type;
  type.kind = kind;
  type.bits = bits;
  type.name = std::move(name);
  return type;
}

/// `d:12,2` and `d:12,2,64`.
[[nodiscard]] ArrowType decimal_type(std::string_view format) {
  std::vector<int> numbers;
  format.remove_prefix(2);
  while (!format.empty()) {
    int number = 0;
    const auto [end, error] = std::from_chars(format.data(), format.data() + format.size(), number);
    if (error != std::errc{}) return of(Kind::other, 0, "decimal");
    numbers.push_back(number);
    format.remove_prefix(static_cast<std::size_t>(end - format.data()));
    if (!format.empty()) format.remove_prefix(1);
  }
  if (numbers.size() != 2 && numbers.size() != 3) return of(Kind::other, 0, "decimal");
  constexpr int usual_bits = 128;
  constexpr int largest_scale = 38;
  const int bits = numbers.size() == 3 ? numbers[2] : usual_bits;
  const std::string name = "decimal" + std::to_string(bits) + '(' + std::to_string(numbers[0]) + ", " +
                           std::to_string(numbers[1]) + ')';
  const bool known = (bits == 32 || bits == 64 || bits == usual_bits) && numbers[1] <= largest_scale &&
                     numbers[1] >= -largest_scale;
  ArrowType type = of(known ? Kind::decimal : Kind::other, bits, name);
  type.scale = numbers[1];
  return type;
}

[[nodiscard]] ArrowType moment_type(std::string_view format) {
  constexpr std::string_view units = "smun";
  const auto unit = format.size() < 4 ? std::string_view::npos : units.find(format[2]);
  if (unit == std::string_view::npos || format[3] != ':') return of(Kind::other, 0, "timestamp");
  if (format.size() > 4) return of(Kind::other, 0, "timestamp with a zone");
  ArrowType type = of(Kind::moment, 64, "timestamp");
  type.per_day = seconds_of_day;
  for (std::size_t i = 0; i < unit; ++i) type.per_day *= 1000;
  return type;
}

[[nodiscard]] ArrowType integer_type(char letter) {
  constexpr std::string_view letters = "cCsSiIlL";
  const std::size_t position = letters.find(letter);
  const int bits = 8 << (position / 2);
  const bool is_signed = position % 2 == 0;
  ArrowType type = of(Kind::integer, bits, (is_signed ? "int" : "uint") + std::to_string(bits));
  type.is_signed = is_signed;
  return type;
}

}  // namespace

ArrowType arrow_type(const ArrowSchema& schema) {
  const std::string_view format = schema.format == nullptr ? "" : schema.format;
  if (format == "n") return of(Kind::nothing, 0, "null");
  if (format == "b") return of(Kind::boolean, 1, "bool");
  if (format.size() == 1 && std::string_view{"cCsSiIlL"}.find(format[0]) != std::string_view::npos)
    return integer_type(format[0]);
  if (format == "f") return of(Kind::real, 32, "float32");
  if (format == "g") return of(Kind::real, 64, "float64");
  if (format.substr(0, 2) == "d:") return decimal_type(format);
  if (format == "u") return of(Kind::text, narrowest_text, "utf8");
  if (format == "U") return of(Kind::text, 64, "large_utf8");
  if (format == "vu") return of(Kind::view, 0, "utf8_view");
  if (format == "tdD") return of(Kind::days, 32, "date32");
  if (format == "tdm") {
    ArrowType type = of(Kind::moment, 64, "date64");
    type.per_day = seconds_of_day * 1000;
    return type;
  }
  if (format.substr(0, 2) == "ts") return moment_type(format);
  if (format == "+l") return of(Kind::list, 32, "list");
  if (format == "+L") return of(Kind::list, 64, "large_list");
  if (format == "+s") return of(Kind::structure, 0, "struct");
  return of(Kind::other, 0, std::string{format});
}

const ArrowPart& ArrowColumn::part_of(std::size_t row) const noexcept {
  if (parts.size() == 1) return parts.front();
  const auto after =
      std::upper_bound(parts.begin(), parts.end(), row,
                       [](std::size_t wanted, const ArrowPart& part) { return wanted < part.begin; });
  return *(after - 1);
}

bool ArrowColumn::is_valid(std::size_t row) const noexcept {
  if (type.kind == Kind::nothing) return false;
  const ArrowPart& part = part_of(row);
  return part.is_valid(row - part.begin);
}

bool ArrowColumn::has_invalid() const noexcept {
  return type.kind == Kind::nothing || std::any_of(parts.begin(), parts.end(), [](const ArrowPart& part) {
           return part.validity != nullptr;
         });
}

std::string ArrowColumn::type_name() const {
  return values ? "dictionary of " + values->name : type.name;
}

namespace {

/// Looks at arrays before anything of them is read.
class Inspector {
 public:
  Inspector(const std::string& column, text::Diagnostics& diagnostics)
      : column_{column}, diagnostics_{diagnostics} {}

  /// Whether slots `first` to `first + rows` are there, in this array and all below it.
  [[nodiscard]] bool fits(const ArrowSchema& schema, const ArrowArray& array, std::size_t first,
                          std::size_t rows, int depth = 0) {
    if (depth > deepest) return refuse("depth");
    const ArrowType type = arrow_type(schema);
    if (array.length < 0 || array.offset < 0 || rows > most_rows ||
        first + rows > static_cast<std::size_t>(array.offset) + static_cast<std::size_t>(array.length))
      return refuse("length");
    if (!fits_buffers(type, array, rows)) return false;
    if (!fits_children(schema, type, array)) return refuse("children");
    if (schema.dictionary != nullptr) return fits_dictionary(schema, type, array, first, rows);
    switch (type.kind) {
      case Kind::text:
        return type.bits == narrowest_text ? fits_offsets<std::int32_t>(array, first, rows, nullptr)
                                           : fits_offsets<std::int64_t>(array, first, rows, nullptr);
      case Kind::view:
        return fits_views(array, first, rows);
      case Kind::list: {
        const ArrowArray& items = *array.children[0];
        if (items.length < 0 || items.offset < 0) return refuse("length");
        const bool fit = type.bits == narrowest_text ? fits_offsets<std::int32_t>(array, first, rows, &items)
                                                     : fits_offsets<std::int64_t>(array, first, rows, &items);
        return fit && fits(*schema.children[0], items, static_cast<std::size_t>(items.offset),
                           static_cast<std::size_t>(items.length), depth + 1);
      }
      case Kind::structure:
        for (std::int64_t i = 0; i < array.n_children; ++i) {
          const ArrowArray& child = *array.children[i];
          if (child.offset < 0) return refuse("length");
          if (!fits(*schema.children[i], child, static_cast<std::size_t>(child.offset) + first, rows,
                    depth + 1))
            return false;
        }
        return true;
      case Kind::nothing:
      case Kind::boolean:
      case Kind::integer:
      case Kind::real:
      case Kind::decimal:
      case Kind::days:
      case Kind::moment:
      case Kind::other:
        return true;
    }
    return true;
  }

 private:
  bool refuse(const char* part) {
    diagnostics_.error(text::Code::arrow_malformed, {}, {{"column", column_}, {"part", part}});
    return false;
  }

  [[nodiscard]] bool fits_buffers(const ArrowType& type, const ArrowArray& array, std::size_t rows) {
    if (type.kind == Kind::nothing || type.kind == Kind::other) return true;
    const bool alone = type.kind == Kind::structure;
    const std::int64_t least = alone ? 1 : type.kind == Kind::text || type.kind == Kind::view ? 3 : 2;
    const bool right = type.kind == Kind::view ? array.n_buffers >= least : array.n_buffers == least;
    if (!right || array.buffers == nullptr) return refuse("buffers");
    if (!alone && rows != 0 && array.buffers[1] == nullptr) return refuse("buffers");
    if (array.null_count > 0 && array.buffers[0] == nullptr) return refuse("validity");
    return true;
  }

  [[nodiscard]] static bool fits_children(const ArrowSchema& schema, const ArrowType& type,
                                          const ArrowArray& array) {
    const bool parent = type.kind == Kind::structure || type.kind == Kind::list;
    if (!parent) return true;
    if (schema.n_children != array.n_children || (type.kind == Kind::list && array.n_children != 1))
      return false;
    if (array.n_children < 0) return false;
    if (array.n_children != 0 && (schema.children == nullptr || array.children == nullptr)) return false;
    for (std::int64_t i = 0; i < array.n_children; ++i) {
      if (schema.children[i] == nullptr || array.children[i] == nullptr) return false;
    }
    return true;
  }

  template <class Offset>
  [[nodiscard]] bool fits_offsets(const ArrowArray& array, std::size_t first, std::size_t rows,
                                  const ArrowArray* items) {
    if (rows == 0) return true;
    const auto* offsets = static_cast<const Offset*>(array.buffers[1]) + first;
    bool sorted = offsets[0] >= 0;
    for (std::size_t i = 0; i < rows; ++i) sorted = sorted & (offsets[i] <= offsets[i + 1]);
    if (!sorted) return refuse("offsets");
    const bool some = offsets[rows] != 0;
    if (items == nullptr) return !some || array.buffers[2] != nullptr || refuse("buffers");
    return std::cmp_less_equal(offsets[rows], items->length) || refuse("offsets");
  }

  [[nodiscard]] bool fits_views(const ArrowArray& array, std::size_t first, std::size_t rows) {
    const auto* views = static_cast<const std::int32_t*>(array.buffers[1]);
    const std::int64_t others = array.n_buffers - 3;
    const auto* sizes = static_cast<const std::int64_t*>(array.buffers[array.n_buffers - 1]);
    constexpr std::int32_t longest_inside = 12;
    for (std::size_t i = first; i < first + rows; ++i) {
      const std::int32_t length = views[4 * i];
      if (length < 0) return refuse("views");
      if (length <= longest_inside || !is_valid(array, i)) continue;
      const std::int32_t number = views[4 * i + 2];
      const std::int32_t begin = views[4 * i + 3];
      const bool there = number >= 0 && number < others && sizes != nullptr && begin >= 0 &&
                         array.buffers[2 + number] != nullptr &&
                         std::int64_t{begin} + length <= sizes[number];
      if (!there) return refuse("views");
    }
    return true;
  }

  [[nodiscard]] static bool is_valid(const ArrowArray& array, std::size_t slot) {
    const auto* validity = static_cast<const std::uint8_t*>(array.buffers[0]);
    return validity == nullptr || array.null_count == 0 || ((validity[slot / 8] >> (slot % 8)) & 1U) != 0;
  }

  [[nodiscard]] bool fits_dictionary(const ArrowSchema& schema, const ArrowType& type,
                                     const ArrowArray& array, std::size_t first, std::size_t rows) {
    if (array.dictionary == nullptr || type.kind != Kind::integer || schema.dictionary->dictionary != nullptr)
      return refuse("dictionary");
    const ArrowArray& entries = *array.dictionary;
    if (entries.length < 0 || entries.offset < 0) return refuse("dictionary");
    if (!fits(*schema.dictionary, entries, static_cast<std::size_t>(entries.offset),
              static_cast<std::size_t>(entries.length), 1))
      return false;
    ArrowPart part;
    part.array = &array;
    part.first = first;
    part.validity = array.null_count == 0 ? nullptr : static_cast<const std::uint8_t*>(array.buffers[0]);
    for (std::size_t i = 0; i < rows; ++i) {
      const std::int64_t code = whole_number(type, part, i);
      if ((code < 0 || code >= entries.length) && part.is_valid(i)) return refuse("dictionary");
    }
    return true;
  }

  const std::string& column_;
  text::Diagnostics& diagnostics_;
};

[[nodiscard]] ArrowPart part_of_array(const ArrowType& type, const ArrowArray& array, std::size_t first,
                                      std::size_t begin, std::size_t rows) {
  ArrowPart part;
  part.array = &array;
  part.first = first;
  part.begin = begin;
  part.rows = rows;
  const bool some = type.kind != Kind::nothing && type.kind != Kind::other && array.null_count != 0;
  if (some) part.validity = static_cast<const std::uint8_t*>(array.buffers[0]);
  return part;
}

[[nodiscard]] ArrowColumn empty_column(const ArrowSchema& schema, std::string name,
                                       std::shared_ptr<const void> keeper) {
  ArrowColumn column;
  column.name = std::move(name);
  column.schema = &schema;
  column.type = arrow_type(schema);
  if (schema.dictionary != nullptr) column.values = arrow_type(*schema.dictionary);
  column.keeper = std::move(keeper);
  return column;
}

void add_part(ArrowColumn& column, const ArrowArray& array, std::size_t first, std::size_t rows) {
  if (rows == 0) return;
  column.parts.push_back(part_of_array(column.type, array, first, column.rows, rows));
  column.rows += rows;
}

}  // namespace

std::optional<ArrowColumn> column_of(const ArrowTable& table, std::string name,
                                     text::Diagnostics& diagnostics) {
  ArrowColumn column = empty_column(table.schema(), std::move(name), table.keeper());
  Inspector inspector{column.name, diagnostics};
  const auto refused = [&](const char* part) {
    diagnostics.error(text::Code::arrow_malformed, {}, {{"column", column.name}, {"part", part}});
    return std::nullopt;
  };
  if (column.type.kind != Kind::structure) return refused("type");
  if (table.schema().n_children < 0 || (table.schema().n_children != 0 && table.schema().children == nullptr))
    return refused("children");
  for (std::int64_t i = 0; i < table.schema().n_children; ++i) {
    if (table.schema().children[i] == nullptr) return refused("children");
  }
  for (const ArrowArray& chunk : table.chunks()) {
    if (chunk.length < 0 || chunk.offset < 0) return refused("length");
    const auto first = static_cast<std::size_t>(chunk.offset);
    const auto rows = static_cast<std::size_t>(chunk.length);
    if (column.rows + rows > most_rows) return refused("length");
    if (!inspector.fits(table.schema(), chunk, first, rows)) return std::nullopt;
    add_part(column, chunk, first, rows);
  }
  return column;
}

ArrowColumn field_of(const ArrowColumn& structs, std::size_t index, std::string name) {
  ArrowColumn column = empty_column(*structs.schema->children[index], std::move(name), structs.keeper);
  for (const ArrowPart& part : structs.parts) {
    const ArrowArray& child = *part.array->children[index];
    add_part(column, child, static_cast<std::size_t>(child.offset) + part.first, part.rows);
  }
  return column;
}

namespace {

template <class Offset>
void add_items(ArrowItems& result, const ArrowPart& part) {
  const Offset* offsets = part.buffer<Offset>(1) + part.first;
  const ArrowArray& items = *part.array->children[0];
  const auto first = static_cast<std::size_t>(offsets[0]);
  const auto base = static_cast<std::uint32_t>(result.items.rows);
  add_part(result.items, items, static_cast<std::size_t>(items.offset) + first,
           static_cast<std::size_t>(offsets[part.rows]) - first);
  for (std::size_t i = 0; i < part.rows; ++i) {
    const auto begin = base + static_cast<std::uint32_t>(offsets[i] - offsets[0]);
    const auto end = base + static_cast<std::uint32_t>(offsets[i + 1] - offsets[0]);
    const bool valid = part.is_valid(i);
    result.begins.push_back(begin);
    result.ends.push_back(valid ? end : begin);
    result.gaps = result.gaps || (!valid && begin != end);
  }
}

}  // namespace

std::optional<ArrowItems> items_of(const ArrowColumn& lists, text::Diagnostics& diagnostics) {
  ArrowItems result;
  result.items = empty_column(*lists.schema->children[0], lists.name, lists.keeper);
  std::uint64_t total = 0;
  for (const ArrowPart& part : lists.parts)
    total += static_cast<std::uint64_t>(part.array->children[0]->length);
  if (total > most_rows) {
    diagnostics.error(text::Code::arrow_malformed, {}, {{"column", lists.name}, {"part", "length"}});
    return std::nullopt;
  }
  result.begins.reserve(lists.rows);
  result.ends.reserve(lists.rows);
  for (const ArrowPart& part : lists.parts) {
    if (lists.type.bits == narrowest_text) {
      add_items<std::int32_t>(result, part);
    } else {
      add_items<std::int64_t>(result, part);
    }
  }
  return result;
}

std::int64_t whole_number(const ArrowType& type, const ArrowPart& part, std::size_t row) noexcept {
  const std::size_t slot = part.first + row;
  switch (type.bits) {
    case 8:
      return type.is_signed ? std::int64_t{part.buffer<std::int8_t>(1)[slot]}
                            : std::int64_t{part.buffer<std::uint8_t>(1)[slot]};
    case 16:
      return type.is_signed ? std::int64_t{part.buffer<std::int16_t>(1)[slot]}
                            : std::int64_t{part.buffer<std::uint16_t>(1)[slot]};
    case 32:
      return type.is_signed ? std::int64_t{part.buffer<std::int32_t>(1)[slot]}
                            : std::int64_t{part.buffer<std::uint32_t>(1)[slot]};
    default:
      return part.buffer<std::int64_t>(1)[slot];
  }
}

std::optional<ArrowColumn> dictionary_of(const ArrowColumn& column, const ArrowPart& part) {
  if (!column.values) return std::nullopt;
  const ArrowArray& entries = *part.array->dictionary;
  ArrowColumn result = empty_column(*column.schema->dictionary, column.name, column.keeper);
  add_part(result, entries, static_cast<std::size_t>(entries.offset),
           static_cast<std::size_t>(entries.length));
  return result;
}

}  // namespace doudi::io
