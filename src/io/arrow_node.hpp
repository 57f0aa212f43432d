// src/io/arrow_node.hpp - an Arrow array before it is handed over: its type, and where its buffers lie.
// Layer 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doudi/io/arrow_abi.hpp"

namespace doudi::io {

/// Memory that somebody keeps alive.
struct ArrowBuffer {
  const void* data = nullptr;
  std::shared_ptr<const void> keeper;

  /// Takes the vector over: nothing is copied.
  template <class T>
  [[nodiscard]] static ArrowBuffer of(std::vector<T> values) {
    auto kept = std::make_shared<const std::vector<T>>(std::move(values));
    const void* data = kept->data();
    // Arrow wants an address even where there is nothing.
    static constexpr T nothing{};
    return {data == nullptr ? &nothing : data, std::move(kept)};
  }
};

struct ArrowNode {
  std::string format;
  std::string name;
  std::int64_t flags = ARROW_FLAG_NULLABLE;
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::int64_t offset = 0;
  std::vector<ArrowBuffer> buffers;
  std::vector<ArrowNode> children;
  std::vector<ArrowNode> dictionary;  ///< none or one
};

/// Bits of bytes that are 0 or not.
[[nodiscard]] std::vector<std::uint8_t> packed(const std::vector<std::uint8_t>& truths);

/// A node without children: `valid` has one for each row, or none if all are.
[[nodiscard]] ArrowNode plain_node(std::string format, std::string name, std::size_t rows, ArrowBuffer values,
                                   const std::vector<std::uint8_t>& valid = {});
[[nodiscard]] ArrowNode text_node(std::string name, const std::vector<std::string>& texts,
                                  const std::vector<std::uint8_t>& valid = {});
/// Lists of texts.
[[nodiscard]] ArrowNode texts_node(std::string name, const std::vector<std::vector<std::string>>& lists);
[[nodiscard]] ArrowNode struct_node(std::string name, std::size_t rows, std::vector<ArrowNode> fields,
                                    const std::vector<std::uint8_t>& valid = {});

/// An array that somebody handed over, in the same memory: `rows` slots from `offset` on.
[[nodiscard]] ArrowNode shared_node(const ArrowSchema& schema, const ArrowArray& array, std::int64_t offset,
                                    std::int64_t rows, const std::shared_ptr<const void>& keeper);

/// A type alone: no rows, and no buffers either, so that it is good for a schema, or for a table without rows.
[[nodiscard]] ArrowNode empty_node(const ArrowSchema& schema);

/// Makes the structures of the C data interface, whose `release` lets go of the memory.
void hand_over(const ArrowNode& node, ArrowSchema& schema);
void hand_over(const ArrowNode& node, ArrowArray& array);

}  // namespace doudi::io
