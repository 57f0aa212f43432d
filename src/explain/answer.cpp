// src/explain/answer.cpp - puts the answer together: outputs, what is missing, what failed, what it rests on.
// Layer 7.
#include "explain/answer.hpp"

#include <algorithm>
#include <set>

#include "doudi/explain/explain.hpp"

#include "explain/grants.hpp"
#include "explain/period_text.hpp"

namespace doudi::explain {
namespace {

using model::Output;

/// Collects the answer's parts. Each is a named value, from which all that it rests on can be reached.
class AnswerMaker {
 public:
  explicit AnswerMaker(Evaluator& evaluator) : evaluator_{evaluator}, pack_{evaluator.pack()} {}

  [[nodiscard]] Answer make() {
    for (const Output& output : pack_.outputs) add_output(output);
    if (!pack_.schemes.empty()) answer_.grants = make_grants(evaluator_);
    if (pack_.lifecycle) add_case();
    add_why_no_grants();
    add_what_it_rests_on();
    if (!answer_.undetermined.empty()) answer_.status = Status::undetermined;
    if (!answer_.errors.empty()) answer_.status = Status::error;
    answer_.missing.assign(missing_.begin(), missing_.end());
    return std::move(answer_);
  }

 private:
  void add_output(const Output& output);
  void add_case();
  void add_why_no_grants();
  void add_what_it_rests_on();
  [[nodiscard]] Evaluated all_grants();
  /// Says under `output` what stands in the way.
  void report(const std::string& output, const Obstacles& obstacles);
  [[nodiscard]] Evaluated compute(const Output& output, OutputValue& shown);
  [[nodiscard]] Evaluated compute_value(const Output& output, OutputValue& shown);
  template <class Compute>
  [[nodiscard]] Value named(NamedValue::Kind kind, const std::string& path, const Compute& compute_it) {
    const std::uint32_t position = evaluator_.answer_value(kind, path, compute_it);
    roots_.push_back(position);
    return evaluator_.trace().values()[position].value;
  }

  Evaluator& evaluator_;
  const model::Pack& pack_;
  Answer answer_;
  std::vector<std::uint32_t> roots_;
  std::set<std::string> missing_;
};

[[nodiscard]] bool every_scheme(std::uint32_t /*scheme*/) {
  return true;
}

Evaluated AnswerMaker::compute_value(const Output& output, OutputValue& shown) {
  Evaluated result = evaluator_.evaluate(output.value, Frame{});
  const bool of_members = output.value.type.is(model::Kind::list) && !output.value.operands.empty() &&
                          (output.value.operation == model::Operation::fact ||
                           output.value.operation == model::Operation::derived) &&
                          output.value.operands.front().type.is(model::Kind::list);
  if (!of_members) return result;
  const Value members = evaluator_.evaluate(output.value.operands.front(), Frame{}).value;
  if (settled(members) && members.get_if<List>() != nullptr)
    shown.members = member_names(evaluator_, members);
  return result;
}

/// Null where the grants are known; they are listed by themselves.
Evaluated AnswerMaker::all_grants() {
  const Evaluated amount = granted_amount(evaluator_, every_scheme);
  const Evaluated covered = granted_members(evaluator_);
  Obstacles obstacles;
  obstacles.add(amount.value);
  obstacles.add(covered.value);
  return Evaluated::literal(obstacles.any() ? obstacles.value() : Value{});
}

/// An answer without grants always says why, also where no output asks for them.
void AnswerMaker::add_why_no_grants() {
  const bool said = !answer_.errors.empty() || !answer_.undetermined.empty();
  if (pack_.schemes.empty() || answer_.grants || said) return;
  Obstacles obstacles;
  obstacles.add(named(NamedValue::Kind::output, "outputs.grants", [&] { return all_grants(); }));
  report("grants", obstacles);
}

Evaluated AnswerMaker::compute(const Output& output, OutputValue& shown) {
  switch (output.kind) {
    case Output::Kind::scheme:
      return first_granted(evaluator_);
    case Output::Kind::covered:
      return granted_members(evaluator_);
    case Output::Kind::amount:
      return granted_amount(evaluator_, every_scheme);
    case Output::Kind::grants:
      return all_grants();
    case Output::Kind::state:
      return evaluator_.trace().read(evaluator_.paying_state());
    case Output::Kind::value:
      return compute_value(output, shown);
  }
  return Evaluated::literal({});
}

void AnswerMaker::report(const std::string& output, const Obstacles& obstacles) {
  if (!obstacles.any()) return;
  const Value value = obstacles.value();
  if (const auto* failure = value.get_if<Failed>()) {
    answer_.errors.push_back({code_of(failure->reason), output, failure->place, failure->arguments});
    return;
  }
  std::set<std::string> paths;
  for (const MissingFact fact : obstacles.facts().facts()) {
    paths.insert(missing_path(pack_, evaluator_.record(), fact));
  }
  missing_.insert(paths.begin(), paths.end());
  answer_.undetermined.emplace_back(output, std::vector<std::string>(paths.begin(), paths.end()));
}

void AnswerMaker::add_output(const Output& output) {
  OutputValue shown;
  shown.name = output.name;
  shown.kind = output.kind;
  shown.per = output.per;
  shown.value =
      named(NamedValue::Kind::output, "outputs." + output.name, [&] { return compute(output, shown); });
  Obstacles obstacles;
  obstacles.add(shown.value);
  report(output.name, obstacles);
  answer_.outputs.push_back(std::move(shown));
}

void AnswerMaker::add_case() {
  const model::Lifecycle& lifecycle = *pack_.lifecycle;
  const auto counts = [&](std::uint32_t scheme) {
    return std::find(lifecycle.of.begin(), lifecycle.of.end(), model::SchemeId{scheme}) != lifecycle.of.end();
  };
  const std::uint32_t state_position = evaluator_.case_state();
  const std::uint32_t since_position = evaluator_.case_since();
  roots_.insert(roots_.end(), {state_position, since_position});
  const Value state = evaluator_.trace().values()[state_position].value;
  const Value since = evaluator_.trace().values()[since_position].value;
  const Value amount =
      named(NamedValue::Kind::output, "case.amount", [&] { return granted_amount(evaluator_, counts); });
  const Value paid = named(NamedValue::Kind::output, "case.paid", [&] { return granted_names(evaluator_); });
  Obstacles obstacles;
  for (const Value* part : {&state, &since, &amount, &paid}) obstacles.add(*part);
  CaseBlock block;
  for (const auto& [name, expression] : lifecycle.remember) {
    const Value value = named(NamedValue::Kind::output, "case." + name,
                              [&, &formula = expression] { return evaluator_.evaluate(formula, Frame{}); });
    obstacles.add(value);
    block.remembered.emplace_back(name, value);
  }
  report("case", obstacles);
  if (obstacles.any()) return;
  block.state = state.get<std::string>();
  block.since = since.get<Date>();
  block.amount = amount.get<Decimal>();
  for (const Item& item : paid.get<List>().items) block.paid.push_back(item.value.get<std::string>());
  answer_.case_block = std::move(block);
}

void AnswerMaker::add_what_it_rests_on() {
  const auto& values = evaluator_.trace().values();
  std::vector<bool> seen(values.size());
  std::set<std::string> defaulted;
  std::set<std::string> assumed;
  std::vector<std::uint32_t> waiting = roots_;
  while (!waiting.empty()) {
    const std::uint32_t position = waiting.back();
    waiting.pop_back();
    if (seen[position]) continue;
    seen[position] = true;
    const NamedValue& value = values[position];
    if (value.defaulted) defaulted.insert(value.kind == NamedValue::Kind::fact ? value.path : "case");
    assumed.insert(value.assumed.begin(), value.assumed.end());
    waiting.insert(waiting.end(), value.reads.begin(), value.reads.end());
  }
  answer_.defaulted.assign(defaulted.begin(), defaulted.end());
  answer_.assumed.assign(assumed.begin(), assumed.end());
}

}  // namespace

Answer make_answer(Evaluator& evaluator) {
  return AnswerMaker{evaluator}.make();
}

std::string member_name(const model::Pack& pack, const model::Record& record, model::Member member) {
  const auto parent = pack[member.entity].parent;
  if (!parent) return pack[member.entity].name;
  return pack[*parent].parent ? member_path(pack, record, member) : record[member].id;
}

Explanation explain(const model::Pack& pack, const model::Record& record, Date on) {
  return explain(pack, record, on, Request{});
}

Explanation explain(const model::Pack& pack, const model::Record& record, Date on, const Request& request) {
  Explanation explanation;
  explanation.pack = pack.name;
  explanation.pack_digest = pack.digest;
  explanation.on = on;
  if (!model::contains(pack.in_force, on)) {
    const auto arguments = not_in_force(pack.name, on, {pack.in_force});
    explanation.answer.status = Status::error;
    explanation.answer.errors.push_back({text::Code::not_in_force, {}, pack.in_force.span, arguments});
    explanation.wanted.assign(request.wanted.size(),
                              failed(Reason::not_in_force, pack.in_force.span, arguments));
    return explanation;
  }
  Evaluator evaluator{pack, record, on, request.pins};
  explanation.answer = make_answer(evaluator);
  explanation.schemes = make_verdicts(evaluator);
  for (const Derived& each : request.wanted) {
    const std::uint32_t position = evaluator.derived(each.rule, each.member.index);
    explanation.wanted.push_back(evaluator.trace().values()[position].value);
  }
  explanation.values = evaluator.trace().take();
  return explanation;
}

}  // namespace doudi::explain
