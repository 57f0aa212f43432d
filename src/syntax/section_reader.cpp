// src/syntax/section_reader.cpp - reads the keys of one map of a pack strictly: known ones only, each in its form.
// Layer 2.
#include "syntax/section_reader.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "doudi/base/name.hpp"

#include "syntax/plain_word.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;
using text::LabelCode;

namespace {

std::string listed(std::initializer_list<std::string_view> words) {
  std::string result;
  for (const std::string_view word : words) {
    if (!result.empty()) result += ", ";
    result += '`';
    result += word;
    result += '`';
  }
  return result;
}

/// True where a key has no value at all, which read_yaml has reported.
bool was_left_empty(const YamlNode& node) {
  const auto* null = std::get_if<YamlNull>(&node.value);
  return null != nullptr && !null->written;
}

bool holds_full_width(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const auto code_point = decode(text, offset);
    if (!code_point) return false;
    if (is_full_width(*code_point)) return true;
  }
  return false;
}

}  // namespace

const std::vector<YamlMember>& members_of(const YamlNode& node, std::string_view place,
                                          text::Diagnostics& diagnostics) {
  static const std::vector<YamlMember> none;
  if (const YamlMapping* mapping = node.mapping()) return mapping->members;
  if (!was_left_empty(node))
    diagnostics.error(Code::map_expected, node.span, {{"place", std::string(place)}});
  return none;
}

const std::vector<YamlNode>& items_of(const YamlNode& node, std::string_view place,
                                      text::Diagnostics& diagnostics) {
  static const std::vector<YamlNode> none;
  if (const YamlSequence* sequence = node.sequence()) return sequence->items;
  if (!was_left_empty(node))
    diagnostics.error(Code::list_expected, node.span, {{"place", std::string(place)}});
  return none;
}

const WrittenText* scalar_of(const YamlNode& node, std::string_view place, text::Diagnostics& diagnostics) {
  const WrittenText* scalar = node.scalar();
  const bool empty =
      std::holds_alternative<YamlNull>(node.value) || (scalar != nullptr && scalar->text.empty());
  if (scalar != nullptr && !empty) return scalar;
  if (was_left_empty(node)) return nullptr;
  diagnostics.error(empty ? Code::value_missing : Code::single_value_expected, node.span,
                    {{"place", std::string(place)}});
  return nullptr;
}

void check_name(const WrittenText& name, NameScope scope, text::Diagnostics& diagnostics) {
  if (!is_name(name.text)) {
    diagnostics.error(Code::invalid_name, name.span, {{"name", name.text}}).help(Hint::name_form);
    return;
  }
  if (const auto word = reserved_word(name.text, scope)) {
    diagnostics.error(Code::reserved_name, name.span, {{"name", name.text}, {"word", std::string(*word)}})
        .help(Hint::other_name);
  }
}

void check_key_name(const WrittenText& key, NameScope scope, text::Diagnostics& diagnostics) {
  if (!holds_full_width(key.text)) check_name(key, scope, diagnostics);
}

bool check_unrepeated(const WrittenText& name, const std::vector<WrittenText>& earlier,
                      std::string_view place, text::Diagnostics& diagnostics) {
  const auto same = std::find_if(earlier.begin(), earlier.end(),
                                 [&](const WrittenText& each) { return each.text == name.text; });
  if (same == earlier.end()) return true;
  diagnostics.error(Code::repeated_name, name.span, {{"name", name.text}, {"place", std::string(place)}})
      .label(LabelCode::first_written_here, same->span);
  return false;
}

std::optional<Date> read_date(const WrittenText& written, text::Diagnostics& diagnostics) {
  const auto date = Date::parse(written.text);
  if (date) return *date;
  const auto meant = odd_date(written.text);
  if (meant && !written.quoted()) return std::nullopt;  // read_yaml has reported it
  text::Diagnostic& diagnostic =
      diagnostics.error(Code::invalid_date, written.span, {{"text", written.text}});
  if (meant) {
    diagnostic.help(Hint::write_date, {{"date", *meant}});
  } else {
    diagnostic.help(Hint::iso_date);
  }
  return std::nullopt;
}

std::optional<WrittenText> read_expression(const YamlNode& node, std::string_view key,
                                           text::Diagnostics& diagnostics) {
  if (const auto* null = std::get_if<YamlNull>(&node.value);
      null != nullptr && null->written && !node.in_flow) {
    return WrittenText{"null", node.span, ScalarStyle::plain, {}};
  }
  const WrittenText* scalar = scalar_of(node, key, diagnostics);
  if (scalar == nullptr) return std::nullopt;
  if (scalar->quoted()) {
    diagnostics.error(Code::quoted_expression, node.span, {{"key", std::string(key)}})
        .help(Hint::remove_quotes);
    return std::nullopt;
  }
  if (scalar->style == ScalarStyle::folded) {
    diagnostics.error(Code::folded_expression, node.span, {{"key", std::string(key)}})
        .help(Hint::block_literal);
    return std::nullopt;
  }
  if (node.in_flow && (!is_name(scalar->text) || is_keyword(scalar->text))) {
    diagnostics.error(Code::expression_in_braces, node.span, {{"key", std::string(key)}})
        .help(Hint::without_braces);
    return std::nullopt;
  }
  return *scalar;
}

SectionReader::SectionReader(const YamlNode& node, std::string place, text::Span owner,
                             text::Diagnostics& diagnostics)
    : members_{members_of(node, place, diagnostics)},
      is_map_{node.mapping() != nullptr},
      place_{std::move(place)},
      owner_{owner},
      diagnostics_{diagnostics} {}

std::string SectionReader::place() const {
  return place_.empty() ? "pack" : place_;
}

std::string SectionReader::place_of(std::string_view key) const {
  return place_.empty() ? std::string(key) : place_ + "." + std::string(key);
}

const YamlMember* SectionReader::find(std::string_view key) const noexcept {
  const auto member = std::find_if(members_.begin(), members_.end(),
                                   [&](const YamlMember& each) { return each.key.text == key; });
  return member != members_.end() ? &*member : nullptr;
}

text::Span SectionReader::key_span(std::string_view key) const noexcept {
  const YamlMember* member = find(key);
  return member != nullptr ? member->key.span : text::Span{};
}

const YamlNode* SectionReader::node(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
  const YamlMember* member = find(key);
  return member != nullptr ? &member->value : nullptr;
}

std::optional<WrittenText> SectionReader::scalar(std::string_view key) {
  const YamlNode* value = node(key);
  const WrittenText* written = value != nullptr ? scalar_of(*value, place_of(key), diagnostics_) : nullptr;
  return written != nullptr ? std::optional(*written) : std::nullopt;
}

std::optional<WrittenText> SectionReader::one_of(std::string_view key,
                                                 std::initializer_list<std::string_view> choices) {
  auto written = scalar(key);
  if (!written || std::find(choices.begin(), choices.end(), written->text) != choices.end()) return written;
  const std::vector<std::string> candidates(choices.begin(), choices.end());
  text::Diagnostic& diagnostic = diagnostics_.error(Code::value_not_allowed, written->span,
                                                    {{"key", std::string(key)}, {"text", written->text}});
  if (const auto near = nearest(written->text, candidates)) {
    diagnostic.help(Hint::did_you_mean, {{"name", *near}});
  } else {
    diagnostic.help(Hint::one_of, {{"choices", listed(choices)}});
  }
  return std::nullopt;
}

bool SectionReader::truth(std::string_view key) {
  const auto written = one_of(key, {"true", "false"});
  return written && written->text == "true";
}

std::optional<WrittenText> SectionReader::whole_number(std::string_view key) {
  auto written = scalar(key);
  if (!written) return std::nullopt;
  const bool digits =
      written->text.size() <= 2 && std::all_of(written->text.begin(), written->text.end(), [](char each) {
        return std::isdigit(static_cast<unsigned char>(each)) != 0;
      });
  if (digits) return written;
  diagnostics_
      .error(Code::value_not_allowed, written->span, {{"key", std::string(key)}, {"text", written->text}})
      .help(Hint::whole_number);
  written->text = "0";  // a stand-in, lest a later stage miss the key
  return written;
}

std::optional<WrittenText> SectionReader::expression(std::string_view key) {
  const YamlNode* value = node(key);
  return value != nullptr ? read_expression(*value, key, diagnostics_) : std::nullopt;
}

std::optional<Grid> SectionReader::grid(std::string_view key, GridShape shape) {
  const YamlNode* value = node(key);
  const WrittenText* written = value != nullptr ? scalar_of(*value, place_of(key), diagnostics_) : nullptr;
  if (written == nullptr) return std::nullopt;
  if (written->style != ScalarStyle::literal) {
    diagnostics_.error(Code::folded_expression, written->span, {{"key", std::string(key)}})
        .help(Hint::block_literal);
    return std::nullopt;
  }
  return read_grid(*written, shape, diagnostics_);
}

std::optional<WrittenRange> SectionReader::range(std::string_view key) {
  const YamlNode* value = node(key);
  if (value == nullptr) return std::nullopt;
  const auto& items = items_of(*value, place_of(key), diagnostics_);
  if (value->sequence() == nullptr) return std::nullopt;
  const bool two = items.size() == 2 && items[0].scalar() != nullptr && items[1].scalar() != nullptr;
  if (two) return WrittenRange{*items[0].scalar(), *items[1].scalar(), value->span};
  std::string shown;
  for (const YamlNode& item : items) {
    const WrittenText* scalar = item.scalar();
    shown += (shown.empty() ? "" : ", ") + (scalar != nullptr ? scalar->text : std::string("…"));
  }
  diagnostics_
      .error(Code::value_not_allowed, value->span, {{"key", std::string(key)}, {"text", "[" + shown + "]"}})
      .help(Hint::two_ends);
  return std::nullopt;
}

std::vector<WrittenText> SectionReader::scalars(std::string_view key) {
  std::vector<WrittenText> result;
  const YamlNode* value = node(key);
  if (value == nullptr) return result;
  for (const YamlNode& item : items_of(*value, place_of(key), diagnostics_)) {
    const WrittenText* written = scalar_of(item, place_of(key), diagnostics_);
    if (written == nullptr || !check_unrepeated(*written, result, place_of(key), diagnostics_)) continue;
    result.push_back(*written);
  }
  return result;
}

Labels SectionReader::labels() {
  Labels result;
  if (const auto zh = scalar("zh")) result.zh = zh->text;
  if (const auto en = scalar("en")) result.en = en->text;
  return result;
}

std::vector<Cite> SectionReader::cites() {
  std::vector<Cite> result;
  const YamlNode* value = node("cite");
  if (value == nullptr) return result;
  const auto add = [&](const YamlNode& one) {
    if (const WrittenText* written = scalar_of(one, place_of("cite"), diagnostics_)) {
      result.push_back(cite_of(*written));
    }
  };
  if (const YamlSequence* sequence = value->sequence()) {
    if (sequence->items.empty())
      diagnostics_.error(Code::value_missing, value->span, {{"place", place_of("cite")}});
    for (const YamlNode& item : sequence->items) add(item);
  } else {
    add(*value);
  }
  return result;
}

Period SectionReader::period() {
  Period result;
  const auto from = scalar("from");
  const auto until = scalar("until");
  if (from) result.from = read_date(*from, diagnostics_);
  if (until) result.until = read_date(*until, diagnostics_);
  result.span = text::enclosing(from ? from->span : text::Span{}, until ? until->span : text::Span{});
  if (result.from && result.until && *result.until < *result.from) {
    diagnostics_
        .error(Code::period_reversed, until->span,
               {{"from", result.from->text()}, {"until", result.until->text()}})
        .label(LabelCode::other_stands_here, from->span);
  }
  return result;
}

void SectionReader::require(std::string_view key) {
  if (!is_map_ || has(key)) return;
  diagnostics_.error(Code::missing_key, owner_, {{"place", place()}, {"key", std::string(key)}});
}

void SectionReader::require_beside(std::string_view key, std::string_view because) {
  if (!has(because) || has(key)) return;
  diagnostics_.error(Code::missing_key, owner_, {{"place", place()}, {"key", std::string(key)}})
      .label(LabelCode::needed_by_this, key_span(because));
}

bool SectionReader::exclude(std::string_view first, std::string_view second) {
  if (!has(first) || !has(second)) return true;
  text::Span earlier = key_span(first);
  text::Span later = key_span(second);
  if (later.begin < earlier.begin) std::swap(earlier, later);
  diagnostics_
      .error(Code::keys_exclude, later,
             {{"first", std::string(first)}, {"second", std::string(second)}, {"place", place()}})
      .label(LabelCode::other_stands_here, earlier);
  return false;
}

void SectionReader::exclude_beside(std::string_view key, std::initializer_list<std::string_view> others) {
  if (!has(key)) return;
  for (const std::string_view other : others) {
    exclude(key, other);
    (void)node(other);
  }
}

void SectionReader::require_one_of(std::initializer_list<std::string_view> keys) {
  for (const auto* first = keys.begin(); first != keys.end(); ++first) {
    for (const auto* second = first + 1; second != keys.end(); ++second) exclude(*first, *second);
  }
  if (!is_map_ || std::any_of(keys.begin(), keys.end(), [&](auto key) { return has(key); })) return;
  diagnostics_.error(Code::one_key_needed, owner_, {{"place", place()}, {"keys", listed(keys)}});
}

void SectionReader::finish() {
  const std::vector<std::string> candidates(known_.begin(), known_.end());
  for (const YamlMember& member : members_) {
    if (std::find(known_.begin(), known_.end(), member.key.text) != known_.end()) continue;
    if (was_left_empty(member.value)) continue;
    text::Diagnostic& diagnostic = diagnostics_.error(Code::unknown_key, member.key.span,
                                                      {{"key", member.key.text}, {"place", place()}});
    if (const auto near = nearest(member.key.text, candidates)) {
      diagnostic.help(Hint::did_you_mean, {{"name", *near}});
    } else {
      std::string keys;
      for (const auto& each : candidates) keys += (keys.empty() ? "`" : ", `") + each + "`";
      diagnostic.help(Hint::known_keys, {{"keys", keys}});
    }
  }
}

}  // namespace doudi::syntax
