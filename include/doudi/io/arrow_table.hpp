// doudi/io/arrow_table.hpp - a table that was handed over by Arrow's C interfaces, kept alive as long as it is read.
// Layer 8.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

#include "doudi/io/arrow_abi.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::io {

/// Rows of a struct type: one column for each of its fields, in one or more chunks. Copies share the memory, which is
/// released with the last of them and of what was read from it. Never written to; read by any number of threads.
class ArrowTable {
 public:
  /// Without columns and rows.
  ArrowTable();
  /// Takes over one record batch: both structures are moved from, so that their `release` is null afterwards. Throws
  /// std::invalid_argument if one of them was released before; what they hold is looked at when it is read.
  ArrowTable(ArrowSchema& schema, ArrowArray& array);
  /// Takes over a stream and reads all of it. What the stream itself reports as an error is said in `diagnostics`.
  [[nodiscard]] static std::optional<ArrowTable> read(ArrowArrayStream& stream,
                                                      text::Diagnostics& diagnostics);

  /// Hands the table on, as often as asked: to a consumer that will release what it gets, in the same memory. A table in
  /// several chunks needs a stream. Throws std::invalid_argument if it is in several chunks.
  void give(ArrowSchema& schema, ArrowArray& array) const;
  void give(ArrowArrayStream& stream) const;

  [[nodiscard]] const ArrowSchema& schema() const noexcept;
  [[nodiscard]] std::span<const ArrowArray> chunks() const noexcept;
  /// Keeps the memory alive.
  [[nodiscard]] std::shared_ptr<const void> keeper() const noexcept;

 private:
  struct Held;
  std::shared_ptr<const Held> held_;
};

}  // namespace doudi::io
