// src/syntax/check_yaml.cpp - goes through a YAML tree and refuses what would be misread.
// Layer 2.
#include "syntax/check_yaml.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "syntax/plain_word.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;
using text::LabelCode;

namespace {

// Keys whose texts are for people: what looks like a date or a number there is none.
constexpr std::array<std::string_view, 12> label_keys{"zh",     "en",     "title", "name",
                                                      "issuer", "number", "note",  "source",
                                                      "url",    "reason", "cite",  "description"};
// Keys whose texts the expression parser reads, with numbers of its own.
constexpr std::array<std::string_view, 6> expression_keys{"formula", "eligible", "where",
                                                          "amount",  "members",  "each"};
// Keys whose texts are names.
constexpr std::array<std::string_view, 13> name_keys{"outputs", "of",      "pays",   "remember", "type",
                                                     "unit",    "assess",  "list",   "ref",      "before",
                                                     "after",   "extends", "initial"};

bool among(std::span<const std::string_view> words, std::string_view word) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// True if the text could stand as a key without its quotes.
bool could_be_plain(std::string_view text) {
  if (text.empty() || text == "true" || text == "false" || text == "null" || text == "<<") return false;
  if (boolean_meant(text) || is_null_form(text) || odd_number(text)) return false;
  if (std::string_view("-?:,[]{}#&*!|>'\"%@` ").find(text.front()) != std::string_view::npos) return false;
  return text.find_first_of(",[]{}:#\t") == std::string_view::npos && text.back() != ' ' &&
         text.find_first_not_of("0123456789.") != std::string_view::npos;
}

class Check {
 public:
  Check(YamlPurpose purpose, text::Diagnostics& diagnostics) : purpose_(purpose), diagnostics_(diagnostics) {}

  /// `key` is the nearest key above the node, `above` the one above that.
  void node(YamlNode& node, std::string_view key) {
    if (auto* mapping = std::get_if<YamlMapping>(&node.value)) return this->mapping(*mapping, key);
    if (auto* sequence = std::get_if<YamlSequence>(&node.value)) {
      for (YamlNode& item : sequence->items) this->node(item, key);
      return;
    }
    const WrittenText* written = node.scalar();
    if (written != nullptr && !node.faulty && written->style == ScalarStyle::plain && scalar(*written, key)) {
      node.faulty = true;
    }
    if (node.faulty) diagnostics_.settle(node.span);
  }

 private:
  void mapping(YamlMapping& mapping, std::string_view above) {
    std::unordered_map<std::string_view, const WrittenText*> seen;
    std::vector<std::size_t> repeated;
    for (std::size_t i = 0; i < mapping.members.size(); ++i) {
      YamlMember& member = mapping.members[i];
      const auto [first, added] = seen.emplace(member.key.text, &member.key);
      if (added) {
        key(member.key, above);
      } else {
        diagnostics_.error(Code::duplicate_key, member.key.span, {{"key", member.key.text}})
            .label(LabelCode::first_written_here, first->second->span);
        repeated.push_back(i);
      }
      node(member.value, member.key.text);
    }
    // From the last one on, so that places stay; a map of nothing but repetitions is no case worth speed.
    if (repeated.empty()) return;
    std::vector<YamlMember> kept;
    auto next = repeated.begin();
    for (std::size_t i = 0; i < mapping.members.size(); ++i) {
      if (next != repeated.end() && *next == i) {
        ++next;
      } else {
        kept.push_back(std::move(mapping.members[i]));
      }
    }
    mapping.members = std::move(kept);
  }

  void key(const WrittenText& key, std::string_view above) {
    if (key.quoted()) {
      if (purpose_ == YamlPurpose::pack && could_be_plain(key.text)) {
        diagnostics_.error(Code::key_not_plain, key.span).help(Hint::plain_key, {{"key", key.text}});
      }
      return;
    }
    if (boolean_meant(key.text) || key.text == "true" || key.text == "false") {
      diagnostics_.error(Code::yaml_boolean, key.span, {{"word", key.text}}).help(Hint::quote_text);
    } else if (is_null_form(key.text) || key.text == "null") {
      diagnostics_.error(Code::null_form, key.span, {{"word", key.text}}).help(Hint::quote_text);
    } else if (purpose_ == YamlPurpose::pack && above != "enum") {
      full_width(key);
    }
  }

  bool full_width(const WrittenText& written) {
    const auto found = first_full_width(written.text);
    if (!found) return false;
    auto& diagnostic =
        diagnostics_.error(Code::full_width_character, written.span_of(found->begin, found->end),
                           {{"character", written.text.substr(found->begin, found->end - found->begin)}});
    if (!found->ascii.empty()) diagnostic.help(Hint::write_ascii, {{"ascii", found->ascii}});
    return true;
  }

  /// True if the plain text was refused.
  bool scalar(const WrittenText& written, std::string_view key) {
    const std::string& word = written.text;
    if (const auto meant = boolean_meant(word)) {
      diagnostics_.error(Code::yaml_boolean, written.span, {{"word", word}})
          .help(Hint::write_boolean, {{"word", std::string(*meant)}});
      return true;
    }
    if (among(label_keys, key)) return false;
    const bool pack = purpose_ == YamlPurpose::pack;
    if (pack && among(expression_keys, key)) return false;
    if (pack && among(name_keys, key)) return full_width(written);
    return number(written, key) || date(written);
  }

  bool number(const WrittenText& written, std::string_view key) {
    const std::string& word = written.text;
    if (const auto meant = full_width_number(word)) {
      const auto found = first_full_width(word);
      diagnostics_
          .error(Code::full_width_character, written.span_of(found->begin, found->end),
                 {{"character", word.substr(found->begin, found->end - found->begin)}})
          .help(Hint::write_ascii, {{"ascii", *meant}});
      return true;
    }
    const auto odd = odd_number(word);
    if (!odd) return false;
    const bool leading_zero = odd->kind == OddNumber::Kind::leading_zero;
    if (leading_zero && key == "id" && purpose_ != YamlPurpose::pack) return false;
    auto& diagnostic = diagnostics_.error(leading_zero ? Code::leading_zero : Code::number_form, written.span,
                                          {{"number", word}});
    if (odd->meant.empty()) {
      diagnostic.help(Hint::digits_or_quotes);
    } else {
      diagnostic.help(Hint::write_number, {{"number", odd->meant}}).help(Hint::quote_text);
    }
    return true;
  }

  bool date(const WrittenText& written) {
    const auto meant = odd_date(written.text);
    if (!meant) return false;
    diagnostics_.error(Code::date_form, written.span, {{"date", written.text}})
        .help(Hint::write_date, {{"date", *meant}});
    return true;
  }

  YamlPurpose purpose_;
  text::Diagnostics& diagnostics_;
};

}  // namespace

void check_yaml(YamlNode& root, YamlPurpose purpose, text::Diagnostics& diagnostics) {
  Check(purpose, diagnostics).node(root, {});
}

}  // namespace doudi::syntax
