// tests/unit/check/random_quotients.cpp - random formulas with quotients, and what they are worth in exact fractions.
#include "random_quotients.hpp"

#include <array>

namespace doudi::check::testing {

namespace {

Formula joined(const Formula& lhs, char sign, const Formula& rhs) {
  const std::string text = "(" + lhs.text + " " + sign + " " + rhs.text + ")";
  return {text, [lhs, sign, rhs](const Facts& facts) -> Fraction {
            const Fraction left = lhs.value(facts);
            const Fraction right = rhs.value(facts);
            if (sign == '+') return left + right;
            if (sign == '-') return left - right;
            if (sign == '*') return left * right;
            return left / right;
          }};
}

Formula chosen(const Formula& yes, const Formula& no) {
  return {"(if t then " + yes.text + " else " + no.text + ")",
          [yes, no](const Facts& facts) { return facts.at("t") == 1 ? yes.value(facts) : no.value(facts); }};
}

Formula extremum(std::string_view name, const Formula& lhs, const Formula& rhs) {
  const bool maximum = name == "max";
  return {std::string{name} + "(" + lhs.text + ", " + rhs.text + ")",
          [lhs, rhs, maximum](const Facts& facts) {
            const Fraction left = lhs.value(facts);
            const Fraction right = rhs.value(facts);
            return (left < right) == maximum ? right : left;
          }};
}

Formula rounding_with(const Formula& formula, std::string_view name, int decimals, RoundingMode mode) {
  return {std::string{name} + "(" + formula.text + ", " + std::to_string(decimals) + ")",
          [formula, decimals, mode](const Facts& facts) {
            return rounded_fraction(formula.value(facts), decimals, mode);
          }};
}

Integer floor_of(const Fraction& value) {
  const Integer top = boost::multiprecision::numerator(value);
  const Integer bottom = boost::multiprecision::denominator(value);
  Integer quotient = top / bottom;
  if (quotient * bottom > top) --quotient;
  return quotient;
}

}  // namespace

Fraction rounded_fraction(const Fraction& value, int decimals, RoundingMode mode) {
  const Fraction scaled = value * Fraction{power_of_ten(decimals)};
  const Integer low = floor_of(scaled);
  const Fraction rest = scaled - Fraction{low};
  if (rest == 0) return value;
  const bool negative = value < 0;
  const int middle = rest < Fraction{1, 2} ? -1 : rest > Fraction{1, 2} ? 1 : 0;
  bool up = middle > 0;  // to low + 1
  switch (mode) {
    case RoundingMode::half_even:
      up = up || (middle == 0 && low % 2 != 0);
      break;
    case RoundingMode::half_up:
      up = up || (middle == 0 && !negative);
      break;
    case RoundingMode::half_down:
      up = up || (middle == 0 && negative);
      break;
    case RoundingMode::up:
      up = !negative;
      break;
    case RoundingMode::down:
      up = negative;
      break;
    case RoundingMode::ceiling:
      up = true;
      break;
    case RoundingMode::floor:
      up = false;
      break;
  }
  return Fraction{low + (up ? 1 : 0)} / Fraction{power_of_ten(decimals)};
}

std::string decimal_text(const Fraction& value, int decimals) {
  const Integer scaled = boost::multiprecision::numerator(Fraction{value * Fraction{power_of_ten(decimals)}});
  std::string digits = Integer{abs(scaled)}.str();
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return (scaled < 0 ? "-" : "") + digits;
}

Formula FormulaWriter::fact(std::string_view name) const {
  return {std::string{name}, [name = std::string{name}](const Facts& facts) { return facts.at(name); }};
}

Formula FormulaWriter::literal(int decimals, int digits) {
  const Fraction value{Integer{1 + below(digits == 1 ? 9 : digits == 2 ? 99 : 9999)}, power_of_ten(decimals)};
  return {decimal_text(value, decimals), [value](const Facts& /*facts*/) { return value; }};
}

Formula FormulaWriter::divisor() {
  switch (below(5)) {
    case 0:
      return fact("k");
    case 1:
      return fact("m");
    case 2:
      return fact("d");
    default: {
      // A literal with the factor 3, since one of twos and fives alone would make no quotient.
      const int decimals = below(2);
      const Fraction value{Integer{3 * (1 + below(33))}, power_of_ten(decimals)};
      return {decimal_text(value, decimals), [value](const Facts& /*facts*/) { return value; }};
    }
  }
}

Formula FormulaWriter::exact(int depth) {
  constexpr std::array<std::string_view, 5> names{"a", "b", "c", "k", "m"};
  if (depth == 0)
    return below(4) == 0 ? literal(below(3), 4) : fact(names[static_cast<std::size_t>(below(5))]);
  switch (below(7)) {
    case 0:
      return joined(exact(depth - 1), '+', exact(depth - 1));
    case 1:
      return joined(exact(depth - 1), '-', exact(depth - 1));
    case 2:
      return joined(exact(0), '*', divisor());
    case 3:
      return chosen(exact(depth - 1), exact(depth - 1));
    case 4:
      return extremum(below(2) == 0 ? "max" : "min", exact(depth - 1), exact(depth - 1));
    case 5:
      return rounding(quotient(depth - 1));
    default:
      return exact(0);
  }
}

Formula FormulaWriter::quotient(int depth) {
  const Formula third{"share", [](const Facts& /*facts*/) { return Fraction{1, 3}; }};
  if (depth == 0) {
    if (below(4) > 0) return joined(exact(0), '/', divisor());
    return below(2) == 0 ? joined(third, '*', exact(0)) : joined(exact(0), '*', third);
  }
  switch (below(9)) {
    case 0:
      return joined(quotient(depth - 1), '/', divisor());
    case 1:
      return joined(quotient(depth - 1), '+', exact(depth - 1));
    case 2:
      return joined(exact(depth - 1), '-', quotient(depth - 1));
    case 3:
      return chosen(quotient(depth - 1), exact(depth - 1));
    case 4:
      return chosen(quotient(depth - 1), quotient(depth - 1));
    case 5:
      return extremum("max", quotient(depth - 1), exact(depth - 1));
    case 6:
      return extremum("min", exact(depth - 1), quotient(depth - 1));
    case 7: {
      const Formula inner = quotient(depth - 1);
      return {"(-" + inner.text + ")", [inner](const Facts& facts) { return Fraction{-inner.value(facts)}; }};
    }
    default: {
      const Formula inner = quotient(depth - 1);
      return {"half_of(" + inner.text + ")",
              [inner](const Facts& facts) { return Fraction{inner.value(facts) / 2}; }};
    }
  }
}

Formula FormulaWriter::rounding(const Formula& quotient) {
  const int decimals = below(5);
  switch (below(8)) {
    case 0:
      return rounding_with(quotient, "decimal", decimals, RoundingMode::half_even);
    case 1:
      return rounding_with(quotient, "round up", decimals, RoundingMode::up);
    case 2:
      return rounding_with(quotient, "round down", decimals, RoundingMode::down);
    case 3:
      return rounding_with(quotient, "round half down", decimals, RoundingMode::half_down);
    case 4:
      return rounding_with(quotient, "floor", decimals, RoundingMode::floor);
    case 5:
      return rounding_with(quotient, "ceiling", decimals, RoundingMode::ceiling);
    default:
      return rounding_with(quotient, "round half up", decimals, RoundingMode::half_up);
  }
}

Formula FormulaWriter::near_tie(const Formula& quotient, const Facts& facts, int decimals) {
  constexpr int precision = 9;
  const Fraction half{Integer{5}, power_of_ten(decimals + 1)};
  const Fraction place = rounded_fraction(quotient.value(facts), precision, RoundingMode::half_even);
  const Fraction tie = rounded_fraction(place, decimals, RoundingMode::floor) + half;
  const Fraction step = tie - place;
  return joined(quotient, '+',
                {decimal_text(step, precision), [step](const Facts& /*facts*/) { return step; }});
}

Facts FormulaWriter::facts() {
  Facts facts;
  for (const char* name : {"a", "b", "c"}) {
    const int sign = below(4) == 0 ? -1 : 1;
    facts[name] = Fraction{Integer{sign * below(below(2) == 0 ? 9'999'999 : 999)}, 100};
  }
  // Divisors of 2 and 5 give quotients that end, and so ties.
  for (const char* name : {"k", "m"})
    facts[name] = below(2) == 0 ? Fraction{1 << below(5)} : Fraction{1 + below(20)};
  facts["d"] = Fraction{1 + below(99), 10};
  facts["t"] = Fraction{below(2)};
  return facts;
}

}  // namespace doudi::check::testing
