// src/check/check_facts.cpp - entities, their facts, and the tree that lists make of them.
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check/draft.hpp"

namespace doudi::check {

using model::EntityId;
using model::Fact;
using model::Kind;
using syntax::FactField;

namespace {

void check_number(Draft& draft, const FactField& field, Fact& fact) {
  const bool named = draft.number_types.contains(field.type.text);
  if (!named) {
    NumberDefinition definition{.unit = fact.type.unit, .unbounded = field.unbounded};
    if (field.decimals) {
      const auto value = checked_decimal(draft, *field.decimals);
      const auto whole = value ? value->to_int64() : std::nullopt;
      if (whole && *whole >= 0 && *whole <= 30) {
        definition.decimals = static_cast<int>(*whole);
      } else if (value) {
        draft.error(Code::bad_decimals, field.decimals->span, {{"text", field.decimals->text}});
      }
    } else {
      draft.error(Code::decimals_missing, field.name.span, {{"name", field.name.text}})
          .help(Hint::write_decimals);
    }
    if (field.range) {
      const DecimalRange range = checked_range(draft, *field.range);
      definition.low = range.low;
      definition.high = range.high;
    }
    fact.type = definition.type();
  } else if (field.decimals || field.range) {
    const text::Span span = field.decimals ? field.decimals->span : field.range->span;
    draft.error(Code::type_says_it_already, span, {{"type", field.type.text}});
  }
  fact.decimals = fact.type.number.decimals.value_or(0);
  fact.low = fact.type.number.low;
  fact.high = fact.type.number.high;
}

std::optional<model::DateBound> date_bound(Draft& draft, const syntax::WrittenText& written) {
  if (written.text == "today") return model::DateBound{};
  const auto date = Date::parse(written.text);
  if (date) return model::DateBound{.date = *date};
  draft.error(Code::literal_does_not_fit, written.span, {{"text", written.text}, {"type", "date"}});
  return std::nullopt;
}

/// Whether a record could write the value: the same questions as the record's reader asks, those about today aside.
bool accepts(const Fact& fact, const model::Literal& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) {
    return number->decimals() <= fact.decimals && (!fact.low || *number >= *fact.low) &&
           (!fact.high || *number <= *fact.high);
  }
  const auto* date = std::get_if<Date>(&value);
  if (date == nullptr) return true;
  const bool early = fact.first && fact.first->date && *date < *fact.first->date;
  const bool late = fact.last && fact.last->date && *date > *fact.last->date;
  return !early && !late;
}

void check_default(Draft& draft, const FactField& field, Fact& fact) {
  if (std::holds_alternative<syntax::YamlNull>(field.default_value->value)) {
    fact.default_value = model::Null{};
    if (!field.optional)
      draft.error(Code::default_null_needs_optional, field.default_value->span, {{"name", field.name.text}});
    return;
  }
  const auto* scalar = field.default_value->scalar();
  if (scalar == nullptr) return;
  fact.default_value = checked_literal(draft, *scalar, fact.type);
  if (fact.default_value && !accepts(fact, *fact.default_value)) {
    draft.error(Code::default_not_accepted, field.default_value->span,
                {{"name", field.name.text}, {"text", scalar->text}});
  }
}

void check_value(Draft& draft, const FactField& field, Fact& fact) {
  fact.type = checked_type(draft, field.type, field.unit);
  if (fact.type.is(Kind::number)) {
    check_number(draft, field, fact);
  } else if (fact.type.is(Kind::date) && field.range) {
    fact.first = date_bound(draft, field.range->low);
    fact.last = date_bound(draft, field.range->high);
    if (fact.first && fact.first->date && fact.last && fact.last->date &&
        *fact.first->date > *fact.last->date) {
      draft.error(Code::range_upside_down, field.range->span,
                  {{"low", field.range->low.text}, {"high", field.range->high.text}});
    }
  } else if (!fact.type.is(Kind::error) && (field.range || field.decimals || field.unbounded)) {
    draft.error(Code::range_on_type, field.name.span, {{"name", field.name.text}, {"type", field.type.text}});
  }
  if (field.default_value) check_default(draft, field, fact);
}

void check_list(Draft& draft, EntityId owner, const FactField& field, Fact& fact, std::uint32_t index) {
  const auto entity = draft.entities.find(field.type.text);
  model::Type element;
  if (entity != draft.entities.end()) {
    fact.shape = Fact::Shape::members;
    element = model::member_type(entity->second);
    model::Entity& child = draft.entity(entity->second);
    if (entity->second == EntityId{0} || child.parent) {
      draft.error(Code::entity_listed_twice, field.name.span, {{"name", field.type.text}});
    } else {
      child.parent = owner;
      child.list_fact = index;
    }
  } else {
    fact.shape = Fact::Shape::values;
    FactField item = field;
    item.kind = FactField::Kind::value;
    Fact shape;
    check_value(draft, item, shape);
    fact.decimals = shape.decimals;
    fact.low = shape.low;
    fact.high = shape.high;
    fact.first = shape.first;
    fact.last = shape.last;
    element = shape.type;
  }
  fact.type = model::list_of(std::move(element));
  fact.type.ordered = fact.shape == Fact::Shape::values;  // as written; members have no order
  if (field.size) {
    const DecimalRange size = checked_range(draft, *field.size);
    const auto least = size.low ? size.low->to_int64() : std::nullopt;
    const auto most = size.high ? size.high->to_int64() : std::nullopt;
    if (least && most && *least >= 0 && *most <= 1'000'000) {
      fact.least = static_cast<std::uint32_t>(*least);
      fact.most = static_cast<std::uint32_t>(*most);
    } else if (size.low && size.high) {
      draft.error(Code::bad_size, field.size->span);
    }
  }
  fact.type.may_be_empty = fact.least.value_or(0) == 0;
}

void check_field(Draft& draft, EntityId owner, const FactField& field) {
  const auto index = static_cast<std::uint32_t>(draft.entity(owner).facts.size());
  Fact fact{
      .name = field.name.text, .labels = field.labels, .span = field.name.span, .optional = field.optional};
  fact.cites = checked_cites(draft, field.cites);
  switch (field.kind) {
    case FactField::Kind::value:
      check_value(draft, field, fact);
      break;
    case FactField::Kind::list:
      check_list(draft, owner, field, fact, index);
      break;
    case FactField::Kind::reference: {
      fact.shape = Fact::Shape::reference;
      const auto entity = draft.entities.find(field.type.text);
      if (entity == draft.entities.end() && !field.type.text.empty()) {
        propose_nearest(draft.error(Code::unknown_entity, field.type.span, {{"name", field.type.text}}),
                        field.type.text, names_of(draft.entities));
      } else if (entity != draft.entities.end()) {
        fact.type = model::member_type(entity->second);
      }
      break;
    }
  }
  if (fact.optional) {
    if (field.kind == FactField::Kind::list)
      draft.error(Code::optional_list, field.name.span, {{"name", field.name.text}});
    fact.type.nullable = true;
  }
  draft.facts[static_cast<std::size_t>(owner)].emplace(fact.name, index);
  draft.entity(owner).facts.push_back(std::move(fact));
}

}  // namespace

namespace {

/// Whether the lists that hold the entity lead up to the root; those of a circle lead nowhere.
bool reaches_root(const model::Pack& pack, EntityId entity) {
  std::size_t steps = 0;
  std::optional<EntityId> level = entity;
  while (level && *level != EntityId{0} && steps < pack.entities.size()) {
    level = pack[*level].parent;
    ++steps;
  }
  return level == EntityId{0};
}

void check_tree(Draft& draft) {
  std::vector<EntityId> loose;
  for (std::size_t index = 1; index < draft.pack.entities.size(); ++index) {
    const EntityId id{static_cast<std::uint32_t>(index)};
    if (reaches_root(draft.pack, id)) continue;
    const bool listed = draft.pack[id].parent.has_value();
    draft.error(listed ? Code::entity_not_under_root : Code::entity_not_listed,
                draft.written.facts[index].name.span, {{"name", draft.pack[id].name}});
    loose.push_back(id);
  }
  // Later passes climb from an entity to the root.
  for (const EntityId id : loose) draft.entity(id).parent = std::nullopt;
}

}  // namespace

void check_facts(Draft& draft) {
  for (const syntax::EntityFacts& written : draft.written.facts) {
    const EntityId id{static_cast<std::uint32_t>(draft.pack.entities.size())};
    draft.entities.emplace(written.name.text, id);
    model::Entity entity;
    entity.name = written.name.text;
    entity.labels = written.labels;
    draft.pack.entities.push_back(std::move(entity));
  }
  draft.facts.resize(draft.pack.entities.size());
  draft.entity_rules.resize(draft.pack.entities.size());
  for (std::size_t index = 0; index < draft.written.facts.size(); ++index) {
    for (const FactField& field : draft.written.facts[index].fields) {
      check_field(draft, EntityId{static_cast<std::uint32_t>(index)}, field);
    }
  }
  check_tree(draft);
}

}  // namespace doudi::check
