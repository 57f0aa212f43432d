// src/model/record_builder.cpp - from a tree to a validated record: entities, lists, links, defaults.
// Layer 3.
#include "doudi/model/record_builder.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "model/record_case.hpp"
#include "model/record_links.hpp"
#include "model/record_value.hpp"

namespace doudi::model {

using text::Code;

namespace {

constexpr EntityId root_entity{0};

/// One member of a list as it was written: its id and its fields.
struct WrittenMember {
  std::string id;
  text::Span span;
  const RecordNode* node = nullptr;
  bool has_id_field = false;  ///< written in a list: `id` is no fact
};

class RecordReader {
 public:
  RecordReader(const Pack& pack, Date on) : pack_{pack}, on_{on}, scalars_{pack, on, faults_} {
    record_.instances.resize(pack.entities.size());
  }

  Result<Record, std::vector<DataFault>> read(const RecordNode& root) {
    if (const MapNode* map = fields_of(root, {})) {
      static_cast<void>(read_instance(root_entity, *map, {}, 0, {}));
    }
    if (pack_.lifecycle) {
      static const RecordNode absent{};
      record_.case_facts =
          read_case(pack_, *pack_.lifecycle, record_, case_ != nullptr ? *case_ : absent, on_, faults_);
    }
    follow_links();
    if (!faults_.empty()) return Failure{std::move(faults_).sorted()};
    std::ranges::sort(record_.defaulted);
    return std::move(record_);
  }

 private:
  /// The map, or null, reported.
  const MapNode* fields_of(const RecordNode& node, const RecordPath& path) {
    const auto* map = std::get_if<MapNode>(&node.value);
    if (map == nullptr) faults_.add(Code::fields_expected, path, node.span);
    return map;
  }

  Member read_instance(EntityId entity, const MapNode& map, const WrittenMember& written,
                       std::uint32_t parent, const RecordPath& path) {
    auto& instances = record_.instances[static_cast<std::size_t>(entity)];
    const Member self{entity, static_cast<std::uint32_t>(instances.size())};
    const std::vector<Fact>& facts = pack_[entity].facts;
    instances.push_back({written.id, parent, std::vector<FactValue>(facts.size(), Absent{})});
    const std::vector<const RecordField*> fields = fields_by_fact(entity, map, written.has_id_field, path);
    for (std::uint32_t index = 0; index < facts.size(); ++index) {
      const RecordPath fact_path{path, facts[index].name};
      const RecordNode* node = fields[index] == nullptr ? nullptr : &fields[index]->value;
      FactValue value = node == nullptr || is_unknown(*node) ? default_of(facts[index], fact_path)
                                                             : read_fact(self, index, *node, fact_path);
      // Reading a fact may have made further instances: look this one up again.
      record_.instances[static_cast<std::size_t>(entity)][self.index].facts[index] = std::move(value);
    }
    return self;
  }

  /// Which field belongs to which fact; null where there is none. Reports the fields that belong to none.
  std::vector<const RecordField*> fields_by_fact(EntityId entity, const MapNode& map, bool has_id_field,
                                                 const RecordPath& path) {
    const std::vector<Fact>& facts = pack_[entity].facts;
    std::vector<const RecordField*> fields(facts.size(), nullptr);
    const RecordField* id = nullptr;
    for (const RecordField& field : map.fields) {
      const auto fact = std::ranges::find(facts, field.key, &Fact::name);
      const RecordField** slot = nullptr;
      if (has_id_field && field.key == "id") {
        slot = &id;
      } else if (entity == root_entity && field.key == "case" && pack_.lifecycle) {
        slot = &case_field_;
      } else if (fact != facts.end()) {
        slot = &fields[static_cast<std::size_t>(fact - facts.begin())];
      }
      if (slot == nullptr) {
        report_unknown_field(entity, field, path);
      } else if (*slot != nullptr) {
        faults_.add(Code::duplicate_field, RecordPath{path, field.key}, field.key_span)
            .label(text::LabelCode::first_written_here, (*slot)->key_span);
      } else {
        *slot = &field;
      }
    }
    if (case_field_ != nullptr) case_ = &case_field_->value;
    return fields;
  }

  void report_unknown_field(EntityId entity, const RecordField& field, const RecordPath& path) {
    std::vector<std::string> known;
    for (const Fact& fact : pack_[entity].facts) known.push_back(fact.name);
    if (entity == root_entity && pack_.lifecycle) known.emplace_back("case");
    faults_.add(Code::unknown_field, RecordPath{path, field.key}, field.key_span);
    faults_.propose(field.key, known);
  }

  FactValue default_of(const Fact& fact, const RecordPath& path) {
    if (!fact.default_value) return Absent{};
    record_.defaulted.push_back(path.text());
    return *fact.default_value;
  }

  FactValue read_fact(Member self, std::uint32_t index, const RecordNode& node, const RecordPath& path) {
    const Fact& fact = pack_[self.entity].facts[index];
    const bool is_null = std::holds_alternative<Null>(node.value);
    if (is_null && fact.optional) return Literal{Null{}};
    if (fact.shape != Fact::Shape::value && (is_null || std::holds_alternative<EmptyNode>(node.value))) {
      faults_.add(is_null ? Code::null_not_accepted : Code::no_value, path, node.span)
          .help(is_null ? text::Hint::leave_out_unknown : text::Hint::null_or_leave_out);
      return Absent{};
    }
    switch (fact.shape) {
      case Fact::Shape::value: {
        auto value = scalars_.read(node, scalar_rule(fact, fact.type), path);
        return value ? FactValue{std::move(*value)} : FactValue{Absent{}};
      }
      case Fact::Shape::values:
        if (auto values = read_values(fact, node, scalars_, path, faults_)) return std::move(*values);
        return Absent{};
      case Fact::Shape::members:
        return read_members(fact, self, node, path);
      case Fact::Shape::reference:
        if (auto id = read_id(node, path, faults_)) {
          links_.push_back({self, index, std::move(*id), path.text(), node.span});
        }
        return Absent{};
    }
    return Absent{};
  }

  FactValue read_members(const Fact& fact, Member self, const RecordNode& node, const RecordPath& path) {
    std::vector<WrittenMember> written;
    if (const auto* map = std::get_if<MapNode>(&node.value)) {
      check_list_size(fact, map->fields.size(), node.span, path, faults_);
      written = members_of(*map, path);
    } else if (const auto* list = std::get_if<ListNode>(&node.value)) {
      check_list_size(fact, list->items.size(), node.span, path, faults_);
      written = members_of(*list, path);
    } else {
      faults_.add(Code::members_expected, path, node.span);
      return Absent{};
    }
    // Members have no order: sorted, so that no answer can depend on the order in the file.
    std::ranges::stable_sort(written, {}, &WrittenMember::id);
    std::vector<Member> members;
    for (std::size_t index = 0; index < written.size(); ++index) {
      const WrittenMember& member = written[index];
      const RecordPath member_path{path, member.id};
      if (index != 0 && written[index - 1].id == member.id) {
        faults_.add(Code::duplicate_id, member_path, member.span)
            .label(text::LabelCode::first_written_here, written[index - 1].span);
      } else if (const MapNode* map = fields_of(*member.node, member_path)) {
        members.push_back(read_instance(fact.type.element().entity, *map, member, self.index, member_path));
      }
    }
    return members;
  }

  std::vector<WrittenMember> members_of(const MapNode& map, const RecordPath& path) {
    std::vector<WrittenMember> written;
    for (const RecordField& field : map.fields) {
      if (is_id(field.key)) {
        written.push_back({field.key, field.key_span, &field.value, false});
      } else {
        faults_.add(Code::id_not_accepted, path, field.key_span);
      }
    }
    return written;
  }

  std::vector<WrittenMember> members_of(const ListNode& list, const RecordPath& path) {
    std::vector<WrittenMember> written;
    for (const RecordNode& item : list.items) {
      const auto* map = std::get_if<MapNode>(&item.value);
      if (map == nullptr) {
        faults_.add(Code::fields_expected, path, item.span);
        continue;
      }
      const auto id = std::ranges::find(map->fields, "id", &RecordField::key);
      if (id == map->fields.end()) {
        faults_.add(Code::id_missing, path, item.span);
      } else if (auto text = read_id(id->value, RecordPath{path, "id"}, faults_)) {
        written.push_back({std::move(*text), id->value.span, &item, true});
      }
    }
    return written;
  }

  void follow_links() {
    for (const PendingLink& link : links_) {
      const Fact& fact = pack_[link.from.entity].facts[link.fact];
      const auto member = linked_member(pack_, record_, fact.type.entity, link, faults_);
      if (!member) continue;
      Instance& instance = record_.instances[static_cast<std::size_t>(link.from.entity)][link.from.index];
      instance.facts[link.fact] = *member;
    }
  }

  const Pack& pack_;
  Date on_;
  DataFaults faults_;
  ScalarReader scalars_;
  Record record_;
  std::vector<PendingLink> links_;
  const RecordField* case_field_ = nullptr;
  const RecordNode* case_ = nullptr;
};

}  // namespace

std::string report(const std::vector<DataFault>& faults, text::Language language) {
  static const text::SourceSet no_files;
  std::string lines;
  for (const DataFault& fault : faults) {
    text::Diagnostic diagnostic = fault.diagnostic;
    diagnostic.span = {};
    diagnostic.labels.clear();
    lines += text::render(diagnostic, no_files, language);
  }
  return lines;
}

RecordBuilder::RecordBuilder(const Pack& pack) : pack_{&pack}, root_{{}, MapNode{}} {}

RecordBuilder::RecordBuilder(const Pack& pack, RecordNode root) : pack_{&pack}, root_{std::move(root)} {}

RecordBuilder& RecordBuilder::set(std::string_view path, Literal value) {
  return set_tree(path, record_node(value));
}

RecordBuilder& RecordBuilder::set_list(std::string_view path, const std::vector<Literal>& values) {
  ListNode list;
  for (const Literal& value : values) list.items.push_back(record_node(value));
  return set_tree(path, {{}, std::move(list)});
}

RecordBuilder& RecordBuilder::set_tree(std::string_view path, RecordNode value) {
  const auto steps = path_steps(path);
  if (!steps) throw std::invalid_argument{"not a path into a record: " + std::string{path}};
  set_node(root_, *steps, std::move(value));
  return *this;
}

RecordBuilder& RecordBuilder::set_unknown(std::string_view path) {
  return set_tree(path, {});
}

Result<Record, std::vector<DataFault>> RecordBuilder::finish(Date on) const {
  return RecordReader{*pack_, on}.read(root_);
}

}  // namespace doudi::model
