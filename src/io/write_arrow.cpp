// src/io/write_arrow.cpp - answers into tables: columns first, then those that were got one by one.
// Layer 8.
#include "doudi/io/write_arrow.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

#include "io/arrow_answers.hpp"
#include "io/arrow_keys.hpp"
#include "io/arrow_node.hpp"

namespace doudi::io {

using explain::Answer;
using model::EntityId;
using model::Output;
using ResultForm = plan::Cells::Form;

namespace {

/// The entity whose members each have a value of this output: `persons.amount_due`.
[[nodiscard]] std::optional<EntityId> entity_of(const Output& output) {
  const model::Expression& value = output.value;
  const bool named =
      value.operation == model::Operation::fact || value.operation == model::Operation::derived;
  const bool of_members = output.kind == Output::Kind::value && named && value.type.is(model::Kind::list) &&
                          !value.operands.empty() && value.operands.front().type.is(model::Kind::list);
  if (!of_members || !value.operands.front().type.element().is(model::Kind::member)) return std::nullopt;
  return value.operands.front().type.element().entity;
}

/// The entities whose members schemes may cover.
[[nodiscard]] std::set<EntityId> covered_entities(const model::Pack& pack) {
  std::set<EntityId> entities;
  for (const model::Scheme& scheme : pack.schemes) {
    for (const model::SchemeVersion& version : scheme.versions) {
      if (!scheme.covers_nobody) entities.insert(pack[version.unit].entity);
    }
  }
  return entities;
}

[[nodiscard]] std::string error_text(const explain::AnswerError& error) {
  std::string text{text::code_name(error.code)};
  if (!error.output.empty()) return text + ':' + error.output;
  const auto path = std::ranges::find(error.arguments, "path", &text::Argument::name);
  return path == error.arguments.end() ? text : text + ':' + path->value;
}

[[nodiscard]] bool puts_out(const model::Pack& pack, Output::Kind kind) {
  return std::ranges::any_of(pack.outputs, [&](const Output& output) { return output.kind == kind; });
}

[[nodiscard]] std::string last_step(const std::string& name) {
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

/// Where the values of one output go.
struct OutputPlace {
  EntityId entity{};
  std::size_t column = 0;   ///< among those of the entity
  bool of_members = false;  ///< a truth for each member that belongs
};

/// What schemes and the case say of households.
struct SchemePlace {
  std::size_t granted = 0;
  std::size_t amount = 0;
};

class ResultWriter {
 public:
  ResultWriter(const plan::Program& program, const ArrowHouseholds& households, ArrowAnswers answers,
               const ArrowResultOptions& options)
      : program_{program},
        pack_{*program.pack},
        households_{households},
        batch_{households.batch},
        answers_{std::move(answers)},
        options_{options},
        columns_(pack_.entities.size()),
        missing_(batch_.households()),
        errors_(batch_.households()),
        status_(batch_.households(), 0) {}

  std::vector<ArrowResult> write() {
    plan_paid();
    plan_outputs();
    plan_schemes();
    plan_case();
    for (const auto& [household, answer] : answers_.single) put_answer(household, answer);
    std::vector<ArrowResult> results;
    for (std::uint32_t i = 0; i < pack_.entities.size(); ++i) {
      const EntityId entity{i};
      const ArrowOrigin& origin = households_.origins[i];
      const bool given = entity == EntityId{} || (!origin.nested && !origin.keys.empty());
      if (given) results.push_back({origin.path, table_of(entity)});
    }
    return results;
  }

 private:
  [[nodiscard]] std::vector<AnswerColumn>& columns(EntityId entity) {
    return columns_[static_cast<std::size_t>(entity)];
  }
  [[nodiscard]] std::size_t rows(EntityId entity) const { return batch_[entity].rows; }

  std::size_t add(EntityId entity, AnswerColumn column) {
    columns(entity).push_back(std::move(column));
    return columns(entity).size() - 1;
  }

  /// The names of the schemes that were granted, before their columns are taken over.
  void plan_paid() {
    if (!pack_.lifecycle) return;
    paid_.resize(batch_.households());
    for (const exec::SchemeColumns& scheme : answers_.results.schemes) {
      for (std::size_t i = 0; i < paid_.size(); ++i) {
        if (scheme.granted.codes[i] != 0) paid_[i].push_back(pack_[scheme.scheme].name);
      }
    }
  }

  void plan_outputs() {
    for (std::uint32_t i = 0; i < pack_.outputs.size(); ++i) {
      const Output& output = pack_.outputs[i];
      const auto cells = std::ranges::find(program_.outputs, i, &plan::ProgramOutput::output);
      exec::ResultColumn* column =
          cells == program_.outputs.end()
              ? nullptr
              : &answers_.results.outputs.at(static_cast<std::size_t>(cells - program_.outputs.begin()));
      places_.push_back(plan_output(output, column));
    }
  }

  [[nodiscard]] OutputPlace plan_output(const Output& output, exec::ResultColumn* column) {
    const bool fen = options_.amounts_as_fen && output.kind == Output::Kind::amount;
    if (output.kind == Output::Kind::grants) return {};
    if (output.kind == Output::Kind::covered) {
      for (const EntityId entity : covered_entities(pack_)) {
        const bool here = column != nullptr && column->entity == entity;
        covered_[entity] = here ? add(entity, {"covered", program_, std::move(*column), false})
                                : add(entity, {"covered", rows(entity), false});
      }
      return {};
    }
    if (column != nullptr) {
      const EntityId entity = column->entity.value_or(EntityId{});
      const bool of_members = column->form == ResultForm::members;
      const std::string name = entity == EntityId{} || of_members ? output.name : last_step(output.name);
      return {entity, add(entity, {name, program_, std::move(*column), fen}), of_members};
    }
    return plan_plain(output, fen);
  }

  /// Of an output that columns do not compute.
  [[nodiscard]] OutputPlace plan_plain(const Output& output, bool fen) {
    const model::Type& type = output.value.type;
    if (const auto entity = entity_of(output)) {
      return {*entity, add(*entity, {last_step(output.name), pack_, type.element(), rows(*entity), fen}),
              false};
    }
    model::Type shown = type;
    if (output.kind != Output::Kind::value) shown = model::simple_type(model::Kind::text);
    return {EntityId{}, add(EntityId{}, {output.name, pack_, shown, batch_.households(), fen}), false};
  }

  void plan_schemes() {
    if (!puts_out(pack_, Output::Kind::grants)) return;
    for (std::uint32_t i = 0; i < pack_.schemes.size(); ++i) {
      const std::string& name = pack_.schemes[i].name;
      const auto found =
          std::ranges::find(answers_.results.schemes, model::SchemeId{i}, &exec::SchemeColumns::scheme);
      SchemePlace place;
      if (found == answers_.results.schemes.end()) {  // not in force that day
        exec::ResultColumn nothing;
        nothing.scale = 2;
        nothing.cells.resize(batch_.households());
        place.granted = add(EntityId{}, {name + ".granted", batch_.households(), false});
        place.amount =
            add(EntityId{}, {name + ".amount", program_, std::move(nothing), options_.amounts_as_fen});
      } else {
        place.granted = add(EntityId{}, {name + ".granted", program_, std::move(found->granted), false});
        place.amount =
            add(EntityId{}, {name + ".amount", program_, std::move(found->amount), options_.amounts_as_fen});
      }
      schemes_.push_back(place);
    }
  }

  void plan_case() {
    if (!pack_.lifecycle) return;
    case_valid_.assign(batch_.households(), 1);
    const std::size_t rows = batch_.households();
    const model::Lifecycle& lifecycle = *pack_.lifecycle;
    if (answers_.results.cases) {
      exec::CaseColumns& cells = *answers_.results.cases;
      case_.emplace_back("state", program_, std::move(cells.state), false);
      case_.emplace_back("since", program_, std::move(cells.since), false);
      case_.emplace_back("amount", program_, std::move(cells.amount), options_.amounts_as_fen);
      for (std::size_t i = 0; i < cells.remembered.size(); ++i)
        case_.emplace_back(lifecycle.remember[i].first, program_, std::move(cells.remembered[i]), false);
      return;
    }
    exec::ResultColumn amount;
    amount.scale = 2;
    amount.cells.resize(rows);
    case_.emplace_back("state", pack_, model::simple_type(model::Kind::text), rows, false);
    case_.emplace_back("since", pack_, model::simple_type(model::Kind::date), rows, false);
    case_.emplace_back("amount", program_, std::move(amount), options_.amounts_as_fen);
    for (std::size_t i = 0; i < lifecycle.remember.size(); ++i)
      case_.emplace_back(lifecycle.remember[i].first, pack_, lifecycle.remember_types[i], rows, false);
  }

  void put_answer(std::size_t household, const Answer& answer) {
    status_[household] = static_cast<std::uint8_t>(answer.status);
    missing_[household] = answer.missing;
    for (const explain::AnswerError& error : answer.errors) errors_[household].push_back(error_text(error));
    for (std::size_t i = 0; i < pack_.outputs.size(); ++i) {
      const explain::OutputValue* output = i < answer.outputs.size() ? &answer.outputs[i] : nullptr;
      const Output::Kind kind = pack_.outputs[i].kind;
      if (kind == Output::Kind::grants) {
        put_grants(household, answer);
      } else if (kind == Output::Kind::covered) {
        for (const auto& [entity, column] : covered_)
          put_members(household, entity, columns(entity)[column], output);
      } else {
        put_output(household, places_[i], output);
      }
    }
    put_case(household, answer);
  }

  void put_output(std::size_t household, const OutputPlace& place, const explain::OutputValue* output) {
    AnswerColumn& column = columns(place.entity)[place.column];
    if (place.of_members) return put_members(household, place.entity, column, output);
    if (place.entity == EntityId{}) {
      if (output == nullptr) return column.clear(household);
      return column.put(household, batch_, household, output->value);
    }
    const std::vector<std::size_t> members = batch_.record_rows(place.entity, household);
    const auto* list = output == nullptr ? nullptr : output->value.get_if<explain::List>();
    const bool whole = list != nullptr && list->items.size() == members.size();
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (whole) column.put(members[i], batch_, household, list->items[i].value);
      if (!whole) column.clear(members[i]);
    }
  }

  /// Whether each member is in the list; nothing is known of any if the list is not.
  void put_members(std::size_t household, EntityId entity, AnswerColumn& column,
                   const explain::OutputValue* output) {
    const std::vector<std::size_t> members = batch_.record_rows(entity, household);
    const auto* list = output == nullptr ? nullptr : output->value.get_if<explain::List>();
    for (const std::size_t row : members) {
      if (list == nullptr) column.clear(row);
      if (list != nullptr) column.put_truth(row, false);
    }
    if (list == nullptr) return;
    for (const explain::Item& item : list->items) {
      const auto* member = item.value.get_if<model::Member>();
      if (member != nullptr && member->entity == entity) column.put_truth(members.at(member->index), true);
    }
  }

  void put_grants(std::size_t household, const Answer& answer) {
    for (std::size_t i = 0; i < schemes_.size(); ++i) {
      AnswerColumn& granted = columns(EntityId{})[schemes_[i].granted];
      AnswerColumn& amount = columns(EntityId{})[schemes_[i].amount];
      if (!answer.grants) {
        granted.clear(household);
        amount.clear(household);
        continue;
      }
      const auto grant = std::ranges::find(*answer.grants, pack_.schemes[i].name, &explain::Grant::scheme);
      const bool found = grant != answer.grants->end();
      granted.put_truth(household, found);
      amount.put(household, batch_, household, explain::Value{found ? grant->amount : Decimal{0}});
    }
  }

  void put_case(std::size_t household, const Answer& answer) {
    if (!pack_.lifecycle) return;
    paid_[household].clear();
    if (!answer.case_block) {
      case_valid_[household] = 0;
      for (AnswerColumn& column : case_) column.clear(household);
      return;
    }
    const explain::CaseBlock& block = *answer.case_block;
    paid_[household] = block.paid;
    case_[0].put(household, batch_, household, block.state);
    case_[1].put(household, batch_, household, block.since);
    case_[2].put(household, batch_, household, block.amount);
    for (std::size_t i = 0; i < block.remembered.size(); ++i)
      case_.at(3 + i).put(household, batch_, household, block.remembered[i].second);
  }

  /// The batch's rows in the order in which results give them; empty: as they are.
  [[nodiscard]] std::vector<std::uint32_t> order_of(EntityId entity) const {
    const ArrowOrigin& origin = households_.origins[static_cast<std::size_t>(entity)];
    std::vector<std::uint32_t> order;
    if (entity == EntityId{} || (!origin.nested && origin.order.empty())) return order;
    if (!origin.nested) {
      order.resize(origin.order.size());
      for (std::size_t i = 0; i < origin.order.size(); ++i)
        order[origin.order[i]] = static_cast<std::uint32_t>(i);
      return order;
    }
    const auto parents = order_of(*pack_[entity].parent);
    const auto& offsets = batch_[entity].offsets;
    for (const std::uint32_t parent : parents) {
      for (std::uint32_t row = offsets[parent]; row < offsets[parent + 1]; ++row) order.push_back(row);
    }
    return order;
  }

  [[nodiscard]] std::vector<ArrowNode> fields_of(EntityId entity) {
    const std::vector<std::uint32_t> order = order_of(entity);
    std::vector<ArrowNode> fields = key_fields(entity, order);
    if (entity == EntityId{}) add_status(fields);
    for (AnswerColumn& column : columns(entity)) column.add_to(fields, order);
    for (const model::Fact& fact : pack_[entity].facts) {
      if (fact.shape != model::Fact::Shape::members) continue;
      const EntityId members = fact.type.element().entity;
      if (households_.origins[static_cast<std::size_t>(members)].nested)
        fields.push_back(nested(fact.name, members, order));
    }
    if (entity == EntityId{}) add_reasons(fields);
    return fields;
  }

  [[nodiscard]] ArrowTable table_of(EntityId entity) {
    const ArrowNode node = struct_node("", rows(entity), fields_of(entity));
    ArrowSchema schema{};
    ArrowArray array{};
    hand_over(node, schema);
    hand_over(node, array);
    return ArrowTable{schema, array};
  }

  [[nodiscard]] ArrowNode nested(const std::string& name, EntityId entity,
                                 const std::vector<std::uint32_t>& parents) {
    const exec::EntityTable& table = batch_[entity];
    const std::size_t lists = table.offsets.size() - 1;
    std::vector<std::int32_t> offsets{0};
    std::vector<std::uint8_t> valid;
    for (std::size_t i = 0; i < lists; ++i) {
      const std::size_t parent = parents.empty() ? i : parents[i];
      offsets.push_back(offsets.back() +
                        static_cast<std::int32_t>(table.offsets[parent + 1] - table.offsets[parent]));
      if (!table.lists.empty()) valid.push_back(table.lists[parent] == exec::CellState::known ? 1 : 0);
    }
    ArrowNode node = plain_node("+l", name, lists, ArrowBuffer::of(std::move(offsets)), valid);
    node.children.push_back(struct_node("item", table.rows, fields_of(entity)));
    return node;
  }

  /// The columns of ids as they came, in the same memory; those of nested members as texts.
  [[nodiscard]] std::vector<ArrowNode> key_fields(EntityId entity,
                                                  const std::vector<std::uint32_t>& order) const {
    const ArrowOrigin& origin = households_.origins[static_cast<std::size_t>(entity)];
    std::vector<ArrowNode> fields;
    if (origin.nested) {
      std::vector<std::string> ids;
      for (std::size_t i = 0; i < rows(entity); ++i)
        ids.push_back(batch_[entity].ids[order.empty() ? i : order[i]]);
      fields.push_back(text_node("id", ids));
      return fields;
    }
    for (const std::size_t key : origin.keys) fields.push_back(key_field(origin, key));
    return fields;
  }

  [[nodiscard]] static ArrowNode key_field(const ArrowOrigin& origin, std::size_t key) {
    const auto chunks = origin.table.chunks();
    const ArrowSchema& schema = *origin.table.schema().children[key];
    if (chunks.size() == 1) {
      const ArrowArray& array = *chunks.front().children[key];
      return shared_node(schema, array, array.offset + chunks.front().offset, chunks.front().length,
                         origin.table.keeper());
    }
    text::Diagnostics nothing;
    const auto rows = column_of(origin.table, {}, nothing);
    const auto keys = read_keys(field_of(*rows, key, {}), KeyUse::household, nothing);
    const std::string name = schema.name == nullptr ? "" : schema.name;
    if (keys->are_numbers)
      return plain_node("l", name, keys->size(), ArrowBuffer::of(std::vector<std::int64_t>(keys->numbers)));
    return text_node(name, {keys->texts.begin(), keys->texts.end()});
  }

  void add_status(std::vector<ArrowNode>& fields) {
    ArrowNode status = plain_node("C", "status", batch_.households(), ArrowBuffer::of(std::move(status_)));
    status.dictionary.push_back(text_node("", {"decided", "undetermined", "error"}));
    fields.push_back(std::move(status));
  }

  void add_reasons(std::vector<ArrowNode>& fields) {
    if (pack_.lifecycle) {
      std::vector<ArrowNode> parts;
      for (std::size_t i = 0; i < case_.size(); ++i) {
        case_[i].add_to(parts, {});
        if (i == 2) parts.push_back(texts_node("paid", paid_));
      }
      fields.push_back(struct_node("case", batch_.households(), std::move(parts), case_valid_));
    }
    fields.push_back(texts_node("missing", missing_));
    fields.push_back(texts_node("errors", errors_));
  }

  const plan::Program& program_;
  const model::Pack& pack_;
  const ArrowHouseholds& households_;
  const exec::Batch& batch_;
  ArrowAnswers answers_;
  const ArrowResultOptions& options_;
  std::vector<std::vector<AnswerColumn>> columns_;  // by entity
  std::vector<OutputPlace> places_;                 // by output of the pack
  std::map<EntityId, std::size_t> covered_;
  std::vector<SchemePlace> schemes_;  // by scheme of the pack
  std::vector<AnswerColumn> case_;
  std::vector<std::uint8_t> case_valid_;
  std::vector<std::vector<std::string>> paid_;
  std::vector<std::vector<std::string>> missing_;
  std::vector<std::vector<std::string>> errors_;
  std::vector<std::uint8_t> status_;
};

}  // namespace

std::vector<ArrowResult> write_arrow(const plan::Program& program, const ArrowHouseholds& households,
                                     ArrowAnswers answers, const ArrowResultOptions& options) {
  return ResultWriter{program, households, std::move(answers), options}.write();
}

}  // namespace doudi::io
