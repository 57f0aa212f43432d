// doudi/model/unit.hpp - units of measure: products of symbols with integer powers.
// Layer 3.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doudi::model {

/// `CNY/month` is {CNY: 1, month: -1}; a plain number has no factor. Singular and plural of the known symbols are one symbol.
class Unit {
 public:
  Unit() = default;
  /// Reads `CNY/month`, `CNY`, `mu*year`, `month^2` or `plain`; nothing if the text is no unit. Symbols are not checked here.
  [[nodiscard]] static std::optional<Unit> parse(std::string_view text);

  [[nodiscard]] bool plain() const noexcept { return factors_.empty(); }
  [[nodiscard]] Unit multiplied(const Unit& other) const;
  [[nodiscard]] Unit divided(const Unit& other) const;
  [[nodiscard]] Unit to_power(int exponent) const;
  /// `CNY/month`; `plain` for a plain number.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const std::vector<std::pair<std::string, int>>& factors() const noexcept { return factors_; }
  friend bool operator==(const Unit&, const Unit&) = default;

 private:
  std::vector<std::pair<std::string, int>> factors_;  // sorted by symbol, no power 0
};

/// `month` for `months`, and so on: the one spelling under which a known symbol is kept. Other words are returned as they are.
[[nodiscard]] std::string canonical_symbol(std::string_view word);
/// CNY, year, month, day, hour, mu.
[[nodiscard]] bool is_known_symbol(std::string_view symbol);

}  // namespace doudi::model
