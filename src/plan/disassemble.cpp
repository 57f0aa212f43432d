// src/plan/disassemble.cpp - programs as text.
// Layer 5.
#include <array>
#include <stdexcept>
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

class Disassembler {
 public:
  explicit Disassembler(const Program& program) : program_{program} {}

  [[nodiscard]] std::string text() {
    text_ = "program " + program_.pack->name + " on " + program_.on.text() +
            (program_.with_gaps ? ", facts may be missing\n" : "\n");
    for (const Plain& each : program_.plain) text_ += "plain: " + each.what + ": " + each.why + '\n';
    for (std::size_t i = 0; i < program_.tables.size(); ++i) add_table(i);
    for (NodeId i = 0; i < program_.nodes.size(); ++i) {
      if (program_.nodes[i].opcode != Opcode::constant) add_node(i);
    }
    for (const ProgramOutput& output : program_.outputs) {
      text_ += "output " + program_.pack->outputs[output.output].name + " = " + operand(output.cells.value);
      if (output.cells.null != no_node) text_ += ", null where " + operand(output.cells.null);
      text_ += '\n';
    }
    for (const SchemeCells& scheme : program_.schemes) {
      text_ += "grant " + (*program_.pack)[scheme.scheme].name + " where " + operand(scheme.granted) + ": " +
               operand(scheme.amount);
      if (scheme.covered != no_node) text_ += ", members " + operand(scheme.covered);
      text_ += '\n';
    }
    if (program_.case_cells) {
      text_ += "case " + operand(program_.case_cells->state) + " since " +
               operand(program_.case_cells->since) + ", amount " + operand(program_.case_cells->amount) +
               '\n';
    }
    if (program_.open != no_node) text_ += "open where " + operand(program_.open) + '\n';
    return text_;
  }

 private:
  [[nodiscard]] const std::string& entity_name(model::EntityId entity) const {
    return (*program_.pack)[entity].name;
  }

  [[nodiscard]] std::string operand(NodeId id) const {
    const Node& node = program_.nodes[id];
    return node.opcode == Opcode::constant ? model::number_of_cell(node.immediate, node.scale).text()
                                           : '%' + std::to_string(id);
  }

  void add_table(std::size_t position) {
    text_ += "table " + std::to_string(position) + ':';
    for (const std::int64_t cell : program_.tables[position]) text_ += ' ' + std::to_string(cell);
    text_ += '\n';
  }

  void add_node(NodeId id) {
    const Node& node = program_.nodes[id];
    text_ += '%' + std::to_string(id) + " = " + std::string{opcode_name(node.opcode)} + '.' +
             std::string{lane_name(node.lane)};
    if (node.opcode == Opcode::column || node.opcode == Opcode::column_null ||
        node.opcode == Opcode::column_open) {
      text_ += ' ' + entity_name(node.fact.entity) + '.' + (*program_.pack)[node.fact].name;
    }
    for (const NodeId each : {node.a, node.b, node.c}) {
      if (each != no_node) text_ += ' ' + operand(each);
    }
    if (node.opcode == Opcode::case_part || node.opcode == Opcode::case_open) {
      constexpr std::array parts{"state", "since", "months", "amount", "paid", "step due"};
      text_ += std::string{" "} + parts.at(static_cast<std::size_t>(node.immediate));
    }
    if (node.opcode == Opcode::case_paid) text_ += " " + program_.texts.at(node.table);
    if (node.opcode == Opcode::divide) text_ += ' ' + std::string{rounding_name(node.rounding)};
    if (node.opcode == Opcode::lookup || node.opcode == Opcode::rank)
      text_ += " table " + std::to_string(node.table);
    if (node.opcode == Opcode::full_years) text_ += " on " + Date::from_days(node.immediate).value().text();
    const bool list = node.opcode == Opcode::list_open || node.opcode == Opcode::list_size;
    if (list) text_ += ' ' + entity_name(node.members);
    text_ += "  ; " + entity_name(node.entity.value()) + " [" +
             model::number_of_cell(node.low, node.scale).text() + ".." +
             model::number_of_cell(node.high, node.scale).text() + "]\n";
  }

  const Program& program_;
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
