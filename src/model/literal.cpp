// src/model/literal.cpp - constants as formulas and answers write them.
// Layer 3.
#include "doudi/model/literal.hpp"

#include <type_traits>

namespace doudi::model {
namespace {

[[nodiscard]] std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char character : text) {
    switch (character) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        result += character;
    }
  }
  return result + '"';
}

}  // namespace

std::string plain_text(const Literal& literal) {
  return std::visit(
      [](const auto& value) -> std::string {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, Null>) {
          return "null";
        } else if constexpr (std::is_same_v<T, bool>) {
          return value ? "true" : "false";
        } else if constexpr (std::is_same_v<T, std::string>) {
          return value;
        } else {
          return value.text();
        }
      },
      literal);
}

std::string literal_text(const Literal& literal) {
  if (const auto* text = std::get_if<std::string>(&literal)) return quoted(*text);
  const bool temporal = std::holds_alternative<Date>(literal) ||
                        std::holds_alternative<YearsMonths>(literal) ||
                        std::holds_alternative<DaysTime>(literal) || std::holds_alternative<Time>(literal) ||
                        std::holds_alternative<DateTime>(literal);
  return temporal ? "@\"" + plain_text(literal) + '"' : plain_text(literal);
}

}  // namespace doudi::model
