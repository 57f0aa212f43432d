// src/io/arrow_loads.hpp - plain loops from the slots of Arrow arrays to cells.
// Layer 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "doudi/model/lane.hpp"

#include "io/arrow_column.hpp"

namespace doudi::io {

[[nodiscard]] bool is_aligned(const std::byte* place, std::size_t width) noexcept;

/// The least and greatest number of a part of whole numbers, days, or decimals of up to 64 bits, whether valid or not;
/// nothing if they are beyond 64 bits with a sign.
[[nodiscard]] std::optional<model::CellRange> slot_extremes(const ArrowType& type, const ArrowPart& part);

/// One byte for each bit: 0 or 1.
void load_boolean(const ArrowPart& part, std::byte* out);

/// Writes the part's rows into `cells`, which begin with the column's first: whole numbers, decimals and floating-point
/// numbers in units of the fact's last decimal, dates in days. What is not in `range`, or has further decimals, becomes
/// `filler`; the rows among them that are valid are added to `left`.
void load_numbers(const ArrowType& type, const ArrowPart& part, int decimals, model::Lane lane,
                  model::CellRange range, std::int64_t filler, std::byte* cells,
                  std::vector<std::uint32_t>& left);

}  // namespace doudi::io
