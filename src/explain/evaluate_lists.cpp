// src/explain/evaluate_lists.cpp - lists with maybe-items: filters, iterations, quantifiers.
// Layer 7.
#include <array>
#include <memory>
#include <stdexcept>

#include "explain/evaluator.hpp"

namespace doudi::explain {
namespace {

using model::Expression;
using model::Operation;

[[nodiscard]] Operand item_of(const Operand& list, const List& items, std::size_t position) {
  Operand operand = list;
  // An item of an item is shown by its value: operands point one level deep.
  if (list.item || list.kind == Operand::Kind::literal)
    return Operand::of_literal(items.items[position].value);
  operand.item = static_cast<std::uint32_t>(position);
  return operand;
}

[[nodiscard]] Evaluated evaluated_item(const Evaluated& list, const List& items, std::size_t position) {
  return {items.items[position].value, item_of(list.operand, items, position)};
}

/// Longer ranges are refused as an overflow: nobody counts so far in a rule.
constexpr std::int64_t longest_range = 1'000'000;

}  // namespace

Evaluated Evaluator::per_item(const List& list, const Expression& expression, const Operand& owner,
                              const std::function<Evaluated(const Evaluated&)>& each) {
  const bool flatten = !standard() && expression.type.is(model::Kind::list) &&
                       !expression.type.arguments.empty() && !expression.type.element().is(model::Kind::list);
  List result;
  std::vector<Operand> operands;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Evaluated item = each({list.items[i].value, item_of(owner, list, i)});
    const auto* inner = flatten ? item.value.get_if<List>() : nullptr;
    if (inner == nullptr) {
      result.items.push_back({item.value, list.items[i].presence});
      operands.push_back(item.operand);
      continue;
    }
    for (std::size_t k = 0; k < inner->items.size(); ++k) {
      const Value presence = both(as_value(list.items[i].presence), as_value(inner->items[k].presence));
      result.items.push_back({inner->items[k].value, as_presence(presence)});
      operands.push_back(item_of(item.operand, *inner, k));
    }
  }
  return trace_.step("list", std::move(operands), std::move(result), expression.span);
}

Evaluated Evaluator::evaluate_list(const Expression& expression, const Frame& frame) {
  List list;
  std::vector<Operand> operands;
  for (const Expression& operand : expression.operands) {
    Evaluated item = evaluate(operand, frame);
    list.items.push_back({std::move(item.value), {}});
    operands.push_back(std::move(item.operand));
  }
  return trace_.step("list", std::move(operands), std::move(list), expression.span);
}

Evaluated Evaluator::evaluate_context(const Expression& expression, const Frame& frame) {
  Context context;
  std::vector<Operand> operands;
  std::string keys;
  std::vector<std::unique_ptr<Binding>> bindings;  // a later entry may read earlier ones
  for (std::size_t i = 0; i < expression.operands.size(); ++i) {
    Evaluated entry = evaluate(expression.operands[i], frame);
    if (i < expression.locals.size()) {
      bindings.push_back(std::make_unique<Binding>(*this, expression.locals[i], entry));
    }
    keys += (i == 0 ? "" : ", ") + expression.type.names[i];
    context.entries.emplace_back(expression.type.names[i], std::move(entry.value));
    operands.push_back(std::move(entry.operand));
  }
  return trace_.step("context", std::move(operands), std::move(context), expression.span, std::move(keys));
}

namespace {

/// Every day from the first to the last, backwards if that is earlier.
[[nodiscard]] Value counted_days(Date first, Date last, text::Span place) {
  const std::int64_t distance = last.days() - first.days();
  if (distance >= longest_range || distance <= -longest_range) return failed(Reason::overflow, place);
  const std::int64_t step = distance < 0 ? -1 : 1;
  List list;
  for (std::int64_t i = 0; i != distance + step; i += step) {
    list.items.push_back({*Date::from_days(first.days() + i), {}});
  }
  return list;
}

/// What a range counts, from its first number or day to its last.
[[nodiscard]] Value counted_range(const Range& range, text::Span place) {
  if (!range.low || !range.high || range.comparison) return failed(Reason::kinds_do_not_fit, place);
  const int skip_first = range.bounds.low_included ? 0 : 1;
  const int skip_last = range.bounds.high_included ? 0 : 1;
  const auto* low_day = std::get_if<Date>(&*range.low);
  const auto* high_day = std::get_if<Date>(&*range.high);
  if (low_day != nullptr && high_day != nullptr) {
    const auto first = Date::from_days(low_day->days() + skip_first);
    const auto last = Date::from_days(high_day->days() - skip_last);
    if (!first || !last) return failed(Reason::overflow, place);
    return *first > *last ? Value{List{}} : counted_days(*first, *last, place);
  }
  const auto* low = std::get_if<Decimal>(&*range.low);
  const auto* high = std::get_if<Decimal>(&*range.high);
  if (low == nullptr || high == nullptr) return failed(Reason::kinds_do_not_fit, place);
  const auto first = low->to_int64();
  const auto last = high->to_int64();
  if (!first || !last || *first > *last)
    return failed(Reason::not_a_whole_number, place, {{"value", low->text()}});
  if (static_cast<std::uint64_t>(*last) - static_cast<std::uint64_t>(*first) >=
      static_cast<std::uint64_t>(longest_range))
    return failed(Reason::overflow, place);
  List list;
  for (std::int64_t i = *first + skip_first; i <= *last - skip_last; ++i)
    list.items.push_back({Decimal{i}, {}});
  return list;
}

}  // namespace

Evaluated Evaluator::evaluate_integers(const Expression& expression, const Frame& frame) {
  if (expression.operands.size() == 1) {
    const Evaluated range = evaluate(expression.operands[0], frame);
    const auto* known = range.value.get_if<Range>();
    Value result = known == nullptr ? failed(Reason::kinds_do_not_fit, expression.span)
                                    : counted_range(*known, expression.span);
    return trace_.step("integers", {range.operand}, std::move(result), expression.span);
  }
  const Evaluated first = evaluate(expression.operands[0], frame);
  const Evaluated last = evaluate(expression.operands[1], frame);
  const auto result = [&]() -> Value {
    const std::array operands{&first.value, &last.value};
    if (auto obstacle = blocked(operands)) return *std::move(obstacle);
    if (!same_kind(first.value, last.value)) return failed(Reason::kinds_do_not_fit, expression.span);
    if (const auto* day = first.value.get_if<Date>())
      return counted_days(*day, last.value.get<Date>(), expression.span);
    if (first.value.get_if<Decimal>() == nullptr) return failed(Reason::kinds_do_not_fit, expression.span);
    const auto from = first.value.get<Decimal>().to_int64();
    const auto to = last.value.get<Decimal>().to_int64();
    if (!from || !to) {
      const Decimal wrong = (from ? last : first).value.get<Decimal>();
      return failed(Reason::not_a_whole_number, expression.span, {{"value", wrong.text()}});
    }
    const bool down = *to < *from;
    const std::uint64_t distance = down ? static_cast<std::uint64_t>(*from) - static_cast<std::uint64_t>(*to)
                                        : static_cast<std::uint64_t>(*to) - static_cast<std::uint64_t>(*from);
    if (distance >= static_cast<std::uint64_t>(longest_range))
      return failed(Reason::overflow, expression.span);
    List list;
    for (std::int64_t i = 0; i <= static_cast<std::int64_t>(distance); ++i) {
      list.items.push_back({Decimal{down ? *from - i : *from + i}, {}});
    }
    return list;
  };
  return trace_.step("integers", {first.operand, last.operand}, result(), expression.span);
}

bool Evaluator::for_each(const Expression& expression, std::size_t domain, std::size_t domains,
                         const Evaluated& presence, const Frame& frame, Obstacles& obstacles,
                         const Body& body) {
  if (domain == domains) return body(presence);
  Evaluated list = evaluate(expression.operands[domain], frame);
  if (standard() && list.value.is_null()) {
    obstacles.add(Failed{Reason::kinds_do_not_fit, expression.operands[domain].span, {}});
    return true;
  }
  if (standard() && list.value.get_if<Range>() != nullptr) {
    list = Evaluated::literal(counted_range(list.value.get<Range>(), expression.operands[domain].span));
    count_work(list.value);
  }
  if (standard() && list.value.state() == ValueState::known && list.value.get_if<List>() == nullptr)
    list = Evaluated::literal(List{{{list.value, {}}}});
  const auto* items = list.value.get_if<List>();
  if (items == nullptr) {
    obstacles.add(list.value);
    if (!list.value.is_unknown()) return true;
    // The body is asked what else it would need for some item.
    const Binding binding{*this, expression.locals[domain], list};
    return for_each(expression, domain + 1, domains, list, frame, obstacles, body);
  }
  for (std::size_t i = 0; i < items->items.size(); ++i) {
    const Binding binding{*this, expression.locals[domain], evaluated_item(list, *items, i)};
    Evaluated present = presence;
    if (!items->items[i].certain()) present.value = both(presence.value, as_value(items->items[i].presence));
    if (!for_each(expression, domain + 1, domains, present, frame, obstacles, body)) return false;
    if (exhausted()) {
      obstacles.add(Failed{Reason::too_many_steps, expression.span, {}});
      return false;
    }
  }
  return true;
}

Evaluated Evaluator::evaluate_iteration(const Expression& expression, const Frame& frame) {
  const std::size_t domains = expression.operands.size() - 1;
  const bool has_partial = expression.locals.size() > domains;
  List results;
  std::size_t size = 0;
  std::vector<Operand> operands;
  Obstacles obstacles;
  for_each(expression, 0, domains, Evaluated::literal(true), frame, obstacles,
           [&](const Evaluated& presence) {
             std::optional<Binding> partial;
             if (has_partial) partial.emplace(*this, expression.locals.back(), Evaluated::literal(results));
             Evaluated result = evaluate(expression.operands.back(), frame);
             if (!presence.value.is(true)) {
               // An item that may not be there: its result, a failure perhaps, is perhaps not needed, what it lacks is.
               obstacles.add(presence.value);
               if (const auto* unknown = result.value.get_if<Unknown>()) obstacles.add(*unknown);
               return true;
             }
             size += value_size(result.value, largest_value);
             if (size >= largest_value) {
               obstacles.add(Failed{Reason::overflow, expression.span, {}});
               return false;
             }
             results.items.push_back({std::move(result.value), {}});
             operands.push_back(std::move(result.operand));
             return true;
           });
  if (!obstacles.any()) return trace_.step("for", std::move(operands), std::move(results), expression.span);
  obstacles.add(Value{std::move(results)});
  return trace_.step("for", std::move(operands), obstacles.value(), expression.span);
}

Evaluated Evaluator::evaluate_quantifier(const Expression& expression, const Frame& frame) {
  const bool some = expression.operation == Operation::some;
  Value result = !some;
  std::vector<Operand> operands;
  Obstacles obstacles;
  const auto add = [&](const Evaluated& presence) {
    Evaluated holds = evaluate(expression.operands.back(), frame);
    if (standard() && as_boolean(holds.value).is_null() && !holds.value.is_null()) {
      result = failed(Reason::kinds_do_not_fit, expression.span);
      return false;
    }
    operands.push_back(holds.operand);
    result = some ? either(result, both(presence.value, holds.value))
                  : both(result, either(negation(presence.value), holds.value));
    return !result.is(some);
  };
  for_each(expression, 0, expression.operands.size() - 1, Evaluated::literal(true), frame, obstacles, add);
  if (obstacles.any()) {
    result = some ? either(result, obstacles.value()) : both(result, obstacles.value());
  }
  return trace_.step(some ? "some" : "every", std::move(operands), std::move(result), expression.span);
}

Evaluated Evaluator::evaluate_filter(const Expression& expression, const Frame& frame) {
  if (standard()) return evaluate_dynamic_filter(expression, frame);
  const Evaluated list = evaluate(expression.operands[0], frame);
  const Expression& condition = expression.operands[1];
  const auto* items = list.value.get_if<List>();
  if (items == nullptr) {
    if (!list.value.is_unknown()) return list;  // null or failed
    const Binding binding{*this, expression.locals.front(), list};
    const Evaluated holds = evaluate(condition, frame);
    FactSet facts = list.value.get<Unknown>().facts;
    if (const auto* unknown = holds.value.get_if<Unknown>()) facts.add(unknown->facts);
    return trace_.step("filter", {list.operand}, Unknown{std::move(facts)}, expression.span);
  }
  List kept;
  std::vector<Operand> operands;
  for (std::size_t i = 0; i < items->items.size(); ++i) {
    const Evaluated item = evaluated_item(list, *items, i);
    const Binding binding{*this, expression.locals.front(), item};
    const Evaluated holds = evaluate(condition, frame);
    operands.push_back(item.operand);
    operands.push_back(holds.operand);
    const Value present = both(as_value(items->items[i].presence), holds.value);
    if (!present.is(false) && !present.is_null()) kept.items.push_back({item.value, as_presence(present)});
  }
  return trace_.step("filter", std::move(operands), std::move(kept), expression.span);
}

Evaluated Evaluator::evaluate_element(const Expression& expression, const Frame& frame) {
  const Evaluated list = evaluate(expression.operands[0], frame);
  const Evaluated index = evaluate(expression.operands[1], frame);
  const auto result = [&]() -> Value {
    const std::array operands{&list.value, &index.value};
    if (auto obstacle = blocked(operands)) return *std::move(obstacle);
    // By the standard a single value is a list of one.
    const bool single = standard() && list.value.get_if<List>() == nullptr;
    const std::vector<Item> items =
        single ? std::vector<Item>{{list.value, {}}} : list.value.get<List>().items;
    const Decimal number = index.value.get<Decimal>();
    const auto whole = number.to_int64();
    if (!whole) return failed(Reason::not_a_whole_number, expression.span, {{"value", number.text()}});
    const auto size = static_cast<std::int64_t>(items.size());
    const std::int64_t position = *whole > 0 ? *whole - 1 : size + *whole;
    if (*whole == 0 || position < 0 || position >= size) {
      return failed(Reason::index_out_of_range, expression.span,
                    {{"index", number.text()}, {"size", std::to_string(size)}});
    }
    return items[static_cast<std::size_t>(position)].value;
  };
  return trace_.step("item", {list.operand, index.operand}, result(), expression.span);
}

}  // namespace doudi::explain
