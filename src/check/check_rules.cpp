// src/check/check_rules.cpp - rules: the type of each, inferred once, whoever asks first.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/infer.hpp"
#include "check/table_reader.hpp"
#include "check/type_fit.hpp"

namespace doudi::check {

using model::Kind;
using model::Owner;
using model::RuleId;
using model::Type;

namespace {

std::string owner_name(const Draft& draft, const Owner& owner) {
  switch (owner.kind) {
    case Owner::Kind::entity:
      return draft.pack[owner.entity].name;
    case Owner::Kind::assessed:
      return "assessed";
    case Owner::Kind::unit:
      break;
  }
  return draft.pack[owner.unit].name;
}

Surroundings surroundings_of(const Draft& draft, const Owner& owner) {
  switch (owner.kind) {
    case Owner::Kind::entity:
      return {.entity = owner.entity};
    case Owner::Kind::assessed:
      return {.entity = model::EntityId{0}, .candidate = true};
    case Owner::Kind::unit:
      break;
  }
  const model::AssessmentUnit& unit = draft.pack[owner.unit];
  const bool each = !unit.versions.empty() && unit.versions.front().each;
  return {.entity = each ? unit.entity : model::EntityId{0}, .candidate = true, .unit = owner.unit};
}

/// `a → b → a`.
void report_circle(Draft& draft, const std::string& name, text::Span span) {
  std::string chain;
  bool inside = false;
  for (const std::string& link : draft.chain) {
    inside = inside || link == name;
    if (inside) chain += link + " → ";
  }
  draft.error(Code::circle, span, {{"chain", chain + name}});
}

std::string folded(const std::string& text) {
  std::string result;
  for (const char character : text) {
    const bool space = character == ' ' || character == '\n' || character == '\t';
    if (space && (result.empty() || result.back() == ' ')) continue;
    result += space ? ' ' : character;
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

std::string header_text(const syntax::Grid& grid) {
  std::string text = grid.header.label.text;
  for (std::size_t group = 0; group < grid.header.groups.size() && group < 2; ++group) {
    if (group == 1) text += " |";
    for (const syntax::WrittenText& cell : grid.header.groups[group]) text += " | " + cell.text;
  }
  return text;
}

struct RuleWriter {
  Draft& draft;
  const syntax::Rule& written;
  model::Rule& rule;
  Type declared;
  Type type;

  void take_in(const Type& found, text::Span span) {
    if (found.is(Kind::error)) {
      failed = true;
      return;
    }
    if (type.is(Kind::error)) {
      type = found;
      return;
    }
    if (!types_fit(found, type)) {
      draft.error(Code::versions_of_two_types, span,
                  {{"found", type_text(draft.pack, found)}, {"expected", type_text(draft.pack, type)}});
      failed = true;
      return;
    }
    type = joined_type(type, found);
  }

  void read_formula(const syntax::RuleVersion& version, model::RuleVersion& result) {
    Inference inference{draft, surroundings_of(draft, rule.owner)};
    model::Expression formula = inference.infer_with_members(*version.formula, declared);
    if (!inference.coerce(formula, declared)) formula = {};
    if (!rule.optional) inference.require_never_null(formula, Code::rule_may_be_null, {{"name", rule.name}});
    take_in(formula.type, version.formula->span);
    result.formula = folded(version.formula->text);
    result.body = std::move(formula);
  }

  void read_table(const syntax::RuleVersion& version, model::RuleVersion& result) {
    Inference inference{draft, surroundings_of(draft, rule.owner)};
    const std::size_t before = draft.diagnostics.error_count();
    model::Table table = inference.table(*version.table, rule.name, declared);
    Type found = table_type(table);
    // What a line that was left out would match is not known.
    const bool sound = !version.table->damaged && draft.diagnostics.error_count() == before;
    if (sound) analyse_table(draft, table, rule.name, result.period);
    if (found.nullable && !rule.optional) {
      for (const model::Row& row : table.rows) {
        for (const model::Expression& output : row.outputs) {
          inference.require_never_null(output, Code::rule_may_be_null, {{"name", rule.name}});
        }
      }
    }
    take_in(found, version.table->span);
    result.formula = header_text(*version.table);
    result.body = std::move(table);
  }

  void read() {
    if (written.type) {
      declared = checked_type(draft, *written.type, written.unit);
    } else if (written.unit) {
      declared = model::number_type(checked_unit(draft, *written.unit));
    }
    for (const syntax::RuleVersion& version : written.versions) {
      model::RuleVersion result{
          .period = version.period, .cites = checked_cites(draft, version.cites), .span = version.span};
      if (version.formula) {
        read_formula(version, result);
      } else if (version.table) {
        read_table(version, result);
      }
      rule.versions.push_back(std::move(result));
    }
    sort_by_date(rule.versions);
    check_periods(draft, dated(rule.versions), rule.name, true);
    rule.type = failed ? Type{} : type;
    rule.type.number.literal = false;
    if (rule.optional) rule.type.nullable = true;
  }

  bool failed = false;
};

}  // namespace

void infer_rule(Draft& draft, RuleId id) {
  const auto index = static_cast<std::size_t>(id);
  DraftRule& progress = draft.rules[index];
  const std::string name = owner_name(draft, draft.pack[id].owner) + "." + draft.pack[id].name;
  if (progress.progress == Progress::running) report_circle(draft, name, progress.written->name.span);
  if (progress.progress != Progress::waiting) return;
  progress.progress = Progress::running;
  draft.chain.push_back(name);
  draft.depth += Draft::depth_on_demand;
  if (draft.pack[id].owner.kind == Owner::Kind::unit) infer_unit(draft, draft.pack[id].owner.unit);
  model::Rule rule = draft.pack[id];
  RuleWriter{.draft = draft, .written = *progress.written, .rule = rule, .declared = {}, .type = {}}.read();
  draft.pack.rules[index] = std::move(rule);
  draft.depth -= Draft::depth_on_demand;
  draft.chain.pop_back();
  draft.rules[index].progress = Progress::done;
}

namespace {

using RulesByName = std::unordered_map<std::string_view, std::vector<std::size_t>>;

/// Finds what may be names in texts: runs of words. No more than an index for taking rules in a good order.
class Mentions {
 public:
  explicit Mentions(const Draft& draft) {
    for (std::size_t index = 0; index < draft.rules.size(); ++index) {
      const std::string& name = draft.rules[index].written->name.text;
      rules_[name].push_back(index);
      longest_ = std::max(longest_, 1 + static_cast<std::size_t>(std::ranges::count(name, ' ')));
    }
  }

  /// The rules that a rule may read, some perhaps wrongly.
  [[nodiscard]] std::vector<std::size_t> of(const syntax::Rule& rule) const {
    std::vector<std::size_t> found;
    for (const syntax::RuleVersion& version : rule.versions) {
      if (version.formula) add(version.formula->text, found);
      if (!version.table) continue;
      add(version.table->header, found);
      for (const syntax::GridLine& line : version.table->rows) add(line, found);
      if (version.table->defaults) add(*version.table->defaults, found);
    }
    return found;
  }

 private:
  static bool is_part(char character) {
    return static_cast<unsigned char>(character) >= 0x80 || character == '_' ||
           (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z');
  }

  void add(const syntax::GridLine& line, std::vector<std::size_t>& found) const {
    for (std::size_t group = 0; group < line.groups.size() && group < 2; ++group) {
      for (const syntax::WrittenText& cell : line.groups[group]) add(cell.text, found);
    }
  }

  void add(std::string_view text, std::vector<std::size_t>& found) const {
    std::vector<std::string_view> run;  // words with nothing but white space between them
    std::size_t begin = 0;
    while (begin < text.size()) {
      if (!is_part(text[begin])) {
        if (text[begin] != ' ' && text[begin] != '\n' && text[begin] != '\t') run.clear();
        ++begin;
        continue;
      }
      std::size_t end = begin;
      while (end < text.size() && is_part(text[end])) ++end;
      run.push_back(text.substr(begin, end - begin));
      if (run.size() > longest_) run.erase(run.begin());
      add_ending(run, found);
      begin = end;
    }
  }

  /// Names that end with the last word of the run.
  void add_ending(const std::vector<std::string_view>& run, std::vector<std::size_t>& found) const {
    add_named(run.back(), found);
    if (run.size() == 1) return;
    std::string name{run.back()};
    for (auto word = run.rbegin() + 1; word != run.rend(); ++word) {
      name = std::string{*word} + " " + name;
      add_named(name, found);
    }
  }

  void add_named(std::string_view name, std::vector<std::size_t>& found) const {
    if (const auto rules = rules_.find(name); rules != rules_.end())
      found.insert(found.end(), rules->second.begin(), rules->second.end());
  }

  RulesByName rules_;        // under names as they are written, which stay where they are
  std::size_t longest_ = 1;  // words of a name
};

/// Types are inferred on demand. Taking rules in the order in which they read each other keeps the demand shallow, so that a
/// long chain of rules cannot overflow the stack.
void infer_in_order(Draft& draft, bool entities_only) {
  const Mentions mentions{draft};
  std::vector<std::uint8_t> seen(draft.rules.size(), 0);
  std::vector<std::pair<std::size_t, bool>> open;
  for (std::size_t start = 0; start < draft.rules.size(); ++start) {
    open.emplace_back(start, false);
    while (!open.empty()) {
      const auto [index, ready] = open.back();
      open.pop_back();
      if (ready) {
        infer_rule(draft, RuleId{static_cast<std::uint32_t>(index)});
        continue;
      }
      const bool left_out = draft.rules[index].progress == Progress::done ||
                            (entities_only && draft.pack.rules[index].owner.kind != Owner::Kind::entity);
      if (seen[index] != 0 || left_out) continue;
      seen[index] = 1;
      open.emplace_back(index, true);
      for (const std::size_t read : mentions.of(*draft.rules[index].written)) {
        if (seen[read] == 0) open.emplace_back(read, false);
      }
    }
  }
}

}  // namespace

void check_entity_rules(Draft& draft) {
  infer_in_order(draft, true);
}

void check_rules(Draft& draft) {
  infer_in_order(draft, false);
}

}  // namespace doudi::check
