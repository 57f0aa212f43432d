// tests/unit/io/records_as_arrow.cpp - trees into columns.
#include "records_as_arrow.hpp"

#include <algorithm>
#include <stdexcept>

#include "doudi/base/date.hpp"
#include "doudi/model/lane.hpp"

namespace doudi::io::testing {

namespace {

using model::EntityId;
using model::Fact;
using model::RecordNode;

using Texts = std::vector<std::optional<std::string>>;

/// One member and where it belongs.
struct Row {
  std::vector<std::string> ids;  ///< of the household and all above, its own last
  const model::MapNode* fields = nullptr;
};

[[nodiscard]] const RecordNode* field_of(const model::MapNode& map, const std::string& name) {
  const auto found = std::ranges::find(map.fields, name, &model::RecordField::key);
  return found == map.fields.end() ? nullptr : &found->value;
}

[[nodiscard]] bool is_null(const RecordNode* node) {
  return node != nullptr && std::holds_alternative<model::Null>(node->value);
}

[[nodiscard]] std::optional<std::string> text_of(const RecordNode* node) {
  const auto* scalar = node == nullptr ? nullptr : std::get_if<model::ScalarNode>(&node->value);
  return scalar == nullptr ? std::nullopt : std::optional{scalar->text};
}

class TableMaker {
 public:
  TableMaker(const model::Pack& pack, std::mt19937_64& random) : pack_{pack}, random_{random} {}

  MadeTables make(const std::vector<RecordNode>& records) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < records.size(); ++i)
      rows.push_back({{"h" + std::to_string(i)}, &std::get<model::MapNode>(records[i].value)});
    MadeTables tables;
    std::vector<Made> fields = columns(EntityId{}, rows, "", tables);
    fields.push_back(texts("id", ids_of(rows, 0)));
    if (pack_.lifecycle) add_case(rows, fields);
    tables.households = rows_of(std::move(fields));
    return tables;
  }

 private:
  [[nodiscard]] std::size_t below(std::size_t limit) { return random_() % limit; }

  [[nodiscard]] static Texts ids_of(const std::vector<Row>& rows, std::size_t depth) {
    Texts ids;
    for (const Row& row : rows) ids.emplace_back(row.ids.at(depth));
    return ids;
  }

  [[nodiscard]] Made any_texts(std::string name, const Texts& values) {
    switch (below(4)) {
      case 0:
        return views(std::move(name), values);
      case 1:
        return texts<std::int64_t>(std::move(name), values);
      case 2:
        return with_dictionary(std::move(name), values);
      default:
        return texts(std::move(name), values);
    }
  }

  [[nodiscard]] static Made with_dictionary(std::string name, const Texts& values) {
    std::vector<std::optional<std::int8_t>> codes;
    Texts entries{"not used"};
    for (const auto& value : values) {
      const auto found = std::ranges::find(entries, value);
      codes.push_back(value ? std::optional{static_cast<std::int8_t>(found - entries.begin())}
                            : std::nullopt);
      if (value && found == entries.end()) entries.push_back(value);
      if (entries.size() > 100) return texts(std::move(name), values);
    }
    return coded(std::move(name), codes, entries);
  }

  [[nodiscard]] Made number_column(const Fact& fact, const std::string& name, const Texts& values) {
    std::vector<std::optional<std::int64_t>> cells;
    std::vector<std::optional<double>> reals;
    for (const auto& value : values) {
      const auto number = value ? std::optional{Decimal::parse(*value).value()} : std::nullopt;
      cells.push_back(number ? model::scaled_cell(*number, fact.decimals) : std::nullopt);
      if (number && !cells.back()) return texts(name, values);
      reals.push_back(value ? std::optional{std::stod(*value)} : std::nullopt);
    }
    const std::string scale = std::to_string(fact.decimals);
    switch (below(4)) {
      case 0:
        return texts(name, values);
      case 1:
        return numbers<std::int64_t>("d:18," + scale + ",64", name, cells);
      case 2: {
        const bool short_enough =
            std::ranges::all_of(values, [](const auto& value) { return !value || value->size() <= 15; });
        if (short_enough) return numbers<double>("g", name, reals);
        break;
      }
      default:
        break;
    }
    return decimals(fact.decimals, name, cells);
  }

  [[nodiscard]] Made date_column(const std::string& name, const Texts& values) {
    std::vector<std::optional<std::int32_t>> days;
    std::vector<std::optional<std::int64_t>> seconds;
    for (const auto& value : values) {
      const auto day = value ? std::optional{Date::parse(*value).value().days()} : std::nullopt;
      days.push_back(day ? std::optional{static_cast<std::int32_t>(*day)} : std::nullopt);
      seconds.push_back(day ? std::optional{*day * 86'400} : std::nullopt);
    }
    if (below(3) == 0) return texts(name, values);
    if (below(2) == 0) return numbers<std::int64_t>("tss:", name, seconds);
    return numbers<std::int32_t>("tdD", name, days);
  }

  [[nodiscard]] Made scalar_column(const Fact& fact, const model::Type& type, const std::string& name,
                                   const std::vector<const RecordNode*>& nodes) {
    if (type.is(model::Kind::boolean)) {
      std::vector<std::optional<bool>> truths;
      for (const RecordNode* node : nodes) {
        const bool* truth = node == nullptr ? nullptr : std::get_if<bool>(&node->value);
        truths.push_back(truth == nullptr ? std::nullopt : std::optional{*truth});
      }
      return booleans(name, truths);
    }
    Texts values;
    for (const RecordNode* node : nodes) values.push_back(text_of(node));
    if (type.is(model::Kind::number)) return number_column(fact, name, values);
    if (type.is(model::Kind::date)) return date_column(name, values);
    return fact.shape == Fact::Shape::reference ? texts(name, values) : any_texts(name, values);
  }

  void add_nulls(const std::string& name, const std::vector<const RecordNode*>& nodes,
                 std::vector<Made>& fields) {
    std::vector<std::optional<bool>> nulls;
    for (const RecordNode* node : nodes) nulls.emplace_back(is_null(node));
    if (std::ranges::find(nulls, std::optional{true}) != nulls.end())
      fields.push_back(booleans(name + ".none", nulls));
  }

  [[nodiscard]] std::vector<Made> columns(EntityId entity, const std::vector<Row>& rows,
                                          const std::string& path, MadeTables& tables) {
    std::vector<Made> fields;
    for (const Fact& fact : pack_[entity].facts) {
      std::vector<const RecordNode*> nodes;
      for (const Row& row : rows) nodes.push_back(field_of(*row.fields, fact.name));
      if (fact.shape == Fact::Shape::members) {
        add_members(fact, rows, nodes, path, fields, tables);
        continue;
      }
      add_nulls(fact.name, nodes, fields);
      if (fact.shape == Fact::Shape::values) {
        fields.push_back(value_lists(fact, nodes));
      } else {
        fields.push_back(scalar_column(fact, fact.type, fact.name, nodes));
      }
    }
    return fields;
  }

  [[nodiscard]] Made value_lists(const Fact& fact, const std::vector<const RecordNode*>& nodes) {
    std::vector<std::optional<std::int32_t>> sizes;
    std::vector<const RecordNode*> items;
    for (const RecordNode* node : nodes) {
      const auto* list = node == nullptr ? nullptr : std::get_if<model::ListNode>(&node->value);
      sizes.push_back(list == nullptr ? std::nullopt
                                      : std::optional{static_cast<std::int32_t>(list->items.size())});
      if (list == nullptr) continue;
      for (const RecordNode& item : list->items) items.push_back(&item);
    }
    return lists(fact.name, sizes, scalar_column(fact, fact.type.element(), "item", items));
  }

  /// A list that is not known can only be said in the table of its parent.
  void add_members(const Fact& fact, const std::vector<Row>& rows,
                   const std::vector<const RecordNode*>& nodes, const std::string& path,
                   std::vector<Made>& fields, MadeTables& tables) {
    std::vector<Row> members;
    std::vector<std::optional<std::int32_t>> sizes;
    bool all_known = true;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto* map = nodes[i] == nullptr ? nullptr : std::get_if<model::MapNode>(&nodes[i]->value);
      all_known = all_known && map != nullptr;
      sizes.push_back(map == nullptr ? std::nullopt
                                     : std::optional{static_cast<std::int32_t>(map->fields.size())});
      if (map == nullptr) continue;
      for (const model::RecordField& member : map->fields) {
        Row row{rows[i].ids, &std::get<model::MapNode>(member.value.value)};
        row.ids.push_back(member.key);
        members.push_back(std::move(row));
      }
    }
    const EntityId entity = fact.type.element().entity;
    const std::string list = path.empty() ? fact.name : path + '.' + fact.name;
    const bool beside = all_known && (nested_ == 0) && below(3) != 0;
    if (beside && below(2) == 0) std::ranges::shuffle(members, random_);
    if (!beside) ++nested_;
    std::vector<Made> member_fields = columns(entity, members, list, tables);
    if (!beside) --nested_;
    const std::size_t depth = members.empty() ? depth_of(entity) : members.front().ids.size() - 1;
    member_fields.push_back(texts("id", ids_of(members, depth)));
    if (!beside) {
      fields.push_back(lists(fact.name, sizes, rows_of(std::move(member_fields))));
      return;
    }
    std::vector<EntityId> line{*pack_[entity].parent};
    while (pack_[line.front()].parent) line.insert(line.begin(), *pack_[line.front()].parent);
    for (std::size_t i = 0; i < line.size(); ++i)
      member_fields.push_back(texts(pack_[line[i]].name + "_id", ids_of(members, i)));
    tables.members.emplace_back(list, rows_of(std::move(member_fields)));
  }

  [[nodiscard]] std::size_t depth_of(EntityId entity) const {
    std::size_t depth = 0;
    for (; pack_[entity].parent; entity = *pack_[entity].parent) ++depth;
    return depth;
  }

  void add_case(const std::vector<Row>& rows, std::vector<Made>& fields) {
    std::vector<const RecordNode*> cases;
    std::vector<bool> valid;
    const auto part = [&](const char* name) {
      std::vector<const RecordNode*> nodes;
      for (const RecordNode* node : cases) {
        const auto* map = node == nullptr ? nullptr : std::get_if<model::MapNode>(&node->value);
        nodes.push_back(map == nullptr ? nullptr : field_of(*map, name));
      }
      return nodes;
    };
    for (const Row& row : rows) {
      cases.push_back(field_of(*row.fields, "case"));
      valid.push_back(cases.back() != nullptr && std::holds_alternative<model::MapNode>(cases.back()->value));
    }
    add_nulls("case", cases, fields);
    Fact amount;
    amount.type = model::simple_type(model::Kind::number);
    amount.decimals = 2;
    Fact text;
    text.type = model::simple_type(model::Kind::text);
    Fact date;
    date.type = model::simple_type(model::Kind::date);
    text.name = "paid";
    Made made = structs(
        "case", static_cast<std::int64_t>(rows.size()),
        {scalar_column(text, text.type, "state", part("state")),
         scalar_column(date, date.type, "since", part("since")),
         scalar_column(amount, amount.type, "amount", part("amount")), value_lists_of(text, part("paid"))});
    made.null_count = std::ranges::count(valid, false);
    if (made.null_count != 0) made.buffers.front() = detail::bits_of(valid);
    fields.push_back(std::move(made));
  }

  [[nodiscard]] Made value_lists_of(Fact fact, const std::vector<const RecordNode*>& nodes) {
    fact.type = model::list_of(fact.type);
    fact.shape = Fact::Shape::values;
    return value_lists(fact, nodes);
  }

  const model::Pack& pack_;
  std::mt19937_64& random_;
  int nested_ = 0;  // lists below nested ones are nested too
};

}  // namespace

ArrowTables MadeTables::give() const {
  ArrowTables tables;
  tables.households = table_of(households);
  for (const auto& [list, made] : members) tables.members.push_back({list, table_of(made)});
  return tables;
}

MadeTables tables_of_records(const model::Pack& pack, const std::vector<RecordNode>& records,
                             std::mt19937_64& random) {
  return TableMaker{pack, random}.make(records);
}

}  // namespace doudi::io::testing
