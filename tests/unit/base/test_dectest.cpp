// tests/unit/base/test_dectest.cpp - Decimal against IBM's decTest files for decimal128, read from where they lie.
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

// So many ran when this was written: fewer means that the files or the reader are not what they were.
constexpr int fewest_cases = 4255;

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

/// Operands are taken as they are: nothing for a NaN, an infinity, a bit pattern, or what 34 digits do not hold.
std::optional<Decimal> operand_of(const std::string& text) {
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

/// The result of an operation; nothing if doudi has none of that name or rounds it differently.
std::optional<NumberResult> computed(const DectestCase& entry, RoundingMode mode) {
  const std::string& operation = entry.operation;
  if (operation == "tosci") return Decimal::from_scientific(entry.operands[0], mode);
  const auto first = operand_of(entry.operands[0]);
  const auto second = entry.operands.size() > 1 ? operand_of(entry.operands[1]) : std::optional{Decimal{}};
  if (!first || !second) return std::nullopt;
  if (operation == "quantize") return doudi::quantized(*first, second->exponent(), mode);
  if (operation == "tointegral" || operation == "tointegralx") return doudi::rounded(*first, 0, mode);
  if (operation == "compare") return order_of(*first, *second);
  if (mode != RoundingMode::half_even) return std::nullopt;
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

bool is_special(const std::string& number) {
  return number.find_first_of("nNiI#?") != std::string::npos;  // NaN, Infinity, #bits, ? for undefined
}

/// Coefficient, exponent and sign have to be the expected ones; a NaN or any overflow is a failure here.
Verdict check(const DectestCase& entry) {
  const auto mode = rounding_of(entry.rounding);
  if (!mode || entry.precision != "34") return Verdict::not_applicable;
  const bool special_operand = std::any_of(entry.operands.begin(), entry.operands.end(), is_special);
  if (special_operand || entry.result.starts_with('#') || entry.result == "?") return Verdict::not_applicable;
  const auto outcome = computed(entry, *mode);
  if (!outcome) return Verdict::not_applicable;
  const bool special_result = is_special(entry.result) || entry.overflow;
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
    int passed = 0;
    int failed = 0;
    for (const char* const file : files) {
      for (const DectestCase& entry : doudi::tests::read_dectest(folder / (std::string{file} + ".decTest"))) {
        const Verdict verdict = check(entry);
        passed += verdict == Verdict::passed ? 1 : 0;
        failed += verdict == Verdict::failed ? 1 : 0;
      }
    }
    std::cout << "decTest: " << passed + failed << " cases, " << failed << " failed\n";
    CHECK(failed == 0);
    CHECK(passed >= fewest_cases);
  }
}
