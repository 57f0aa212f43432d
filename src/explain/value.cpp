// src/explain/value.cpp - values in four states, and what keeps an operation from having a result.
// Layer 7.
#include "doudi/explain/value.hpp"

#include <algorithm>
#include <stdexcept>

namespace doudi::explain {
namespace {

/// A failure that is nowhere in the text comes after all that are somewhere.
[[nodiscard]] bool stands_before(text::Span lhs, text::Span rhs) noexcept {
  return lhs.somewhere() && (!rhs.somewhere() || lhs.begin < rhs.begin);
}

[[nodiscard]] bool same_lists(const List& lhs, const List& rhs) {
  return std::equal(lhs.items.begin(), lhs.items.end(), rhs.items.begin(), rhs.items.end(),
                    [](const Item& left, const Item& right) { return same(left.value, right.value); });
}

/// The same entries, in any order.
template <class Same>
[[nodiscard]] bool match(const Context& lhs, const Context& rhs, const Same& same_value) {
  return lhs.entries.size() == rhs.entries.size() &&
         std::all_of(lhs.entries.begin(), lhs.entries.end(), [&](const auto& left) {
           const auto right = std::find_if(rhs.entries.begin(), rhs.entries.end(),
                                           [&](const auto& entry) { return entry.first == left.first; });
           return right != rhs.entries.end() && same_value(left.second, right->second);
         });
}

[[nodiscard]] bool same_ranges(const Range& lhs, const Range& rhs) {
  return lhs.low == rhs.low && lhs.high == rhs.high && lhs.bounds.low_included == rhs.bounds.low_included &&
         lhs.bounds.high_included == rhs.bounds.high_included && lhs.comparison == rhs.comparison;
}

}  // namespace

std::string missing_path(const model::Pack& pack, const model::Record& record, MissingFact missing) {
  switch (missing.kind) {
    case MissingFact::Kind::fact:
      return fact_path(pack, record, {static_cast<model::EntityId>(missing.entity), missing.member},
                       missing.index);
    case MissingFact::Kind::case_block:
      return "case";
    case MissingFact::Kind::case_state:
      return "case.state";
    case MissingFact::Kind::case_since:
      return "case.since";
    case MissingFact::Kind::case_amount:
      return "case.amount";
    case MissingFact::Kind::case_paid:
      return "case.paid";
    case MissingFact::Kind::case_remembered:
      return "case." + pack.lifecycle->remember[missing.index].first;
    case MissingFact::Kind::parameter:
      return "parameters." + pack.parameters[missing.index].name;
  }
  return {};
}

void FactSet::add(const FactSet& other) {
  if (other.facts_.empty()) return;
  if (facts_.empty()) {
    facts_ = other.facts_;
    return;
  }
  std::vector<MissingFact> united;
  united.reserve(facts_.size() + other.facts_.size());
  std::set_union(facts_.begin(), facts_.end(), other.facts_.begin(), other.facts_.end(),
                 std::back_inserter(united));
  facts_ = std::move(united);
}

text::Code code_of(Reason reason) noexcept {
  switch (reason) {
    case Reason::division_by_zero:
      return text::Code::division_by_zero;
    case Reason::overflow:
      return text::Code::overflow;
    case Reason::number_out_of_domain:
      return text::Code::number_out_of_domain;
    case Reason::not_a_whole_number:
      return text::Code::not_a_whole_number;
    case Reason::text_is_no_number:
      return text::Code::text_is_no_number;
    case Reason::no_such_date:
      return text::Code::no_such_date;
    case Reason::text_is_no_duration:
      return text::Code::text_is_no_duration;
    case Reason::index_out_of_range:
      return text::Code::index_out_of_range;
    case Reason::empty_list:
      return text::Code::empty_list;
    case Reason::no_row_matches:
      return text::Code::no_row_matches;
    case Reason::several_rows_match:
      return text::Code::several_rows_match;
    case Reason::rows_disagree:
      return text::Code::rows_disagree;
    case Reason::negative_amount:
      return text::Code::negative_amount;
    case Reason::null_value:
      return text::Code::null_value;
    case Reason::not_in_force:
      return text::Code::not_in_force;
    case Reason::kinds_do_not_fit:
      return text::Code::kinds_do_not_fit;
    case Reason::offset_missing:
      return text::Code::offset_missing;
    case Reason::text_is_no_range:
      return text::Code::text_is_no_range;
    case Reason::bad_pattern:
      return text::Code::bad_pattern;
    case Reason::case_since_in_future:
      return text::Code::case_since_in_future;
    case Reason::too_many_steps:
      return text::Code::too_many_steps;
  }
  return text::Code::null_value;
}

Value::Value() = default;
Value::Value(model::Literal literal) : data{std::move(literal)} {}
Value::Value(bool boolean) : data{model::Literal{boolean}} {}
Value::Value(Decimal number) : data{model::Literal{number}} {}
Value::Value(std::string text) : data{model::Literal{std::move(text)}} {}
Value::Value(Date date) : data{model::Literal{date}} {}
Value::Value(model::Member member) : data{member} {}
Value::Value(List list) : data{std::move(list)} {}
Value::Value(Range range) : data{std::vector<Range>{std::move(range)}} {}
Value::Value(Context context) : data{std::move(context)} {}
Value::Value(Function function) : data{std::move(function)} {}
Value::Value(Unknown unknown) : data{std::move(unknown)} {}
Value::Value(Failed failed) : data{std::move(failed)} {}

ValueState Value::state() const noexcept {
  if (std::holds_alternative<Unknown>(data)) return ValueState::unknown;
  if (std::holds_alternative<Failed>(data)) return ValueState::failed;
  const auto* literal = std::get_if<model::Literal>(&data);
  return literal != nullptr && literal->index() == 0 ? ValueState::null : ValueState::known;
}

bool Value::is(bool wanted) const noexcept {
  const bool* boolean = get_if<bool>();
  return boolean != nullptr && *boolean == wanted;
}

void Value::wrong_kind() {
  throw std::logic_error("a checked pack met a value of the wrong kind");
}

bool same(const Value& lhs, const Value& rhs) {
  if (lhs.data.index() != rhs.data.index()) return false;
  if (const auto* literal = lhs.get_if<model::Literal>()) return *literal == rhs.get<model::Literal>();
  if (const auto* member = lhs.get_if<model::Member>()) return *member == rhs.get<model::Member>();
  if (const auto* list = lhs.get_if<List>()) return same_lists(*list, rhs.get<List>());
  if (const auto* range = lhs.get_if<Range>()) return same_ranges(*range, rhs.get<Range>());
  if (const auto* context = lhs.get_if<Context>()) return match(*context, rhs.get<Context>(), same);
  return false;
}

bool same_kind(const Value& lhs, const Value& rhs) noexcept {
  if (lhs.data.index() != rhs.data.index()) return false;
  const auto* literal = lhs.get_if<model::Literal>();
  return literal == nullptr || literal->index() == rhs.get_if<model::Literal>()->index();
}

bool equal(const Value& lhs, const Value& rhs) {
  if (!same_kind(lhs, rhs)) return false;
  if (const auto* time = lhs.get_if<Time>()) return same_moment(*time, rhs.get<Time>());
  if (const auto* moment = lhs.get_if<DateTime>()) return same_moment(*moment, rhs.get<DateTime>());
  if (const auto* list = lhs.get_if<List>()) {
    const auto& other = rhs.get<List>().items;
    return std::equal(list->items.begin(), list->items.end(), other.begin(), other.end(),
                      [](const Item& left, const Item& right) { return equal(left.value, right.value); });
  }
  if (const auto* context = lhs.get_if<Context>()) return match(*context, rhs.get<Context>(), equal);
  return same(lhs, rhs);
}

void Obstacles::add(const Failed& failed) {
  if (!failed_ || stands_before(failed.place, failed_->place)) failed_ = failed;
}

void Obstacles::add(const Presence& presence) {
  if (const auto* unknown = std::get_if<Unknown>(&presence)) add(*unknown);
  if (const auto* failed = std::get_if<Failed>(&presence)) add(*failed);
}

void Obstacles::add(const Value& value) {
  if (const auto* unknown = value.get_if<Unknown>()) return add(*unknown);
  if (const auto* failed = value.get_if<Failed>()) return add(*failed);
  if (const auto* list = value.get_if<List>()) {
    for (const Item& item : list->items) {
      add(item.value);
      add(item.presence);
    }
  }
  if (const auto* context = value.get_if<Context>()) {
    for (const auto& entry : context->entries) add(entry.second);
  }
}

Value Obstacles::value() const {
  if (failed_) return *failed_;
  return Unknown{facts_};
}

bool settled(const Value& value) {
  Obstacles obstacles;
  obstacles.add(value);
  return !obstacles.any();
}

}  // namespace doudi::explain
