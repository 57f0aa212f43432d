// src/check/check_circles.cpp - what reads what through rules, schemes and the lifecycle: circles, and chains too long to walk.
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "check/draft.hpp"
#include "check/visit.hpp"

namespace doudi::check {

using model::Operation;

namespace {

/// Something that is computed once: a rule (for a scheme, if it belongs to candidates), a verdict, an amount, the state ...
struct Node {
  enum class Kind : std::uint8_t { rule, verdict, amount, covered, put_forward, remaining, grant, state };
  Kind kind = Kind::rule;
  std::uint32_t index = 0;   // rule or scheme
  std::uint32_t scheme = 0;  // of a candidates' rule, plus one
  auto operator<=>(const Node&) const = default;
};

/// One node reads another somewhere in its expressions.
struct Read {
  Node node;
  int depth = 1;
};

// How many calls of an evaluator stand on the stack for one more level of an expression is what counts here: one. A rule takes a
// few more, a table too, and a scheme some for its candidates. With 1,000 levels 8 MB of stack are enough, unoptimised too.
constexpr int deepest = 1000;
constexpr int levels_of_rule = 2;
constexpr int levels_of_table = 4;
constexpr int levels_of_scheme = 8;

class Circles {
 public:
  explicit Circles(Draft& draft) : draft_{draft} {}

  void check_all() {
    for (std::uint32_t index = 0; index < draft_.pack.rules.size(); ++index) {
      if (draft_.pack.rules[index].owner.kind == model::Owner::Kind::entity)
        visit({Node::Kind::rule, index, 0});
    }
    for (std::uint32_t index = 0; index < draft_.pack.schemes.size(); ++index)
      visit({Node::Kind::grant, index, 0});
    for (std::uint32_t index = 0; index < draft_.pack.schemes.size(); ++index)
      visit({Node::Kind::amount, index, 0});
    visit({Node::Kind::state, 0, 0});
  }

 private:
  enum class Mark : std::uint8_t { open, done };

  void visit(Node start) {
    std::vector<std::pair<Node, bool>> work{{start, false}};
    while (!work.empty()) {
      const auto [node, leaving] = work.back();
      work.pop_back();
      if (leaving) {
        marks_[node] = Mark::done;
        path_.pop_back();
        measure(node);
        continue;
      }
      const auto mark = marks_.find(node);
      if (mark != marks_.end()) {
        if (mark->second == Mark::open) report(node);
        continue;
      }
      marks_.emplace(node, Mark::open);
      path_.push_back(node);
      work.emplace_back(node, true);
      std::vector<Read>& found = reads_[node] = reads(node);
      for (const Read& next : found) work.emplace_back(next.node, false);
    }
  }

  /// How deep an evaluator gets in computing the node. Only the first that is too deep is reported.
  void measure(const Node& node) {
    int levels = 1;
    for (const Read& read : reads_[node]) {
      const int link = read.node.kind == Node::Kind::rule ? levels_of_rule : levels_of_scheme;
      levels = std::max(levels, read.depth + link + levels_[read.node]);
    }
    reads_.erase(node);
    levels_[node] = levels;
    if (levels <= deepest || too_deep_) return;
    too_deep_ = true;
    draft_.error(Code::reads_too_deep, place(node),
                 {{"name", name(node)}, {"most", std::to_string(deepest)}});
  }

  std::vector<Read> reads(const Node& node) {
    std::vector<Read> found;
    const auto collect = [&](const auto& part, int depth) {
      for_each_nested(part, depth,
                      [&](const model::Expression& expression, int at) { add(expression, node, at, found); });
    };
    const auto& pack = draft_.pack;
    switch (node.kind) {
      case Node::Kind::rule:
        for (const model::RuleVersion& version : pack.rules[node.index].versions) {
          if (const auto* formula = std::get_if<model::Expression>(&version.body)) collect(*formula, 1);
          if (const auto* table = std::get_if<model::Table>(&version.body)) collect(*table, levels_of_table);
        }
        break;
      case Node::Kind::verdict:
        found.push_back({{Node::Kind::put_forward, node.index, 0}});
        for (const model::SchemeVersion& version : pack.schemes[node.index].versions) {
          for (const model::Condition& condition : version.conditions) collect(condition.condition, 1);
        }
        break;
      case Node::Kind::amount:
        found.push_back({{Node::Kind::verdict, node.index, 0}});
        for (const model::SchemeVersion& version : pack.schemes[node.index].versions) {
          for (const model::AmountPart& part : version.amount) collect(part.formula, 1);
        }
        break;
      case Node::Kind::covered:
        found.push_back({{Node::Kind::verdict, node.index, 0}});
        break;
      case Node::Kind::put_forward:
        for (const model::SchemeVersion& version : pack.schemes[node.index].versions) {
          for (const model::UnitVersion& unit : pack[version.unit].versions) {
            collect(unit.members, 1);
            if (unit.where) collect(*unit.where, 1);
          }
        }
        break;
      case Node::Kind::remaining:
        for (std::uint32_t earlier = 0; earlier < node.index; ++earlier) {
          if (pack.schemes[earlier].goes_on) found.push_back({{Node::Kind::grant, earlier, 0}});
        }
        break;
      case Node::Kind::grant:
        add_grant(node, found);
        break;
      case Node::Kind::state:
        if (!pack.lifecycle) break;
        for (const model::LifecycleVersion& version : pack.lifecycle->versions) {
          for (const model::Transition& transition : version.transitions) collect(transition.when, 1);
        }
        break;
    }
    return found;
  }

  void add_grant(const Node& node, std::vector<Read>& found) const {
    for (std::uint32_t index = 0; index <= node.index; ++index) {
      found.push_back({{Node::Kind::verdict, index, 0}});
      if (!draft_.pack.lifecycle) continue;
      for (const model::SchemeId id : draft_.pack.lifecycle->of) {
        if (static_cast<std::uint32_t>(id) == index) found.push_back({{Node::Kind::state, 0, 0}});
      }
    }
  }

  /// The scheme for whose candidates a node is computed, plus one; 0: for none.
  static std::uint32_t scheme_of(const Node& node) {
    return node.kind == Node::Kind::rule ? node.scheme : node.kind == Node::Kind::state ? 0 : node.index + 1;
  }

  void add(const model::Expression& expression, const Node& from, int depth, std::vector<Read>& found) const {
    const auto read = [&](Node::Kind kind, std::uint32_t index, std::uint32_t scheme = 0) {
      found.push_back({{kind, index, scheme}, depth});
    };
    const auto scheme = [&] {
      return static_cast<std::uint32_t>(std::get<model::SchemeId>(expression.detail));
    };
    switch (expression.operation) {
      case Operation::derived: {
        const auto rule = std::get<model::RuleId>(expression.detail);
        const bool candidate = draft_.pack[rule].owner.kind != model::Owner::Kind::entity;
        read(Node::Kind::rule, static_cast<std::uint32_t>(rule), candidate ? scheme_of(from) : 0);
        break;
      }
      case Operation::scheme_qualifies:
        read(Node::Kind::verdict, scheme());
        break;
      case Operation::scheme_amount:
        read(Node::Kind::amount, scheme());
        break;
      case Operation::scheme_covered:
        read(Node::Kind::covered, scheme());
        break;
      case Operation::state:
        read(Node::Kind::state, 0);
        break;
      case Operation::members:
        if (scheme_of(from) > 0) read(Node::Kind::put_forward, scheme_of(from) - 1);
        break;
      case Operation::remaining:
        if (scheme_of(from) > 0) read(Node::Kind::remaining, scheme_of(from) - 1);
        break;
      default:
        break;
    }
  }

  [[nodiscard]] std::string name(const Node& node) const {
    const auto& pack = draft_.pack;
    switch (node.kind) {
      case Node::Kind::rule:
        return pack.rules[node.index].name;
      case Node::Kind::verdict:
        return pack.schemes[node.index].name + ".qualifies";
      case Node::Kind::amount:
        return pack.schemes[node.index].name + ".amount";
      case Node::Kind::covered:
        return pack.schemes[node.index].name + ".covered";
      case Node::Kind::put_forward:
        return "members of " + pack.schemes[node.index].name;
      case Node::Kind::remaining:
        return "remaining";
      case Node::Kind::grant:
        return "grant of " + pack.schemes[node.index].name;
      case Node::Kind::state:
        break;
    }
    return "state";
  }

  [[nodiscard]] text::Span place(const Node& node) const {
    if (node.kind == Node::Kind::state)
      return draft_.pack.lifecycle ? draft_.pack.lifecycle->span : text::Span{};
    return node.kind == Node::Kind::rule ? draft_.pack.rules[node.index].span
                                         : draft_.pack.schemes[node.index].span;
  }

  void report(const Node& again) {
    std::string chain;
    bool inside = false;
    for (const Node& node : path_) {
      inside = inside || node == again;
      if (inside) chain += name(node) + " → ";
    }
    draft_.error(Code::circle, place(again), {{"chain", chain + name(again)}});
  }

  Draft& draft_;
  std::map<Node, Mark> marks_;
  std::map<Node, std::vector<Read>> reads_;  // of nodes that are open
  std::map<Node, int> levels_;               // of nodes that are done
  bool too_deep_ = false;
  std::vector<Node> path_;
};

}  // namespace

void check_circles(Draft& draft) {
  // Types of what has faults are not known, and circles of rules among themselves were found while inferring them.
  if (!draft.diagnostics.has_errors()) Circles{draft}.check_all();
}

}  // namespace doudi::check
