// src/explain/explanation_labels.cpp - what things are called in an explanation.
#include "explain/explanation_labels.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "doudi/explain/value_text.hpp"

namespace doudi::explain {

using text::Language;

namespace {

const model::Type* type_of(const model::Pack& pack, const NamedValue& value) {
  if (const auto* fact = std::get_if<model::FactId>(&value.subject)) return &pack[*fact].type;
  if (const auto* parameter = std::get_if<model::ParameterId>(&value.subject)) return &pack[*parameter].type;
  if (const auto* rule = std::get_if<model::RuleId>(&value.subject)) return &pack[*rule].type;
  if (value.path == "previous.amount" && pack.lifecycle) {
    for (const model::SchemeId scheme : pack.lifecycle->of) {
      if (const model::Type* type = amount_type(pack[scheme])) return type;
    }
  }
  const auto* scheme = std::get_if<model::SchemeId>(&value.subject);
  return scheme != nullptr && value.kind == NamedValue::Kind::amount ? amount_type(pack[*scheme]) : nullptr;
}

std::string member_label(const model::Enumeration& enumeration, const std::string& member,
                         Language language) {
  const auto found = enumeration.position(member);
  if (!found) return member;
  const std::size_t index = *found;
  return index < enumeration.member_labels.size()
             ? label_of(enumeration.member_labels[index], member, language)
             : member;
}

/// Says that a value is unknown, and for want of what.
std::string unknown_text(const model::Pack& pack, const model::Record& record, const Value& value,
                         Language language) {
  std::string result{in(language, "unknown, for want of ", "未知，缺少 ")};
  bool first = true;
  for (const MissingFact& fact : value.get<Unknown>().facts.facts()) {
    if (!first) result += in(language, ", ", "、");
    result += missing_path(pack, record, fact);
    first = false;
  }
  return result;
}

std::string symbol_text(const std::string& symbol, Language language) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> chinese{{{"CNY", "元"},
                                                                                  {"year", "年"},
                                                                                  {"month", "月"},
                                                                                  {"day", "日"},
                                                                                  {"hour", "小时"},
                                                                                  {"mu", "亩"},
                                                                                  {"quarter", "季"}}};
  if (language == Language::en) return symbol;
  for (const auto& [name, text] : chinese) {
    if (name == symbol) return std::string{text};
  }
  return symbol;
}

}  // namespace

const model::Type* amount_type(const model::Scheme& scheme) {
  for (const model::SchemeVersion& version : scheme.versions) {
    for (const model::AmountPart& part : version.amount) {
      if (!part.formula.type.unit.plain()) return &part.formula.type;
    }
  }
  return nullptr;
}

std::string label_of(const model::Labels& labels, const std::string& name, Language language) {
  const std::string& wanted = language == Language::zh ? labels.zh : labels.en;
  return wanted.empty() ? name : wanted;
}

std::string label_of(const model::Pack& pack, const NamedValue& value, Language language) {
  const auto of = [&](const auto& thing) { return label_of(thing.labels, std::string{}, language); };
  if (const auto* fact = std::get_if<model::FactId>(&value.subject)) return of(pack[*fact]);
  if (const auto* parameter = std::get_if<model::ParameterId>(&value.subject)) return of(pack[*parameter]);
  if (const auto* rule = std::get_if<model::RuleId>(&value.subject)) return of(pack[*rule]);
  if (const auto* scheme = std::get_if<model::SchemeId>(&value.subject)) return of(pack[*scheme]);
  if (const auto* unit = std::get_if<model::AssessmentUnitId>(&value.subject)) return of(pack[*unit]);
  return {};
}

std::string unit_text(const model::Unit& unit, Language language) {
  std::string above;
  std::string below;
  for (const auto& [symbol, power] : unit.factors()) {
    std::string& side = power > 0 ? above : below;
    const int size = power > 0 ? power : -power;
    if (!side.empty()) side += "*";
    side += symbol_text(symbol, language);
    if (size != 1) side += "^" + std::to_string(size);
  }
  if (below.empty()) return above;
  return (above.empty() ? "1" : above) + "/" + below;
}

std::string unit_of(const model::Pack& pack, const NamedValue& value, Language language) {
  const model::Type* type = type_of(pack, value);
  if (type == nullptr || !type->is(model::Kind::number)) return {};
  return unit_text(type->unit, language);
}

std::string shown(const model::Pack& pack, const model::Record& record, const NamedValue& value,
                  Language language) {
  const model::Type* type = type_of(pack, value);
  if (const auto* boolean = value.value.get_if<bool>()) {
    return std::string{*boolean ? in(language, "yes", "是") : in(language, "no", "否")};
  }
  if (value.value.is_null()) return std::string{in(language, "none", "无")};
  if (value.value.is_unknown()) return unknown_text(pack, record, value.value, language);
  if (const auto* failed = value.value.get_if<Failed>()) {
    return std::string{in(language, "no value, ", "没有值，")} + text::code_text(code_of(failed->reason)) +
           " " + std::string{text::code_name(code_of(failed->reason))};
  }
  if (const auto* text = value.value.get_if<std::string>();
      text != nullptr && type != nullptr && type->is(model::Kind::enumeration)) {
    return member_label(pack[type->enumeration], *text, language);
  }
  const bool of_state = value.path == "previous.state" || value.path == "state" || value.path == "case.state";
  if (const auto* text = value.value.get_if<std::string>(); text != nullptr && of_state && pack.lifecycle) {
    for (const model::State& state : pack.lifecycle->states) {
      if (state.name == *text) return label_of(state.labels, *text, language);
    }
  }
  const std::string plain = value_text(pack, record, value.value);
  const std::string unit = unit_of(pack, value, language);
  const bool number = value.value.get_if<Decimal>() != nullptr;
  return number && !unit.empty() ? plain + " " + unit : plain;
}

bool is_rounding(std::string_view operation) noexcept {
  constexpr std::array<std::string_view, 7> roundings{
      "round up", "round down", "round half up", "round half down", "decimal", "floor", "ceiling"};
  return std::ranges::find(roundings, operation) != roundings.end();
}

std::string cite_text(const model::Cite& cite) {
  return cite.locator.empty() ? cite.source : cite.source + " " + cite.locator;
}

}  // namespace doudi::explain
