// src/explain/evaluate_schemes.cpp - conditions, verdicts, amounts and grants.
// Layer 7.
#include <algorithm>
#include <stdexcept>

#include "explain/evaluator.hpp"
#include "explain/period_text.hpp"

namespace doudi::explain {

using model::Expression;
using model::Operation;

Evaluated Evaluator::missing_scheme(std::uint32_t scheme) const {
  const model::Scheme& absent = pack_.schemes[scheme];
  return Evaluated::literal(
      failed(Reason::not_in_force, absent.span, not_in_force(absent.name, on_, periods_of(absent.versions))));
}

Evaluated Evaluator::evaluate_scheme(const Expression& expression, const Frame& frame) {
  const auto scheme_read = [&] {
    return static_cast<std::uint32_t>(std::get<model::SchemeId>(expression.detail));
  };
  if (expression.operation == Operation::scheme_qualifies) return trace_.read(qualifies(scheme_read()));
  if (expression.operation == Operation::scheme_amount) return trace_.read(amount(scheme_read()));
  if (expression.operation == Operation::scheme_covered) return trace_.read(covered(scheme_read()));
  if (!frame.scheme) throw std::logic_error("a value of candidates was read without a scheme");
  if (expression.operation == Operation::remaining) {
    return trace_.read(remaining(*frame.scheme, expression.type.element().entity));
  }
  if (!frame.candidate) throw std::logic_error("a value of candidates was read without a candidate");
  if (expression.operation == Operation::members) {
    return trace_.read(put_forward(*frame.scheme).at(*frame.candidate).members);
  }
  return Evaluated::literal(pack_[version_of(*frame.scheme)->unit].name);
}

std::uint32_t Evaluator::condition(std::uint32_t scheme, std::uint32_t candidate, std::uint32_t position) {
  const model::Scheme& whose = pack_.schemes[scheme];
  const model::SchemeVersion& version = *version_of(scheme);
  const model::Condition& condition = version.conditions.at(position);
  const std::string label = condition.label.empty() ? "eligible" : condition.label;
  const auto path = [&] { return candidate_path(scheme, candidate) + '.' + label; };
  return named({Name::condition, scheme, candidate, position, 0}, NamedValue::Kind::condition, path, [&] {
    trace_.current().subject = model::SchemeId{scheme};
    trace_.current().place = condition.span;
    describe(whose.name, {}, {}, version.period, condition.formula);
    add_row(label, condition.cites);
    const Frame frame = put_forward(scheme).at(candidate).frame;
    return never_null(condition.condition, label, frame);
  });
}

std::uint32_t Evaluator::candidate_qualifies(std::uint32_t scheme, std::uint32_t candidate) {
  const auto path = [&] { return candidate_path(scheme, candidate) + ".qualifies"; };
  return named({Name::candidate_qualifies, scheme, candidate, 0, 0}, NamedValue::Kind::verdict, path, [&] {
    trace_.current().subject = model::SchemeId{scheme};
    const PutForward who = put_forward(scheme).at(candidate);
    Value result = who.presence.value;
    std::vector<Operand> operands;
    const bool plain_presence =
        who.presence.value.is(true) && who.presence.operand.kind == Operand::Kind::literal;
    if (!plain_presence) operands.push_back(who.presence.operand);
    if (who.presence.operand.kind == Operand::Kind::value) {
      static_cast<void>(trace_.read(who.presence.operand.index));
    }
    const std::size_t count = version_of(scheme)->conditions.size();
    for (std::uint32_t i = 0; i < count; ++i) {  // all of them: each that fails is a reason
      const Evaluated holds = trace_.read(condition(scheme, candidate, i));
      operands.push_back(holds.operand);
      result = both(result, holds.value);
    }
    return trace_.step("and", std::move(operands), std::move(result), version_of(scheme)->span);
  });
}

std::uint32_t Evaluator::amount_part(std::uint32_t scheme, std::uint32_t candidate, std::uint32_t position) {
  const model::AmountPart& part = version_of(scheme)->amount.at(position);
  const auto path = [&] { return candidate_path(scheme, candidate) + ".amount." + part.name; };
  return named({Name::amount_part, scheme, candidate, position, 0}, NamedValue::Kind::amount, path, [&] {
    trace_.current().subject = model::SchemeId{scheme};
    trace_.current().formula = part.text;
    trace_.current().place = part.formula.span;
    return never_null(part.formula, part.name, put_forward(scheme).at(candidate).frame);
  });
}

std::uint32_t Evaluator::candidate_amount(std::uint32_t scheme, std::uint32_t candidate) {
  const model::Scheme& whose = pack_.schemes[scheme];
  const model::SchemeVersion& version = *version_of(scheme);
  const auto path = [&] { return candidate_path(scheme, candidate) + ".amount"; };
  return named({Name::candidate_amount, scheme, candidate, 0, 0}, NamedValue::Kind::amount, path, [&] {
    trace_.current().subject = model::SchemeId{scheme};
    trace_.current().place = version.span;
    const bool plain = version.amount.size() == 1 && version.amount.front().name.empty();
    describe(whose.name, whose.cites, version.cites, version.period,
             plain ? version.amount.front().text : "");
    Evaluated result = Evaluated::literal(Decimal{0});
    for (std::uint32_t i = 0; i < version.amount.size(); ++i) {
      const Evaluated part =
          plain ? never_null(version.amount[i].formula, "amount", put_forward(scheme).at(candidate).frame)
                : trace_.read(amount_part(scheme, candidate, i));
      result = i == 0 ? part
                      : trace_.step("+", {result.operand, part.operand},
                                    compute(Arithmetic::plus, result.value, part.value, version.span),
                                    version.span);
    }
    const auto* number = result.value.get_if<Decimal>();
    const bool negative = number != nullptr && number->is_negative();
    if (!negative || !trace_.read(candidate_qualifies(scheme, candidate)).value.is(true)) return result;
    return Evaluated::literal(
        failed(Reason::negative_amount, version.amount.front().formula.span,
               {{"name", candidate_path(scheme, candidate)}, {"amount", number->text()}}));
  });
}

std::uint32_t Evaluator::qualifies(std::uint32_t scheme) {
  const auto path = [&] { return pack_.schemes.at(scheme).name + ".qualifies"; };
  return named({Name::qualifies, scheme, 0, 0, 0}, NamedValue::Kind::verdict, path, [&] {
    trace_.current().subject = model::SchemeId{scheme};
    const model::SchemeVersion* version = version_of(scheme);
    if (version == nullptr) return missing_scheme(scheme);
    describe(pack_.schemes[scheme].name, pack_.schemes[scheme].cites, version->cites, version->period, {});
    Value result = false;
    std::vector<Operand> operands;
    const std::size_t count = put_forward(scheme).size();
    for (std::uint32_t i = 0; i < count; ++i) {
      const Evaluated one = trace_.read(candidate_qualifies(scheme, i));
      operands.push_back(one.operand);
      result = either(result, one.value);
    }
    return trace_.step("or", std::move(operands), std::move(result), version->span);
  });
}

std::uint32_t Evaluator::amount(std::uint32_t scheme) {
  const auto path = [&] { return pack_.schemes.at(scheme).name + ".amount"; };
  return named({Name::amount, scheme, 0, 0, 0}, NamedValue::Kind::verdict, path, [&] {
    trace_.current().subject = model::SchemeId{scheme};
    const model::SchemeVersion* version = version_of(scheme);
    if (version == nullptr) return missing_scheme(scheme);
    Evaluated sum = Evaluated::literal(Decimal{0});
    Obstacles obstacles;
    bool first = true;
    const std::size_t count = put_forward(scheme).size();
    for (std::uint32_t i = 0; i < count; ++i) {
      const Evaluated may = trace_.read(candidate_qualifies(scheme, i));
      obstacles.add(may.value);
      if (may.value.is(false) || may.value.is_failed()) continue;
      const Evaluated one = trace_.read(candidate_amount(scheme, i));
      const bool certain = may.value.is(true);
      if (const auto* unknown = one.value.get_if<Unknown>()) obstacles.add(*unknown);
      if (certain) obstacles.add(one.value);
      if (!certain || one.value.state() != ValueState::known) continue;
      sum = first
                ? one
                : trace_.step("+", {sum.operand, one.operand},
                              compute(Arithmetic::plus, sum.value, one.value, version->span), version->span);
      first = false;
    }
    return obstacles.any() ? Evaluated::literal(obstacles.value()) : sum;
  });
}

std::uint32_t Evaluator::covered(std::uint32_t scheme) {
  const auto path = [&] { return pack_.schemes.at(scheme).name + ".covered"; };
  return named({Name::covered, scheme, 0, 0, 0}, NamedValue::Kind::verdict, path, [&] {
    trace_.current().subject = model::SchemeId{scheme};
    if (version_of(scheme) == nullptr) return missing_scheme(scheme);
    if (pack_.schemes[scheme].covers_nobody) return Evaluated::literal(List{});
    List all;
    std::vector<Operand> operands;
    Obstacles obstacles;
    const auto& candidates = put_forward(scheme);
    for (std::uint32_t i = 0; i < candidates.size(); ++i) {
      const Evaluated may = trace_.read(candidate_qualifies(scheme, i));
      obstacles.add(may.value);
      if (may.value.is(false)) continue;
      const Evaluated members = trace_.read(candidates[i].members);
      obstacles.add(members.value);
      operands.push_back(may.operand);
      operands.push_back(members.operand);
      const auto* list = members.value.get_if<List>();
      if (list == nullptr) continue;
      for (const Item& item : list->items) {
        const bool known = std::any_of(all.items.begin(), all.items.end(),
                                       [&](const Item& other) { return same(other.value, item.value); });
        if (!known) all.items.push_back(item);
      }
    }
    Value value = obstacles.any() ? obstacles.value() : Value{std::move(all)};
    return trace_.step("union", std::move(operands), std::move(value), version_of(scheme)->span);
  });
}

Evaluated Evaluator::pays(std::uint32_t scheme) {
  const auto& lifecycle = pack_.lifecycle;
  const auto lists = [scheme](const std::vector<model::SchemeId>& schemes) {
    return std::find(schemes.begin(), schemes.end(), model::SchemeId{scheme}) != schemes.end();
  };
  if (!lifecycle || !lists(lifecycle->of)) return Evaluated::literal(true);
  const auto path = [&] { return pack_.schemes[scheme].name + ".pays"; };
  return trace_.read(named({Name::pays, scheme, 0, 0, 0}, NamedValue::Kind::verdict, path, [&] {
    const Evaluated state = trace_.read(paying_state());
    List states;
    for (const model::State& each : lifecycle->states) {
      if (lists(each.pays)) states.items.push_back({Value{each.name}, {}});
    }
    const model::Type text = model::simple_type(model::Kind::text);
    const Value paying{states};
    Value value = in_list(state.value, paying, Order{pack_, text});
    return trace_.step("in", {state.operand, Operand::of_literal(paying)}, std::move(value), lifecycle->span);
  }));
}

Evaluated Evaluator::reached(std::uint32_t scheme) {
  std::optional<std::uint32_t> before;  // the last that would end the answer
  for (std::uint32_t i = 0; i < scheme; ++i) {
    if (!pack_.schemes[i].goes_on && version_of(i) != nullptr) before = i;
  }
  if (!before) return Evaluated::literal(true);
  const auto path = [&] { return pack_.schemes[scheme].name + ".reached"; };
  return trace_.read(named({Name::reached, scheme, 0, 0, 0}, NamedValue::Kind::verdict, path, [&] {
    const Evaluated earlier = reached(*before);
    const Evaluated grant = trace_.read(granted(*before));
    const Evaluated not_granted = trace_.step("not", {grant.operand}, negation(grant.value), {});
    return trace_.step("and", {earlier.operand, not_granted.operand}, both(earlier.value, not_granted.value),
                       {});
  }));
}

std::uint32_t Evaluator::granted(std::uint32_t scheme) {
  const auto path = [&] { return pack_.schemes.at(scheme).name + ".granted"; };
  return named({Name::granted, scheme, 0, 0, 0}, NamedValue::Kind::verdict, path, [&] {
    trace_.current().subject = model::SchemeId{scheme};
    if (version_of(scheme) == nullptr) return Evaluated::literal(false);
    const Evaluated may = trace_.read(qualifies(scheme));
    if (may.value.is(false)) return may;
    const Evaluated arrives = reached(scheme);
    const Evaluated paid = pays(scheme);
    return trace_.step("and", {may.operand, arrives.operand, paid.operand},
                       both(may.value, both(arrives.value, paid.value)), version_of(scheme)->span);
  });
}

}  // namespace doudi::explain
