// src/check/infer_names.cpp - what a name or a path stands for.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/number_shape.hpp"

namespace doudi::check {

using model::EntityId;
using model::Expression;
using model::Fact;
using model::Kind;
using model::Operation;
using model::Type;
using syntax::Form;

namespace {

Expression leaf(Operation operation, Type type, text::Span span, std::string text) {
  Expression result;
  result.operation = operation;
  result.type = std::move(type);
  result.span = span;
  result.text = std::move(text);
  return result;
}

/// What reading a member of type `member` gives on `operand`: mapped over a list, null on a null link.
Type read_through(const Type& operand, Type member) {
  if (member.is(Kind::error)) return member;
  if (operand.is(Kind::list)) {
    Type list = operand;
    member.nullable = member.nullable || operand.element().nullable;
    list.arguments = {std::move(member)};
    return list;
  }
  member.nullable = member.nullable || operand.nullable;
  return member;
}

}  // namespace

Expression Inference::narrowed(Expression expression) const {
  const auto shown = [&](const std::string& key) {
    return !key.empty() && std::ranges::find(non_null_, key) != non_null_.end();
  };
  if (expression.type.nullable && shown(reading_key(expression))) expression.type.nullable = false;
  if (expression.type.is(Kind::list) && expression.type.may_be_empty && shown(non_empty_key(expression))) {
    expression.type.may_be_empty = false;
  }
  return expression;
}

Expression Inference::current(EntityId entity, text::Span span) {
  Expression result = leaf(Operation::current, model::member_type(entity), span, draft_.pack[entity].name);
  result.detail = entity;
  return result;
}

Expression Inference::read_rule(model::RuleId rule, std::optional<Expression> operand,
                                const std::string& name, text::Span span) {
  infer_rule(draft_, rule);
  Type type = draft_.pack[rule].type;
  Expression result = leaf(Operation::derived, type, span, name);
  result.detail = rule;
  if (operand) {
    const std::string& member = draft_.pack[rule].name;
    result.type = read_through(operand->type, mapped(*operand, member, std::move(type)));
    result.operands.push_back(std::move(*operand));
  }
  return result;
}

/// The type of a member of each item: not null where the list has been filtered for that.
Type Inference::mapped(const Expression& list, const std::string& name, Type member) {
  if (!member.nullable || list.operation != Operation::filter) return member;
  Expression item = leaf(Operation::local, list.type.element(), list.span, "item");
  item.detail = list.locals[0];
  const std::size_t mark = non_null_.size();
  for (std::string& key : shown_of_items(list, list.locals[0])) non_null_.push_back(std::move(key));
  if (const auto read = member_of(std::move(item), name, list.span)) member.nullable = read->type.nullable;
  widen(mark);
  return member;
}

std::optional<Expression> Inference::member_of(Expression operand, const std::string& name, text::Span span) {
  const Type& base = operand.type.is(Kind::list) ? operand.type.element() : operand.type;
  if (is_dynamic(base)) {
    Expression result =
        leaf(Operation::context_entry,
             operand.type.is(Kind::list) ? operand.type : model::simple_type(Kind::any), span, name);
    result.operands.push_back(std::move(operand));
    return result;
  }
  if (base.is(Kind::context)) {
    for (std::size_t index = 0; index < base.names.size(); ++index) {
      if (base.names[index] != name) continue;
      Expression result =
          leaf(Operation::context_entry,
               read_through(operand.type, mapped(operand, name, base.arguments[index])), span, name);
      result.operands.push_back(std::move(operand));
      return narrowed(std::move(result));
    }
    return std::nullopt;
  }
  if (!base.is(Kind::member)) return std::nullopt;
  const EntityId entity = base.entity;
  const std::string text = operand.operation == Operation::current ? name : operand.text + "." + name;
  if (const auto fact = draft_.facts_of(entity).find(name); fact != draft_.facts_of(entity).end()) {
    Expression result =
        leaf(Operation::fact,
             read_through(operand.type, mapped(operand, name, draft_.pack[entity].facts[fact->second].type)),
             span, text);
    result.detail = model::FactId{entity, fact->second};
    result.operands.push_back(std::move(operand));
    return narrowed(std::move(result));
  }
  if (const auto rule = draft_.rules_of(entity).find(name); rule != draft_.rules_of(entity).end()) {
    return narrowed(read_rule(rule->second, std::move(operand), text, span));
  }
  return std::nullopt;
}

std::optional<Expression> Inference::bound_name(const std::string& name, text::Span span) {
  const std::vector<Binding>& bindings = bindings_.all();
  for (const std::size_t position : bindings_.candidates(name)) {
    const Binding& binding = bindings[position];
    Expression local = leaf(Operation::local, binding.type, span, binding.name);
    local.detail = binding.local;
    // An item may have an entry of that name, which is then what the standard means.
    if (binding.item && name == "item" && binding.type.is(Kind::context)) {
      if (auto entry = member_of(local, name, span)) return entry;
    }
    if (binding.name == name) return narrowed(std::move(local));
    if (is_dynamic(binding.type)) continue;
    if (auto member = member_of(std::move(local), name, span)) {
      member->text = name;
      return member;
    }
  }
  // What stands in a filter and has no other meaning may be an entry of the item, which is known when it is there.
  for (auto position = bindings_.items().rbegin(); position != bindings_.items().rend(); ++position) {
    const Binding& binding = bindings[*position];
    if (!is_dynamic(binding.type)) continue;
    Expression item = leaf(Operation::local, binding.type, span, binding.name);
    item.detail = binding.local;
    return member_of(std::move(item), name, span);
  }
  return std::nullopt;
}

void Inference::candidate_names(const std::string& name, text::Span span, std::vector<Expression>& found) {
  if (!surroundings_.candidate) return;
  if (name == "kind") {
    found.push_back(
        leaf(Operation::candidate_kind, model::enumeration_type(*draft_.unit_enumeration), span, name));
    return;
  }
  if (surroundings_.unit) {
    const auto& rules = draft_.unit_rules[static_cast<std::size_t>(*surroundings_.unit)];
    if (const auto rule = rules.find(name); rule != rules.end())
      found.push_back(read_rule(rule->second, {}, name, span));
  }
  if (const auto rule = draft_.assessed_rules.find(name); rule != draft_.assessed_rules.end()) {
    found.push_back(read_rule(rule->second, {}, name, span));
  }
  if (name != "members") return;
  // In `assessed` the members are of the one entity that all units put forward.
  std::optional<EntityId> entity;
  for (std::size_t index = 0; index < draft_.units.size(); ++index) {
    const model::AssessmentUnitId unit{static_cast<std::uint32_t>(index)};
    if (surroundings_.unit && *surroundings_.unit != unit) continue;
    infer_unit(draft_, unit);
    if (entity && *entity != draft_.pack[unit].entity) {
      draft_.error(Code::members_of_two_entities, span);
      found.push_back(failed(span));
      return;
    }
    entity = draft_.pack[unit].entity;
  }
  if (!entity) return;
  Type type = model::list_of(model::member_type(*entity));
  type.may_be_empty = false;
  found.push_back(leaf(Operation::members, std::move(type), span, name));
}

void Inference::entity_names(EntityId entity, const std::string& name, text::Span span,
                             std::vector<Expression>& found) {
  std::optional<EntityId> level = entity;
  while (level) {
    if (draft_.pack[*level].name == name) found.push_back(current(*level, span));
    if (auto member = member_of(current(*level, span), name, span)) found.push_back(std::move(*member));
    level = draft_.pack[*level].parent;
  }
}

std::optional<Expression> Inference::parameter(const std::string& name, text::Span span) {
  const auto found = draft_.parameters.find(name);
  if (found == draft_.parameters.end()) return std::nullopt;
  const model::Parameter& parameter = draft_.pack[found->second];
  Expression result = leaf(Operation::parameter, parameter.type, span, name);
  model::ParameterUse use{.parameter = found->second, .keyed = !parameter.keys.empty()};
  result.detail = use;
  if (!use.keyed) return result;
  const EntityId owner = lowest_of(draft_, parameter.keys);
  std::optional<EntityId> level = surroundings_.entity;
  if (!level && surroundings_.candidate) level = EntityId{0};
  while (level && *level != owner) level = draft_.pack[*level].parent;
  if (!level) {
    draft_.error(Code::keyed_parameter_not_here, span, {{"name", name}, {"entity", draft_.pack[owner].name}});
    return failed(span);
  }
  result.operands.push_back(current(owner, span));
  return result;
}

std::optional<Expression> Inference::special_name(const std::string& name, text::Span span) {
  if (name == "state" && draft_.state_enumeration) {
    if (surroundings_.transition) {
      draft_.error(Code::state_in_transition, span).help(Hint::use_previous_state);
      return failed(span);
    }
    return leaf(Operation::state, model::enumeration_type(*draft_.state_enumeration), span, name);
  }
  if (name == "months_in_state" && draft_.written.lifecycle) {
    Type type = model::number_type(*model::Unit::parse("month"), whole_number(Decimal{0}, Decimal{12000}));
    return leaf(Operation::months_in_state, std::move(type), span, name);
  }
  if (name == "remaining" && (surroundings_.candidate || surroundings_.put_forward)) {
    const std::vector<EntityId> entities = remaining_entities(draft_);
    if (entities.size() != 1) {
      draft_.error(entities.empty() ? Code::remaining_of_nothing : Code::members_of_two_entities, span);
      return failed(span);
    }
    return leaf(Operation::remaining, model::list_of(model::member_type(entities.front())), span, name);
  }
  return std::nullopt;
}

Expression Inference::name(const syntax::Expression& written) {
  const std::string& word = written.form == Form::tested ? std::string{"?"} : written.text;
  std::vector<Expression> found;
  if (auto bound = bound_name(word, written.span)) {
    found.push_back(std::move(*bound));
  } else if (written.form == Form::tested) {
    return mismatch(Code::nothing_tested, written.span, {});
  } else {
    if (!surroundings_.function) {
      candidate_names(word, written.span, found);
      if (surroundings_.entity) entity_names(*surroundings_.entity, word, written.span, found);
    }
    if (auto value = parameter(word, written.span)) found.push_back(std::move(*value));
    if (found.empty() && !surroundings_.function) {
      if (auto special = special_name(word, written.span)) return std::move(*special);
    }
  }
  const bool is_member = bare_members_ && draft_.pack[*bare_members_].position(word);
  if (is_member && !found.empty()) {
    draft_.error(Code::member_or_name, written.span, {{"name", word}})
        .help(Hint::quote_member, {{"name", word}});
    return failed(written.span);
  }
  if (found.empty() && draft_.policy != Policy::pack && model::find_builtin(word) != nullptr)
    return builtin_value(*model::find_builtin(word), written.span);
  if (is_member) return constant(word, model::enumeration_type(*bare_members_), written.span);
  if (found.empty()) {
    unknown_name(word, written.span);
    return failed(written.span);
  }
  if (found.size() > 1) {
    auto& diagnostic = draft_.error(Code::ambiguous_name, written.span, {{"name", word}});
    for (const Expression& meaning : found) {
      if (meaning.operands.empty() || meaning.operands[0].operation != Operation::current) continue;
      diagnostic.help(Hint::qualify_name, {{"name", meaning.operands[0].text + "." + word}});
    }
    return failed(written.span);
  }
  return std::move(found.front());
}

std::vector<std::string> Inference::member_names(const Type& type) const {
  const Type& base = type.is(Kind::list) ? type.element() : type;
  if (base.is(Kind::context)) return base.names;
  if (!base.is(Kind::member)) return {};
  std::vector<std::string> names = names_of(draft_.facts_of(base.entity));
  for (const auto& [name, rule] : draft_.rules_of(base.entity)) names.push_back(name);
  return names;
}

bool Inference::has_member(const Type& type, std::string_view name) const {
  const Type& base = type.is(Kind::list) ? type.element() : type;
  if (base.is(Kind::context)) return std::ranges::find(base.names, name) != base.names.end();
  if (!base.is(Kind::member)) return false;
  return draft_.facts_of(base.entity).contains(name) || draft_.rules_of(base.entity).contains(name);
}

std::vector<std::string> Inference::visible_names() const {
  std::vector<std::string> names = value_names();
  for (const std::string& scheme : names_of(draft_.scheme_names)) names.push_back(scheme);
  names.emplace_back("previous");
  return names;
}

constexpr std::array<std::string_view, 3> special_names{"state", "months_in_state", "remaining"};

/// Names that mean a value when they stand alone.
std::vector<std::string> Inference::value_names() const {
  std::vector<std::string> names = names_of(draft_.parameters);
  const auto append = [&](std::vector<std::string> more) {
    names.insert(names.end(), more.begin(), more.end());
  };
  for (const Binding& binding : bindings_.all()) {
    names.push_back(binding.name);
    if (binding.item) append(member_names(binding.type));
  }
  std::optional<EntityId> level = surroundings_.entity;
  while (level) {
    names.push_back(draft_.pack[*level].name);
    append(member_names(model::member_type(*level)));
    level = draft_.pack[*level].parent;
  }
  if (surroundings_.candidate) {
    names.emplace_back("members");
    append(names_of(draft_.assessed_rules));
    if (surroundings_.unit)
      append(names_of(draft_.unit_rules[static_cast<std::size_t>(*surroundings_.unit)]));
  }
  for (const std::string_view special : special_names) names.emplace_back(special);
  return names;
}

/// Whether `name` is one of value_names(), without collecting them: thousands of cells ask for it.
bool Inference::means_a_value(std::string_view name) const {
  if (draft_.parameters.contains(name)) return true;
  if (std::ranges::find(special_names, name) != special_names.end()) return true;
  const auto binds = [&](const Binding& binding) {
    return binding.name == name || (binding.item && has_member(binding.type, name));
  };
  const std::vector<std::size_t> bound = bindings_.candidates(name);
  if (std::ranges::any_of(bound, [&](std::size_t position) { return binds(bindings_.all()[position]); }))
    return true;
  for (std::optional<EntityId> level = surroundings_.entity; level; level = draft_.pack[*level].parent) {
    if (draft_.pack[*level].name == name || has_member(model::member_type(*level), name)) return true;
  }
  if (!surroundings_.candidate) return false;
  if (name == "members" || draft_.assessed_rules.contains(name)) return true;
  return surroundings_.unit &&
         draft_.unit_rules[static_cast<std::size_t>(*surroundings_.unit)].contains(name);
}

void Inference::unknown_name(const std::string& name, text::Span span) {
  if (bare_members_) {
    const model::Enumeration& enumeration = draft_.pack[*bare_members_];
    propose_nearest(draft_.error(Code::unknown_member, span, {{"name", name}, {"type", enumeration.name}}),
                    name, enumeration.members);
    return;
  }
  auto& diagnostic = draft_.error(Code::unknown_name, span, {{"name", name}});
  constexpr std::size_t most_hints = 20;  // nobody reads more, and each looks at all names
  if (draft_.diagnostics.error_count() <= most_hints) propose_nearest(diagnostic, name, visible_names());
  if (draft_.functions.contains(name) || model::find_builtin(name) != nullptr) {
    diagnostic.help(Hint::call_needs_brackets, {{"name", name}});
    return;
  }
  for (std::size_t index = 0; index < draft_.pack.entities.size(); ++index) {
    const EntityId entity{static_cast<std::uint32_t>(index)};
    if (!draft_.facts_of(entity).contains(name) && !draft_.rules_of(entity).contains(name)) continue;
    diagnostic.help(Hint::name_of_other_entity, {{"name", name}, {"entity", draft_.pack[entity].name}});
    return;
  }
}

Expression Inference::previous(const std::string& member, text::Span span) {
  using Part = model::PreviousPart::Part;
  if (!draft_.written.lifecycle) return mismatch(Code::no_lifecycle, span, {{"name", "previous"}});
  Expression result = leaf(Operation::previous, {}, span, "previous." + member);
  model::PreviousPart part;
  if (member == "state") {
    part.part = Part::state;
    result.type = model::enumeration_type(*draft_.state_enumeration);
  } else if (member == "since") {
    part.part = Part::since;
    result.type = model::simple_type(Kind::date);
  } else if (member == "amount") {
    part.part = Part::amount;
    result.type = previous_amount_type(draft_);
  } else if (member == "paid") {
    part.part = Part::paid;
    result.type = model::list_of(model::enumeration_type(*draft_.scheme_enumeration));
  } else {
    const auto& remembered = draft_.written.lifecycle->remember;
    const auto found = std::ranges::find(remembered, member, &syntax::WrittenText::text);
    if (found == remembered.end()) {
      std::vector<std::string> names{"state", "since", "amount", "paid"};
      for (const syntax::WrittenText& name : remembered) names.push_back(name.text);
      propose_nearest(draft_.error(Code::unknown_previous, span, {{"name", member}}), member, names);
      return failed(span);
    }
    part.part = Part::remembered;
    part.index = static_cast<std::uint32_t>(found - remembered.begin());
    result.type = model::nullable(remembered_type(*found));  // a new case remembers nothing
    if (result.type.is(Kind::error)) return failed(span);
  }
  result.detail = part;
  return narrowed(std::move(result));
}

/// A rule's declared type is taken as it stands, so that the rule can read what was remembered of itself.
Type Inference::remembered_type(const syntax::WrittenText& name) {
  if (const auto rule = draft_.rules_of(EntityId{0}).find(name.text);
      rule != draft_.rules_of(EntityId{0}).end()) {
    const syntax::Rule& written = *draft_.rules[static_cast<std::size_t>(rule->second)].written;
    if (written.type) return checked_type(draft_, *written.type, written.unit);
  }
  Inference root{draft_, {.entity = EntityId{0}}};
  return root.infer(name).type;
}

std::optional<Expression> Inference::special_path(const syntax::Expression& written) {
  const syntax::Expression& base = written.operands[0];
  if (base.form != Form::name || surroundings_.function) return std::nullopt;
  if (base.text == "previous") return previous(written.text, written.span);
  const auto scheme = draft_.scheme_names.find(base.text);
  if (scheme == draft_.scheme_names.end()) return std::nullopt;
  Expression result = leaf(Operation::scheme_qualifies, model::simple_type(Kind::boolean), written.span,
                           base.text + "." + written.text);
  result.detail = scheme->second;
  if (written.text == "qualifies") return result;
  if (written.text == "amount") {
    result.operation = Operation::scheme_amount;
    result.type = scheme_amount_type(draft_, scheme->second);
    return result;
  }
  if (written.text == "covered") {
    result.operation = Operation::scheme_covered;
    result.type = scheme_covered_type(draft_, scheme->second);
    return result;
  }
  return std::nullopt;
}

namespace {

/// Where the member's name stands in `x.name`: at the end.
text::Span last_name(const syntax::Expression& path) {
  const auto size = static_cast<std::uint32_t>(path.text.size());
  const std::uint32_t length = path.span.end - path.span.begin;
  return size < length ? text::Span{path.span.end - size, path.span.end} : path.span;
}

}  // namespace

Expression Inference::path(const syntax::Expression& written) {
  const syntax::Expression& base = written.operands[0];
  // An entity's own name qualifies: `household.income`; it may be hidden only by a bound name.
  if (base.form == Form::name && !surroundings_.function && !bound_name(base.text, base.span)) {
    std::optional<EntityId> level = surroundings_.entity;
    while (level && draft_.pack[*level].name != base.text) level = draft_.pack[*level].parent;
    if (level) {
      if (auto member = member_of(current(*level, base.span), written.text, written.span))
        return std::move(*member);
    } else if (auto special = special_path(written)) {
      return std::move(*special);
    }
  }
  Expression operand = infer(base);
  if (operand.type.is(Kind::error)) return operand;
  const Type type = operand.type;
  if (auto member = member_of(operand, written.text, written.span)) return std::move(*member);
  if (auto property = property_of(draft_, operand, written.text, written.span)) {
    property->text = formatted(written);
    return narrowed(std::move(*property));
  }
  if (draft_.conformance() && type.is(Kind::list)) {
    // Null for each item.
    Expression nulls = leaf(Operation::context_entry, model::list_of(model::simple_type(Kind::any)),
                            written.span, written.text);
    nulls.operands.push_back(std::move(operand));
    return nulls;
  }
  auto& diagnostic = draft_.error(Code::unknown_member_of, last_name(written),
                                  {{"name", written.text}, {"type", type_text(draft_.pack, type)}});
  propose_nearest(diagnostic, written.text, member_names(type));
  return failed(written.span);
}

}  // namespace doudi::check
