// src/io/json_columns.cpp - one pass over the text, cell by cell; whatever is unusual ends it.
// Layer 8.
#include "io/json_columns.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "doudi/exec/batch_writer.hpp"

#include "io/fact_cell.hpp"
#include "io/field_names.hpp"
#include "model/record_value.hpp"
#include "syntax/skeleton.hpp"

namespace doudi::io {

namespace ondemand = simdjson::ondemand;
using exec::CellState;
using exec::EntityTable;
using exec::FactColumn;
using model::EntityId;
using model::Fact;

namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr EntityId root_entity{0};

/// What a field of an object stands for.
struct Field {
  enum class Kind : std::uint8_t { fact, id, case_block };
  Kind kind = Kind::fact;
  std::uint32_t fact = 0;
};

/// A fact, and what reads its values if they are no lists and no links.
struct FactReader {
  const Fact* fact = nullptr;
  std::optional<FactCell> cell;
};

struct EntityReader {
  std::vector<FactReader> facts;
  FieldNames<Field> with_id;     ///< of the root, and of members in a list: `id` is no fact
  FieldNames<Field> without_id;  ///< of members in a map from ids
  bool has_lists = false;        ///< of members
};

/// A link, until all members are there.
struct Link {
  model::FactId fact;
  std::size_t row = 0;
  std::string_view id;
};

/// A value that is no object and no array, without the white space behind it.
std::string_view token_of(ondemand::value& value) {
  const std::string_view token = value.raw_json_token();
  return token.substr(0, token.find_last_not_of(white_space) + 1);
}

/// A text without escapes; nothing if it is none.
std::optional<std::string_view> plain_string(ondemand::value& value, std::string_view token) {
  if (!token.starts_with('"') || token.find('"', 1) != token.size() - 1 || token.find('\\') != token.npos)
    return std::nullopt;
  simdjson::ondemand::raw_json_string ignored;
  if (value.get_raw_json_string().get(ignored) != simdjson::SUCCESS) return std::nullopt;
  return token.substr(1, token.size() - 2);
}

/// The id of a member: a text, or a whole number that stands for its digits.
std::optional<std::string_view> member_id(ondemand::value& value) {
  const std::string_view token = token_of(value);
  std::optional<std::string_view> id = plain_string(value, token);
  const auto is_digit = [](char character) { return character >= '0' && character <= '9'; };
  if (!id && is_plain_number(token) && std::ranges::all_of(token, is_digit)) id = token;
  if (!id || !is_plain_text(*id) || !model::is_id(*id)) return std::nullopt;
  return id;
}

template <class Named>
bool has_name(const std::vector<Named>& all, std::string_view name) {
  return std::ranges::find(all, name, &Named::name) != all.end();
}

}  // namespace

class JsonColumns::State {
 public:
  State(const model::Pack& pack, Date on) : pack_{pack}, on_{on} {
    for (const model::Entity& entity : pack.entities) entities_.push_back(reader_of(entity));
  }

  bool add(std::string_view text, exec::Batch& batch, std::optional<HouseholdId>& id) {
    if (text.size() > syntax::largest_file || text.find('\r') != text.npos) return false;
    links_.clear();
    id_.reset();
    case_ = {};
    case_seen_ = false;
    writer_.begin(batch);
    if (!read(text) || !follow_links(batch)) {
      writer_.roll_back();
      return false;
    }
    if (pack_.lifecycle) case_.remembered.resize(pack_.lifecycle->remember.size(), model::Absent{});
    writer_.finish(std::move(case_));
    id = std::move(id_);
    return true;
  }

 private:
  EntityReader reader_of(const model::Entity& entity) const {
    EntityReader reader;
    const bool is_root = !entity.parent;
    const bool has_id_fact = has_name(entity.facts, "id");
    for (std::uint32_t i = 0; i < entity.facts.size(); ++i) {
      const Fact& fact = entity.facts[i];
      FactReader& added = reader.facts.emplace_back();
      added.fact = &fact;
      if (fact.shape == Fact::Shape::value) added.cell.emplace(pack_, fact, on_);
      if (fact.shape == Fact::Shape::members) reader.has_lists = true;
      const Field field{Field::Kind::fact, i};
      reader.without_id.add(fact.name, field);
      if (is_root || fact.name != "id") reader.with_id.add(fact.name, field);
    }
    if (!is_root || !has_id_fact) reader.with_id.add("id", {Field::Kind::id, 0});
    if (is_root && pack_.lifecycle) reader.with_id.add("case", {Field::Kind::case_block, 0});
    return reader;
  }

  bool read(std::string_view text) {
    buffer_.assign(text);
    buffer_.append(simdjson::SIMDJSON_PADDING, ' ');
    const simdjson::padded_string_view padded{buffer_.data(), text.size(), buffer_.size()};
    end_ = buffer_.data() + text.size();
    ondemand::document document;
    ondemand::object object;
    if (parser_.iterate(padded).get(document) != simdjson::SUCCESS) return false;
    if (document.get_object().get(object) != simdjson::SUCCESS) return false;
    std::optional<std::string_view> no_member;
    if (!read_instance(root_entity, object, entities_.front().with_id, no_member)) return false;
    const char* behind = nullptr;
    return document.current_location().get(behind) == simdjson::OUT_OF_BOUNDS;
  }

  /// Pushes one row. `id` becomes that of a member in a list.
  bool read_instance(EntityId entity, ondemand::object& object, FieldNames<Field>& names,
                     std::optional<std::string_view>& id) {
    const std::size_t row = writer_[entity].rows;
    std::size_t position = 0;
    std::size_t facts = 0;
    for (auto item : object) {
      ondemand::field field;
      if (std::move(item).get(field) != simdjson::SUCCESS) return false;
      const char* key = field.key().raw();
      const auto meaning = names.find({key, static_cast<std::size_t>(end_ - key)}, position++);
      if (!meaning) return false;
      switch (meaning->kind) {
        case Field::Kind::fact:
          if (!read_fact({entity, meaning->fact}, row, field.value())) return false;
          ++facts;
          break;
        case Field::Kind::id:
          if (entity == root_entity ? !read_household_id(field.value()) : !read_member_id(field.value(), id))
            return false;
          break;
        case Field::Kind::case_block:
          if (std::exchange(case_seen_, true) || !read_case(field.value())) return false;
          break;
      }
    }
    if (facts != entities_[static_cast<std::size_t>(entity)].facts.size() && !push_absent(entity, row))
      return false;
    ++writer_[entity].rows;
    return true;
  }

  bool read_household_id(ondemand::value& value) {
    if (id_) return false;
    const std::string_view token = token_of(value);
    if (const auto text = plain_string(value, token)) {
      if (!is_plain_text(*text)) return false;
      id_ = HouseholdId{std::string{*text}, false};
      return true;
    }
    if (!is_plain_number(token)) return false;
    id_ = HouseholdId{std::string{token}, true};
    return true;
  }

  static bool read_member_id(ondemand::value& value, std::optional<std::string_view>& id) {
    if (id) return false;
    id = member_id(value);
    return id.has_value();
  }

  bool read_fact(model::FactId id, std::size_t row, ondemand::value& value) {
    const FactReader& reader = entities_[static_cast<std::size_t>(id.entity)].facts[id.index];
    if (reader.fact->shape == Fact::Shape::members) return read_members(id, row, value);
    FactColumn& column = writer_[id.entity].columns[id.index];
    if (column.size() != row) return false;  // it comes twice
    if (reader.cell) return read_value(*reader.cell, value, column);
    if (reader.fact->shape != Fact::Shape::reference) return false;
    if (token_of(value) == "null") {
      if (!reader.fact->optional) return false;
      column.push(CellState::null, 0);
      return true;
    }
    const auto linked = member_id(value);
    if (!linked) return false;
    links_.push_back({id, row, *linked});
    column.push(0);
    return true;
  }

  static bool read_value(const FactCell& cell, ondemand::value& value, FactColumn& column) {
    const std::string_view token = token_of(value);
    switch (token.empty() ? ' ' : token.front()) {
      case '"': {
        const auto text = plain_string(value, token);
        return text && cell.push_text(*text, column);
      }
      case 't':
      case 'f':
        return (token == "true" || token == "false") && cell.push_boolean(token == "true", column);
      case 'n':
        return token == "null" && cell.push_null(column);
      default:
        return cell.push_number(token, column);
    }
  }

  /// Facts of a row that were not given.
  bool push_absent(EntityId entity, std::size_t row) {
    const std::vector<FactReader>& facts = entities_[static_cast<std::size_t>(entity)].facts;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = *facts[i].fact;
      if (fact.shape == Fact::Shape::members) {
        const EntityId members = fact.type.element().entity;
        if (writer_[members].offsets.size() != row + 1) continue;
        writer_.end_list(members, CellState::unknown);
        continue;
      }
      FactColumn& column = writer_[entity].columns[i];
      if (column.size() != row) continue;
      if (fact.default_value) return false;
      if (facts[i].cell ? !facts[i].cell->push_absent(column) : !push_absent_other(fact, column))
        return false;
    }
    return true;
  }

  /// A link, or a list of values.
  static bool push_absent_other(const Fact& fact, FactColumn& column) {
    if (fact.shape == Fact::Shape::reference) {
      column.push(CellState::unknown, 0);
    } else {
      column.push_kept(model::Absent{});
    }
    return true;
  }

  bool read_members(model::FactId id, std::size_t row, ondemand::value& value) {
    const Fact& fact = pack_[id];
    const EntityId entity = fact.type.element().entity;
    EntityTable& table = writer_[entity];
    if (table.offsets.size() != row + 1) return false;  // it comes twice
    const std::size_t first = table.rows;
    const std::string_view token = token_of(value);
    if (token == "null" && fact.optional) {
      writer_.end_list(entity, CellState::null);
      return true;
    }
    const char start = token.empty() ? ' ' : token.front();
    if (start != '[' && start != '{') return false;
    if (start == '[' ? !read_list(entity, value) : !read_map(entity, value)) return false;
    const std::size_t size = table.rows - first;
    if ((fact.least && size < *fact.least) || (fact.most && size > *fact.most)) return false;
    if (!sort_members(entity, first)) return false;
    writer_.end_list(entity, CellState::known);
    return true;
  }

  bool read_list(EntityId entity, ondemand::value& value) {
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return false;
    FieldNames<Field>& names = entities_[static_cast<std::size_t>(entity)].with_id;
    for (auto item : array) {
      ondemand::object object;
      if (std::move(item).get_object().get(object) != simdjson::SUCCESS) return false;
      std::optional<std::string_view> id;
      if (!read_instance(entity, object, names, id) || !id) return false;
      writer_[entity].ids.push_back(*id);
    }
    return true;
  }

  bool read_map(EntityId entity, ondemand::value& value) {
    ondemand::object map;
    if (value.get_object().get(map) != simdjson::SUCCESS) return false;
    FieldNames<Field>& names = entities_[static_cast<std::size_t>(entity)].without_id;
    for (auto item : map) {
      ondemand::field field;
      if (std::move(item).get(field) != simdjson::SUCCESS) return false;
      const char* key = field.key().raw();
      const std::string_view rest{key, static_cast<std::size_t>(end_ - key)};
      const std::string_view id = rest.substr(0, rest.find('"'));
      if (id.find('\\') != id.npos || !is_plain_text(id) || !model::is_id(id)) return false;
      ondemand::object object;
      if (field.value().get_object().get(object) != simdjson::SUCCESS) return false;
      std::optional<std::string_view> no_id;
      if (!read_instance(entity, object, names, no_id)) return false;
      writer_[entity].ids.push_back(id);
    }
    return true;
  }

  /// Sorts the members from row `first` on by id, as records have them; false if two have one id, or are not sorted and have
  /// members of their own, who would have to come with them.
  bool sort_members(EntityId entity, std::size_t first) {
    EntityTable& table = writer_[entity];
    bool sorted = true;
    for (std::size_t row = first; row + 1 < table.rows && sorted; ++row)
      sorted = table.ids.text(row) < table.ids.text(row + 1);
    if (sorted) return true;
    if (entities_[static_cast<std::size_t>(entity)].has_lists) return false;
    order_.resize(table.rows - first);
    std::iota(order_.begin(), order_.end(), std::uint32_t{0});
    const auto id_of = [&](std::uint32_t at) { return table.ids.text(first + at); };
    std::ranges::sort(order_, {}, id_of);
    const auto twice = std::ranges::adjacent_find(order_, {}, id_of);
    if (twice != order_.end()) return false;
    for (std::size_t i = 0; i < table.columns.size(); ++i) table.columns[i].reorder(first, order_);
    table.ids.reorder(first, order_);
    for (Link& link : links_) {
      if (link.fact.entity != entity || link.row < first) continue;
      const auto place = std::ranges::find(order_, static_cast<std::uint32_t>(link.row - first));
      link.row = first + static_cast<std::size_t>(place - order_.begin());
    }
    return true;
  }

  /// A link is plain if the household has one member of that id.
  bool follow_links(const exec::Batch& batch) {
    for (const Link& link : links_) {
      const EntityId entity = pack_[link.fact].type.entity;
      if (entity == root_entity) return false;
      const EntityTable& table = batch[entity];
      const std::size_t first = batch.rows_of(entity, batch.households() - 1).first;
      std::optional<std::size_t> found;
      for (std::size_t row = first; row < table.rows; ++row) {
        if (table.ids.text(row) != link.id) continue;
        if (found) return false;
        found = row;
      }
      if (!found) return false;
      writer_[link.fact.entity].columns[link.fact.index].replace(link.row,
                                                                 static_cast<std::int64_t>(*found - first));
    }
    return true;
  }

  bool read_case(ondemand::value& value) {
    if (token_of(value) == "null") {
      case_.presence = model::CaseFacts::Presence::new_case;
      return true;
    }
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return false;
    case_.presence = model::CaseFacts::Presence::existing;
    for (auto item : object) {
      ondemand::field field;
      if (std::move(item).get(field) != simdjson::SUCCESS) return false;
      const char* key = field.key().raw();
      const std::string_view rest{key, static_cast<std::size_t>(end_ - key)};
      if (!read_case_field(rest.substr(0, rest.find('"')), field.value())) return false;
    }
    return true;
  }

  /// What is remembered may be of any type: it is left to others.
  bool read_case_field(std::string_view name, ondemand::value& value) {
    if (name == "paid") return read_paid(value);
    const std::string_view token = token_of(value);
    if (name == "amount") return read_amount(value, token);
    const auto text = plain_string(value, token);
    if (!text) return false;
    if (name == "state") {
      if (case_.state || !has_name(pack_.lifecycle->states, *text)) return false;
      case_.state = *text;
      return true;
    }
    const auto since = Date::parse(*text);
    if (name != "since" || case_.since || !since) return false;
    if (since->day() != 1 || *since > on_.first_of_month()) return false;
    case_.since = *since;
    return true;
  }

  bool read_amount(ondemand::value& value, std::string_view token) {
    constexpr std::size_t most_digits = 12;  // before the point, as model::RecordBuilder has it
    if (case_.amount) return false;
    if (const auto text = plain_string(value, token)) token = *text;
    const auto point = std::min(token.find('.'), token.size());
    if (!is_plain_number(token) || token.front() == '-' || point > most_digits) return false;
    const auto amount = Decimal::parse(token);
    if (!amount || amount->decimals() > 2) return false;
    case_.amount = *amount;
    return true;
  }

  bool read_paid(ondemand::value& value) {
    ondemand::array array;
    if (case_.paid || value.get_array().get(array) != simdjson::SUCCESS) return false;
    case_.paid.emplace();
    for (auto item : array) {
      ondemand::value element;
      if (std::move(item).get(element) != simdjson::SUCCESS) return false;
      const auto name = plain_string(element, token_of(element));
      if (!name || !has_name(pack_.schemes, *name)) return false;
      case_.paid->emplace_back(*name);
    }
    return true;
  }

  const model::Pack& pack_;
  Date on_;
  std::vector<EntityReader> entities_;
  ondemand::parser parser_;
  std::string buffer_;
  const char* end_ = nullptr;  // of the text in buffer_
  // Of the household that is being read:
  exec::BatchWriter writer_;
  std::vector<Link> links_;
  std::optional<HouseholdId> id_;
  model::CaseFacts case_;
  bool case_seen_ = false;
  std::vector<std::uint32_t> order_;
};

JsonColumns::JsonColumns(const model::Pack& pack, Date on) : state_{std::make_unique<State>(pack, on)} {}
JsonColumns::~JsonColumns() = default;
JsonColumns::JsonColumns(JsonColumns&&) noexcept = default;
JsonColumns& JsonColumns::operator=(JsonColumns&&) noexcept = default;

bool JsonColumns::add(std::string_view text, exec::Batch& batch, std::optional<HouseholdId>& id) {
  return state_->add(text, batch, id);
}

}  // namespace doudi::io
