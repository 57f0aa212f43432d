// src/syntax/read_yaml.cpp - builds the tree of a YAML file from yaml-cpp's events and our own reading of the scalars.
// Layer 2. The only file that sees yaml-cpp.
#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "doudi/syntax/yaml_tree.hpp"

#include "syntax/check_yaml.hpp"
#include "syntax/plain_word.hpp"
#include "syntax/skeleton.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;
using text::Span;

namespace {

/// Ends yaml-cpp's reading from inside an event.
struct Stop {
  std::size_t at = 0;
};

/// Takes yaml-cpp's events for the structure alone: what a scalar says stands in the skeleton's tokens.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const Skeleton& skeleton, text::Diagnostics& diagnostics)
      : skeleton_(skeleton), diagnostics_(diagnostics) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (root_) throw Stop{position(mark)};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { attach_empty(position(mark)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { attach_empty(position(mark)); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string&) override {
    const std::size_t at = position(mark);
    const auto token =
        std::lower_bound(skeleton_.scalars.begin(), skeleton_.scalars.end(), at,
                         [](const ScalarToken& each, std::size_t value) { return each.begin < value; });
    if (token == skeleton_.scalars.end() || token->begin != at) throw Stop{at};
    attach_scalar(*token);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value style) override {
    open(mark, YamlSequence{{}, style == YAML::EmitterStyle::Flow});
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value style) override {
    open(mark, YamlMapping{{}, style == YAML::EmitterStyle::Flow});
  }
  void OnMapEnd() override { close(); }

  /// What was built; after a stop, what was built until then.
  std::optional<YamlNode> take() {
    while (!open_.empty()) close();
    return std::move(root_);
  }
  [[nodiscard]] bool has_root() const noexcept { return root_.has_value(); }

 private:
  struct Open {
    YamlNode node;
    std::size_t begin = 0;
    std::size_t end = 0;             // behind its last part
    std::optional<ScalarToken> key;  // of the member whose value comes next
    bool key_refused = false;        // that member is left out
    [[nodiscard]] bool wants_key() const { return node.mapping() != nullptr && !key && !key_refused; }
  };

  static std::size_t position(const YAML::Mark& mark) noexcept {
    return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
  }
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const noexcept {
    return {skeleton_.offset + static_cast<std::uint32_t>(begin),
            skeleton_.offset + static_cast<std::uint32_t>(end)};
  }
  [[nodiscard]] bool in_flow() const noexcept {
    if (open_.empty()) return false;
    const YamlNode& node = open_.back().node;
    return node.mapping() != nullptr ? node.mapping()->flow : node.sequence()->flow;
  }

  template <class Collection>
  void open(const YAML::Mark& mark, Collection collection) {
    const std::size_t at = position(mark);
    if (open_.size() >= deepest_nesting) {
      diagnostics_
          .error(Code::nesting_too_deep, span(at, at + 1), {{"limit", std::to_string(deepest_nesting)}})
          .help(Hint::flatten);
      throw Stop{at};
    }
    Open& next = open_.emplace_back();
    next.node.in_flow = open_.size() > 1 && parent_in_flow();
    next.node.value = std::move(collection);
    next.begin = next.end = at;
  }
  [[nodiscard]] bool parent_in_flow() const noexcept {
    const YamlNode& node = open_[open_.size() - 2].node;
    return node.mapping() != nullptr ? node.mapping()->flow : node.sequence()->flow;
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    const auto& brackets = skeleton_.brackets;
    const auto bracket =
        std::lower_bound(brackets.begin(), brackets.end(), done.begin,
                         [](const Skeleton::Bracket& each, std::size_t at) { return each.open < at; });
    if (bracket != brackets.end() && bracket->open == done.begin) done.end = std::max(done.end, bracket->end);
    done.node.span = span(done.begin, done.end);
    if (!open_.empty() && open_.back().wants_key()) {
      diagnostics_.error(Code::key_not_plain, done.node.span);
      open_.back().key_refused = true;
      open_.back().end = done.end;
      return;
    }
    attach(std::move(done.node), done.end);
  }

  void attach_scalar(const ScalarToken& token) {
    if (!open_.empty() && open_.back().wants_key()) {
      Open& mapping = open_.back();
      mapping.end = token.end;
      const bool merge = token.written.text == "<<" && !token.written.quoted();
      if (merge && !token.faulty)
        diagnostics_.error(Code::merge_key, token.written.span).help(Hint::write_out);
      // A faulty key was reported, and its value would be unknown to everybody.
      if (merge || (token.faulty && !token.written.quoted())) {
        mapping.key_refused = true;
      } else {
        mapping.key = token;
      }
      return;
    }
    YamlNode node;
    node.in_flow = in_flow();
    node.span = token.written.span;
    node.faulty = token.faulty;
    const bool plain = token.written.style == ScalarStyle::plain && !token.faulty;
    if (plain && (token.written.text == "null" || is_null_form(token.written.text))) {
      node.value = YamlNull{true};
      if (token.written.text != "null") {
        node.faulty = true;
        diagnostics_.error(Code::null_form, node.span, {{"word", token.written.text}}).help(Hint::write_null);
      }
    } else {
      node.value = token.written;
    }
    attach(std::move(node), token.end);
  }

  /// Nothing stands where a key or value is expected; `next` is where something follows.
  void attach_empty(std::size_t next) {
    if (open_.empty()) return;
    Open& parent = open_.back();
    if (parent.wants_key()) {
      parent.key_refused = true;
      return;
    }
    YamlNode node;
    node.in_flow = in_flow();
    node.faulty = true;
    node.value = YamlNull{false};
    std::size_t at = next;
    if (parent.key) {
      at = empty_member(parent);
    } else if (parent.node.sequence() != nullptr) {
      const std::size_t mark = skeleton_.text.find_last_of("-,[", next == 0 ? 0 : next - 1);
      at = mark == std::string::npos ? next : mark;
      diagnostics_.error(Code::empty_value, span(at, at + 1), {{"key", "-"}}).help(Hint::value_or_null);
      ++at;
    }
    node.span = span(at, at);
    attach(std::move(node), std::max(at, parent.end));
  }

  /// Reports a key without a value and returns where the value should stand. A key that is the rest of a text which a comma
  /// cut is left out, and the text is faulty.
  std::size_t empty_member(Open& parent) {
    const ScalarToken& key = *parent.key;
    const std::string_view text = skeleton_.text;
    const std::size_t colon = text.find_first_not_of(" \r\n", key.end);
    const std::string& word = key.written.text;
    if (colon != std::string_view::npos && text[colon] == ':') {
      diagnostics_.error(Code::empty_value, key.written.span, {{"key", word}}).help(Hint::value_or_null);
      return colon + 1;
    }
    const bool missing_space = !key.written.quoted() && word.find(':') != std::string::npos;
    diagnostics_.error(Code::key_without_value, key.written.span, {{"key", word}})
        .help(missing_space ? Hint::space_after_colon : Hint::quote_or_block_form);
    const std::size_t end = key.end;
    auto& members = std::get<YamlMapping>(parent.node.value).members;
    if (!members.empty() && !missing_space) members.back().value.faulty = true;
    parent.key.reset();
    parent.key_refused = true;
    return end;
  }

  void attach(YamlNode node, std::size_t end) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    parent.end = std::max(parent.end, end);
    if (auto* sequence = std::get_if<YamlSequence>(&parent.node.value)) {
      sequence->items.push_back(std::move(node));
      return;
    }
    auto& members = std::get<YamlMapping>(parent.node.value).members;
    if (parent.key) members.push_back({std::move(parent.key->written), std::move(node)});
    parent.key.reset();
    parent.key_refused = false;
  }

  const Skeleton& skeleton_;
  text::Diagnostics& diagnostics_;
  std::vector<Open> open_;
  std::optional<YamlNode> root_;
};

/// What yaml-cpp says, in our words. Most of its messages cannot occur for a skeleton.
Code code_of(std::string_view message) noexcept {
  namespace messages = YAML::ErrorMsg;
  const bool structure = message == messages::END_OF_MAP || message == messages::END_OF_SEQ ||
                         message == messages::MAP_KEY || message == messages::MAP_VALUE ||
                         message == messages::BLOCK_ENTRY || message == messages::TAB_IN_INDENTATION;
  return structure ? Code::bad_indentation : Code::yaml_syntax;
}

void report_stop(const Skeleton& skeleton, std::size_t at, Code code, text::Diagnostics& diagnostics) {
  const std::string& text = skeleton.text;
  at = std::min(at, text.size());
  const std::size_t line_begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  std::size_t end = std::min(text.find('\n', at), text.size());
  std::size_t begin = std::min(text.find_first_not_of(' ', line_begin), end);
  if (code == Code::yaml_syntax) begin = std::max(begin, at);
  while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\r')) --end;
  const Span where{skeleton.offset + static_cast<std::uint32_t>(begin),
                   skeleton.offset + static_cast<std::uint32_t>(end)};
  auto& diagnostic = diagnostics.error(code, where);
  if (code == Code::bad_indentation) diagnostic.help(Hint::align_keys);
}

/// Lets yaml-cpp read the skeleton. False if it stopped.
bool read_structure(const Skeleton& skeleton, TreeBuilder& builder, text::Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.error_count();
  try {
    std::istringstream stream(skeleton.text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) continue;
    return true;
  } catch (const Stop& stop) {
    if (diagnostics.error_count() == before)
      report_stop(skeleton, stop.at, Code::bad_indentation, diagnostics);
  } catch (const YAML::Exception& exception) {
    const std::size_t at = exception.mark.is_null() ? 0 : static_cast<std::size_t>(exception.mark.pos);
    report_stop(skeleton, at, code_of(exception.msg), diagnostics);
  }
  return false;
}

}  // namespace

const YamlNode* YamlMapping::find(std::string_view key) const noexcept {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const YamlMember& member) { return member.key.text == key; });
  return found == members.end() ? nullptr : &found->value;
}

std::optional<YamlNode> read_yaml(const text::SourceSet& sources, std::uint32_t begin, YamlPurpose purpose,
                                  text::Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.error_count();
  const auto clean = scan_bytes(sources.file_text(begin), begin, diagnostics);
  if (!clean) return std::nullopt;
  const Skeleton skeleton = scan_lines(*clean, diagnostics);
  if (skeleton.broken || !skeleton.readable) return std::nullopt;
  TreeBuilder builder(skeleton, diagnostics);
  const bool complete = read_structure(skeleton, builder, diagnostics);
  std::optional<YamlNode> root = builder.take();
  if (root) check_yaml(*root, purpose, diagnostics);
  if (!root && diagnostics.error_count() == before) diagnostics.error(Code::empty_file, Span{begin, begin});
  if (!complete) return std::nullopt;
  return root;
}

}  // namespace doudi::syntax
