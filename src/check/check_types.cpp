// src/check/check_types.cpp - sources, symbols of measure, enumerations, number types; and reading types by name.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "doudi/base/name.hpp"

#include "check/draft.hpp"

namespace doudi::check {

using model::Kind;

namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 8> plain_types{{
    {"number", Kind::number},
    {"text", Kind::text},
    {"boolean", Kind::boolean},
    {"date", Kind::date},
    {"time", Kind::time},
    {"date and time", Kind::date_time},
    {"years and months duration", Kind::years_months},
    {"days and time duration", Kind::days_time},
}};

std::vector<std::string> type_names(const Draft& draft) {
  std::vector<std::string> names;
  for (const auto& [name, kind] : plain_types) names.emplace_back(name);
  for (const auto& [name, id] : draft.enumerations) names.push_back(name);
  for (const auto& [name, definition] : draft.number_types) names.push_back(name);
  return names;
}

void declare_enumeration(Draft& draft, const syntax::TypeDefinition& type) {
  model::Enumeration enumeration{.name = type.name.text, .labels = type.labels, .ordered = type.ordered};
  for (const syntax::EnumerationMember& member : type.members) {
    enumeration.members.push_back(member.name.text);
    enumeration.member_labels.push_back(member.labels);
  }
  enumeration.sort_members();
  draft.enumerations.emplace(
      type.name.text, model::EnumerationId{static_cast<std::uint32_t>(draft.pack.enumerations.size())});
  draft.pack.enumerations.push_back(std::move(enumeration));
}

std::optional<int> checked_decimals(Draft& draft, const std::optional<syntax::WrittenText>& written) {
  if (!written) return std::nullopt;
  const auto value = checked_decimal(draft, *written);
  if (!value) return std::nullopt;
  const auto whole = value->to_int64();
  if (whole && *whole >= 0 && *whole <= 30) return static_cast<int>(*whole);
  draft.error(Code::bad_decimals, written->span, {{"text", written->text}});
  return std::nullopt;
}

void declare_number_type(Draft& draft, const syntax::TypeDefinition& type) {
  NumberDefinition definition{.unbounded = type.unbounded};
  if (type.unit) definition.unit = checked_unit(draft, *type.unit);
  definition.decimals = checked_decimals(draft, type.decimals);
  if (type.range) {
    const DecimalRange range = checked_range(draft, *type.range);
    definition.low = range.low;
    definition.high = range.high;
  }
  if (!type.decimals) {
    draft.error(Code::decimals_missing, type.name.span, {{"name", type.name.text}})
        .help(Hint::write_decimals);
  }
  draft.pack.number_types.emplace_back(type.name.text, definition.type());
  draft.number_types.emplace(type.name.text, definition);
}

}  // namespace

model::Type NumberDefinition::type() const {
  return model::number_type(unit, {.decimals = decimals, .low = low, .high = high});
}

void check_sources_and_types(Draft& draft) {
  for (const syntax::Source& source : draft.written.sources) {
    draft.pack.sources.push_back(
        {.name = source.name.text, .entries = source.entries, .assumed = source.assumed});
  }
  draft.pack.cites = checked_cites(draft, draft.written.cites);
  for (const syntax::TypeDefinition& type : draft.written.types) {
    if (type.kind == syntax::TypeDefinition::Kind::symbol) draft.symbols.insert(type.name.text);
  }
  for (const syntax::TypeDefinition& type : draft.written.types) {
    if (type.kind == syntax::TypeDefinition::Kind::enumeration) {
      declare_enumeration(draft, type);
    } else if (type.kind == syntax::TypeDefinition::Kind::number) {
      declare_number_type(draft, type);
    }
  }
}

std::vector<model::Cite> checked_cites(Draft& draft, const std::vector<syntax::Cite>& cites) {
  std::vector<model::Cite> checked;
  for (const syntax::Cite& cite : cites) {
    const auto& sources = draft.pack.sources;
    if (std::ranges::any_of(sources,
                            [&](const model::Source& source) { return source.name == cite.source; })) {
      checked.push_back(cite);
      continue;
    }
    std::vector<std::string> names;
    for (const model::Source& source : sources) names.push_back(source.name);
    propose_nearest(draft.error(Code::unknown_source, cite.span, {{"name", cite.source}}), cite.source,
                    names);
  }
  return checked;
}

model::Unit checked_unit(Draft& draft, const syntax::WrittenText& written) {
  const auto unit = model::Unit::parse(written.text);
  if (!unit) {
    draft.error(Code::bad_unit, written.span, {{"text", written.text}}).help(Hint::unit_examples);
    return {};
  }
  for (const auto& [symbol, power] : unit->factors()) {
    if (model::is_known_symbol(symbol) || draft.symbols.contains(symbol)) continue;
    std::vector<std::string> names{"CNY", "year", "month", "day", "hour", "mu"};
    names.insert(names.end(), draft.symbols.begin(), draft.symbols.end());
    auto& diagnostic = draft.error(Code::unknown_symbol, written.span, {{"name", symbol}});
    propose_nearest(diagnostic, symbol, names);
    diagnostic.help(Hint::declare_symbol, {{"name", symbol}});
    return {};
  }
  return *unit;
}

model::Type checked_type(Draft& draft, const syntax::WrittenText& name,
                         const std::optional<syntax::WrittenText>& unit) {
  if (name.text.empty()) return {};  // its absence was reported where it was read
  if (const auto found = draft.enumerations.find(name.text); found != draft.enumerations.end()) {
    if (unit) draft.error(Code::unit_on_type, unit->span, {{"type", name.text}});
    return model::enumeration_type(found->second);
  }
  if (const auto found = draft.number_types.find(name.text); found != draft.number_types.end()) {
    if (unit) draft.error(Code::unit_on_type, unit->span, {{"type", name.text}});
    return found->second.type();
  }
  for (const auto& [plain, kind] : plain_types) {
    if (plain != name.text) continue;
    if (kind == Kind::number) return model::number_type(unit ? checked_unit(draft, *unit) : model::Unit{});
    if (unit) draft.error(Code::unit_on_type, unit->span, {{"type", name.text}});
    return model::simple_type(kind);
  }
  propose_nearest(draft.error(Code::unknown_type, name.span, {{"name", name.text}}), name.text,
                  type_names(draft));
  return {};
}

void propose_nearest(text::Diagnostic& diagnostic, std::string_view word,
                     const std::vector<std::string>& names) {
  if (const auto near = nearest(word, names)) diagnostic.help(Hint::did_you_mean, {{"name", *near}});
}

std::string period_text(const model::Period& period) {
  return (period.from ? period.from->text() : "…") + " – " + (period.until ? period.until->text() : "…");
}

}  // namespace doudi::check
