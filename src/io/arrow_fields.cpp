// src/io/arrow_fields.cpp - what the columns of a table are.
// Layer 8.
#include <algorithm>

#include "doudi/base/name.hpp"

#include "io/arrow_cells.hpp"
#include "io/arrow_level.hpp"

namespace doudi::io {

using model::EntityId;
using model::Fact;
using text::Code;

namespace {

class FieldFinder {
 public:
  FieldFinder(ArrowReading& reading, EntityId entity)
      : reading_{reading},
        entity_{entity},
        level_{reading.levels[static_cast<std::size_t>(entity)]},
        facts_{reading.pack[entity].facts} {
    fields_.facts.resize(facts_.size());
    fields_.nones.resize(facts_.size());
    const ArrowSchema& schema = *level_.rows.schema;
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      const char* name = schema.children[i]->name;
      names_.emplace_back(name == nullptr ? "" : name);
    }
  }

  TableFields find(const std::vector<EntityId>& keys, bool needed) {
    for (const EntityId key : keys) find_key(key, needed);
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (std::ranges::find(seen, names_[i]) != seen.end()) {
        reading_.diagnostics.error(Code::duplicate_field, {}, {{"path", below(level_.path, names_[i])}});
      } else {
        seen.push_back(names_[i]);
        take(i);
      }
    }
    return std::move(fields_);
  }

 private:
  [[nodiscard]] bool is_fact(const std::string& name) const {
    return std::ranges::find(facts_, name, &Fact::name) != facts_.end();
  }

  /// The names that a column of ids may have, the likelier ones first.
  [[nodiscard]] std::vector<std::string> key_names(EntityId key) const {
    const std::string& name = reading_.pack[key].name;
    for (const auto& [entity, column] : reading_.options.keys) {
      if (entity == name) return {column};
    }
    std::vector<std::string> names;
    if (key == entity_ && !is_fact("id")) names.emplace_back("id");
    if (!is_fact(name + "_id")) names.push_back(name + "_id");
    return names;
  }

  void find_key(EntityId key, bool needed) {
    const std::vector<std::string> wanted = key_names(key);
    for (const std::string& name : wanted) {
      const auto found = std::ranges::find(names_, name);
      if (found == names_.end()) continue;
      fields_.keys.push_back(static_cast<std::size_t>(found - names_.begin()));
      return;
    }
    if (!needed) return;
    const std::string& entity = reading_.pack[key].name;
    const std::string table = level_.path.empty() ? reading_.pack[entity_].name : level_.path;
    reading_.diagnostics.error(
        Code::key_column_missing, {},
        {{"table", table}, {"column", wanted.empty() ? entity + "_id" : wanted.front()}, {"entity", entity}});
  }

  void take(std::size_t index) {
    const std::string& name = names_[index];
    const bool is_key = std::ranges::find(fields_.keys, index) != fields_.keys.end();
    if (is_key && !is_fact(name)) return;
    constexpr std::string_view suffix = ".none";
    const bool lifecycle = entity_ == EntityId{} && reading_.pack.lifecycle;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      if (facts_[i].name == name) {
        fields_.facts[i] = index;
        check_type(facts_[i], index);
        return;
      }
      if (name == facts_[i].name + std::string{suffix}) {
        fields_.nones[i] = index;
        check_truths(index);
        return;
      }
    }
    if (lifecycle && name == "case") {
      fields_.case_block = index;
      check_case(index);
    } else if (lifecycle && name == "case.none") {
      fields_.case_none = index;
      check_truths(index);
    } else {
      pass_over(name);
    }
  }

  void pass_over(const std::string& name) {
    const std::string path = below(level_.path, name);
    const auto& ignore = reading_.options.ignore;
    if (reading_.options.ignore_others || std::ranges::find(ignore, path) != ignore.end()) {
      reading_.ignored.push_back(path);
      return;
    }
    std::vector<std::string> known;
    for (const Fact& fact : facts_) known.push_back(fact.name);
    text::Diagnostic& fault = reading_.diagnostics.error(Code::unknown_field, {}, {{"path", path}});
    if (auto found = nearest(name, known))
      fault.help(text::Hint::did_you_mean, {{"name", std::move(*found)}});
    fault.help(text::Hint::ignore_column, {{"name", path}});
  }

  void refuse(std::size_t index, const std::string& found, std::string type) {
    reading_.diagnostics.error(
        Code::column_type_refused, {},
        {{"column", below(level_.path, names_[index])}, {"found", found}, {"type", std::move(type)}});
  }

  [[nodiscard]] ArrowColumn column(std::size_t index) const {
    return field_of(level_.rows, index, below(level_.path, names_[index]));
  }

  void check_type(const Fact& fact, std::size_t index) {
    const ArrowColumn values = column(index);
    if (can_read(fact, values)) return;
    refuse(index, values.type_name(), type_name(fact));
  }

  /// In the pack's words.
  [[nodiscard]] std::string type_name(const Fact& fact) const {
    if (fact.shape == Fact::Shape::members) return "list: " + reading_.pack[fact.type.element().entity].name;
    if (fact.shape == Fact::Shape::reference) return "ref: " + reading_.pack[fact.type.entity].name;
    const model::Type& type = fact.shape == Fact::Shape::values ? fact.type.element() : fact.type;
    const std::string name = type.is(model::Kind::enumeration) ? reading_.pack[type.enumeration].name
                                                               : std::string{model::kind_name(type.kind)};
    return fact.shape == Fact::Shape::values ? "list: " + name : name;
  }

  void check_truths(std::size_t index) {
    const ArrowColumn values = column(index);
    const auto kind = values.type.kind;
    if (values.values || (kind != ArrowType::Kind::boolean && kind != ArrowType::Kind::nothing))
      refuse(index, values.type_name(), "boolean");
  }

  void check_case(std::size_t index) {
    const ArrowColumn values = column(index);
    const auto kind = values.type.kind;
    if (kind != ArrowType::Kind::structure && kind != ArrowType::Kind::nothing)
      refuse(index, values.type_name(), "case");
  }

  ArrowReading& reading_;
  EntityId entity_;
  const Level& level_;
  const std::vector<Fact>& facts_;
  std::vector<std::string> names_;
  TableFields fields_;
};

}  // namespace

std::string below(const std::string& path, std::string_view name) {
  return path.empty() ? std::string{name} : path + '.' + std::string{name};
}

TableFields fields_of(ArrowReading& reading, EntityId entity, const std::vector<EntityId>& keys,
                      bool needed) {
  return FieldFinder{reading, entity}.find(keys, needed);
}

}  // namespace doudi::io
