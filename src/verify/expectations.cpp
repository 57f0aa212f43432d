// src/verify/expectations.cpp - holds what a case expects against an explanation.
#include "verify/expectations.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "doudi/explain/value_text.hpp"

namespace doudi::verify {

using explain::Value;
using syntax::WrittenText;
using syntax::YamlNode;
using text::Code;

namespace {

constexpr std::array reserved_words{"undetermined", "error",  "cites",   "defaulted", "assumed", "grants",
                                    "case",         "scheme", "covered", "amount",    "state",   "status"};

bool is_reserved(const std::string& name) {
  return std::ranges::find(reserved_words, name) != reserved_words.end();
}

std::vector<std::string> sorted(std::vector<std::string> texts) {
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()),
              texts.end());  // clang 14 cannot take ranges::unique's result
  return texts;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string result = "[";
  for (const std::string& one : texts) result += (result.size() > 1 ? ", " : "") + one;
  return result + "]";
}

/// A scalar as values are shown: numbers without zeros at their end.
std::string canonical(const WrittenText& scalar) {
  const auto number = scalar.quoted() ? std::nullopt : std::optional{Decimal::parse(scalar.text)};
  return number && *number ? (**number).text() : scalar.text;
}

/// The scalars of a list, or one scalar as a list of one.
std::vector<std::string> texts_of(const YamlNode& node) {
  if (const WrittenText* scalar = node.scalar()) return {scalar->text};
  std::vector<std::string> result;
  if (const auto* sequence = node.sequence()) {
    for (const YamlNode& item : sequence->items) {
      if (const WrittenText* scalar = item.scalar()) result.push_back(scalar->text);
    }
  }
  return result;
}

/// The items of a list as values are shown; nothing if one of them is itself a list or a map.
std::optional<std::vector<std::string>> items_of(const YamlNode& node) {
  const auto* sequence = node.sequence();
  if (sequence == nullptr) return std::nullopt;
  std::vector<std::string> result;
  for (const YamlNode& item : sequence->items) {
    if (const WrittenText* scalar = item.scalar()) {
      result.push_back(canonical(*scalar));
    } else if (std::holds_alternative<syntax::YamlNull>(item.value)) {
      result.emplace_back("null");
    } else {
      return std::nullopt;
    }
  }
  return result;
}

std::string written(const YamlNode& node) {
  if (const WrittenText* scalar = node.scalar()) return scalar->text;
  if (node.sequence() != nullptr) return joined(texts_of(node));
  if (const auto* mapping = node.mapping()) {
    std::string result = "{";
    for (const syntax::YamlMember& member : mapping->members) {
      result += (result.size() > 1 ? ", " : "") + member.key.text + ": " + written(member.value);
    }
    return result + "}";
  }
  return "null";
}

bool equals(const WrittenText& expected, const model::Literal& found) {
  if (const auto* number = std::get_if<Decimal>(&found)) {
    const auto value = Decimal::parse(expected.text);
    return value && !expected.quoted() && *value == *number;
  }
  if (const auto* boolean = std::get_if<bool>(&found)) {
    return !expected.quoted() && expected.text == (*boolean ? "true" : "false");
  }
  return expected.text == model::plain_text(found);
}

}  // namespace

std::vector<explain::Derived> wanted_by(const model::Pack& pack, const model::Record& record,
                                        const YamlNode& expect, text::Diagnostics& failures) {
  std::vector<explain::Derived> wanted;
  for (const syntax::YamlMember& member : expect.mapping()->members) {
    const std::string& path = member.key.text;
    const bool is_output =
        std::ranges::any_of(pack.outputs, [&](const model::Output& output) { return output.name == path; });
    if (is_reserved(path) || is_output) continue;
    const auto target = find_target(pack, record, path);
    if (!target) {
      failures.error(Code::expected_unknown, member.key.span, {{"path", path}});
      failures.settle(member.value.span);  // it has no value to compare
    } else if (target->kind == Target::Kind::derived) {
      wanted.push_back(target->derived);
    }
  }
  return wanted;
}

void Expectations::fail(const std::string& path, const YamlNode& expected, std::string found) {
  failures_.error(Code::case_failed, expected.span,
                  {{"path", path}, {"expected", written(expected)}, {"found", std::move(found)}});
}

void Expectations::compare(const YamlNode& expect, std::optional<std::size_t> position) {
  for (const syntax::YamlMember& member : expect.mapping()->members) {
    const auto* sequence = member.value.sequence();
    const bool is_set = member.key.text == "undetermined" || member.key.text == "covered" ||
                        member.key.text == "cites" || member.key.text == "grants" ||
                        member.key.text == "defaulted" || member.key.text == "assumed";
    if (!position || sequence == nullptr ||
        (is_set && (sequence->items.empty() || sequence->items[0].sequence() == nullptr))) {
      compare_member(member.key.text, member.value);
    } else if (sequence->items.size() == 3) {
      compare_member(member.key.text, sequence->items[*position]);
    } else {
      failures_.error(Code::three_values_expected, member.value.span, {{"path", member.key.text}});
    }
  }
}

void Expectations::compare_member(const std::string& path, const YamlNode& expected) {
  const explain::Answer& answer = explanation_.answer;
  if (path == "undetermined") return compare_set(path, expected, answer.missing, false);
  if (path == "cites") return compare_set(path, expected, cites(), true);
  if (path == "defaulted") return compare_set(path, expected, answer.defaulted, false);
  if (path == "assumed") return compare_set(path, expected, answer.assumed, true);
  if (path == "grants") return compare_grants(expected);
  if (path == "case") return compare_case(expected);
  if (path == "error") {
    std::vector<std::string> codes;
    for (const explain::AnswerError& error : answer.errors) codes.emplace_back(text::code_name(error.code));
    if (texts_of(expected).empty() && !codes.empty()) fail(path, expected, joined(sorted(codes)));
    for (const std::string& wanted : texts_of(expected)) {
      const auto code = text::code_from_text(wanted);
      const bool found = code && std::ranges::find(codes, std::string{text::code_name(*code)}) != codes.end();
      if (!found) fail(path, expected, joined(sorted(codes)));
    }
    return;
  }
  if (path == "status") {
    constexpr std::array names{"decided", "undetermined", "error"};
    const std::string found = names[static_cast<std::size_t>(answer.status)];
    if (written(expected) != found) fail(path, expected, found);
    return;
  }
  const auto found = value_at(path);
  if (!found) {
    fail(path, expected, "-");
  } else {
    compare_value(path, expected, *found);
  }
}

bool Expectations::has_order(const std::string& path) const {
  for (const model::Output& output : pack_.outputs) {
    if (output.name == path) return output.kind == model::Output::Kind::value && output.value.type.ordered;
  }
  const auto target = find_target(pack_, record_, path);
  return target && target->kind == Target::Kind::derived && pack_[target->derived.rule].type.ordered;
}

const explain::OutputValue* Expectations::output(const std::string& name) const {
  for (const explain::OutputValue& value : explanation_.answer.outputs) {
    if (value.name == name) return &value;
  }
  return nullptr;
}

std::optional<Value> Expectations::value_at(const std::string& path) const {
  if (const explain::OutputValue* value = output(path)) return value->value;
  const auto target = find_target(pack_, record_, path);
  if (!target) return std::nullopt;
  switch (target->kind) {
    case Target::Kind::fact: {
      const model::FactValue& fact = record_[target->member].facts[target->fact];
      if (const auto* literal = std::get_if<model::Literal>(&fact)) return Value{*literal};
      if (const auto* member = std::get_if<model::Member>(&fact)) return Value{*member};
      return std::nullopt;
    }
    case Target::Kind::derived: {
      const auto position = std::ranges::find(wanted_, target->derived);
      if (position == wanted_.end()) return std::nullopt;
      return explanation_.wanted[static_cast<std::size_t>(position - wanted_.begin())];
    }
    case Target::Kind::scheme_qualifies:
    case Target::Kind::scheme_amount:
    case Target::Kind::scheme_covered:
      break;
  }
  for (const explain::SchemeVerdict& verdict : explanation_.schemes) {
    if (verdict.scheme != target->scheme) continue;
    if (target->kind == Target::Kind::scheme_qualifies) return verdict.qualifies;
    return target->kind == Target::Kind::scheme_amount ? verdict.amount : verdict.covered;
  }
  return std::nullopt;
}

void Expectations::compare_value(const std::string& path, const YamlNode& expected, const Value& found) {
  const std::string shown = value_text(pack_, record_, found);
  if (const auto* list = found.get_if<explain::List>()) {
    std::vector<std::string> items;
    for (const explain::Item& item : list->items) items.push_back(value_text(pack_, record_, item.value));
    auto wanted = items_of(expected);
    if (wanted && !has_order(path)) {  // each as often as it is there, in any order
      std::ranges::sort(items);
      std::ranges::sort(*wanted);
    }
    if (!wanted || items != *wanted) fail(path, expected, shown);
    return;
  }
  if (const auto* null = std::get_if<syntax::YamlNull>(&expected.value)) {
    if (!null->written || !found.is_null()) fail(path, expected, shown);
    return;
  }
  const WrittenText* scalar = expected.scalar();
  const auto* literal = found.get_if<model::Literal>();
  const bool member_matches =
      scalar != nullptr && found.get_if<model::Member>() != nullptr && scalar->text == shown;
  if (member_matches) return;
  if (scalar == nullptr || literal == nullptr || found.is_null() || !equals(*scalar, *literal))
    fail(path, expected, shown);
}

void Expectations::compare_set(const std::string& path, const YamlNode& expected,
                               std::vector<std::string> found, bool at_least) {
  const std::vector<std::string> wanted = sorted(texts_of(expected));
  found = sorted(std::move(found));
  const bool fits = at_least ? std::ranges::includes(found, wanted) : found == wanted;
  if (!fits) fail(path, expected, joined(found));
}

void Expectations::compare_grants(const YamlNode& expected) {
  const auto& grants = explanation_.answer.grants;
  const auto* sequence = expected.sequence();
  std::string shown = grants ? "[" : "-";
  for (const explain::Grant& grant : grants.value_or(std::vector<explain::Grant>{})) {
    shown += (shown.size() > 1 ? ", " : "") + ("{scheme: " + grant.scheme) +
             ", covered: " + joined(grant.covered) + ", amount: " + grant.amount.text() + "}";
  }
  if (grants) shown += "]";
  bool fits = grants && sequence != nullptr && sequence->items.size() == grants->size();
  for (std::size_t index = 0; fits && index < grants->size(); ++index) {
    const explain::Grant& grant = (*grants)[index];
    const auto* mapping = sequence->items[index].mapping();
    fits = mapping != nullptr;
    if (!fits) break;
    for (const syntax::YamlMember& member : mapping->members) {
      const WrittenText* scalar = member.value.scalar();
      if (member.key.text == "scheme") {
        fits = fits && scalar != nullptr && scalar->text == grant.scheme;
      } else if (member.key.text == "amount") {
        fits = fits && scalar != nullptr && equals(*scalar, model::Literal{grant.amount});
      } else if (member.key.text == "covered") {
        fits = fits && sorted(texts_of(member.value)) == sorted(grant.covered);
      } else {
        failures_.error(Code::expected_unknown, member.key.span, {{"path", "grants." + member.key.text}});
      }
    }
  }
  if (!fits) fail("grants", expected, shown);
}

void Expectations::compare_case(const YamlNode& expected) {
  const auto& block = explanation_.answer.case_block;
  const auto* mapping = expected.mapping();
  if (!block || mapping == nullptr) return fail("case", expected, "-");
  for (const syntax::YamlMember& member : mapping->members) {
    const std::string path = "case." + member.key.text;
    if (member.key.text == "state") {
      compare_value(path, member.value, Value{block->state});
    } else if (member.key.text == "since") {
      compare_value(path, member.value, Value{block->since});
    } else if (member.key.text == "amount") {
      compare_value(path, member.value, Value{block->amount});
    } else if (member.key.text == "paid") {
      compare_set(path, member.value, block->paid, false);
    } else {
      const auto remembered =
          std::ranges::find(block->remembered, member.key.text, &std::pair<std::string, Value>::first);
      if (remembered == block->remembered.end()) {
        failures_.error(Code::expected_unknown, member.key.span, {{"path", path}});
      } else {
        compare_value(path, member.value, remembered->second);
      }
    }
  }
}

std::vector<std::string> Expectations::cites() const {
  std::vector<std::string> result;
  const auto add = [&](const std::vector<model::Cite>& cites) {
    for (const model::Cite& cite : cites)
      result.push_back(cite.locator.empty() ? cite.source : cite.source + " " + cite.locator);
  };
  for (const explain::NamedValue& value : explanation_.values) add(value.cites);
  return result;
}

}  // namespace doudi::verify
