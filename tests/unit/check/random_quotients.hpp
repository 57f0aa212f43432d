// tests/unit/check/random_quotients.hpp - random formulas with quotients, and what they are worth in exact fractions.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "doudi/base/decimal.hpp"

namespace doudi::check::testing {

using Fraction = boost::multiprecision::cpp_rational;
using Integer = boost::multiprecision::cpp_int;

/// The values of facts, by name.
using Facts = std::map<std::string, Fraction, std::less<>>;

/// A formula as text and as what it means.
struct Formula {
  std::string text;
  std::function<Fraction(const Facts&)> value;
};

inline Integer power_of_ten(int exponent) {
  Integer result = 1;
  for (int step = 0; step < exponent; ++step) result *= 10;
  return result;
}

/// The fraction rounded to so many decimals, exactly.
Fraction rounded_fraction(const Fraction& value, int decimals, RoundingMode mode);
/// Plain decimal text of a fraction that has at most so many decimals.
std::string decimal_text(const Fraction& value, int decimals);

/// Writes formulas of the allowed forms. Facts: `a`, `b`, `c` with two decimals, `k`, `m` whole and positive, `d` positive with
/// one decimal, `t` a boolean kept as 0 or 1; a parameter `share` of 1/3, a function `half_of`.
class FormulaWriter {
 public:
  explicit FormulaWriter(std::uint32_t seed) : engine_{seed} {}

  [[nodiscard]] Formula exact(int depth);
  [[nodiscard]] Formula quotient(int depth);
  /// Rounds the quotient in one of the ways that FEEL has.
  [[nodiscard]] Formula rounding(const Formula& quotient);
  /// A quotient moved close to the middle between two numbers of `decimals` decimals, for these facts.
  [[nodiscard]] Formula near_tie(const Formula& quotient, const Facts& facts, int decimals);
  [[nodiscard]] Facts facts();
  [[nodiscard]] int below(int bound) {
    return static_cast<int>(engine_() % static_cast<std::uint32_t>(bound));
  }

 private:
  [[nodiscard]] Formula fact(std::string_view name) const;
  [[nodiscard]] Formula divisor();
  [[nodiscard]] Formula literal(int decimals, int digits);

  std::mt19937 engine_;
};

}  // namespace doudi::check::testing
