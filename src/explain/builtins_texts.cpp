// src/explain/builtins_texts.cpp - functions of texts, counted in code points, and conversions.
// Layer 7.
#include <algorithm>
#include <array>

#include "doudi/base/characters.hpp"
#include "doudi/base/name.hpp"
#include "doudi/base/pattern.hpp"

#include "explain/builtins.hpp"

namespace doudi::explain {
namespace {

using model::Builtin;

[[nodiscard]] Value substring(const Call& call) {
  const auto& text = call.get<std::string>(0);
  const auto count = static_cast<std::int64_t>(character_count(text));
  const WholeNumber start = whole_number(call, 1);
  if (start.failure) return *start.failure;
  const std::int64_t from = start.value > 0 ? start.value - 1 : count + start.value;
  const auto outside = [&](std::int64_t position) {
    return call.fail(Reason::index_out_of_range,
                     {{"index", std::to_string(position)}, {"size", std::to_string(count)}});
  };
  if (start.value == 0 || from < 0) return outside(start.value);
  if (from >= count) return std::string{};
  std::int64_t length = count - from;
  if (call.arguments.size() > 2) {
    const WholeNumber wanted = whole_number(call, 2);
    if (wanted.failure) return *wanted.failure;
    if (wanted.value < 1) return outside(wanted.value);
    length = std::min(length, wanted.value);
  }
  return std::string{characters(text, static_cast<std::size_t>(from), static_cast<std::size_t>(length))};
}

[[nodiscard]] Value string_length(const Call& call) {
  return Decimal{character_count(call.get<std::string>(0))};
}

[[nodiscard]] Value upper_case_of(const Call& call) {
  return upper_case(call.get<std::string>(0));
}
[[nodiscard]] Value lower_case_of(const Call& call) {
  return lower_case(call.get<std::string>(0));
}

[[nodiscard]] Value substring_before(const Call& call) {
  const auto& text = call.get<std::string>(0);
  const auto place = text.find(call.get<std::string>(1));
  return place == std::string::npos ? std::string{} : text.substr(0, place);
}

[[nodiscard]] Value substring_after(const Call& call) {
  const auto& text = call.get<std::string>(0);
  const auto& match = call.get<std::string>(1);
  const auto place = text.find(match);
  return place == std::string::npos ? std::string{} : text.substr(place + match.size());
}

[[nodiscard]] Value contains(const Call& call) {
  return call.get<std::string>(0).find(call.get<std::string>(1)) != std::string::npos;
}
[[nodiscard]] Value starts_with(const Call& call) {
  return call.get<std::string>(0).starts_with(call.get<std::string>(1));
}
[[nodiscard]] Value ends_with(const Call& call) {
  return call.get<std::string>(0).ends_with(call.get<std::string>(1));
}

/// A longer text is larger than any value may be; looked at while one grows.
constexpr std::size_t longest_text = std::size_t{1} << 26U;  // bytes

/// Null items are left out.
[[nodiscard]] Value string_join(const Call& call) {
  if (!call.has(0)) return {};
  const auto part = [&call](std::size_t argument) {
    return call.has(argument) ? call.get<std::string>(argument) : std::string{};
  };
  const std::string delimiter = part(1);
  std::string result = part(2);
  bool first = true;
  for (const Item& item : call.get<List>(0).items) {
    if (item.value.is_null()) continue;
    const auto* text = item.value.get_if<std::string>();
    if (text == nullptr) return wrong_kinds(call);
    if (!first) result += delimiter;
    first = false;
    result += *text;
    if (result.size() > longest_text) return call.fail(Reason::overflow);
  }
  return result + part(3);
}

/// `(< 5)`, `= 5`: how FEEL writes a range with one end.
template <class EndText>
[[nodiscard]] std::string one_sided_text(const Range& range, const EndText& end) {
  if (range.comparison == model::Comparison::equal) return "=" + end(range.low);
  if (range.comparison) return "(!= " + end(range.low) + ")";
  if (range.low) return (range.bounds.low_included ? "(>= " : "(> ") + end(range.low) + ")";
  return (range.bounds.high_included ? "(<= " : "(< ") + end(range.high) + ")";
}

/// A key as FEEL writes it in a context: quoted unless it is a name.
[[nodiscard]] std::string key_text(const std::string& key) {
  return is_name(key) ? key : model::literal_text(key);
}

[[nodiscard]] std::string text_of(const Value& value, bool inside) {
  if (const auto* list = value.get_if<List>()) {
    std::string text = "[";
    for (const Item& item : list->items) text += (text.size() > 1 ? ", " : "") + text_of(item.value, true);
    return text + "]";
  }
  if (const auto* context = value.get_if<Context>()) {
    std::string text = "{";
    for (const auto& [key, entry] : context->entries) {
      text += (text.size() > 1 ? ", " : "") + key_text(key) + ": " + text_of(entry, true);
    }
    return text + "}";
  }
  if (const auto* range = value.get_if<Range>()) {
    const auto end = [](const std::optional<model::Literal>& literal) {
      return literal ? model::literal_text(*literal) : std::string{};
    };
    if (range->comparison || !range->low || !range->high) return one_sided_text(*range, end);
    return (range->bounds.low_included ? "[" : "(") + end(range->low) + ".." + end(range->high) +
           (range->bounds.high_included ? "]" : ")");
  }
  if (value.get_if<Function>() != nullptr) return "function";
  const auto& literal = value.get<model::Literal>();
  return inside ? model::literal_text(literal) : model::plain_text(literal);
}

[[nodiscard]] Value string_of(const Call& call) {
  return text_of(call.arguments[0], false);
}

/// `number("1.234,56", ".", ",")`: separators are a space, a comma, a point, or null for none.
[[nodiscard]] Value number_of(const Call& call) {
  if (!call.has(0)) return {};
  if (call.arguments[0].get_if<Decimal>() != nullptr) return call.arguments[0];
  const auto& written = call.get<std::string>(0);
  const auto separator = [&call](std::size_t argument) {
    return call.has(argument) ? call.get<std::string>(argument) : std::string{};
  };
  const std::string grouping = separator(1);
  const std::string point = separator(2).empty() ? "." : separator(2);
  const auto refuse = [&]() { return call.fail(Reason::text_is_no_number, {{"value", written}}); };
  const bool separators_fit = (grouping.empty() || grouping == " " || grouping == "," || grouping == ".") &&
                              (point == "." || point == ",") &&
                              (grouping != point || call.arguments.size() < 3);
  if (!separators_fit) return refuse();
  std::string digits;
  for (const char character : written) {
    if (!grouping.empty() && character == grouping.front()) continue;
    if (character == '.' && point != ".") return refuse();
    digits += character == point.front() ? '.' : character;
  }
  if (digits.starts_with('.')) digits.insert(0, "0");
  if (digits.starts_with("-.")) digits.insert(1, "0");
  const bool allowed = !digits.empty() && digits.find_first_not_of("0123456789.-+eE") == std::string::npos &&
                       digits.front() != '+' && digits.back() != '.' &&
                       digits.find(".e") == std::string::npos;
  const auto number = Decimal::from_scientific(digits);
  return allowed && number.has_value() ? Value{number.value()} : refuse();
}

[[nodiscard]] Value bad_pattern(const Call& call) {
  return call.fail(Reason::bad_pattern, {{"value", call.get<std::string>(1)}});
}

/// The pattern in argument 1 with the flags in another, if they are given.
[[nodiscard]] Result<Pattern, PatternProblem> pattern_of(const Call& call, std::size_t flags) {
  return Pattern::compile(call.get<std::string>(1),
                          call.has(flags) ? call.get<std::string>(flags) : std::string{});
}

[[nodiscard]] Value matches(const Call& call) {
  if (!call.has(0) || !call.has(1)) return {};
  const auto pattern = pattern_of(call, 2);
  if (!pattern) return bad_pattern(call);
  const auto found = pattern->matches(call.get<std::string>(0));
  return found ? Value{*found} : bad_pattern(call);
}

[[nodiscard]] Value replace(const Call& call) {
  if (!call.has(0) || !call.has(1) || !call.has(2)) return {};
  const auto pattern = pattern_of(call, 3);
  if (!pattern) return bad_pattern(call);
  const auto replaced = pattern->replace(call.get<std::string>(0), call.get<std::string>(2));
  return replaced ? Value{*replaced} : bad_pattern(call);
}

[[nodiscard]] Value split(const Call& call) {
  const auto pattern = pattern_of(call, 2);
  if (!pattern) return bad_pattern(call);
  const auto parts = pattern->split(call.get<std::string>(0));
  if (!parts) return bad_pattern(call);
  List list;
  for (const std::string& part : *parts) list.items.push_back({Value{part}, {}});
  return list;
}

constexpr std::array functions{
    BuiltinFunction{Builtin::substring, substring},
    BuiltinFunction{Builtin::string_length, string_length},
    BuiltinFunction{Builtin::upper_case, upper_case_of},
    BuiltinFunction{Builtin::lower_case, lower_case_of},
    BuiltinFunction{Builtin::substring_before, substring_before},
    BuiltinFunction{Builtin::substring_after, substring_after},
    BuiltinFunction{Builtin::contains, contains},
    BuiltinFunction{Builtin::starts_with, starts_with},
    BuiltinFunction{Builtin::ends_with, ends_with},
    BuiltinFunction{Builtin::string_join, string_join},
    BuiltinFunction{Builtin::matches, matches},
    BuiltinFunction{Builtin::replace, replace},
    BuiltinFunction{Builtin::split, split},
    BuiltinFunction{Builtin::string_of, string_of},
    BuiltinFunction{Builtin::number_of, number_of},
};

}  // namespace

std::span<const BuiltinFunction> text_functions() noexcept {
  return functions;
}

}  // namespace doudi::explain
