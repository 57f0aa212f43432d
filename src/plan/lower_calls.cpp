// src/plan/lower_calls.cpp - functions that have columns.
// Layer 5.
#include <algorithm>

#include "doudi/model/builtin_table.hpp"

#include "plan/lowering.hpp"

namespace doudi::plan {

using Form = Lowered::Form;
using model::Builtin;
using model::Expression;

namespace {

/// How many of the unit's periods make a year; 0 if it has none.
[[nodiscard]] int periods_a_year(const model::Unit& unit) {
  for (const auto& [symbol, power] : unit.factors()) {
    if (power == -1 && symbol == "month") return 12;
    if (power == -1 && symbol == "year") return 1;
    if (power == -1 && symbol == "quarter") return 4;
  }
  return 0;
}

}  // namespace

Lowered Lowering::call_rounding(const Expression& expression, const Scope& scope, RoundingMode mode) {
  int scale = 0;
  if (expression.operands.size() > 1) {
    const Lowered given = lower(expression.operands[1], scope);
    const bool plain = given.form == Form::number && nodes_.is_constant(given.value) &&
                       given.open == no_node && nodes_[given.value].scale == 0;
    if (!plain) throw NotInColumns("rounding to decimals that differ");
    scale = static_cast<int>(nodes_[given.value].immediate);
    if (scale < 0) throw NotInColumns("rounding to tens");
  }
  return rounded(lower(expression.operands.front(), scope), scale, mode);
}

Lowered Lowering::call_extreme(const Expression& expression, const Scope& scope, Opcode opcode) {
  Lowered result = lower(expression.operands.front(), scope);
  if (expression.operands.size() == 1)
    return extreme_of(result, opcode == Opcode::larger ? Opcode::largest : Opcode::smallest);
  for (std::size_t i = 1; i < expression.operands.size(); ++i)
    result = extreme(opcode, result, lower(expression.operands[i], scope));
  return result;
}

Lowered Lowering::call_aggregate(const Expression& expression, const Scope& scope) {
  const Lowered list = lower(expression.operands.front(), scope);
  if (expression.operands.size() != 1) throw NotInColumns("the sum of single values");
  return std::get<Builtin>(expression.detail) == Builtin::count ? count(list) : sum(list);
}

Lowered Lowering::call_period(const Expression& expression, const Scope& scope, int wanted) {
  const int found = periods_a_year(expression.operands.front().type.unit);
  const int given = found == 0 ? (wanted == 1 ? 12 : 1) : found;
  const Lowered number = lower(expression.operands.front(), scope);
  const auto whole = [&](int value) { return lowered(Form::number, nodes_.constant(value)); };
  if (given > wanted) return arithmetic('*', number, whole(given / wanted));
  return arithmetic('/', number, whole(wanted / given));
}

Lowered Lowering::call(const Expression& expression, const Scope& scope) {
  const auto builtin = std::get<Builtin>(expression.detail);
  const auto first = [&] { return lower(expression.operands.front(), scope); };
  switch (builtin) {
    case Builtin::decimal:
      return call_rounding(expression, scope, RoundingMode::half_even);
    case Builtin::floor:
      return call_rounding(expression, scope, RoundingMode::floor);
    case Builtin::ceiling:
      return call_rounding(expression, scope, RoundingMode::ceiling);
    case Builtin::round_up:
      return call_rounding(expression, scope, RoundingMode::up);
    case Builtin::round_down:
      return call_rounding(expression, scope, RoundingMode::down);
    case Builtin::round_half_up:
      return call_rounding(expression, scope, RoundingMode::half_up);
    case Builtin::round_half_down:
      return call_rounding(expression, scope, RoundingMode::half_down);
    case Builtin::max:
      return call_extreme(expression, scope, Opcode::larger);
    case Builtin::min:
      return call_extreme(expression, scope, Opcode::smaller);
    case Builtin::count:
    case Builtin::sum:
    case Builtin::total:
      return call_aggregate(expression, scope);
    case Builtin::per_month:
      return call_period(expression, scope, 12);
    case Builtin::per_year:
      return call_period(expression, scope, 1);
    case Builtin::per_quarter:
      return call_period(expression, scope, 4);
    case Builtin::months:
    case Builtin::years:
      return first();
    case Builtin::date_of: {
      const auto* written = std::get_if<model::Literal>(&expression.operands.front().detail);
      const auto* text = written == nullptr ? nullptr : std::get_if<std::string>(written);
      if (text == nullptr || expression.operands.size() != 1)
        throw NotInColumns("a date of parts, or of a text that differs");
      const auto date = Date::parse(*text);
      if (!date) throw NotInColumns("a date that there is not");
      return lowered(Form::date, nodes_.constant(date->days()));
    }
    case Builtin::abs: {
      const Lowered number = first();
      return extreme(Opcode::larger, number,
                     arithmetic('-', lowered(Form::number, nodes_.constant(0)), number));
    }
    case Builtin::negation:
      return opposite(first());
    case Builtin::today:
      return lowered(Form::date, nodes_.constant(on_.days()));
    case Builtin::list_contains: {
      const Expression& list = expression.operands.front();
      const bool values = std::ranges::none_of(
          list.operands, [](const Expression& item) { return item.type.is(model::Kind::range); });
      if (list.operation == model::Operation::list && values)
        return in_list(lower(expression.operands[1], scope), list, scope);
      const auto* part = std::get_if<model::PreviousPart>(&list.detail);
      if (part == nullptr || part->part != model::PreviousPart::Part::paid)
        throw NotInColumns("the function list contains");
      return was_paid(lower(expression.operands[1], scope));
    }
    case Builtin::otherwise: {
      const Lowered value = first();
      if (value.null == no_node && value.form != Form::null) return value;
      Lowered is_null = lowered(Form::boolean, value.form == Form::null ? nodes_.truth(true) : value.null);
      Lowered given = value;
      given.null = no_node;
      is_null.open = value.open;
      return conditional(is_null, lower(expression.operands[1], scope), given);
    }
    case Builtin::full_years:
    case Builtin::full_years_from_next_month: {
      const Lowered birth = first();
      if (birth.form != Form::date) throw NotInColumns("the age of what is no date");
      Lowered result = birth;
      result.form = Form::number;
      // A birthday that counts from the next month is looked at on the last day of the month before.
      const auto month_before = Date::from_days(on_.first_of_month().days() - 1);
      const bool next_month = builtin == Builtin::full_years_from_next_month;
      result.value = nodes_.full_years(birth.value, next_month ? month_before.value_or(on_) : on_);
      return result;
    }
    default:
      throw NotInColumns("the function " + std::string{model::definition(builtin).name});
  }
}

}  // namespace doudi::plan
