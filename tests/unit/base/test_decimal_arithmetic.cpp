// tests/unit/base/test_decimal_arithmetic.cpp - what decTest does not cover of arithmetic, powers and functions.
#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "doudi/base/decimal.hpp"

#include "written_values.hpp"

using doudi::add;
using doudi::Decimal;
using doudi::divide;
using doudi::exponential;
using doudi::logarithm;
using doudi::modulo;
using doudi::multiply;
using doudi::NumberProblem;
using doudi::NumberResult;
using doudi::power;
using doudi::remainder;
using doudi::RoundingMode;
using doudi::square_root;
using doudi::subtract;
using doudi::Uint128;
using doudi::tests::number;

namespace {

constexpr std::array all_modes = {RoundingMode::half_even, RoundingMode::half_up, RoundingMode::half_down,
                                  RoundingMode::up,        RoundingMode::down,    RoundingMode::ceiling,
                                  RoundingMode::floor};

std::string scientific_of(const NumberResult& result) {
  return result ? result->scientific() : "failed";
}

std::string modulo_text(const char* dividend, const char* divisor) {
  return modulo(number(dividend), number(divisor)).value().text();
}

/// `dividend / divisor` rounded to an integer by counting: the rule of each mode written out once more.
Uint128 rounded_quotient(Uint128 dividend, Uint128 divisor, bool negative, RoundingMode mode) {
  const Uint128 floor = dividend / divisor;
  const Uint128 twice_rest = dividend % divisor * 2;
  if (twice_rest == 0) return floor;
  const bool tie = twice_rest == divisor;
  const Uint128 nearest = twice_rest > divisor ? floor + 1 : floor;
  switch (mode) {
    case RoundingMode::half_even:
      return tie ? floor + floor % 2 : nearest;
    case RoundingMode::half_up:
      return tie ? floor + 1 : nearest;
    case RoundingMode::half_down:
      return nearest;
    case RoundingMode::up:
      return floor + 1;
    case RoundingMode::down:
      return floor;
    case RoundingMode::ceiling:
      return negative ? floor : floor + 1;
    case RoundingMode::floor:
      return negative ? floor + 1 : floor;
  }
  return floor;
}

}  // namespace

TEST_SUITE("base/decimal_arithmetic") {
  TEST_CASE("amounts are added, multiplied and divided exactly where 34 digits hold the result") {
    CHECK(add(number("0.1"), number("0.2")).value() == number("0.3"));
    CHECK(subtract(number("632"), number("262.38")).value().text() == "369.62");
    CHECK(multiply(number("632"), number("1.3")).value().text() == "821.6");
    CHECK(divide(1, 8).value().text() == "0.125");
    CHECK(divide(1894, 3).value().text() == "631.3333333333333333333333333333333");
    CHECK(add(std::numeric_limits<std::int64_t>::max(), 1).value().text() == "9223372036854775808");
  }

  TEST_CASE(
      "a quotient of 34 digits shows its rounding, as decimal128 does and other 34-digit types do not") {
    const Decimal third = divide(1, 3).value();
    CHECK(multiply(third, 3).value() == number("0.9999999999999999999999999999999999"));
    const Decimal long_number = number("1234567890123456789012345678901233");
    CHECK(add(long_number, number("0.5")).value() == number("1234567890123456789012345678901234"));
    CHECK(add(number("1234567890123456789012345678901234"), number("0.5")).value() ==
          number("1234567890123456789012345678901234"));
  }

  TEST_CASE("what is out of range fails instead of becoming infinite") {
    CHECK(divide(1, 0).error() == NumberProblem::division_by_zero);
    CHECK(divide(0, 0).error() == NumberProblem::division_by_zero);
    CHECK(remainder(1, number("-0")).error() == NumberProblem::division_by_zero);
    CHECK(modulo(1, 0).error() == NumberProblem::division_by_zero);
    CHECK(multiply(number("1E+6000"), number("1E+145")).error() == NumberProblem::overflow);
    CHECK(add(number("9E+6144"), number("1E+6144")).error() == NumberProblem::overflow);
    CHECK(multiply(number("1E-6000"), number("1E-1000")).value() == 0);
    CHECK(remainder(number("1E+40"), 3).error() == NumberProblem::too_many_digits);
  }

  TEST_CASE("modulo has the sign of the divisor, and any size of quotient") {
    CHECK(modulo_text("10", "4") == "2");
    CHECK(modulo_text("-10", "4") == "2");
    CHECK(modulo_text("10", "-4") == "-2");
    CHECK(modulo_text("-10", "-4") == "-2");
    CHECK(modulo_text("-12", "4") == "0");
    CHECK(modulo_text("10.1", "4.5") == "1.1");
    CHECK(modulo_text("-10.1", "4.5") == "3.4");
    CHECK(modulo_text("10.1", "-4.5") == "-3.4");
    CHECK(modulo_text("1E+40", "3") == "1");
    CHECK(modulo_text("1E+6000", "7") == "1");
    CHECK(modulo_text("1", "1E+6000") == "1");
  }

  TEST_CASE("integer powers are rounded once") {
    // By libmpdec with 300 digits; the first is the one on which Intel's library is wrong in the last two digits.
    CHECK(scientific_of(power(number("1.003125"), -360)) == "0.3252224591723127419700637978073457");
    CHECK(scientific_of(power(number("1.003125"), 360)) == "3.074818395214733959257585890969019");
    CHECK(scientific_of(power(2, -10)) == "0.0009765625");
    CHECK(scientific_of(power(2, 113)) == "1.038459371706965525706099265844019E+34");
    CHECK(scientific_of(power(-3, 71)) == "-7509466514979724803946715958257547");
    CHECK(scientific_of(power(number("1.1"), 1000)) == "2.469932918005826334124088385085221E+41");
    CHECK(scientific_of(power(number("0.999"), 100000)) == "3.538527688343442341766371310046495E-44");
    CHECK(power(5, -105).value() == number("4.0564819207303340847894502572032E-74"));
    CHECK(power(number("1.5"), 1).value() == number("1.5"));
    CHECK(power(-1, std::numeric_limits<std::int64_t>::max()).value() == -1);
    CHECK(power(-1, std::numeric_limits<std::int64_t>::min()).value() == 1);
  }

  TEST_CASE("powers of zero, powers of exponent zero and powers out of range") {
    CHECK(power(0, 0).value() == 1);
    CHECK(power(number("7.5"), 0).value() == 1);
    CHECK(power(0, 3).value() == 0);
    CHECK(power(0, std::numeric_limits<std::int64_t>::max()).value() == 0);
    CHECK(power(0, -1).error() == NumberProblem::division_by_zero);
    CHECK(power(10, 6144).value() == number("1E+6144"));
    CHECK(power(10, 6145).error() == NumberProblem::overflow);
    CHECK(power(number("0.1"), -6145).error() == NumberProblem::overflow);
    CHECK(power(2, std::numeric_limits<std::int64_t>::max()).error() == NumberProblem::overflow);
    CHECK(power(2, std::numeric_limits<std::int64_t>::min()).value() == 0);
  }

  TEST_CASE("square roots, exponentials and logarithms are correctly rounded") {
    CHECK(scientific_of(square_root(2)) == "1.414213562373095048801688724209698");
    CHECK(scientific_of(square_root(number("0.0625"))) == "0.25");
    CHECK(scientific_of(square_root(number("152.2756"))) == "12.34");
    CHECK(scientific_of(square_root(number("1E-33"))) == "3.162277660168379331998893544432719E-17");
    CHECK(scientific_of(square_root(number("9999999999999999999999999999999999"))) ==
          "99999999999999999.99999999999999999");
    CHECK(scientific_of(square_root(number("3E+6001"))) == "5.477225575051661134569697828008021E+3000");
    CHECK(square_root(0).value() == 0);
    CHECK(square_root(-1).error() == NumberProblem::out_of_range);

    CHECK(exponential(0).value() == 1);
    CHECK(scientific_of(exponential(1)) == "2.718281828459045235360287471352662");
    CHECK(scientific_of(exponential(-1)) == "0.3678794411714423215955237701614609");
    CHECK(scientific_of(exponential(number("123.456"))) == "4.132944352778093449576854412273431E+53");
    CHECK(scientific_of(exponential(number("5E-34"))) == "1.000000000000000000000000000000001");
    CHECK(exponential(number("1E-50")).value() == 1);
    CHECK(scientific_of(exponential(14149)) == "6.801809260978894125530050851897730E+6144");
    CHECK(scientific_of(exponential(-14220)) == "2E-6176");
    CHECK(exponential(14150).error() == NumberProblem::overflow);
    CHECK(exponential(number("-1E+30")).value() == 0);

    CHECK(logarithm(1).value() == 0);
    CHECK(scientific_of(logarithm(2)) == "0.6931471805599453094172321214581766");
    CHECK(scientific_of(logarithm(10)) == "2.302585092994045684017991454684364");
    CHECK(scientific_of(logarithm(number("1.000000000000000000000000000000001"))) ==
          "9.999999999999999999999999999999995E-34");
    CHECK(scientific_of(logarithm(number("0.9999999999999999999999999999999999"))) ==
          "-1.000000000000000000000000000000000E-34");
    CHECK(scientific_of(logarithm(number("1E-6176"))) == "-14220.76553433122614449511522413063");
    CHECK(scientific_of(logarithm(number("9.99E+6144"))) == "14149.38439594807714475705734605316");
    CHECK(logarithm(0).error() == NumberProblem::out_of_range);
    CHECK(logarithm(-1).error() == NumberProblem::out_of_range);
  }

  TEST_CASE(
      "a quotient rounds alike at once or by way of 34 digits while its decimals and digits are few enough") {
    // For X / Y with d digits before the point, rounded to s decimals: s + digits(Y) + d <= 34.
    std::mt19937_64 random{20190601};
    const auto below = [&](std::uint64_t limit) {
      return std::uniform_int_distribution<std::uint64_t>{0, limit - 1}(random);
    };
    int mismatches = 0;
    int ties = 0;
    for (int i = 0; i < 20'000; ++i) {
      std::uint64_t limit = 1;  // digits(Y) is 1 to 12, d at most 16, s at most 6
      for (std::uint64_t j = below(12) + 1; j > 0; --j) limit *= 10;
      const std::uint64_t divisor = below(limit - 1) + 1;
      const int scale = static_cast<int>(below(7));
      Uint128 unit = 1;
      for (int j = 0; j < scale; ++j) unit *= 10;
      // A value half way between two of the grid, with numerator (2k + 1) / (2 * unit) of the divisor, or one beside it.
      const Uint128 near_tie = Uint128{2 * below(1'000'000'000) + 1} * divisor / (2 * unit);
      const Uint128 dividend = i % 2 == 0 ? near_tie + below(2) : Uint128{below(10'000'000'000'000'000)};
      ties += dividend * unit % divisor * 2 == divisor ? 1 : 0;

      for (const bool negative : {false, true}) {
        const Decimal numerator = Decimal::from_parts(negative, dividend, 0).value();
        const Decimal quotient = divide(numerator, divisor).value();
        for (const RoundingMode mode : all_modes) {
          const Uint128 once = rounded_quotient(dividend * unit, divisor, negative, mode);
          const bool same =
              rounded(quotient, scale, mode).value() == Decimal::from_parts(negative, once, -scale).value();
          mismatches += same ? 0 : 1;
        }
        // X / Y < Z is X < Y * Z.
        const Decimal threshold =
            Decimal::from_parts(negative, dividend * unit / divisor + below(2), -scale).value();
        mismatches += (quotient < threshold) == (numerator < multiply(divisor, threshold).value()) ? 0 : 1;
      }
    }
    CHECK(mismatches == 0);
    CHECK(ties > 100);
  }

  TEST_CASE("beyond that bound the two roundings differ, so that the bound is needed") {
    // 2.5 and 1.25E-34, which 34 digits do not show: rounded at once it is 3.
    const Decimal divisor = number("3999999999999999999999999999999999");
    const Decimal dividend = number("9999999999999999999999999999999998");
    CHECK(rounded_quotient(dividend.coefficient(), divisor.coefficient(), false, RoundingMode::half_even) ==
          3);
    CHECK(rounded(divide(dividend, divisor).value(), 0, RoundingMode::half_even).value() == 2);
  }
}
