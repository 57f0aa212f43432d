// src/model/unit.cpp - units of measure: reading, writing, combining.
// Layer 3.
#include "doudi/model/unit.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace doudi::model {
namespace {

constexpr std::array<std::string_view, 6> known_symbols{"CNY", "year", "month", "day", "hour", "mu"};

[[nodiscard]] std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Adds a power of a symbol to sorted factors; a power that becomes 0 goes.
void add_power(std::vector<std::pair<std::string, int>>& factors, const std::string& symbol, int power) {
  const auto place =
      std::lower_bound(factors.begin(), factors.end(), symbol,
                       [](const auto& factor, const std::string& wanted) { return factor.first < wanted; });
  if (place == factors.end() || place->first != symbol) {
    if (power != 0) factors.insert(place, {symbol, power});
    return;
  }
  place->second += power;
  if (place->second == 0) factors.erase(place);
}

/// Reads one factor, `month` or `month^2`; 1 stands for no factor.
[[nodiscard]] bool read_factor(std::string_view text, int sign,
                               std::vector<std::pair<std::string, int>>& factors) {
  text = trimmed(text);
  int power = 1;
  if (const auto caret = text.find('^'); caret != std::string_view::npos) {
    const std::string_view digits = trimmed(text.substr(caret + 1));
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), power);
    if (error != std::errc{} || end != digits.data() + digits.size() || power < -99 || power > 99)
      return false;
    text = trimmed(text.substr(0, caret));
  }
  if (text == "1") return true;
  constexpr std::string_view separators = " \t()[]{},.;:\"'+-";
  const bool starts_with_digit = !text.empty() && text.front() >= '0' && text.front() <= '9';
  if (text.empty() || starts_with_digit || text.find_first_of(separators) != std::string_view::npos)
    return false;
  add_power(factors, canonical_symbol(text), sign * power);
  return true;
}

}  // namespace

std::optional<Unit> Unit::parse(std::string_view text) {
  Unit unit;
  if (trimmed(text) == "plain") return unit;
  int sign = 1;
  while (true) {
    const auto end = text.find_first_of("*/");
    if (!read_factor(text.substr(0, end), sign, unit.factors_)) return std::nullopt;
    if (end == std::string_view::npos) return unit;
    sign = text[end] == '/' ? -1 : 1;
    text.remove_prefix(end + 1);
  }
}

Unit Unit::multiplied(const Unit& other) const {
  Unit result = *this;
  for (const auto& [symbol, power] : other.factors_) add_power(result.factors_, symbol, power);
  return result;
}

Unit Unit::divided(const Unit& other) const {
  return multiplied(other.to_power(-1));
}

Unit Unit::to_power(int exponent) const {
  Unit result;
  if (exponent == 0) return result;
  result.factors_ = factors_;
  for (auto& factor : result.factors_) factor.second *= exponent;
  return result;
}

std::string Unit::text() const {
  if (factors_.empty()) return "plain";
  std::string above;
  std::string below;
  for (const auto& [symbol, power] : factors_) {
    std::string& side = power > 0 ? above : below;
    if (power < 0) side += '/';
    if (power > 0 && !side.empty()) side += '*';
    side += symbol;
    if (power != 1 && power != -1) side += "^" + std::to_string(power < 0 ? -power : power);
  }
  return (above.empty() ? "1" : above) + below;
}

std::string canonical_symbol(std::string_view word) {
  for (const std::string_view symbol : known_symbols) {
    const bool plural = word.size() == symbol.size() + 1 && word.starts_with(symbol) && word.back() == 's';
    if (plural && symbol != "CNY" && symbol != "mu") return std::string{symbol};
  }
  return std::string{word};
}

bool is_known_symbol(std::string_view symbol) {
  return std::find(known_symbols.begin(), known_symbols.end(), canonical_symbol(symbol)) !=
         known_symbols.end();
}

}  // namespace doudi::model
