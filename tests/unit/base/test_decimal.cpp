// tests/unit/base/test_decimal.cpp - the value, the text and the rounding of decimals.
#include <array>
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include "doudi/base/decimal.hpp"

#include "written_values.hpp"

using doudi::Decimal;
using doudi::NumberProblem;
using doudi::quantized;
using doudi::rounded;
using doudi::RoundingMode;
using doudi::tests::number;

namespace {

std::string rewritten(const std::string& text) {
  const auto value = Decimal::parse(text);
  return value ? value->text() : "refused";
}

NumberProblem problem_of(const std::string& text) {
  return Decimal::parse(text).error();
}

std::string rounded_text(const std::string& text, int scale, RoundingMode mode) {
  return rounded(number(text), scale, mode).value().text();
}

}  // namespace

TEST_SUITE("base/decimal") {
  TEST_CASE("a number's text is canonical: no zeros at the end, no exponent, no negative zero") {
    CHECK(rewritten("369.62") == "369.62");
    CHECK(rewritten("369.6200") == "369.62");
    CHECK(rewritten("300") == "300");
    CHECK(rewritten("300.00") == "300");
    CHECK(rewritten("-0.50") == "-0.5");
    CHECK(rewritten("007") == "7");
    CHECK(rewritten("-0") == "0");
    CHECK(rewritten("0.000") == "0");
    CHECK(number("1E+5").text() == "100000");
    CHECK(number("-12E-8").text() == "-0.00000012");
    CHECK(Decimal{}.text() == "0");
    CHECK(Decimal{std::numeric_limits<std::int64_t>::min()}.text() == "-9223372036854775808");
    CHECK(Decimal{std::numeric_limits<std::uint64_t>::max()}.text() == "18446744073709551615");
  }

  TEST_CASE("only digits with a point between them are read as a number") {
    for (const char* const text : {"", "-", "+1", ".5", "5.", "1e3", " 1", "1 ", "1,000", "--1", "0x10",
                                   "1.2.3", "NaN", "Infinity", "１"}) {
      CAPTURE(text);
      CHECK(problem_of(text) == NumberProblem::not_a_number);
    }
  }

  TEST_CASE("a number that 34 digits cannot hold exactly is refused and not rounded") {
    CHECK(rewritten("1234567890123456789012345678901234") == "1234567890123456789012345678901234");
    CHECK(problem_of("12345678901234567890123456789012345") == NumberProblem::too_many_digits);
    CHECK(problem_of("0.10000000000000000000000000000000001") == NumberProblem::too_many_digits);
    CHECK(rewritten("1.0000000000000000000000000000000000000000") == "1");
    CHECK(rewritten("12345678901234567890123456789012340000") == "12345678901234567890123456789012340000");
    CHECK(rewritten("1" + std::string(6144, '0')) == "1" + std::string(6144, '0'));
    CHECK(problem_of("1" + std::string(6145, '0')) == NumberProblem::overflow);
    CHECK(rewritten("0." + std::string(6175, '0') + "1") == "0." + std::string(6175, '0') + "1");
    CHECK(problem_of("0." + std::string(6176, '0') + "1") == NumberProblem::out_of_range);
    CHECK(rewritten("0." + std::string(7000, '0')) == "0");
  }

  TEST_CASE("numbers compare by value, and equal ones have equal texts") {
    const std::array ascending = {number("-1E+6144"), number("-300"),     number("-2.5"), number("-1E-6176"),
                                  number("0"),        number("1E-6176"),  number("0.1"),  number("0.11"),
                                  number("1"),        number("9.999E+2"), number("1E+3"), number("1E+6144")};
    for (std::size_t i = 0; i < ascending.size(); ++i) {
      for (std::size_t j = 0; j < ascending.size(); ++j) {
        CAPTURE(i);
        CAPTURE(j);
        CHECK((ascending[i] < ascending[j]) == (i < j));
        CHECK((ascending[i] == ascending[j]) == (i == j));
        CHECK((ascending[i].text() == ascending[j].text()) == (i == j));
      }
    }
    CHECK(number("1.50") == number("1.5"));
    CHECK(number("1E+3") == 1000);
    CHECK(number("-0") == number("0E+50"));
    CHECK_FALSE(number("-0").is_negative());
    CHECK_FALSE((-Decimal{}).negative());
    CHECK(number("1.0000000000000000000000000000000") > number("0.9999999999999999999999999999999999"));
  }

  TEST_CASE("decimals and integers are told from the value, not from how it was written") {
    CHECK(number("369.62").decimals() == 2);
    CHECK(number("0.50").decimals() == 1);
    CHECK(number("300.00").decimals() == 0);
    CHECK(number("0.000").decimals() == 0);
    CHECK(number("1E+3").decimals() == 0);
    CHECK(number("3.00").is_integer());
    CHECK_FALSE(number("3.01").is_integer());
    CHECK(number("3.00").to_int64() == 3);
    CHECK(number("-5E+2").to_int64() == -500);
    CHECK_FALSE(number("0.5").to_int64());
    CHECK(number("9223372036854775807").to_int64() == std::numeric_limits<std::int64_t>::max());
    CHECK(number("-9223372036854775808.00").to_int64() == std::numeric_limits<std::int64_t>::min());
    CHECK_FALSE(number("9223372036854775808").to_int64());
    CHECK_FALSE(number("1E+40").to_int64());
    CHECK_FALSE(number("1E-40").to_int64());
  }

  TEST_CASE("each rounding mode treats ties and the rest of both signs as DMN says") {
    struct Row {
      const char* value;
      // half_even, half_up, half_down, up, down, ceiling, floor: the order of the enumeration
      std::array<const char*, 7> results;
    };
    constexpr std::array rows = {Row{"5.5", {"6", "6", "5", "6", "5", "6", "5"}},
                                 Row{"2.5", {"2", "3", "2", "3", "2", "3", "2"}},
                                 Row{"1.6", {"2", "2", "2", "2", "1", "2", "1"}},
                                 Row{"1.1", {"1", "1", "1", "2", "1", "2", "1"}},
                                 Row{"1.0", {"1", "1", "1", "1", "1", "1", "1"}},
                                 Row{"0.5", {"0", "1", "0", "1", "0", "1", "0"}},
                                 Row{"0.4", {"0", "0", "0", "1", "0", "1", "0"}},
                                 Row{"0", {"0", "0", "0", "0", "0", "0", "0"}},
                                 Row{"-0.4", {"0", "0", "0", "-1", "0", "0", "-1"}},
                                 Row{"-0.5", {"0", "-1", "0", "-1", "0", "0", "-1"}},
                                 Row{"-1.0", {"-1", "-1", "-1", "-1", "-1", "-1", "-1"}},
                                 Row{"-1.1", {"-1", "-1", "-1", "-2", "-1", "-1", "-2"}},
                                 Row{"-1.6", {"-2", "-2", "-2", "-2", "-1", "-1", "-2"}},
                                 Row{"-2.5", {"-2", "-3", "-2", "-3", "-2", "-2", "-3"}},
                                 Row{"-5.5", {"-6", "-6", "-5", "-6", "-5", "-5", "-6"}}};
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < row.results.size(); ++i) {
        CAPTURE(row.value);
        CAPTURE(i);
        CHECK(rounded_text(row.value, 0, static_cast<RoundingMode>(i)) == row.results[i]);
      }
    }
  }

  TEST_CASE("rounding takes any scale of DMN, also below zero, and no other") {
    CHECK(rounded_text("369.615", 2, RoundingMode::half_up) == "369.62");
    CHECK(rounded_text("369.615", 2, RoundingMode::half_even) == "369.62");
    CHECK(rounded_text("369.625", 2, RoundingMode::half_even) == "369.62");
    CHECK(rounded_text("369.6", 2, RoundingMode::up) == "369.6");
    CHECK(rounded_text("1250", -2, RoundingMode::half_even) == "1200");
    CHECK(rounded_text("1250", -2, RoundingMode::half_up) == "1300");
    CHECK(rounded_text("49", -2, RoundingMode::half_up) == "0");
    CHECK(rounded_text("1", -40, RoundingMode::up) == "1" + std::string(40, '0'));
    CHECK(rounded_text("1", -40, RoundingMode::floor) == "0");
    CHECK(rounded_text("-1", -6111, RoundingMode::floor) == "-1" + std::string(6111, '0'));
    CHECK(rounded_text("9999999999999999999999999999999999", -1, RoundingMode::half_up) ==
          "10000000000000000000000000000000000");
    CHECK(rounded_text("1.25", 6176, RoundingMode::down) == "1.25");
    CHECK(rounded(1, 6177, RoundingMode::up).error() == NumberProblem::out_of_range);
    CHECK(rounded(1, -6112, RoundingMode::up).error() == NumberProblem::out_of_range);
  }

  TEST_CASE("quantizing gives exactly the exponent asked for or fails") {
    CHECK(quantized(number("2.5"), -3, RoundingMode::half_even)->scientific() == "2.500");
    CHECK(quantized(number("2.567"), -1, RoundingMode::half_even)->scientific() == "2.6");
    CHECK(quantized(0, 4, RoundingMode::half_even)->scientific() == "0E+4");
    CHECK(quantized(1, -34, RoundingMode::half_even).error() == NumberProblem::too_many_digits);
    CHECK(quantized(1, -6177, RoundingMode::half_even).error() == NumberProblem::out_of_range);
  }

  TEST_CASE("a decimal is not made from parts that are none") {
    CHECK(Decimal::from_parts(true, 15, -1)->text() == "-1.5");
    CHECK_FALSE(Decimal::from_parts(false, 1, 6112));
    CHECK_FALSE(Decimal::from_parts(false, 1, -6177));
    CHECK_FALSE(Decimal::from_parts(false, ~doudi::Uint128{0}, 0));
  }
}
