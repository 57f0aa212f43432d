// src/check/table_formulas.cpp - cells and conditions as tests on axes.
// Layer 4.
#include <algorithm>
#include <utility>
#include <variant>

#include "check/table_space.hpp"

namespace doudi::check {

using model::Comparison;
using model::Expression;
using model::Kind;
using model::Literal;
using model::Operation;

namespace {

Formula decided(bool holds) {
  return {.form = holds ? Formula::Form::always : Formula::Form::never};
}

Formula joined(Formula::Form form, std::vector<Formula> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  return {.form = form, .parts = std::move(parts)};
}

/// All of them are to hold, or, where that is denied, one of them is not to.
Formula::Form all_if(bool wanted) {
  return wanted ? Formula::Form::all : Formula::Form::any;
}

Comparison turned_round(Comparison comparison) {
  switch (comparison) {
    case Comparison::less:
      return Comparison::greater;
    case Comparison::less_equal:
      return Comparison::greater_equal;
    case Comparison::greater:
      return Comparison::less;
    case Comparison::greater_equal:
      return Comparison::less_equal;
    case Comparison::equal:
    case Comparison::not_equal:
      break;
  }
  return comparison;
}

bool orders(Comparison comparison) {
  return comparison != Comparison::equal && comparison != Comparison::not_equal;
}

bool fits(const Axis& axis, const Literal& literal) {
  switch (axis.type.kind) {
    case Kind::boolean:
      return std::holds_alternative<bool>(literal);
    case Kind::number:
      return std::holds_alternative<Decimal>(literal);
    case Kind::text:
    case Kind::enumeration:
      return std::holds_alternative<std::string>(literal);
    case Kind::date:
      return std::holds_alternative<Date>(literal);
    case Kind::years_months:
      return std::holds_alternative<YearsMonths>(literal);
    case Kind::days_time:
      return std::holds_alternative<DaysTime>(literal);
    case Kind::error:
    case Kind::null:
    case Kind::member:
    case Kind::list:
    case Kind::range:
    case Kind::context:
    case Kind::time:
    case Kind::date_time:
    case Kind::function:
    case Kind::any:
      break;
  }
  return false;
}

bool has_order(const Axis& axis) {
  return axis.form == Axis::Form::ordered || axis.form == Axis::Form::members;
}

/// Facts and rules can be thought of as free inputs; what is computed from them on the spot cannot.
bool is_input(const Expression& expression) {
  return expression.operation == Operation::fact || expression.operation == Operation::derived ||
         expression.operation == Operation::today || expression.operation == Operation::state ||
         expression.operation == Operation::previous;
}

}  // namespace

TableSpace::Subject TableSpace::subject_of(const Expression& expression) {
  const Expression& meant = keys_.meaning(expression);
  return {.expression = &meant, .axis = axis_of(meant, {})};
}

std::uint32_t TableSpace::axis_of(const Expression& expression, const std::string& shown) {
  const Expression& meant = keys_.meaning(expression);
  std::string key = keys_.key(meant);
  const auto next = static_cast<std::uint32_t>(axes_.size());
  const auto [place, added] = axis_by_key_.emplace(std::move(key), next);
  if (!added) {
    axes_[place->second].nullable |= meant.type.nullable;
    return place->second;
  }
  Axis axis{.form = form_of(meant.type.kind),
            .shown = shown.empty() ? keys_.shown(meant) : shown,
            .type = meant.type,
            .nullable = meant.type.nullable,
            .certain = !shown.empty() || is_input(meant)};
  if (axis.type.is(Kind::number)) {
    if (axis.type.number.low) axis.lowest = *axis.type.number.low;
    if (axis.type.number.high) axis.highest = *axis.type.number.high;
  }
  if (meant.operation == Operation::today) {
    if (validity_.from) axis.lowest = *validity_.from;
    if (validity_.until) axis.highest = *validity_.until;
    date_axis_ = next;
  }
  axes_.push_back(std::move(axis));
  return next;
}

/// A boolean of which nothing is known but its name.
Formula TableSpace::named(const std::string& key, const std::string& shown, bool nullable, bool wanted) {
  const auto next = static_cast<std::uint32_t>(axes_.size());
  const auto [place, added] = axis_by_key_.emplace("named " + key, next);
  if (added) {
    axes_.push_back({.form = Axis::Form::boolean,
                     .shown = shown,
                     .type = model::simple_type(Kind::boolean),
                     .certain = false});
  }
  axes_[place->second].nullable |= nullable;
  return {.form = Formula::Form::test, .axis = place->second, .literal = Literal{wanted}};
}

Formula TableSpace::condition(const Expression& expression, bool wanted) {
  const Expression& meant = keys_.meaning(expression);
  const auto parts = [&](bool each_wanted) {
    std::vector<Formula> result;
    for (const Expression& operand : meant.operands) result.push_back(condition(operand, each_wanted));
    return result;
  };
  switch (meant.operation) {
    case Operation::constant: {
      const auto* literal = std::get_if<Literal>(&meant.detail);
      const bool* value = literal != nullptr ? std::get_if<bool>(literal) : nullptr;
      return decided(value != nullptr && *value == wanted);
    }
    case Operation::negation:
      return condition(meant.operands[0], !wanted);
    case Operation::conjunction:
      return joined(all_if(wanted), parts(wanted));
    case Operation::disjunction:
      return joined(all_if(!wanted), parts(wanted));
    case Operation::comparison:
      return comparison(meant.operands[0], std::get<Comparison>(meant.detail), meant.operands[1], wanted);
    case Operation::between:
      return interval(subject_of(meant.operands[0]), meant.operands[1], meant.operands[2], {}, wanted);
    case Operation::in: {
      const auto tested = meant.locals.empty() ? std::nullopt : std::optional{meant.locals[0]};
      return cell(subject_of(meant.operands[0]), std::get<model::Cell>(meant.detail), tested, wanted);
    }
    default:
      return {.form = Formula::Form::test, .axis = axis_of(meant, {}), .literal = Literal{wanted}};
  }
}

Formula TableSpace::comparison(const Expression& lhs, Comparison how, const Expression& rhs, bool wanted) {
  const auto left = keys_.folded(lhs);
  const auto right = keys_.folded(rhs);
  if (left && right) {
    const std::string key =
        model::literal_text(*left) + std::string{comparison_text(how)} + model::literal_text(*right);
    return named(key, key, false, wanted);
  }
  if (left) return with_literal(subject_of(rhs), turned_round(how), *left, wanted);
  if (right) return with_literal(subject_of(lhs), how, *right, wanted);
  return relation(subject_of(lhs), how, rhs, wanted);
}

Formula TableSpace::compare(Subject subject, Comparison how, const Expression& operand, bool wanted) {
  if (const auto literal = keys_.folded(operand)) return with_literal(subject, how, *literal, wanted);
  return relation(subject, how, operand, wanted);
}

Formula TableSpace::with_literal(Subject subject, Comparison how, const Literal& literal, bool wanted) {
  Axis& axis = axes_[subject.axis];
  const bool null = std::holds_alternative<model::Null>(literal);
  if (null && orders(how)) return decided(false);
  if (!null && (!fits(axis, literal) || (orders(how) && !has_order(axis)))) {
    const std::string test = std::string{comparison_text(how)} + " " + model::literal_text(literal);
    return named(keys_.key(*subject.expression) + test, axis.shown + " " + test, orders(how) && axis.nullable,
                 wanted);
  }
  if (!null && (axis.form == Axis::Form::ordered || axis.form == Axis::Form::texts))
    axis.cuts.push_back(literal);
  return {.form = Formula::Form::test,
          .axis = subject.axis,
          .comparison = how,
          .literal = literal,
          .wanted = wanted};
}

Formula TableSpace::relation(Subject subject, Comparison how, const Expression& other, bool wanted) {
  const Expression& meant = keys_.meaning(other);
  const std::string key = keys_.key(*subject.expression);
  const std::string other_key = keys_.key(meant);
  if (key == other_key)
    return named(key + std::string{comparison_text(how)}, axes_[subject.axis].shown + " …", true, wanted);
  const auto is_column = [this](std::uint32_t axis) {
    return std::ranges::find(columns_, axis) != columns_.end();
  };
  const auto found = axis_by_key_.find(other_key);
  const bool other_is_column = found != axis_by_key_.end() && is_column(found->second);
  const bool turn = other_is_column == is_column(subject.axis) ? other_key < key : other_is_column;
  const std::uint32_t base = turn ? axis_of(meant, {}) : subject.axis;
  const Expression& compared = turn ? *subject.expression : meant;
  const auto next = static_cast<std::uint32_t>(axes_.size());
  const auto [place, added] =
      axis_by_key_.emplace("relation " + (turn ? other_key + " " + key : key + " " + other_key), next);
  if (added) {
    Axis axis{
        .form = Axis::Form::relation, .shown = axes_[base].shown, .type = axes_[base].type, .certain = false};
    axis.base = base;
    axis.other_shown = keys_.shown(compared);
    axes_.push_back(std::move(axis));
  }
  axes_[place->second].other_nullable |= compared.type.nullable;
  return {.form = Formula::Form::test,
          .axis = place->second,
          .comparison = turn ? turned_round(how) : how,
          .wanted = wanted};
}

Formula TableSpace::interval(Subject subject, const Expression& low, const Expression& high,
                             model::Bounds bounds, bool wanted) {
  std::vector<Formula> ends;
  const Comparison above = bounds.low_included ? Comparison::greater_equal : Comparison::greater;
  const Comparison below = bounds.high_included ? Comparison::less_equal : Comparison::less;
  ends.push_back(compare(subject, above, low, wanted));
  ends.push_back(compare(subject, below, high, wanted));
  return joined(all_if(wanted), std::move(ends));
}

Formula TableSpace::cell(Subject subject, const model::Cell& cell, std::optional<model::LocalId> tested,
                         bool wanted) {
  if (cell.any) return decided(wanted);
  if (tested) keys_.stands_for(*tested, *subject.expression);
  const bool each_wanted = wanted != cell.negated;
  std::vector<Formula> parts;
  for (const model::Test& one : cell.tests) parts.push_back(test(subject, one, each_wanted));
  return joined(all_if(!each_wanted), std::move(parts));
}

Formula TableSpace::test(Subject subject, const model::Test& test, bool wanted) {
  switch (test.form) {
    case model::Test::Form::compare:
      return compare(subject, test.comparison, test.operands[0], wanted);
    case model::Test::Form::interval:
      return interval(subject, test.operands[0], test.operands[1], test.bounds, wanted);
    case model::Test::Form::in_range:
      return in_range(subject, test.operands[0], wanted);
    case model::Test::Form::in_list:
      return in_list(subject, test.operands[0], wanted);
    case model::Test::Form::condition:
      return condition(test.operands[0], wanted);
    case model::Test::Form::by_value:
      break;  // of DMN models, whose tables are not analysed
  }
  return decided(false);
}

Formula TableSpace::in_range(Subject subject, const Expression& range, bool wanted) {
  const Expression& meant = keys_.meaning(range);
  if (meant.operation == Operation::interval) {
    return interval(subject, meant.operands[0], meant.operands[1], std::get<model::Bounds>(meant.detail),
                    wanted);
  }
  if (meant.operation == Operation::comparison_range) {
    return compare(subject, std::get<Comparison>(meant.detail), meant.operands[0], wanted);
  }
  return named(keys_.key(*subject.expression) + " in " + keys_.key(meant),
               axes_[subject.axis].shown + " in " + keys_.shown(meant),
               axes_[subject.axis].nullable || meant.type.nullable, wanted);
}

Formula TableSpace::in_list(Subject subject, const Expression& list, bool wanted) {
  const Expression& meant = keys_.meaning(list);
  if (meant.operation != Operation::list) return in_range(subject, meant, wanted);
  std::vector<Formula> parts;
  for (const Expression& element : meant.operands) {
    parts.push_back(keys_.meaning(element).type.is(Kind::range)
                        ? in_range(subject, element, wanted)
                        : compare(subject, Comparison::equal, element, wanted));
  }
  if (parts.empty()) return decided(!wanted);
  return joined(all_if(!wanted), std::move(parts));
}

Formula TableSpace::period(const model::Period& period) {
  std::vector<Formula> ends;
  const auto end = [&](Comparison how, Date date) {
    axes_[*date_axis_].cuts.emplace_back(date);
    ends.push_back(
        {.form = Formula::Form::test, .axis = *date_axis_, .comparison = how, .literal = Literal{date}});
  };
  if (period.from) end(Comparison::greater_equal, *period.from);
  if (period.until) end(Comparison::less_equal, *period.until);
  return joined(Formula::Form::all, std::move(ends));
}

Formula TableSpace::row(const model::Row& row) {
  Formula result{.form = Formula::Form::all};
  if (row.period.from || row.period.until) result.parts.push_back(period(row.period));
  for (std::size_t index = 0; index < row.cells.size() && index < table_.columns.size(); ++index) {
    const model::Column& column = table_.columns[index];
    if (row.cells[index].any) continue;
    const Subject subject = column.when ? Subject{} : Subject{&keys_.meaning(column.input), columns_[index]};
    result.parts.push_back(
        cell(subject, row.cells[index], column.when ? std::nullopt : std::optional{column.tested}, true));
  }
  return result;
}

}  // namespace doudi::check
