// src/check/standard_type.cpp - the types that DMN models name.
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "check/infer.hpp"

namespace doudi::check {

using model::Kind;
using model::Type;

namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 18> simple_types{{
    {"number", Kind::number},
    {"string", Kind::text},
    {"boolean", Kind::boolean},
    {"date", Kind::date},
    {"time", Kind::time},
    {"date and time", Kind::date_time},
    {"dateTime", Kind::date_time},
    {"years and months duration", Kind::years_months},
    {"yearMonthDuration", Kind::years_months},
    {"year month duration", Kind::years_months},
    {"days and time duration", Kind::days_time},
    {"dayTimeDuration", Kind::days_time},
    {"day time duration", Kind::days_time},
    {"Any", Kind::any},
    {"any", Kind::any},
    {"Null", Kind::null},
    {"null", Kind::null},
    {"function", Kind::function},
}};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Reads `list<context<a: number, b: string>>` and the like.
class TypeReader {
 public:
  TypeReader(const Draft& draft, std::string_view text) : draft_{draft}, rest_{text} {}

  std::optional<Type> whole() {
    auto type = read();
    return trimmed(rest_).empty() ? type : std::nullopt;
  }

 private:
  /// The text up to one of the marks that end a type.
  std::string_view word() {
    const std::size_t end = std::min(rest_.find_first_of("<>,:"), rest_.size());
    const std::string_view result = trimmed(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return result;
  }

  bool accept(std::string_view mark) {
    const std::string_view rest = trimmed(rest_);
    if (!rest.starts_with(mark)) return false;
    rest_ = rest.substr(mark.size());
    return true;
  }

  std::optional<Type> read() {
    constexpr int deepest = 100;
    if (++depth_ > deepest) return std::nullopt;
    auto type = read_named();
    --depth_;
    return type;
  }

  std::optional<Type> read_named() {
    const std::string_view name = word();
    if (name == "function") return function();
    if (name == "list" || name == "range") {
      Type element = model::simple_type(Kind::any);
      if (accept("<")) {
        const auto inner = read();
        if (!inner || !accept(">")) return std::nullopt;
        element = *inner;
      }
      return name == "list" ? model::list_of(std::move(element)) : model::range_of(std::move(element));
    }
    if (name == "context") return context();
    if (const auto found = draft_.standard.types.find(name); found != draft_.standard.types.end())
      return found->second;
    // A prefix such as `feel:` says where a type is from.
    if (accept(":")) return read();
    for (const auto& [word, kind] : simple_types) {
      if (word == name) return model::simple_type(kind);
    }
    return std::nullopt;
  }

  std::optional<Type> context() {
    Type type = model::simple_type(Kind::context);
    if (!accept("<")) return type;
    while (!accept(">")) {
      type.names.emplace_back(word());
      if (!accept(":")) return std::nullopt;
      auto entry = read();
      if (!entry) return std::nullopt;
      type.arguments.push_back(std::move(*entry));
      static_cast<void>(accept(","));
      if (trimmed(rest_).empty()) return std::nullopt;
    }
    return type;
  }

  /// Of a function only what it gives is kept.
  std::optional<Type> function() {
    if (accept("<")) {
      while (!accept(">")) {
        if (!read()) return std::nullopt;
        static_cast<void>(accept(","));
        if (trimmed(rest_).empty()) return std::nullopt;
      }
    }
    Type type = model::simple_type(Kind::function);
    if (accept("->")) {
      auto result = read();
      if (!result) return std::nullopt;
      type.arguments.push_back(std::move(*result));
    }
    return type;
  }

  const Draft& draft_;
  std::string_view rest_;
  int depth_ = 0;
};

}  // namespace

std::optional<Type> standard_type(const Draft& draft, std::string_view text) {
  if (trimmed(text).empty()) return std::nullopt;
  if (const auto found = draft.standard.types.find(trimmed(text)); found != draft.standard.types.end())
    return found->second;
  return TypeReader{draft, text}.whole();
}

}  // namespace doudi::check
