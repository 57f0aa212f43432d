// src/io/arrow_node.cpp - structures whose release gives back what they hold.
// Layer 8.
#include "io/arrow_node.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace doudi::io {

namespace {

/// What a structure points to.
template <class Structure>
struct Owned {
  std::string format;
  std::string name;
  std::vector<ArrowBuffer> buffers;
  std::vector<const void*> addresses;
  std::vector<Structure> children;
  std::vector<Structure*> child_addresses;
  Structure dictionary{};
};

template <class Structure>
void release(Structure* structure) {
  const std::unique_ptr<Owned<Structure>> owned{static_cast<Owned<Structure>*>(structure->private_data)};
  for (Structure& child : owned->children) {
    // A consumer may have moved a child away, which then is his.
    if (child.release != nullptr) child.release(&child);
  }
  if (owned->dictionary.release != nullptr) owned->dictionary.release(&owned->dictionary);
  structure->release = nullptr;
}

template <class Structure>
Owned<Structure>& begin(const ArrowNode& node, Structure& structure) {
  auto owned = std::make_unique<Owned<Structure>>();
  owned->children.resize(node.children.size());
  for (std::size_t i = 0; i < node.children.size(); ++i) hand_over(node.children[i], owned->children[i]);
  for (Structure& child : owned->children) owned->child_addresses.push_back(&child);
  structure = {};
  if (!node.dictionary.empty()) {
    hand_over(node.dictionary.front(), owned->dictionary);
    structure.dictionary = &owned->dictionary;
  }
  structure.n_children = static_cast<std::int64_t>(owned->children.size());
  structure.children = owned->child_addresses.data();
  structure.release = release<Structure>;
  structure.private_data = owned.get();
  return *owned.release();
}

[[nodiscard]] std::int64_t count_invalid(const std::vector<std::uint8_t>& valid) {
  return std::count(valid.begin(), valid.end(), std::uint8_t{0});
}

/// The validity buffer: none where every row is valid.
[[nodiscard]] ArrowBuffer validity(const std::vector<std::uint8_t>& valid) {
  return count_invalid(valid) == 0 ? ArrowBuffer{} : ArrowBuffer::of(packed(valid));
}

[[nodiscard]] std::int32_t offset_of(std::size_t size) {
  if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
    throw std::invalid_argument(
        "more than 2 GiB of text in one column of results: hand over fewer households");
  return static_cast<std::int32_t>(size);
}

}  // namespace

std::vector<std::uint8_t> packed(const std::vector<std::uint8_t>& truths) {
  std::vector<std::uint8_t> bits((truths.size() + 7) / 8, 0);
  for (std::size_t i = 0; i < truths.size(); ++i) {
    const unsigned bit = truths[i] != 0 ? 1U : 0U;
    bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (bit << (i % 8)));
  }
  return bits;
}

ArrowNode plain_node(std::string format, std::string name, std::size_t rows, ArrowBuffer values,
                     const std::vector<std::uint8_t>& valid) {
  ArrowNode node;
  node.format = std::move(format);
  node.name = std::move(name);
  node.length = static_cast<std::int64_t>(rows);
  node.null_count = count_invalid(valid);
  node.buffers = {validity(valid), std::move(values)};
  return node;
}

ArrowNode text_node(std::string name, const std::vector<std::string>& texts,
                    const std::vector<std::uint8_t>& valid) {
  std::vector<std::int32_t> offsets{0};
  std::vector<char> bytes;
  offsets.reserve(texts.size() + 1);
  for (const std::string& text : texts) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    offsets.push_back(offset_of(bytes.size()));
  }
  ArrowNode node = plain_node("u", std::move(name), texts.size(), ArrowBuffer::of(std::move(offsets)), valid);
  node.buffers.push_back(ArrowBuffer::of(std::move(bytes)));
  return node;
}

ArrowNode texts_node(std::string name, const std::vector<std::vector<std::string>>& lists) {
  std::vector<std::int32_t> offsets{0};
  std::vector<std::string> texts;
  offsets.reserve(lists.size() + 1);
  for (const auto& list : lists) {
    texts.insert(texts.end(), list.begin(), list.end());
    offsets.push_back(offset_of(texts.size()));
  }
  ArrowNode node = plain_node("+l", std::move(name), lists.size(), ArrowBuffer::of(std::move(offsets)));
  node.children.push_back(text_node("item", texts));
  return node;
}

ArrowNode struct_node(std::string name, std::size_t rows, std::vector<ArrowNode> fields,
                      const std::vector<std::uint8_t>& valid) {
  ArrowNode node;
  node.format = "+s";
  node.name = std::move(name);
  node.length = static_cast<std::int64_t>(rows);
  node.null_count = count_invalid(valid);
  node.buffers = {validity(valid)};
  node.children = std::move(fields);
  return node;
}

ArrowNode shared_node(const ArrowSchema& schema, const ArrowArray& array, std::int64_t offset,
                      std::int64_t rows, const std::shared_ptr<const void>& keeper) {
  ArrowNode node;
  node.format = schema.format == nullptr ? "" : schema.format;
  node.name = schema.name == nullptr ? "" : schema.name;
  node.flags = schema.flags;
  node.length = rows;
  // How many of these rows are invalid nobody has counted, unless none or all of the rows are meant.
  const bool whole = offset == array.offset && rows == array.length;
  node.null_count = array.null_count == 0 || whole ? array.null_count : -1;
  node.offset = offset;
  for (std::int64_t i = 0; i < array.n_buffers; ++i) node.buffers.push_back({array.buffers[i], keeper});
  for (std::int64_t i = 0; i < array.n_children; ++i) {
    const ArrowArray& child = *array.children[i];
    node.children.push_back(shared_node(*schema.children[i], child, child.offset, child.length, keeper));
  }
  if (array.dictionary != nullptr) {
    const ArrowArray& entries = *array.dictionary;
    node.dictionary.push_back(
        shared_node(*schema.dictionary, entries, entries.offset, entries.length, keeper));
  }
  return node;
}

ArrowNode empty_node(const ArrowSchema& schema) {
  ArrowNode node;
  node.format = schema.format == nullptr ? "" : schema.format;
  node.name = schema.name == nullptr ? "" : schema.name;
  node.flags = schema.flags;
  const bool alone = node.format == "+s";
  const bool text = node.format == "u" || node.format == "U" || node.format == "vu";
  // One offset of 0, and room for whatever else a reader looks at.
  node.buffers.resize(alone ? 1 : text ? 3 : 2);
  for (std::size_t i = 1; i < node.buffers.size(); ++i)
    node.buffers[i] = ArrowBuffer::of(std::vector<std::int64_t>(1, 0));
  for (std::int64_t i = 0; i < schema.n_children; ++i)
    node.children.push_back(empty_node(*schema.children[i]));
  if (schema.dictionary != nullptr) node.dictionary.push_back(empty_node(*schema.dictionary));
  return node;
}

void hand_over(const ArrowNode& node, ArrowSchema& schema) {
  Owned<ArrowSchema>& owned = begin(node, schema);
  owned.format = node.format;
  owned.name = node.name;
  schema.format = owned.format.c_str();
  schema.name = owned.name.c_str();
  schema.flags = node.flags;
}

void hand_over(const ArrowNode& node, ArrowArray& array) {
  Owned<ArrowArray>& owned = begin(node, array);
  owned.buffers = node.buffers;
  for (const ArrowBuffer& buffer : owned.buffers) owned.addresses.push_back(buffer.data);
  array.length = node.length;
  array.null_count = node.null_count;
  array.offset = node.offset;
  array.n_buffers = static_cast<std::int64_t>(owned.addresses.size());
  array.buffers = owned.addresses.data();
}

}  // namespace doudi::io
