// src/plan/disassemble.cpp - programs as text.
// Layer 5.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

#include "doudi/plan/program.hpp"

namespace doudi::plan {
namespace {

[[nodiscard]] std::string_view lane_name(Lane lane) noexcept {
  switch (lane) {
    case Lane::u8:
      return "u8";
    case Lane::i32:
      return "i32";
    case Lane::f64:
      return "f64";
    case Lane::i64:
      return "i64";
  }
  return "";
}

[[nodiscard]] std::string_view rounding_name(RoundingMode mode) noexcept {
  switch (mode) {
    case RoundingMode::half_even:
      return "half even";
    case RoundingMode::half_up:
      return "half up";
    case RoundingMode::half_down:
      return "half down";
    case RoundingMode::up:
      return "up";
    case RoundingMode::down:
      return "down";
    case RoundingMode::ceiling:
      return "ceiling";
    case RoundingMode::floor:
      return "floor";
  }
  return "";
}

[[nodiscard]] bool is_comparison(Opcode opcode) noexcept {
  return opcode == Opcode::less || opcode == Opcode::less_equal || opcode == Opcode::equal;
}

class Disassembler {
 public:
  explicit Disassembler(const Program& program) : program_{program}, pack_{*program.pack} {
    for (const NodeName& each : program.names)
      names_[each.node] += (names_[each.node].empty() ? "" : ", ") + each.name;
  }

  [[nodiscard]] std::string text() {
    text_ = "program " + pack_.name + " on " + program_.on.text() +
            (program_.with_gaps ? ", facts may be missing\n" : "\n");
    for (const Plain& each : program_.plain)
      text_ += "left to the plain evaluator: " + each.what + ": " + each.why + '\n';
    if (!program_.with_gaps) add_reads();
    add_texts();
    for (std::size_t i = 0; i < program_.tables.size(); ++i) add_table(i);
    for (NodeId i = 0; i < program_.nodes.size(); ++i) add_node(i);
    for (const ProgramOutput& output : program_.outputs) add_output(output);
    for (const SchemeCells& scheme : program_.schemes) {
      text_ += "grant " + pack_[scheme.scheme].name + " where " + operand(scheme.granted) + ", amount " +
               operand(scheme.amount);
      if (scheme.covered != no_node) text_ += ", members " + operand(scheme.covered);
      text_ += '\n';
    }
    if (program_.case_cells) add_case(*program_.case_cells);
    if (program_.open != no_node)
      text_ += "left to the plain evaluator where " + operand(program_.open) + '\n';
    return text_;
  }

 private:
  [[nodiscard]] const std::string& entity_name(model::EntityId entity) const { return pack_[entity].name; }
  [[nodiscard]] const Node& node(NodeId id) const { return program_.nodes[id]; }
  [[nodiscard]] std::string fact_name(model::FactId fact) const {
    return entity_name(fact.entity) + '.' + pack_[fact].name;
  }

  /// A constant as a number with so many decimals.
  [[nodiscard]] static std::string number(std::int64_t cell, int scale) {
    std::string zeros(static_cast<std::size_t>(scale < 0 && cell != 0 ? -scale : 0), '0');
    return model::number_of_cell(cell, std::max(scale, 0)).text() + zeros;
  }
  [[nodiscard]] std::string operand(NodeId id) const { return operand(id, node(id).scale); }
  [[nodiscard]] std::string operand(NodeId id, int scale) const {
    if (node(id).opcode != Opcode::constant) return '%' + std::to_string(id);
    return number(node(id).immediate, scale);
  }

  /// Programs compute with cells, and give a constant whatever scale is at hand: people are shown the one that makes the values
  /// come out right.
  [[nodiscard]] int shown_scale(const Node& whose, NodeId id) const {
    const NodeId other = id == whose.a ? whose.b : whose.a;
    if (whose.opcode == Opcode::multiply) return whose.scale - node(other).scale;
    if (whose.opcode == Opcode::divide)
      return id == whose.b ? node(whose.a).scale - whose.scale : node(whose.b).scale + whose.scale;
    if (is_comparison(whose.opcode)) return node(other).scale;
    if (whose.opcode == Opcode::lookup || whose.opcode == Opcode::rank) return node(id).scale;
    return whose.opcode == Opcode::select && id == whose.a ? 0 : whose.scale;
  }

  /// What stands at a position of an enumeration, or the day, where a constant is compared with such a fact.
  [[nodiscard]] std::string meaning(const Node& whose, NodeId id) const {
    const NodeId other = id == whose.a ? whose.b : whose.a;
    if (!is_comparison(whose.opcode) || node(id).opcode != Opcode::constant || other == no_node) return {};
    const Node& column = node(other);
    if (column.opcode != Opcode::column || pack_[column.fact].shape != model::Fact::Shape::value) return {};
    const model::Type& type = pack_[column.fact].type;
    const std::int64_t cell = node(id).immediate;
    if (type.is(model::Kind::date)) {
      const auto day = Date::from_days(cell);
      return day ? " (" + day->text() + ')' : "";
    }
    if (!type.is(model::Kind::enumeration)) return {};
    const auto& members = pack_[type.enumeration].members;
    const auto position = static_cast<std::size_t>(cell);
    return cell >= 0 && position < members.size() ? " (" + members[position] + ')' : "";
  }

  void add_reads() {
    text_ += "must be given:";
    for (const model::FactId fact : program_.reads) text_ += ' ' + fact_name(fact);
    text_ += program_.reads.empty() ? " nothing\n" : "\n";
  }

  /// Only where a value may be one of them.
  void add_texts() {
    const bool shown = std::any_of(program_.outputs.begin(), program_.outputs.end(),
                                   [](const auto& output) { return output.cells.form == Cells::Form::text; });
    for (std::size_t i = 0; shown && i < program_.texts.size(); ++i)
      text_ += "text " + std::to_string(i) + ": " + program_.texts[i] + '\n';
  }

  /// The scale of those that look it up: 0 if they differ, nothing if there are none.
  [[nodiscard]] std::optional<int> scale_of_table(std::size_t position) const {
    std::optional<int> scale;
    for (const Node& each : program_.nodes) {
      const bool looks = each.opcode == Opcode::lookup || each.opcode == Opcode::rank;
      if (!looks || each.table != position) continue;
      const int own = each.opcode == Opcode::rank ? node(each.a).scale : each.scale;
      if (scale && *scale != own) return 0;
      scale = own;
    }
    return scale;
  }

  void add_table(std::size_t position) {
    const std::optional<int> scale = scale_of_table(position);
    if (!scale) return;
    text_ += "table " + std::to_string(position) + ':';
    for (const std::int64_t cell : program_.tables[position]) text_ += ' ' + number(cell, *scale);
    text_ += '\n';
  }

  /// What an opcode works on beside its operands.
  [[nodiscard]] std::string details(const Node& each) const {
    switch (each.opcode) {
      case Opcode::column:
      case Opcode::column_null:
      case Opcode::column_open:
        return ' ' + fact_name(each.fact);
      case Opcode::case_part:
      case Opcode::case_open: {
        constexpr std::array parts{"state", "since", "months", "amount", "paid", "step due"};
        return std::string{" "} + parts.at(static_cast<std::size_t>(each.immediate));
      }
      case Opcode::case_paid:
        return ' ' + program_.texts.at(each.table);
      case Opcode::divide:
        return std::string{", "} + std::string{rounding_name(each.rounding)};
      case Opcode::lookup:
      case Opcode::rank:
        return " in table " + std::to_string(each.table);
      case Opcode::full_years:
        return " on " + Date::from_days(each.immediate).value().text();
      case Opcode::list_open:
      case Opcode::list_size:
      case Opcode::sum:
      case Opcode::largest:
      case Opcode::smallest:
        return std::string{each.a == no_node ? " " : " over "} + entity_name(each.members);
      default:
        return {};
    }
  }

  void add_node(NodeId id) {
    const Node& each = node(id);
    const auto name = names_.find(id);
    if (each.opcode == Opcode::constant) {
      if (name != names_.end()) text_ += name->second + " is " + operand(id) + '\n';
      return;
    }
    std::string line = '%' + std::to_string(id) + " = " + std::string{opcode_name(each.opcode)};
    for (const NodeId one : {each.a, each.b, each.c}) {
      if (one != no_node) line += ' ' + operand(one, shown_scale(each, one)) + meaning(each, one);
    }
    line += details(each);
    constexpr std::size_t column = 46;
    line.resize(std::max(line.size(), column), ' ');
    line += "; " + entity_name(each.entity.value()) + ' ' + std::string{lane_name(each.lane)};
    if (each.scale != 0) line += '.' + std::to_string(each.scale);
    line += ", " + number(each.low, each.scale) + " to " + number(each.high, each.scale);
    if (name != names_.end()) line += "; " + name->second;
    text_ += line + '\n';
  }

  void add_output(const ProgramOutput& output) {
    text_ += "output " + pack_.outputs[output.output].name + " = " + operand(output.cells.value);
    if (output.cells.null != no_node) text_ += ", null where " + operand(output.cells.null);
    if (output.cells.form == Cells::Form::scheme) {
      for (std::size_t i = 0; i < pack_.schemes.size(); ++i)
        text_ += ", " + std::to_string(i) + ' ' + pack_.schemes[i].name;
      text_ += ", " + std::to_string(pack_.schemes.size()) + " none";
    }
    if (output.cells.form == Cells::Form::enumeration) {
      const auto& members = pack_[output.cells.enumeration].members;
      for (std::size_t i = 0; i < members.size(); ++i) text_ += ", " + std::to_string(i) + ' ' + members[i];
    }
    text_ += '\n';
  }

  void add_case(const CaseCells& cells) {
    text_ += "case " + operand(cells.state) + " since " + operand(cells.since) + ", amount " +
             operand(cells.amount);
    for (std::size_t i = 0; i < cells.remembered.size(); ++i)
      text_ += ", " + pack_.lifecycle->remember[i].first + ' ' + operand(cells.remembered[i].value);
    const auto& states = pack_[cells.states].members;
    for (std::size_t i = 0; i < states.size(); ++i) text_ += ", " + std::to_string(i) + ' ' + states[i];
    text_ += '\n';
  }

  const Program& program_;
  const model::Pack& pack_;
  std::map<NodeId, std::string> names_;
  std::string text_;
};

}  // namespace

std::string_view opcode_name(Opcode opcode) noexcept {
  switch (opcode) {
    case Opcode::constant:
      return "constant";
    case Opcode::column:
      return "column";
    case Opcode::column_null:
      return "column null";
    case Opcode::column_open:
      return "column open";
    case Opcode::list_open:
      return "list open";
    case Opcode::list_size:
      return "list size";
    case Opcode::add:
      return "add";
    case Opcode::subtract:
      return "subtract";
    case Opcode::multiply:
      return "multiply";
    case Opcode::larger:
      return "larger";
    case Opcode::smaller:
      return "smaller";
    case Opcode::less:
      return "less";
    case Opcode::less_equal:
      return "less equal";
    case Opcode::equal:
      return "equal";
    case Opcode::conjunction:
      return "and";
    case Opcode::disjunction:
      return "or";
    case Opcode::negation:
      return "not";
    case Opcode::select:
      return "select";
    case Opcode::convert:
      return "convert";
    case Opcode::lookup:
      return "lookup";
    case Opcode::rank:
      return "rank";
    case Opcode::divide:
      return "divide";
    case Opcode::expand:
      return "expand";
    case Opcode::sum:
      return "sum";
    case Opcode::largest:
      return "largest";
    case Opcode::smallest:
      return "smallest";
    case Opcode::gather:
      return "gather";
    case Opcode::full_years:
      return "full years";
    case Opcode::case_part:
      return "case";
    case Opcode::case_open:
      return "case open";
    case Opcode::case_paid:
      return "case paid";
  }
  return "";
}

std::string disassemble(const Program& program) {
  return Disassembler{program}.text();
}

}  // namespace doudi::plan
