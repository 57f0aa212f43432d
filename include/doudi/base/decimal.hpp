// doudi/base/decimal.hpp - exact decimal numbers with the meaning of IEEE 754 decimal128.
// Layer 0.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "doudi/base/result.hpp"

namespace doudi {

__extension__ typedef unsigned __int128
    Uint128;  // NOLINT(modernize-use-using): only a typedef takes __extension__

/// The ways to round that DMN has: `decimal` is half_even, `round up` is up (away from zero), `round half up`
/// is half_up (ties away from zero), and so on.
enum class RoundingMode : std::uint8_t { half_even, half_up, half_down, up, down, ceiling, floor };

/// Why there is no number.
enum class NumberProblem : std::uint8_t {
  not_a_number,      ///< the text is no number
  too_many_digits,   ///< more than 34 significant digits would be needed
  overflow,          ///< at or above 10^6145
  division_by_zero,  ///< the divisor, or the base of a negative power, is zero
  not_an_integer,
  out_of_range  ///< an argument outside of what the function is defined for
};

/// A finite decimal128 value: a sign, up to 34 digits, an exponent of ten from -6176 to 6111. There is no NaN
/// and no infinity. Like IEEE 754 it keeps the exponent it was computed with (1.50 has two decimals), which
/// neither comparison nor text() shows. Zero has a sign inside that nothing but negative() shows.
class Decimal {
 public:
  static constexpr int digits = 34;
  static constexpr int smallest_exponent = -6176;
  static constexpr int largest_exponent = 6111;

  constexpr Decimal() = default;
  // Implicit on purpose: an integer is a number. Floating point is not taken at all.
  template <std::integral Integer>
  requires(!std::same_as<Integer, bool>) constexpr Decimal(
      Integer value)  // NOLINT(google-explicit-constructor)
      : coefficient_{value < 0 ? Uint128{0} - static_cast<Uint128>(value) : static_cast<Uint128>(value)},
        negative_{value < 0} {}
  template <std::floating_point Floating>
  Decimal(Floating value) = delete;

  /// Reads `-?digits[.digits]` and nothing else: no plus sign, no exponent, no spaces, a digit on each side
  /// of the point. Fails with not_a_number, with too_many_digits when 34 digits cannot hold the value
  /// exactly, or with overflow or out_of_range when the value is too large or too small.
  [[nodiscard]] static Result<Decimal, NumberProblem> parse(std::string_view text);
  /// Reads the numeric strings of the General Decimal Arithmetic specification (`-1.5E+3`), rounding to 34
  /// digits as `mode` says. For the decTest files; packs and records use parse().
  [[nodiscard]] static Result<Decimal, NumberProblem> from_scientific(
      std::string_view text, RoundingMode mode = RoundingMode::half_even);
  /// The value `coefficient * 10^exponent`; nothing when it is no decimal128 as it stands (coefficient of
  /// more than 34 digits, exponent out of range).
  [[nodiscard]] static std::optional<Decimal> from_parts(bool negative, Uint128 coefficient, int exponent);

  /// The canonical text: plain digits, no exponent, no zeros at the end of the decimals: `369.62`, `300`,
  /// `-0.5`, `0`. Two values are equal exactly if their texts are.
  [[nodiscard]] std::string text() const;
  /// The to-scientific-string of the General Decimal Arithmetic specification, which shows the exponent kept.
  [[nodiscard]] std::string scientific() const;

  [[nodiscard]] constexpr bool is_zero() const noexcept { return coefficient_ == 0; }
  [[nodiscard]] constexpr bool is_negative() const noexcept { return negative_ && coefficient_ != 0; }
  [[nodiscard]] bool is_integer() const noexcept { return decimals() == 0; }
  /// The fewest decimals that show the value exactly: 2 for 369.62, 1 for 0.50, 0 for 300.
  [[nodiscard]] int decimals() const noexcept;
  /// The value, if it is an integer that fits.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const noexcept;

  [[nodiscard]] constexpr bool negative() const noexcept { return negative_; }
  [[nodiscard]] constexpr Uint128 coefficient() const noexcept { return coefficient_; }
  [[nodiscard]] std::string coefficient_text() const;
  [[nodiscard]] constexpr int exponent() const noexcept { return exponent_; }

  /// Zero stays without a sign.
  [[nodiscard]] constexpr Decimal operator-() const noexcept {
    return {coefficient_, exponent_, !negative_ && coefficient_ != 0};
  }
  [[nodiscard]] constexpr Decimal abs() const noexcept { return {coefficient_, exponent_, false}; }

  /// Compares values: 1.50 equals 1.5, and -0 equals 0.
  [[nodiscard]] friend std::strong_ordering operator<=>(const Decimal& lhs, const Decimal& rhs) noexcept {
    return lhs.compare(rhs);
  }
  [[nodiscard]] friend bool operator==(const Decimal& lhs, const Decimal& rhs) noexcept {
    return lhs.compare(rhs) == std::strong_ordering::equal;
  }

 private:
  constexpr Decimal(Uint128 coefficient, int exponent, bool negative) noexcept
      : coefficient_{coefficient}, exponent_{static_cast<std::int16_t>(exponent)}, negative_{negative} {}
  [[nodiscard]] std::strong_ordering compare(const Decimal& other) const noexcept;

  Uint128 coefficient_ = 0;  // below 10^34
  std::int16_t exponent_ = 0;
  bool negative_ = false;
};

using NumberResult = Result<Decimal, NumberProblem>;

// All results are rounded once, half even, to 34 digits, and fail with overflow where decimal128 would give
// infinity. A result too small for the exponents is rounded to what is left of its digits, at the last to
// zero.

[[nodiscard]] NumberResult add(Decimal lhs, Decimal rhs);
[[nodiscard]] NumberResult subtract(Decimal lhs, Decimal rhs);
[[nodiscard]] NumberResult multiply(Decimal lhs, Decimal rhs);
/// Fails with division_by_zero.
[[nodiscard]] NumberResult divide(Decimal dividend, Decimal divisor);
/// `dividend - divisor * truncated(dividend / divisor)`, exact, with the dividend's sign. Fails with
/// division_by_zero, or with too_many_digits when the integer quotient has more than 34 digits (as decTest
/// has it).
[[nodiscard]] NumberResult remainder(Decimal dividend, Decimal divisor);
/// FEEL's modulo: `dividend - divisor * floor(dividend / divisor)`, with the divisor's sign. The quotient may
/// have any number of digits. Fails with division_by_zero.
[[nodiscard]] NumberResult modulo(Decimal dividend, Decimal divisor);
/// `base` to an integer power, computed with guard digits and rounded once. A power of zero is 1 for exponent
/// 0 (of any base) and fails with division_by_zero for a negative one.
[[nodiscard]] NumberResult power(Decimal base, std::int64_t exponent);

/// Rounds to `scale` decimals (a negative scale rounds to tens, hundreds, …). A value that has no more
/// decimals than that is returned as it is. Fails with out_of_range for a scale outside of -6111..6176, the
/// range DMN gives.
[[nodiscard]] NumberResult rounded(Decimal value, int scale, RoundingMode mode);
/// IEEE quantize: the value with exactly this exponent. Fails with too_many_digits when 34 digits cannot hold
/// it, with out_of_range for an exponent outside of -6176..6111.
[[nodiscard]] NumberResult quantized(Decimal value, int exponent, RoundingMode mode);

/// Fails with out_of_range below zero.
[[nodiscard]] NumberResult square_root(Decimal value);
/// e to the power of `value`.
[[nodiscard]] NumberResult exponential(Decimal value);
/// The natural logarithm. Fails with out_of_range at zero and below.
[[nodiscard]] NumberResult logarithm(Decimal value);

}  // namespace doudi
