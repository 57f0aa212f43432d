// tests/unit/base/test_dectest.cpp - Decimal against IBM's decTest files for decimal128, read from where they lie.
//
// The files whose names begin with dq are for decimal128. The elementary functions and power have files for any
// precision only: of these run the cases for 34 digits, and those for other precisions whose result is exact, so
// that it is the same with 34 digits. Not applicable, because doudi has nothing like it, are
// - operands and results that are NaN, infinite or given as bits (an invalid operation or an overflow has to
//   fail; so these run where the operands are numbers), and results that the files leave undefined;
// - the text form toEng;
// - powers with an exponent that is no integer, which is why powersqrt.decTest is not read at all;
// - the rounding mode 05up; arithmetic that rounds in another mode than half even; and the negative zero that a
//   sum has in mode floor;
// - operands and exact results that are no decimal128, and results rounded to another precision (with them goes 0 to
//   the power of 0, which is 1 here, as in DMN, and invalid in the files).
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <string>

#include <doctest/doctest.h>

#include "doudi/base/decimal.hpp"

#include "dectest_file.hpp"

using doudi::Decimal;
using doudi::NumberProblem;
using doudi::NumberResult;
using doudi::RoundingMode;
using doudi::tests::DectestCase;

namespace {

// Debian's libpython3.11-testsuite; DOUDI_DECTEST names another folder.
constexpr const char* debian_folder = "/usr/lib/python3.11/test/decimaltestdata";

constexpr std::array files = {"dqBase",      "dqAdd",      "dqSubtract", "dqMultiply",   "dqDivide",
                              "dqRemainder", "dqCompare",  "dqQuantize", "dqToIntegral", "dqAbs",
                              "dqMinus",     "squareroot", "power",      "exp",          "ln"};

// So many of each operation ran when this was written: fewer means that the files or the reader are not what they
// were.
const std::map<std::string, int> fewest_cases = {
    {"add", 777},     {"subtract", 362}, {"multiply", 356},    {"divide", 581}, {"remainder", 421},
    {"compare", 566}, {"quantize", 528}, {"tointegralx", 165}, {"power", 238},  {"squareroot", 420},
    {"exp", 57},      {"ln", 62},        {"abs", 66},          {"minus", 29},   {"tosci", 688}};

enum class Verdict { passed, failed, not_applicable };

std::optional<RoundingMode> rounding_of(const std::string& name) {
  static const std::map<std::string, RoundingMode> modes = {
      {"half_even", RoundingMode::half_even}, {"half_up", RoundingMode::half_up},
      {"half_down", RoundingMode::half_down}, {"up", RoundingMode::up},
      {"down", RoundingMode::down},           {"ceiling", RoundingMode::ceiling},
      {"floor", RoundingMode::floor}};
  const auto mode = modes.find(name);
  return mode == modes.end() ? std::nullopt : std::optional{mode->second};
}

/// Numbers are taken as they are: nothing for a NaN, an infinity, a bit pattern, or what 34 digits do not hold.
std::optional<Decimal> value_of(const std::string& text) {
  const auto down = Decimal::from_scientific(text, RoundingMode::down);
  const auto away = Decimal::from_scientific(text, RoundingMode::up);
  if (!down || !away || *down != *away) return std::nullopt;
  return *down;
}

NumberResult order_of(const Decimal& lhs, const Decimal& rhs) {
  return Decimal{lhs < rhs ? -1 : lhs == rhs ? 0 : 1};
}

NumberResult integral_power(const Decimal& base, const Decimal& exponent) {
  const auto times = exponent.to_int64();
  if (!times) return doudi::Failure{NumberProblem::not_an_integer};
  return doudi::power(base, *times);
}

bool is_special(const std::string& number) {
  return number.find_first_of("nNiI#?") != std::string::npos;  // NaN, Infinity, #bits, ? for undefined
}

bool is_zero(const std::string& number) {
  return number.substr(0, number.find_first_of("eE")).find_first_of("123456789") == std::string::npos;
}

/// True if the result is a number that no precision of at least its digits and no rounding mode changes.
bool is_exact(const DectestCase& entry) {
  const bool changed = entry.has("rounded") || entry.has("clamped") || entry.has("subnormal");
  return !changed && !is_special(entry.result);
}

/// True if the mode changes neither the digits nor, in a sum of zero, the sign.
bool is_same_in_half_even(const DectestCase& entry) {
  if (entry.rounding == "half_even") return true;
  return entry.rounding == "floor" ? is_exact(entry) && !is_zero(entry.result) : !entry.has("rounded");
}

/// The result of an operation; nothing if doudi has none of that name or rounds it differently.
std::optional<NumberResult> computed(const DectestCase& entry, RoundingMode mode) {
  const std::string& operation = entry.operation;
  if (operation == "tosci" || operation == "apply") return Decimal::from_scientific(entry.operands[0], mode);
  const auto first = value_of(entry.operands[0]);
  const auto second = entry.operands.size() > 1 ? value_of(entry.operands[1]) : std::optional{Decimal{}};
  if (!first || !second) return std::nullopt;
  if (operation == "quantize") return doudi::quantized(*first, second->exponent(), mode);
  if (operation == "tointegral" || operation == "tointegralx") return doudi::rounded(*first, 0, mode);
  if (operation == "compare") return order_of(*first, *second);
  if (!is_same_in_half_even(entry)) return std::nullopt;
  if (operation == "add") return doudi::add(*first, *second);
  if (operation == "subtract") return doudi::subtract(*first, *second);
  if (operation == "multiply") return doudi::multiply(*first, *second);
  if (operation == "divide") return doudi::divide(*first, *second);
  if (operation == "remainder") return doudi::remainder(*first, *second);
  if (operation == "abs") return first->abs();
  if (operation == "minus") return -*first;
  if (operation == "squareroot") return doudi::square_root(*first);
  if (operation == "exp") return doudi::exponential(*first);
  if (operation == "ln") return doudi::logarithm(*first);
  if (operation == "power" && second->is_integer()) return integral_power(*first, *second);
  return std::nullopt;
}

/// Coefficient, exponent and sign have to be the expected ones; a NaN or any overflow is a failure here.
Verdict check(const DectestCase& entry) {
  const auto mode = rounding_of(entry.rounding);
  if (!mode || (entry.precision != "34" && !is_exact(entry))) return Verdict::not_applicable;
  const bool special_operand = std::any_of(entry.operands.begin(), entry.operands.end(), is_special);
  if (special_operand || entry.result.starts_with('#') || entry.result == "?") return Verdict::not_applicable;
  if (entry.precision != "34" && !value_of(entry.result)) return Verdict::not_applicable;
  const auto outcome = computed(entry, *mode);
  if (!outcome) return Verdict::not_applicable;
  const bool special_result = is_special(entry.result) || entry.has("overflow");
  const bool good = special_result ? !outcome->has_value()
                                   : outcome->has_value() && (*outcome)->scientific() == entry.result;
  if (good) return Verdict::passed;
  std::cout << "decTest " << entry.id << " " << entry.operation;
  for (const std::string& operand : entry.operands) std::cout << " " << operand;
  std::cout << " -> " << entry.result << ", here "
            << (*outcome ? (*outcome)->scientific() : std::string{"a failure"}) << "\n";
  return Verdict::failed;
}

bool is_debian_12() {
  std::ifstream stream{"/etc/os-release"};
  const std::string text{std::istreambuf_iterator<char>{stream}, {}};
  return text.find("VERSION_CODENAME=bookworm") != std::string::npos;
}

}  // namespace

TEST_SUITE("base/decimal") {
  TEST_CASE("every decTest case for decimal128 gives the digits and the exponent it states") {
    const char* const named = std::getenv("DOUDI_DECTEST");
    const std::filesystem::path folder{named != nullptr ? named : debian_folder};
    if (!std::filesystem::exists(folder / "dqAdd.decTest")) {
      std::cout << "decTest: SKIPPED, no files in " << folder.string()
                << "; install libpython3.11-testsuite\n";
      CHECK_MESSAGE((named == nullptr && !is_debian_12()),
                    "on Debian 12, or with DOUDI_DECTEST set, a skip is a failure");
      return;
    }
    std::map<std::string, int> ran;
    int cases = 0;
    int failed = 0;
    int not_applicable = 0;
    for (const char* const file : files) {
      for (const DectestCase& entry : doudi::tests::read_dectest(folder / (std::string{file} + ".decTest"))) {
        const Verdict verdict = check(entry);
        if (verdict == Verdict::not_applicable) {
          ++not_applicable;
          continue;
        }
        ++cases;
        ++ran[entry.operation];
        failed += verdict == Verdict::failed ? 1 : 0;
      }
    }
    std::cout << "decTest decimal128: " << cases << " cases, " << failed << " failed, " << not_applicable
              << " not applicable\n";
    CHECK(failed == 0);
    for (const auto& fewest : fewest_cases) {
      CHECK_MESSAGE(ran[fewest.first] >= fewest.second, fewest.first);
    }
  }
}
