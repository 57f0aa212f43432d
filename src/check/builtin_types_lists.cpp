// src/check/builtin_types_lists.cpp - typing of the functions on lists.
#include <algorithm>

#include "check/builtin_types.hpp"
#include "check/number_shape.hpp"
#include "check/type_fit.hpp"

namespace doudi::check {

using model::Builtin;
using model::Kind;
using model::Type;

namespace {

bool one_list(const Call& call) {
  return call.arguments.size() == 1 && call.type(0).is(Kind::list);
}

/// What an aggregate runs over: the elements of one list, or the scalars given.
struct Elements {
  Type type;
  bool may_be_empty = false;
  std::size_t quotients = 0;  // how many of the elements may be quotients (2: many)
};

std::optional<Elements> elements_of(Call& call) {
  if (one_list(call)) {
    const Type& list = call.type(0);
    return Elements{list.element(), list.may_be_empty,
                    list.element().number.quotient ? std::size_t{2} : std::size_t{0}};
  }
  if (call.definition.builtin == Builtin::total) {
    call.wrong(0, "list");
    return std::nullopt;
  }
  Elements elements;
  std::vector<model::Expression*> all;
  for (model::Expression& argument : call.arguments) {
    all.push_back(&argument);
    elements.quotients += argument.type.number.quotient ? 1 : 0;
  }
  elements.type = call.inference.reconcile(all);
  if (elements.type.is(Kind::error)) return std::nullopt;
  return elements;
}

Type extremum_type(Call& call, const Elements& elements) {
  if (!is_ordered(call.draft.pack, elements.type))
    return call.fault(Code::not_ordered, call.span, {{"type", type_text(call.draft.pack, elements.type)}});
  if (elements.quotients > 1) {
    call.draft.error(Code::two_quotients, call.span).help(Hint::round_first);
    return {};
  }
  Type type = elements.type;
  if (type.is(Kind::number) && !one_list(call)) {
    const bool maximum = call.definition.builtin == Builtin::max;
    NumberShape shape = call.type(0).number;
    for (std::size_t index = 1; index < call.arguments.size(); ++index) {
      shape = maximum ? larger(shape, call.type(index).number) : smaller(shape, call.type(index).number);
    }
    type.number = shape;
  }
  return type;
}

Type sum_type(Call& call, const Elements& elements) {
  Type type = elements.type;
  if (type.is(Kind::years_months) || type.is(Kind::days_time)) return type;
  if (!type.is(Kind::number)) return call.wrong(0, "list of number");
  if (elements.quotients > 1) {
    call.draft.error(Code::quotients_summed, call.span).help(Hint::round_first);
    return {};
  }
  type.number = one_list(call)
                    ? summed(type.number, {})
                    : summed(type.number, Decimal{static_cast<std::int64_t>(call.arguments.size())});
  type.number.literal = false;
  return type;
}

Type statistic_type(Call& call, const Elements& elements) {
  if (!elements.type.is(Kind::number)) return call.wrong(0, "list of number");
  if (elements.quotients > 0) {
    call.draft.error(Code::quotients_summed, call.span).help(Hint::round_first);
    return {};
  }
  Type type = elements.type;
  type.number.literal = false;
  const Builtin builtin = call.definition.builtin;
  if (builtin == Builtin::mean || builtin == Builtin::median) {
    type.number.decimals = std::nullopt;
    type.number.quotient = true;
  }
  if (builtin == Builtin::stddev || builtin == Builtin::product_of) {
    if (!type.unit.plain())
      return call.fault(Code::unit_mismatch, call.span, {{"found", type.unit.text()}, {"expected", "plain"}});
    type.number = {};
  }
  if (builtin == Builtin::mode) {
    type = model::list_of(type);
    type.ordered = true;
  }
  return type;
}

/// Makes a value fit the elements of the list; reports one that does not.
bool coerce_to_element(Call& call, std::size_t index) {
  return call.inference.coerce(call.arguments[index], call.type(0).element());
}

/// The list with one more element, which may be null or have more decimals than the others.
Type with_element(Type list, const Type& element) {
  list.arguments = {joined_type(list.element(), element)};
  return list;
}

/// Reports a function that would compare quotients with each other.
bool compares_quotients(Call& call, const Type& one, const Type& other) {
  if (!holds_quotient(one) || !holds_quotient(other)) return false;
  call.draft.error(Code::two_quotients, call.span).help(Hint::round_first);
  return true;
}

Type needs_order(Call& call) {
  return call.fault(Code::list_needs_order, call.arguments[0].span);
}

Type positioned_type(Call& call) {
  if (!call.type(0).ordered) return needs_order(call);
  if (!call.expect_plain(1)) return {};
  if (call.definition.builtin == Builtin::sublist) {
    if (call.given(2) && !call.expect_plain(2)) return {};
  } else if (call.given(2) && !coerce_to_element(call, 2)) {
    return {};
  }
  const bool inserts = call.definition.builtin != Builtin::sublist && call.given(2);
  Type type = inserts ? with_element(call.type(0), call.type(2)) : call.type(0);
  type.may_be_empty =
      call.definition.builtin != Builtin::insert_before && call.definition.builtin != Builtin::list_replace;
  return type;
}

Type joined_lists_type(Call& call) {
  std::vector<model::Expression*> lists;
  for (std::size_t index = 0; index < call.arguments.size(); ++index) {
    if (!call.expect(index, Kind::list)) return {};
    lists.push_back(&call.arguments[index]);
  }
  bool empty = true;
  for (const model::Expression& list : call.arguments) empty = empty && list.type.may_be_empty;
  Type type = call.inference.reconcile(lists);
  if (call.definition.builtin == Builtin::union_of && compares_quotients(call, type, type)) return {};
  if (!type.is(Kind::error)) type.may_be_empty = empty;
  return type;
}

Type flatten_type(Call& call) {
  Type type = call.type(0);
  while (type.element().is(Kind::list)) {
    Type inner = type.element();
    inner.may_be_empty = inner.may_be_empty || type.may_be_empty;
    inner.ordered = inner.ordered && type.ordered;
    type = std::move(inner);
  }
  return type;
}

/// The type of a function of one list and other arguments, the list being known not to be null.
Type type_of_one_list(Call& call) {
  const Type& list = call.type(0);
  switch (call.definition.builtin) {
    case Builtin::list_contains:
      if (!coerce_to_element(call, 1) || compares_quotients(call, list, call.type(1))) return {};
      return model::simple_type(Kind::boolean);
    case Builtin::count:
      return model::number_type({}, whole_number(Decimal{list.may_be_empty ? 0 : 1}, Decimal{1'000'000}));
    case Builtin::append: {
      Type type = list;
      for (std::size_t index = 1; index < call.arguments.size(); ++index) {
        if (!coerce_to_element(call, index)) return {};
        type = with_element(std::move(type), call.type(index));
      }
      type.may_be_empty = false;
      return type;
    }
    case Builtin::sublist:
    case Builtin::insert_before:
    case Builtin::remove:
    case Builtin::list_replace:
      return positioned_type(call);
    case Builtin::reverse:
      return list.ordered ? list : needs_order(call);
    case Builtin::index_of: {
      if (!list.ordered) return needs_order(call);
      if (!coerce_to_element(call, 1) || compares_quotients(call, list, call.type(1))) return {};
      Type type = model::list_of(model::number_type({}, whole_number(Decimal{1}, {})));
      type.ordered = true;
      return type;
    }
    case Builtin::distinct_values:
      return compares_quotients(call, list, list) ? Type{} : list;
    case Builtin::flatten:
      return flatten_type(call);
    case Builtin::sort: {
      if (!call.given(1) && !is_ordered(call.draft.pack, list.element())) {
        return call.fault(Code::not_ordered, call.arguments[0].span,
                          {{"type", type_text(call.draft.pack, list.element())}});
      }
      if (!call.given(1) && compares_quotients(call, list, list)) return {};
      Type type = list;
      type.ordered = true;
      type.nullable = !call.given(1) && list.element().nullable;
      return type;
    }
    default:
      return call.wrong(0, "list");
  }
}

}  // namespace

Type aggregate_type(Call& call) {
  const auto elements = elements_of(call);
  if (!elements) return {};
  const Builtin builtin = call.definition.builtin;
  const bool boolean = builtin == Builtin::all || builtin == Builtin::any;
  if (call.draft.policy == Policy::pack && elements->may_be_empty && !boolean && builtin != Builtin::total &&
      builtin != Builtin::mode) {
    auto& diagnostic = call.draft.error(Code::list_may_be_empty, call.arguments[0].span,
                                        {{"name", std::string{call.definition.name}}});
    diagnostic.help(builtin == Builtin::sum ? Hint::use_total : Hint::guard_against_empty);
    return {};
  }
  Type type;
  switch (builtin) {
    case Builtin::min:
    case Builtin::max:
      type = extremum_type(call, *elements);
      break;
    case Builtin::sum:
    case Builtin::total:
      type = sum_type(call, *elements);
      break;
    case Builtin::all:
    case Builtin::any:
      if (!elements->type.is(Kind::boolean)) return call.wrong(0, "list of boolean");
      type = model::simple_type(Kind::boolean);
      break;
    default:
      type = statistic_type(call, *elements);
      break;
  }
  type.nullable = !type.is(Kind::error) && (elements->type.nullable || call.type(0).nullable);
  return type;
}

Type list_builtin_type(Call& call) {
  const Builtin builtin = call.definition.builtin;
  if (builtin == Builtin::concatenate || builtin == Builtin::union_of) return joined_lists_type(call);
  if (!call.expect(0, Kind::list)) return {};
  Type type = type_of_one_list(call);
  if (!type.is(Kind::error)) type.nullable = type.nullable || call.type(0).nullable;
  return type;
}

}  // namespace doudi::check
