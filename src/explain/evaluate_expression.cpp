// src/explain/evaluate_expression.cpp - the walk over expressions, and what needs no file of its own.
// Layer 7.
#include <array>
#include <memory>
#include <stdexcept>
#include <utility>

#include "explain/conversion.hpp"
#include "explain/evaluator.hpp"

namespace doudi::explain {

using model::Expression;
using model::Operation;

Evaluator::Evaluator(const model::Pack& pack, const model::Record& record, Date on,
                     const std::vector<Pin>& pins, Semantics semantics)
    : pack_{pack},
      record_{record},
      on_{on},
      pins_{pins},
      semantics_{semantics},
      locals_(pack.local_count),
      put_forward_(pack.schemes.size()),
      enumerating_(pack.schemes.size()) {}

Evaluator::Binding::Binding(Evaluator& evaluator, model::LocalId local, Evaluated value)
    : evaluator_{evaluator}, local_{static_cast<std::size_t>(local)} {
  if (local_ >= evaluator.locals_.size()) evaluator.locals_.resize(local_ + 1);
  former_ = std::exchange(evaluator.locals_[local_], std::move(value));
}

Evaluator::Binding::~Binding() {
  evaluator_.locals_[local_] = std::move(former_);
}

std::size_t Evaluator::KeyHash::operator()(const Key& key) const noexcept {
  constexpr std::uint64_t odd =
      0x9E3779B97F4A7C15U;  // 2^64 over the golden ratio: spreads what differs by little
  const auto& [name, first, second, third, fourth] = key;
  std::uint64_t hash = static_cast<std::uint64_t>(name);
  for (const std::uint32_t part : {first, second, third, fourth}) hash = (hash ^ part) * odd;
  return static_cast<std::size_t>(hash ^ hash >> 32U);
}

std::optional<std::uint32_t> Evaluator::known_position(const Key& key) {
  const auto [place, first_time] = positions_.try_emplace(key);
  if (first_time) return std::nullopt;
  if (!place->second) throw std::logic_error("a value of a checked pack depends on itself");
  return place->second;
}

std::uint32_t Evaluator::finish(const Key& key, Evaluated result) {
  if (exhausted() && result.value.is_failed()) {  // millions of steps that nobody can read
    result.operand = Operand::of_literal(result.value);
    trace_.current().steps.clear();
  }
  const std::uint32_t position = trace_.close(std::move(result));
  positions_[key] = position;
  if (std::get<Name>(key) == Name::candidate_derived) {
    figures_[{std::get<2>(key), std::get<3>(key)}].push_back(position);
  }
  return position;
}

Value Evaluator::current(model::EntityId entity, const Frame& frame) const {
  if (!pack_[entity].parent) return model::Member{entity, 0};
  model::EntityId here = frame.entity;
  std::optional<std::uint32_t> instance = frame.instance;
  while (here != entity) {
    const auto parent = pack_[here].parent;
    if (!parent) throw std::logic_error("no instance of that entity is current here");
    if (instance) instance = record_[{here, *instance}].parent;
    here = *parent;
  }
  if (instance) return model::Member{entity, *instance};
  return Unknown{frame.unknown_because};
}

namespace {

[[nodiscard]] Evaluated range_of_comparison(model::Comparison comparison, Value end) {
  if (end.is_unknown() || end.is_failed()) return Evaluated::literal(std::move(end));
  const auto* found = end.get_if<model::Literal>();
  if (found == nullptr) return Evaluated::literal(failed(Reason::kinds_do_not_fit, {}));
  const model::Literal& literal = *found;
  switch (comparison) {
    case model::Comparison::equal:
    case model::Comparison::not_equal:
      return Evaluated::literal(Range{literal, literal, {true, true}, comparison});
    case model::Comparison::less:
      return Evaluated::literal(Range{std::nullopt, literal, {false, false}, std::nullopt});
    case model::Comparison::less_equal:
      return Evaluated::literal(Range{std::nullopt, literal, {false, true}, std::nullopt});
    case model::Comparison::greater:
      return Evaluated::literal(Range{literal, std::nullopt, {false, false}, std::nullopt});
    case model::Comparison::greater_equal:
      return Evaluated::literal(Range{literal, std::nullopt, {true, false}, std::nullopt});
  }
  throw std::logic_error("no such comparison");
}

}  // namespace

Evaluated Evaluator::evaluate(const Expression& expression, const Frame& frame) {
  Evaluated result = exhausted() ? Evaluated::literal({}) : evaluate_operation(expression, frame);
  finish_operation(result, expression.span);
  return result;
}

// What is large is copied by whatever reads it.
void Evaluator::count_work(const Value& result) {
  const bool single = result.get_if<List>() == nullptr && result.get_if<Context>() == nullptr &&
                      result.get_if<std::string>() == nullptr;
  constexpr std::size_t bytes = 64;  // of a text, as much work as an item of a list
  const std::uint64_t work = single ? 1 : value_size(result, largest_value, bytes);
  work_ += work;
  all_work_ += work;
}

void Evaluator::finish_operation(Evaluated& result, text::Span place) {
  count_work(result.value);
  // Whatever is still being computed fails too: under the standard's rules it might take a null for an answer.
  if (exhausted() && !result.value.is_failed())
    result = Evaluated::literal(failed(Reason::too_many_steps, place));
  if (!standard() || !result.value.is_failed()) return;
  const auto& failure = result.value.get<Failed>();
  const bool repeated = !failures_.empty() && failure.reason == Reason::too_many_steps &&
                        failures_.back().reason == Reason::too_many_steps;
  if (!repeated) failures_.push_back(failure);
  result = Evaluated::literal({});
}

// Lists that hold others twice, or texts added to themselves, would outgrow any memory.
Evaluated Evaluator::within_size(Evaluated result, text::Span place) {
  if (value_size(result.value, largest_value) < largest_value) return result;
  return Evaluated::literal(failed(Reason::overflow, place));
}

// Without a variable of its own, so that formulas inside each other take little of the stack.
// NOLINTNEXTLINE(readability-function-size): one line for each operation
Evaluated Evaluator::evaluate_operation(const Expression& expression, const Frame& frame) {
  switch (expression.operation) {
    case Operation::error:
    case Operation::constant:
    case Operation::local:
    case Operation::current:
    case Operation::previous:
    case Operation::state:
    case Operation::months_in_state:
    case Operation::today:
      return evaluate_leaf(expression, frame);
    case Operation::fact:
      return evaluate_fact(expression, frame);
    case Operation::derived:
      return evaluate_derived(expression, frame);
    case Operation::parameter:
      return evaluate_parameter(expression, frame);
    case Operation::members:
    case Operation::remaining:
    case Operation::candidate_kind:
    case Operation::scheme_qualifies:
    case Operation::scheme_amount:
    case Operation::scheme_covered:
      return evaluate_scheme(expression, frame);
    case Operation::negate:
    case Operation::negation:
      return evaluate_opposite(expression, frame);
    case Operation::sum:
      return within_size(evaluate_fold(expression, frame), expression.span);
    case Operation::product:
    case Operation::power:
      return evaluate_fold(expression, frame);
    case Operation::conjunction:
    case Operation::disjunction:
      return evaluate_junction(expression, frame);
    case Operation::comparison:
      return evaluate_comparison(expression, frame);
    case Operation::between:
      return evaluate_between(expression, frame);
    case Operation::in:
      return evaluate_in(expression, frame);
    case Operation::conditional:
      return evaluate_conditional(expression, frame);
    case Operation::iteration:
      return within_size(evaluate_iteration(expression, frame), expression.span);
    case Operation::some:
    case Operation::every:
      return evaluate_quantifier(expression, frame);
    case Operation::integer_range:
      return evaluate_integers(expression, frame);
    case Operation::filter:
      return evaluate_filter(expression, frame);
    case Operation::element:
      return evaluate_element(expression, frame);
    case Operation::list:
      return within_size(evaluate_list(expression, frame), expression.span);
    case Operation::context:
      return within_size(evaluate_context(expression, frame), expression.span);
    case Operation::interval:
      return evaluate_interval(expression, frame);
    case Operation::comparison_range:
      return evaluate_comparison_range(expression, frame);
    case Operation::context_entry:
      return evaluate_entry(expression, frame);
    case Operation::property:
      return evaluate_property(expression, frame);
    case Operation::call:
      return within_size(evaluate_call(expression, frame), expression.span);
    case Operation::bind:
      return evaluate_bind(expression, frame);
    case Operation::function:
      return evaluate_function(expression, frame);
    case Operation::invoke:
      return evaluate_invoke(expression, frame);
    case Operation::convert:
      return evaluate_convert(expression, frame);
    case Operation::instance:
      return evaluate_instance(expression, frame);
    case Operation::table:
      return evaluate_table(
          pack_.inner_tables.at(static_cast<std::size_t>(std::get<model::TableId>(expression.detail))),
          frame);
  }
  return evaluate_leaf(expression, frame);
}

Evaluated Evaluator::evaluate_leaf(const Expression& expression, const Frame& frame) {
  switch (expression.operation) {
    case Operation::error:
      throw std::logic_error("an expression with an error was evaluated");
    case Operation::constant:
      return Evaluated::literal(std::get<model::Literal>(expression.detail));
    case Operation::local:
      return locals_.at(static_cast<std::size_t>(std::get<model::LocalId>(expression.detail))).value();
    case Operation::current:
      return Evaluated::literal(current(std::get<model::EntityId>(expression.detail), frame));
    case Operation::previous:
      return trace_.read(previous(std::get<model::PreviousPart>(expression.detail)));
    case Operation::state:
      return trace_.read(paying_state());
    case Operation::months_in_state:
      return trace_.read(months_in_state());
    case Operation::today:
      return trace_.read(today());
    default:
      throw std::logic_error("no such operation");
  }
}

Evaluated Evaluator::evaluate_opposite(const Expression& expression, const Frame& frame) {
  const Evaluated operand = evaluate(expression.operands.front(), frame);
  const bool number = expression.operation == Operation::negate;
  Value result = number ? negated(operand.value, expression.span) : negation(operand.value);
  return trace_.step(number ? "negate" : "not", {operand.operand}, std::move(result), expression.span);
}

Evaluated Evaluator::evaluate_comparison_range(const Expression& expression, const Frame& frame) {
  return range_of_comparison(std::get<model::Comparison>(expression.detail),
                             evaluate(expression.operands.front(), frame).value);
}

Evaluated Evaluator::evaluate_conditional(const Expression& expression, const Frame& frame) {
  const Evaluated condition = evaluate(expression.operands[0], frame);
  if (condition.value.is_failed()) {
    return trace_.step("if", {condition.operand}, condition.value, expression.span);
  }
  if (standard() && as_boolean(condition.value).is_null() && !condition.value.is_null())
    return Evaluated::literal(failed(Reason::kinds_do_not_fit, expression.span));
  if (!condition.value.is_unknown()) {
    const Evaluated branch = evaluate(expression.operands[condition.value.is(true) ? 1 : 2], frame);
    return trace_.step("if", {condition.operand, branch.operand}, branch.value, expression.span);
  }
  const Evaluated then_branch = evaluate(expression.operands[1], frame);
  const Evaluated else_branch = evaluate(expression.operands[2], frame);
  std::vector<Operand> operands{condition.operand, then_branch.operand, else_branch.operand};
  const std::array branches{&then_branch.value, &else_branch.value};
  const bool equal = !unsettled(branches) && same(then_branch.value, else_branch.value);
  if (equal) return trace_.step("if", std::move(operands), then_branch.value, expression.span);
  // A branch that fails is perhaps not taken: what is missing decides.
  Obstacles obstacles;
  obstacles.add(condition.value);
  obstacles.add(then_branch.value);
  obstacles.add(else_branch.value);
  return trace_.step("if", std::move(operands), Unknown{obstacles.facts()}, expression.span);
}

Evaluated Evaluator::evaluate_bind(const Expression& expression, const Frame& frame) {
  // All arguments are computed before the first is bound.
  std::vector<Evaluated> arguments;
  for (std::size_t i = 0; i < expression.locals.size(); ++i) {
    arguments.push_back(evaluate(expression.operands[i], frame));
  }
  std::vector<std::unique_ptr<Binding>> bindings;
  for (std::size_t i = 0; i < expression.locals.size(); ++i) {
    bindings.push_back(std::make_unique<Binding>(*this, expression.locals[i], std::move(arguments[i])));
  }
  return evaluate(expression.operands.back(), frame);
}

Evaluated Evaluator::evaluate_entry(const Expression& expression, const Frame& frame) {
  const Evaluated owner = evaluate(expression.operands.front(), frame);
  const std::function<Evaluated(const Evaluated&)> entry = [&](const Evaluated& each) -> Evaluated {
    if (const auto* list = each.value.get_if<List>()) return per_item(*list, expression, each.operand, entry);
    const auto* context = each.value.get_if<Context>();
    if (context == nullptr && each.value.state() == ValueState::known)
      return Evaluated::literal(property_of(each.value, expression.text).value_or(Value{}));
    if (context == nullptr) return each;  // null, unknown, failed
    for (const auto& [key, value] : context->entries) {
      if (key == expression.text) {
        return trace_.step("entry", {each.operand}, value, expression.span, key);
      }
    }
    return Evaluated::literal({});
  };
  return entry(owner);
}

Evaluated Evaluator::evaluate_property(const Expression& expression, const Frame& frame) {
  const auto property = std::get<model::Property>(expression.detail);
  const Evaluated owner = evaluate(expression.operands.front(), frame);
  const std::function<Evaluated(const Evaluated&)> get = [&](const Evaluated& each) -> Evaluated {
    if (const auto* list = each.value.get_if<List>()) return per_item(*list, expression, each.operand, get);
    if (each.value.state() != ValueState::known) return each;
    auto value = property_of(each.value, property);
    if (!value) throw std::logic_error("a checked value has no such property");
    return trace_.step("property", {each.operand}, *std::move(value), expression.span,
                       std::string{model::property_name(property)});
  };
  return get(owner);
}

}  // namespace doudi::explain
