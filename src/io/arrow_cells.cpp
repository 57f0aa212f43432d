// src/io/arrow_cells.cpp - cells that lie as a batch has them are taken where they are, others are converted.
// Layer 8.
#include "io/arrow_cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <utility>

#include "doudi/model/lane.hpp"

#include "io/arrow_loads.hpp"
#include "model/record_value.hpp"

namespace doudi::io {

using exec::CellState;
using model::Fact;
using model::Lane;
using Kind = ArrowType::Kind;

namespace {

[[nodiscard]] bool is_text(const ArrowType& type) {
  return type.kind == Kind::text || type.kind == Kind::view;
}

[[nodiscard]] bool can_read(const model::Type& wanted, const ArrowType& type) {
  if (type.kind == Kind::nothing) return true;
  switch (wanted.kind) {
    case model::Kind::boolean:
      return is_text(type) || type.kind == Kind::boolean;
    case model::Kind::number:
      return is_text(type) || type.kind == Kind::integer || type.kind == Kind::real ||
             type.kind == Kind::decimal;
    case model::Kind::date:
      return is_text(type) || type.kind == Kind::days || type.kind == Kind::moment;
    case model::Kind::member:
      return is_text(type) || type.kind == Kind::integer;
    case model::Kind::text:
    case model::Kind::enumeration:
    case model::Kind::years_months:
    case model::Kind::days_time:
    case model::Kind::time:
    case model::Kind::date_time:
      return is_text(type);
    case model::Kind::error:
    case model::Kind::null:
    case model::Kind::list:
    case model::Kind::range:
    case model::Kind::context:
    case model::Kind::function:
    case model::Kind::any:
      return false;
  }
  return false;
}

}  // namespace

bool can_read(const Fact& fact, const ArrowColumn& column) {
  const ArrowType& type = column.type_of_values();
  if (fact.shape == Fact::Shape::value) return can_read(fact.type, type);
  if (fact.shape == Fact::Shape::reference)
    return type.kind == Kind::nothing || is_text(type) || type.kind == Kind::integer;
  if (type.kind == Kind::nothing) return true;
  if (type.kind != Kind::list) return false;
  const ArrowSchema& items = *column.schema->children[0];
  if (fact.shape == Fact::Shape::members) return arrow_type(items).kind == Kind::structure;
  const ArrowType found = items.dictionary == nullptr ? arrow_type(items) : arrow_type(*items.dictionary);
  return can_read(fact.type.element(), found);
}

namespace {

/// Leaves the states empty if every slot is valid after all.
void mark_invalid(const ArrowColumn& column, std::vector<SlotState>& states) {
  if (column.type.kind == Kind::nothing) {
    states.assign(column.rows, SlotState::absent);
    return;
  }
  for (const ArrowPart& part : column.parts) {
    if (part.validity == nullptr) continue;
    for (std::size_t i = 0; i < part.rows; ++i) {
      if (part.is_valid(i)) continue;
      if (states.empty()) states.resize(column.rows, SlotState::value);
      states[part.begin + i] = SlotState::absent;
    }
  }
}

}  // namespace

std::vector<SlotState> slot_states(const FactSource& source) {
  std::vector<SlotState> states;
  if (source.values == nullptr) {
    states.assign(source.rows, SlotState::absent);
  } else if (source.values->has_invalid()) {
    mark_invalid(*source.values, states);
  }
  if (source.none == nullptr || source.none->type.kind == Kind::nothing) return states;
  for (const ArrowPart& part : source.none->parts) {
    const auto* bits = part.buffer<std::uint8_t>(1);
    for (std::size_t i = 0; i < part.rows; ++i) {
      const std::size_t slot = part.first + i;
      if (!part.is_valid(i) || ((bits[slot / 8] >> (slot % 8)) & 1U) == 0) continue;
      if (states.empty()) states.resize(source.rows, SlotState::value);
      SlotState& state = states[part.begin + i];
      state = state == SlotState::absent ? SlotState::none : SlotState::contradictory;
    }
  }
  return states;
}

std::vector<std::byte> filled_cells(Lane lane, std::size_t rows, std::int64_t filler) {
  std::vector<std::byte> cells(rows * model::width(lane));
  if (filler == 0) return cells;
  for (std::size_t row = 0; row < rows; ++row) put_cell(cells, lane, row, filler);
  return cells;
}

void put_cell(std::vector<std::byte>& cells, Lane lane, std::size_t row, std::int64_t cell) {
  std::byte* place = cells.data() + row * model::width(lane);
  const auto narrow = static_cast<std::int32_t>(cell);
  if (lane == Lane::u8) *place = static_cast<std::byte>(cell);
  if (lane == Lane::i32) std::memcpy(place, &narrow, sizeof narrow);
  if (lane == Lane::i64) std::memcpy(place, &cell, sizeof cell);
}

namespace {

/// Reads the cells of one fact: quick loops first, and one by one, as records are read, what they do not take.
class CellReader {
 public:
  CellReader(const model::Pack& pack, const Fact& fact, Date on, const FactSource& source, bool nan_is_absent)
      : pack_{pack},
        fact_{fact},
        on_{on},
        source_{source},
        nan_is_absent_{nan_is_absent},
        lane_{model::lane_of(pack, fact)} {}

  FactCells read() {
    states_ = slot_states(source_);
    if (lane_ == Lane::kept) return read_kept();
    range_ = model::range_of_cells(pack_, fact_);
    filler_ = std::clamp<std::int64_t>(0, range_.low, range_.high);
    if (auto viewed = states_.empty() ? view() : std::nullopt) return {std::move(*viewed), {}};
    if (source_.values != nullptr && source_.values->type.kind != Kind::nothing) {
      cells_.resize(source_.rows * model::width(lane_));
      load();
    } else {
      cells_ = filled_cells(lane_, source_.rows, filler_);
    }
    settle();
    exec::FactColumn column = exec::FactColumn::of_cells(lane_, std::move(cells_), std::move(cell_states_));
    for (auto& [row, value] : outside_) column.put_outside(row, std::move(value));
    column.set_defaults(std::move(defaults_));
    return {std::move(column), std::move(faults_)};
  }

 private:
  /// The cells that quick loops may take as they are; what lies beyond is looked at one by one.
  [[nodiscard]] model::CellRange quick_range() const {
    if (fact_.type.kind == model::Kind::date) {
      const auto day = [&](const std::optional<model::DateBound>& bound, std::int64_t otherwise) {
        return bound ? bound->date.value_or(on_).days() : otherwise;
      };
      return {day(fact_.first, Date::from_parts(1, 1, 1)->days()),
              day(fact_.last, Date::from_parts(9999, 12, 31)->days())};
    }
    constexpr model::CellRange nothing{1, 0};
    if (fact_.type.kind != model::Kind::number) return range_;
    const bool exact = (!fact_.low || model::scaled_cell(*fact_.low, fact_.decimals)) &&
                       (!fact_.high || model::scaled_cell(*fact_.high, fact_.decimals));
    return exact ? range_ : nothing;
  }

  /// The column where it lies, if its cells are those of the lane, and all of them fit.
  [[nodiscard]] std::optional<exec::FactColumn> view() const {
    if (source_.values == nullptr || source_.values->parts.size() != 1) return std::nullopt;
    const ArrowColumn& values = *source_.values;
    if (values.values ? !codes_are_members() : !numbers_are_cells()) return std::nullopt;
    const ArrowPart& part = values.parts.front();
    const std::size_t width = model::width(lane_);
    const auto* first = part.buffer<std::byte>(1) + part.first * width;
    if (static_cast<std::size_t>(values.type.bits) != width * 8 || !is_aligned(first, width))
      return std::nullopt;
    const model::CellRange quick = quick_range();
    const auto found = slot_extremes(values.type, part);
    if (!found || found->low < quick.low || found->high > quick.high) return std::nullopt;
    return exec::FactColumn::viewing(lane_, {first, part.rows * width}, values.keeper);
  }

  [[nodiscard]] bool numbers_are_cells() const {
    const ArrowType& type = source_.values->type;
    if (fact_.type.kind == model::Kind::date) return type.kind == Kind::days;
    if (fact_.type.kind != model::Kind::number) return false;
    return (type.kind == Kind::integer && fact_.decimals == 0) ||
           (type.kind == Kind::decimal && type.bits <= 64 && type.scale == fact_.decimals);
  }

  [[nodiscard]] bool codes_are_members() const {
    if (fact_.type.kind != model::Kind::enumeration) return false;
    const std::vector<std::int32_t> map = members_of(source_.values->parts.front());
    for (std::size_t i = 0; i < map.size(); ++i) {
      if (map[i] != static_cast<std::int32_t>(i)) return false;
    }
    return true;
  }

  static constexpr std::int32_t no_member = -1;
  static constexpr std::int32_t no_entry = -2;

  /// For each entry of the part's dictionary which member of the enumeration it is.
  [[nodiscard]] std::vector<std::int32_t> members_of(const ArrowPart& part) const {
    const auto entries = dictionary_of(*source_.values, part);
    std::vector<std::int32_t> map;
    map.reserve(entries->rows);
    for (std::size_t i = 0; i < entries->rows; ++i) {
      const auto text = text_at(*entries, i);
      map.push_back(text ? member_of(*text) : no_entry);
    }
    return map;
  }

  [[nodiscard]] std::int32_t member_of(std::string_view text) const {
    const auto& members = pack_[fact_.type.enumeration].members;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (members[i] == text) return static_cast<std::int32_t>(i);
    }
    return no_member;
  }

  /// Fills the cells; rows whose slot is no cell go to slow_.
  void load() {
    const model::CellRange quick = quick_range();
    for (const ArrowPart& part : source_.values->parts) {
      if (source_.values->values) {
        load_codes(part, quick);
        continue;
      }
      switch (source_.values->type.kind) {
        case Kind::boolean:
          load_boolean(part, cells_.data() + part.begin);
          break;
        case Kind::integer:
        case Kind::days:
        case Kind::moment:
        case Kind::decimal:
        case Kind::real:
          load_numbers(source_.values->type, part, fact_decimals(), lane_, quick, filler_, cells_.data(),
                       slow_);
          break;
        case Kind::text:
        case Kind::view:
          load_texts(part);
          break;
        case Kind::nothing:
        case Kind::list:
        case Kind::structure:
        case Kind::other:
          throw std::logic_error("a column that its fact is not read from");
      }
    }
  }

  [[nodiscard]] int fact_decimals() const {
    return fact_.type.kind == model::Kind::number ? fact_.decimals : 0;
  }

  void load_codes(const ArrowPart& part, model::CellRange quick) {
    if (fact_.type.kind != model::Kind::enumeration) return load_texts(part);
    const std::vector<std::int32_t> map = members_of(part);
    for (std::size_t i = 0; i < part.rows; ++i) {
      const std::size_t row = part.begin + i;
      const auto code = static_cast<std::uint64_t>(whole_number(source_.values->type, part, i));
      const std::int32_t member = code < map.size() ? map[code] : no_member;
      const bool good = member >= quick.low && member <= quick.high;
      put_cell(cells_, lane_, row, good ? member : filler_);
      if (good) continue;
      if (member == no_entry && part.is_valid(i)) make_absent(row);
      if (member == no_member) slow_.push_back(static_cast<std::uint32_t>(row));
    }
  }

  /// What is plainly a member of the enumeration or a truth at once, everything else one by one.
  void load_texts(const ArrowPart& part) {
    for (std::size_t i = 0; i < part.rows; ++i) {
      const std::size_t row = part.begin + i;
      const auto text = text_at(*source_.values, row);
      const auto cell = text ? plain_cell(*text) : std::nullopt;
      put_cell(cells_, lane_, row, cell.value_or(filler_));
      if (!cell) slow_.push_back(static_cast<std::uint32_t>(row));
    }
  }

  [[nodiscard]] std::optional<std::int64_t> plain_cell(std::string_view text) const {
    if (fact_.type.kind == model::Kind::boolean) {
      if (text == "true") return 1;
      if (text == "false") return 0;
    }
    if (fact_.type.kind != model::Kind::enumeration) return std::nullopt;
    const std::int32_t member = member_of(text);
    return member == no_member ? std::nullopt : std::optional<std::int64_t>{member};
  }

  void make_absent(std::size_t row) {
    if (states_.empty()) states_.resize(source_.rows, SlotState::value);
    if (states_[row] == SlotState::value) states_[row] = SlotState::absent;
  }

  /// Rows without a value, and those that the loops left.
  void settle() {
    for (const std::uint32_t row : slow_) {
      if (states_.empty() || states_[row] == SlotState::value) read_slowly(row);
    }
    for (std::size_t row = 0; row < states_.size(); ++row) {
      switch (states_[row]) {
        case SlotState::value:
          break;
        case SlotState::absent:
          settle_absent(row);
          break;
        case SlotState::none:
          settle_none(row);
          break;
        case SlotState::contradictory:
          fail(row, {}, text::Code::value_and_none);
          break;
      }
    }
  }

  void set_state(std::size_t row, CellState state) {
    if (cell_states_.empty()) cell_states_.resize(source_.rows, CellState::known);
    cell_states_[row] = state;
    put_cell(cells_, lane_, row, filler_);
  }

  void settle_absent(std::size_t row) {
    if (!fact_.default_value) return set_state(row, CellState::unknown);
    if (defaults_.empty()) defaults_.resize(source_.rows, 0);
    defaults_[row] = 1;
    put_literal(row, *fact_.default_value);
  }

  void settle_none(std::size_t row) {
    if (fact_.optional) return set_state(row, CellState::null);
    fail(row, {{}, model::Null{}}, std::nullopt);
  }

  void fail(std::size_t row, model::RecordNode node, std::optional<text::Code> code) {
    put_cell(cells_, lane_, row, filler_);
    faults_.push_back({static_cast<std::uint32_t>(row), std::move(node), code});
  }

  /// As a record's value is read.
  void read_slowly(std::size_t row) {
    model::RecordNode node = node_at(*source_.values, row);
    if (nan_is_absent_ && source_.values->type.kind == Kind::real) {
      const auto* scalar = std::get_if<model::ScalarNode>(&node.value);
      if (scalar != nullptr && scalar->text == "nan") return settle_absent(row);
    }
    model::DataFaults faults;
    const auto value =
        model::ScalarReader{pack_, on_, faults}.read(node, model::scalar_rule(fact_, fact_.type), fact_.name);
    if (!value) return fail(row, std::move(node), std::nullopt);
    put_literal(row, *value);
  }

  /// A value that the fact takes.
  void put_literal(std::size_t row, const model::Literal& value) {
    std::optional<std::int64_t> cell;
    if (std::holds_alternative<model::Null>(value)) return set_state(row, CellState::null);
    if (const auto* boolean = std::get_if<bool>(&value)) cell = *boolean ? 1 : 0;
    if (const auto* number = std::get_if<Decimal>(&value)) cell = model::scaled_cell(*number, fact_.decimals);
    if (const auto* date = std::get_if<Date>(&value)) cell = date->days();
    if (const auto* text = std::get_if<std::string>(&value)) cell = member_of(*text);
    if (cell && *cell >= range_.low && *cell <= range_.high) return put_cell(cells_, lane_, row, *cell);
    put_cell(cells_, lane_, row, filler_);
    outside_.emplace_back(row, model::FactValue{value});
  }

  /// Texts, times, lists of values: as a record has them.
  FactCells read_kept() {
    FactCells result{exec::FactColumn{lane_}, {}};
    for (std::size_t row = 0; row < source_.rows; ++row) {
      const SlotState state = states_.empty() ? SlotState::value : states_[row];
      model::RecordNode node;
      if (state == SlotState::value) node = node_at(*source_.values, row);
      if (state == SlotState::none) node.value = model::Null{};
      if (state == SlotState::contradictory) {
        faults_.push_back({static_cast<std::uint32_t>(row), {}, text::Code::value_and_none});
      } else if (model::is_unknown(node) && fact_.default_value) {
        if (defaults_.empty()) defaults_.resize(source_.rows, 0);
        defaults_[row] = 1;
        result.column.push_kept(*fact_.default_value);
        continue;
      } else if (!model::is_unknown(node)) {
        model::DataFaults faults;
        model::FactValue value = kept_value(node, faults);
        if (faults.empty()) {
          result.column.push_kept(std::move(value));
          continue;
        }
        faults_.push_back({static_cast<std::uint32_t>(row), std::move(node), std::nullopt});
      }
      result.column.push_kept(model::Absent{});
    }
    result.column.set_defaults(std::move(defaults_));
    result.faults = std::move(faults_);
    return result;
  }

  [[nodiscard]] model::FactValue kept_value(const model::RecordNode& node, model::DataFaults& faults) const {
    const model::ScalarReader scalars{pack_, on_, faults};
    if (std::holds_alternative<model::Null>(node.value) && fact_.optional)
      return model::Literal{model::Null{}};
    if (fact_.shape == Fact::Shape::values) {
      auto values = model::read_values(fact_, node, scalars, fact_.name, faults);
      return values ? model::FactValue{std::move(*values)} : model::FactValue{model::Absent{}};
    }
    auto value = scalars.read(node, model::scalar_rule(fact_, fact_.type), fact_.name);
    return value ? model::FactValue{std::move(*value)} : model::FactValue{model::Absent{}};
  }

  const model::Pack& pack_;
  const Fact& fact_;
  Date on_;
  const FactSource& source_;
  bool nan_is_absent_;
  Lane lane_;
  model::CellRange range_;
  std::int64_t filler_ = 0;
  std::vector<SlotState> states_;
  std::vector<std::byte> cells_;
  std::vector<CellState> cell_states_;
  std::vector<std::uint8_t> defaults_;
  std::vector<std::uint32_t> slow_;
  std::vector<std::pair<std::size_t, model::FactValue>> outside_;
  std::vector<FaultyCell> faults_;
};

}  // namespace

FactCells read_cells(const model::Pack& pack, const Fact& fact, Date on, const FactSource& source,
                     bool nan_is_absent) {
  return CellReader{pack, fact, on, source, nan_is_absent}.read();
}

}  // namespace doudi::io
