// src/io/arrow_loads.cpp - one loop for each type of slots and lane of cells.
// Layer 8.
#include "io/arrow_loads.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <type_traits>

namespace doudi::io {

using Kind = ArrowType::Kind;

namespace {

// Halves of wide numbers, and eight truths in one word, are taken in this order.
static_assert(std::endian::native == std::endian::little);

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr int most_scale = 18;  // of a power of ten in 64 bits

[[nodiscard]] std::int64_t power_of_ten(int exponent) noexcept {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// A slot as a cell, if it is one.
struct Loaded {
  std::int64_t cell = 0;
  bool good = false;
};

/// Numbers that are multiplied by `factor` to be cells.
template <class T>
struct WholeLoad {
  const T* slots;
  std::int64_t factor;
  std::int64_t most;  // largest number that may be multiplied
  [[nodiscard]] Loaded operator()(std::size_t slot) const noexcept {
    const T value = slots[slot];
    if constexpr (sizeof(T) < sizeof(std::int64_t)) {
      // Up to 2^32 times 10^9 stays within 64 bits.
      return {std::int64_t{value} * factor, true};
    } else {
      const auto number = static_cast<std::int64_t>(value);
      const bool good = (std::is_signed_v<T> || number >= 0) && number <= most && number >= -most;
      return {good ? number * factor : 0, good};
    }
  }
};

/// Numbers that are divided by `divisor` to be cells, and must leave no rest.
template <class T>
struct DividedLoad {
  const T* slots;
  std::int64_t divisor;
  [[nodiscard]] Loaded operator()(std::size_t slot) const noexcept {
    const std::int64_t value = slots[slot];
    return {value / divisor, value % divisor == 0};
  }
};

/// Decimals of 128 bits whose value fits 64.
struct WideLoad {
  const std::byte* slots;
  std::int64_t factor;
  std::int64_t divisor;
  std::int64_t most;
  [[nodiscard]] Loaded operator()(std::size_t slot) const noexcept {
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::memcpy(&low, slots + slot * 16, sizeof low);
    std::memcpy(&high, slots + slot * 16 + sizeof low, sizeof high);
    const bool fits = high == (low < 0 ? -1 : 0) && low <= most && low >= -most;
    if (!fits) return {};
    if (divisor == 1) return {low * factor, true};
    return {low / divisor, low % divisor == 0};
  }
};

/// Floating-point numbers whose shortest decimal text has no further decimals. Up to 15 digits the text gives the number
/// back and no other text of so few digits does, so that it is enough to go there and back.
template <class T>
struct RealLoad {
  const T* slots;
  double power;
  [[nodiscard]] Loaded operator()(std::size_t slot) const noexcept {
    const T value = slots[slot];
    const double most = sizeof(T) == sizeof(double) ? 1e15 : 1e6;
    const double scaled = std::nearbyint(static_cast<double>(value) * power);
    if (!(std::abs(scaled) < most)) return {};
    return {static_cast<std::int64_t>(scaled), static_cast<T>(scaled / power) == value};
  }
};

template <class Cell, class Load>
void fill(const ArrowPart& part, const Load& load, model::CellRange range, std::int64_t filler, Cell* out,
          std::vector<std::uint32_t>& left) {
  bool all = true;
  for (std::size_t i = 0; i < part.rows; ++i) {
    const Loaded loaded = load(part.first + i);
    const bool good = loaded.good & (loaded.cell >= range.low) & (loaded.cell <= range.high);
    out[i] = static_cast<Cell>(good ? loaded.cell : filler);
    all = all & good;
  }
  for (std::size_t i = 0; !all && i < part.rows; ++i) {
    if (!part.is_valid(i)) continue;
    const Loaded loaded = load(part.first + i);
    const bool good = loaded.good && loaded.cell >= range.low && loaded.cell <= range.high;
    if (!good) left.push_back(static_cast<std::uint32_t>(part.begin + i));
  }
}

template <class Function>
void with_slots(const ArrowType& type, const ArrowPart& part, const Function& function) {
  switch (type.bits) {
    case 8:
      type.is_signed ? function(part.buffer<std::int8_t>(1)) : function(part.buffer<std::uint8_t>(1));
      break;
    case 16:
      type.is_signed ? function(part.buffer<std::int16_t>(1)) : function(part.buffer<std::uint16_t>(1));
      break;
    case 32:
      type.is_signed ? function(part.buffer<std::int32_t>(1)) : function(part.buffer<std::uint32_t>(1));
      break;
    default:
      type.is_signed ? function(part.buffer<std::int64_t>(1)) : function(part.buffer<std::uint64_t>(1));
      break;
  }
}

}  // namespace

bool is_aligned(const std::byte* place, std::size_t width) noexcept {
  // NOLINTNEXTLINE(*-reinterpret-cast): the address as a number
  return reinterpret_cast<std::uintptr_t>(place) % width == 0;
}

std::optional<model::CellRange> slot_extremes(const ArrowType& type, const ArrowPart& part) {
  std::optional<model::CellRange> found;
  with_slots(type, part, [&](const auto* slots) {
    const auto* first = slots + part.first;
    auto low = first[0];
    auto high = first[0];
    for (std::size_t i = 0; i < part.rows; ++i) {
      low = std::min(low, first[i]);
      high = std::max(high, first[i]);
    }
    if (!type.is_signed && type.bits == 64 && static_cast<std::uint64_t>(high) > std::uint64_t{largest})
      return;
    found = model::CellRange{static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
  });
  return found;
}

void load_boolean(const ArrowPart& part, std::byte* out) {
  const auto* bits = part.buffer<std::uint8_t>(1);
  std::size_t row = 0;
  const auto one = [&] {
    const std::size_t slot = part.first + row;
    out[row] = static_cast<std::byte>((bits[slot / 8] >> (slot % 8)) & 1U);
    ++row;
  };
  while (row < part.rows && (part.first + row) % 8 != 0) one();
  for (; row + 8 <= part.rows; row += 8) {
    // Each bit is moved into the highest place of its own byte, all eight at once.
    const std::uint64_t byte = bits[(part.first + row) / 8];
    const std::uint64_t spread = (byte * 0x0101010101010101U) & 0x8040201008040201U;
    const std::uint64_t truths = ((spread + 0x7f7f7f7f7f7f7f7fU) >> 7U) & 0x0101010101010101U;
    std::memcpy(out + row, &truths, sizeof truths);
  }
  while (row < part.rows) one();
}

void load_numbers(const ArrowType& type, const ArrowPart& part, int decimals, model::Lane lane,
                  model::CellRange range, std::int64_t filler, std::byte* cells,
                  std::vector<std::uint32_t>& left) {
  const auto run = [&](const auto& load) {
    std::byte* place = cells + part.begin * model::width(lane);
    // NOLINTBEGIN(*-reinterpret-cast): cells lie in memory that was made for the lane
    if (lane == model::Lane::u8)
      fill(part, load, range, filler, reinterpret_cast<std::uint8_t*>(place), left);
    if (lane == model::Lane::i32)
      fill(part, load, range, filler, reinterpret_cast<std::int32_t*>(place), left);
    if (lane == model::Lane::i64)
      fill(part, load, range, filler, reinterpret_cast<std::int64_t*>(place), left);
    // NOLINTEND(*-reinterpret-cast)
  };
  const int raise = type.kind == Kind::decimal ? decimals - type.scale : decimals;
  constexpr int most_narrow = 9;
  constexpr model::CellRange nothing{1, 0};
  const bool known = raise <= most_scale && raise >= -most_scale;
  // Powers that no loop has: everything is left to be read one by one.
  if (!known || (raise > most_narrow && type.bits < 64)) range = nothing;
  const std::int64_t factor = known && range.low <= range.high ? power_of_ten(std::max(raise, 0)) : 1;
  const std::int64_t divisor = known ? power_of_ten(std::max(-raise, 0)) : 1;
  switch (type.kind) {
    case Kind::integer:
      with_slots(type, part, [&](const auto* slots) {
        run(WholeLoad<std::remove_cvref_t<decltype(*slots)>>{slots, factor, largest / factor});
      });
      break;
    case Kind::days:
      run(WholeLoad<std::int32_t>{part.buffer<std::int32_t>(1), 1, largest});
      break;
    case Kind::moment:
      run(DividedLoad<std::int64_t>{part.buffer<std::int64_t>(1), type.per_day});
      break;
    case Kind::decimal:
      if (type.bits == 128) {
        run(WideLoad{part.buffer<std::byte>(1), factor, divisor, largest / factor});
      } else {
        with_slots(type, part, [&](const auto* slots) {
          using Slot = std::remove_cvref_t<decltype(*slots)>;
          if (divisor == 1) {
            run(WholeLoad<Slot>{slots, factor, largest / factor});
          } else if constexpr (std::is_signed_v<Slot>) {
            run(DividedLoad<Slot>{slots, divisor});
          }
        });
      }
      break;
    case Kind::real: {
      // Beyond 10^22 powers of ten are no doubles; few facts have so many decimals.
      const double power = static_cast<double>(factor);
      if (type.bits == 32) {
        run(RealLoad<float>{part.buffer<float>(1), power});
      } else {
        run(RealLoad<double>{part.buffer<double>(1), power});
      }
      break;
    }
    case Kind::nothing:
    case Kind::boolean:
    case Kind::text:
    case Kind::view:
    case Kind::list:
    case Kind::structure:
    case Kind::other:
      throw std::logic_error("slots that are no numbers");
  }
}

}  // namespace doudi::io
