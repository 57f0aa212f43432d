// tests/unit/io/arrow_maker.hpp - Arrow arrays made by hand, handed over as any library would.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/io/arrow_table.hpp"

namespace doudi::io::testing {

/// An array with its type, as plain data that tests may change at will.
struct Made {
  std::string format;
  std::string name;
  std::int64_t length = 0;
  std::int64_t offset = 0;
  std::int64_t null_count = 0;
  std::vector<std::vector<std::uint8_t>> buffers;  ///< an empty first one: no validity
  std::vector<Made> children;
  std::vector<Made> dictionary;  ///< none or one
};

/// How many handed-over structures are not released yet.
inline int& alive() {
  static int count = 0;
  return count;
}

namespace detail {

template <class Structure>
struct Owner {
  std::string format, name;
  std::vector<std::vector<std::uint8_t>> buffers;
  std::vector<const void*> addresses;
  std::vector<Structure> children;
  std::vector<Structure*> child_addresses;
  Structure dictionary{};
};

template <class Structure>
void release(Structure* structure) {
  auto* owner = static_cast<Owner<Structure>*>(structure->private_data);
  for (Structure& child : owner->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (owner->dictionary.release != nullptr) owner->dictionary.release(&owner->dictionary);
  delete owner;
  structure->release = nullptr;
  --alive();
}

template <class Structure>
Owner<Structure>* owner_of(Structure& out, std::size_t children) {
  auto* owner = new Owner<Structure>;
  owner->children.resize(children);
  for (Structure& child : owner->children) owner->child_addresses.push_back(&child);
  out = {};
  out.n_children = static_cast<std::int64_t>(children);
  out.children = owner->child_addresses.data();
  out.private_data = owner;
  out.release = release<Structure>;
  ++alive();
  return owner;
}

inline void give_schema(const Made& made, ArrowSchema& out) {
  auto* owner = owner_of(out, made.children.size());
  owner->format = made.format;
  owner->name = made.name;
  out.format = owner->format.c_str();
  out.name = owner->name.c_str();
  out.flags = ARROW_FLAG_NULLABLE;
  for (std::size_t i = 0; i < made.children.size(); ++i) give_schema(made.children[i], owner->children[i]);
  if (made.dictionary.empty()) return;
  give_schema(made.dictionary.front(), owner->dictionary);
  out.dictionary = &owner->dictionary;
}

inline void give_array(const Made& made, ArrowArray& out) {
  auto* owner = owner_of(out, made.children.size());
  owner->buffers = made.buffers;
  for (std::size_t i = 0; i < owner->buffers.size(); ++i) {
    const bool none = i == 0 && owner->buffers[0].empty();
    // A buffer without bytes is an address all the same, as libraries have it.
    if (!none && owner->buffers[i].empty()) owner->buffers[i].reserve(1);
    owner->addresses.push_back(none ? nullptr : owner->buffers[i].data());
  }
  out.length = made.length;
  out.offset = made.offset;
  out.null_count = made.null_count;
  out.n_buffers = static_cast<std::int64_t>(owner->buffers.size());
  out.buffers = owner->addresses.data();
  for (std::size_t i = 0; i < made.children.size(); ++i) give_array(made.children[i], owner->children[i]);
  if (made.dictionary.empty()) return;
  give_array(made.dictionary.front(), owner->dictionary);
  out.dictionary = &owner->dictionary;
}

template <class T>
std::vector<std::uint8_t> bytes_of(const std::vector<T>& values) {
  std::vector<std::uint8_t> bytes(values.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

inline std::vector<std::uint8_t> bits_of(const std::vector<bool>& values) {
  std::vector<std::uint8_t> bits(values.size() / 8 + 1, 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (1U << (i % 8)));
  }
  return bits;
}

/// Validity in the first buffer, if something is missing.
template <class T>
Made begun(std::string format, std::string name, const std::vector<std::optional<T>>& values) {
  Made made{std::move(format), std::move(name), static_cast<std::int64_t>(values.size()), 0, 0, {}, {}, {}};
  std::vector<bool> valid;
  for (const auto& value : values) {
    valid.push_back(value.has_value());
    made.null_count += value ? 0 : 1;
  }
  made.buffers.push_back(made.null_count == 0 ? std::vector<std::uint8_t>{} : bits_of(valid));
  return made;
}

}  // namespace detail

/// Numbers, dates, decimals of up to 64 bits: `filler` stands in invalid slots.
template <class T>
Made numbers(std::string format, std::string name, const std::vector<std::optional<T>>& values,
             T filler = {}) {
  Made made = detail::begun(std::move(format), std::move(name), values);
  std::vector<T> plain;
  for (const auto& value : values) plain.push_back(value.value_or(filler));
  made.buffers.push_back(detail::bytes_of(plain));
  return made;
}

inline Made decimals(int scale, std::string name, const std::vector<std::optional<std::int64_t>>& values) {
  Made made = detail::begun("d:38," + std::to_string(scale), std::move(name), values);
  std::vector<std::int64_t> words;
  for (const auto& value : values) {
    words.push_back(value.value_or(0));
    words.push_back(value.value_or(0) < 0 ? -1 : 0);
  }
  made.buffers.push_back(detail::bytes_of(words));
  return made;
}

inline Made booleans(std::string name, const std::vector<std::optional<bool>>& values) {
  Made made = detail::begun("b", std::move(name), values);
  std::vector<bool> plain;
  for (const auto& value : values) plain.push_back(value.value_or(false));
  made.buffers.push_back(detail::bits_of(plain));
  return made;
}

template <class Offset = std::int32_t>
Made texts(std::string name, const std::vector<std::optional<std::string>>& values) {
  Made made = detail::begun(sizeof(Offset) == 4 ? "u" : "U", std::move(name), values);
  std::vector<Offset> offsets{0};
  std::vector<std::uint8_t> bytes;
  for (const auto& value : values) {
    const std::string text = value.value_or("");
    bytes.insert(bytes.end(), text.begin(), text.end());
    offsets.push_back(static_cast<Offset>(bytes.size()));
  }
  made.buffers.push_back(detail::bytes_of(offsets));
  made.buffers.push_back(bytes);
  return made;
}

inline Made views(std::string name, const std::vector<std::optional<std::string>>& values) {
  Made made = detail::begun("vu", std::move(name), values);
  std::vector<std::uint8_t> slots(values.size() * 16, 0);
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string text = values[i].value_or("");
    const auto length = static_cast<std::int32_t>(text.size());
    std::uint8_t* slot = slots.data() + 16 * i;
    std::memcpy(slot, &length, 4);
    if (length <= 12) {
      if (length > 0) std::memcpy(slot + 4, text.data(), text.size());
      continue;
    }
    const auto begin = static_cast<std::int32_t>(bytes.size());
    std::memcpy(slot + 4, text.data(), 4);
    std::memcpy(slot + 12, &begin, 4);
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  const std::vector<std::int64_t> sizes{static_cast<std::int64_t>(bytes.size())};
  made.buffers.push_back(slots);
  made.buffers.push_back(bytes);
  made.buffers.push_back(detail::bytes_of(sizes));
  return made;
}

inline Made coded(std::string name, const std::vector<std::optional<std::int8_t>>& codes,
                  const std::vector<std::optional<std::string>>& entries) {
  Made made = numbers<std::int8_t>("c", std::move(name), codes);
  made.dictionary.push_back(texts("", entries));
  return made;
}

/// `sizes`: nothing for an invalid list.
inline Made lists(std::string name, const std::vector<std::optional<std::int32_t>>& sizes, Made items) {
  Made made = detail::begun("+l", std::move(name), sizes);
  std::vector<std::int32_t> offsets{0};
  for (const auto& size : sizes) offsets.push_back(offsets.back() + size.value_or(0));
  made.buffers.push_back(detail::bytes_of(offsets));
  made.children.push_back(std::move(items));
  return made;
}

inline Made structs(std::string name, std::int64_t rows, std::vector<Made> fields) {
  return {"+s", std::move(name), rows, 0, 0, {{}}, std::move(fields), {}};
}

/// A table with as many rows as its first column.
inline Made rows_of(std::vector<Made> fields) {
  const std::int64_t rows = fields.empty() ? 0 : fields.front().length;
  return structs("", rows, std::move(fields));
}

/// The rows from `first` on, `count` of them, of the same memory.
inline Made sliced(Made made, std::int64_t first, std::int64_t count) {
  made.offset += first;
  made.length = count;
  return made;
}

inline ArrowTable table_of(const Made& made) {
  ArrowSchema schema{};
  ArrowArray array{};
  detail::give_schema(made, schema);
  detail::give_array(made, array);
  return ArrowTable{schema, array};
}

/// A stream of chunks of one type; `failing`: the call that fails, counted from 0.
struct MadeStream {
  std::vector<Made> chunks;
  std::size_t next = 0;
  std::size_t failing = static_cast<std::size_t>(-1);

  static ArrowArrayStream give(std::vector<Made> chunks, std::size_t failing = static_cast<std::size_t>(-1)) {
    ArrowArrayStream stream{};
    stream.private_data = new MadeStream{std::move(chunks), 0, failing};
    stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
      detail::give_schema(static_cast<MadeStream*>(self->private_data)->chunks.front(), *out);
      return 0;
    };
    stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
      auto& made = *static_cast<MadeStream*>(self->private_data);
      if (made.next == made.failing) return 5;
      if (made.next == made.chunks.size()) {
        *out = {};
        return 0;
      }
      detail::give_array(made.chunks[made.next++], *out);
      return 0;
    };
    stream.get_last_error = [](ArrowArrayStream*) { return "the disk is full"; };
    stream.release = [](ArrowArrayStream* self) {
      delete static_cast<MadeStream*>(self->private_data);
      self->release = nullptr;
      --alive();
    };
    ++alive();
    return stream;
  }
};

inline ArrowTable table_of_chunks(std::vector<Made> chunks) {
  ArrowArrayStream stream = MadeStream::give(std::move(chunks));
  text::Diagnostics diagnostics;
  return ArrowTable::read(stream, diagnostics).value();
}

}  // namespace doudi::io::testing
