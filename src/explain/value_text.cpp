// src/explain/value_text.cpp - a value on one line.
#include "doudi/explain/value_text.hpp"

#include <string>
#include <type_traits>
#include <variant>

#include "doudi/explain/explanation.hpp"

namespace doudi::explain {

namespace {

std::string bound_text(const std::optional<model::Literal>& bound) {
  return bound ? model::plain_text(*bound) : std::string{};
}

std::string list_text(const model::Pack& pack, const model::Record& record, const List& list) {
  std::string result = "[";
  for (const Item& item : list.items) {
    if (result.size() > 1) result += ", ";
    result += value_text(pack, record, item.value);
    if (!item.certain()) result += "?";
  }
  return result + "]";
}

std::string unknown_text(const model::Pack& pack, const model::Record& record, const Unknown& unknown) {
  std::string result = "unknown:";
  for (const MissingFact& fact : unknown.facts.facts()) {
    result += (result.back() == ':' ? " " : ", ") + missing_path(pack, record, fact);
  }
  return result;
}

}  // namespace

std::string value_text(const model::Pack& pack, const model::Record& record, const Value& value) {
  return std::visit(
      [&](const auto& data) -> std::string {
        using Data = std::decay_t<decltype(data)>;
        if constexpr (std::is_same_v<Data, model::Literal>) {
          return model::plain_text(data);
        } else if constexpr (std::is_same_v<Data, model::Member>) {
          return member_name(pack, record, data);
        } else if constexpr (std::is_same_v<Data, List>) {
          return list_text(pack, record, data);
        } else if constexpr (std::is_same_v<Data, std::vector<Range>>) {
          return (data.front().bounds.low_included ? "[" : "(") + bound_text(data.front().low) + ".." +
                 bound_text(data.front().high) + (data.front().bounds.high_included ? "]" : ")");
        } else if constexpr (std::is_same_v<Data, Context>) {
          std::string result = "{";
          for (const auto& [key, entry] : data.entries) {
            result += (result.size() > 1 ? ", " : "") + key + ": " + value_text(pack, record, entry);
          }
          return result + "}";
        } else if constexpr (std::is_same_v<Data, Function>) {
          return "function";
        } else if constexpr (std::is_same_v<Data, Unknown>) {
          return unknown_text(pack, record, data);
        } else {
          return "failed: " + std::string{text::code_name(code_of(data.reason))};
        }
      },
      value.data);
}

}  // namespace doudi::explain
