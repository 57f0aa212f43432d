// src/plan/compile.cpp - the whole pack as one program: outputs, what is open, live nodes, slots.
// Layer 5.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "plan/lowering.hpp"

namespace doudi::plan {
namespace {

using Form = Lowered::Form;

class Compiler {
 public:
  Compiler(const model::Pack& pack, Date on, bool with_gaps) : pack_{pack}, lowering_{pack, on, with_gaps} {
    program_.pack = &pack;
    program_.on = on;
    program_.with_gaps = with_gaps;
  }

  [[nodiscard]] Program compile() {
    try {
      add_everything();
    } catch (const NotInColumns& reason) {
      lowering_.plain().push_back({"the whole answer", reason.what()});
      program_.outputs.clear();
      program_.schemes.clear();
      program_.case_cells.reset();
      open_ = lowering_.nodes().truth(true);
    }
    if (!wants_grants() && !pack_.lifecycle) program_.schemes.clear();
    program_.open = open_;
    program_.plain = std::move(lowering_.plain());
    program_.texts = std::move(lowering_.texts());
    program_.reads = lowering_.nodes().take_reads();
    program_.tables = lowering_.nodes().take_tables();
    program_.names = lowering_.names();
    keep_what_is_needed(lowering_.nodes().take_nodes());
    assign_slots();
    return std::move(program_);
  }

 private:
  void add_everything();
  void add_schemes();
  void add_output(std::uint32_t position);
  void add_value(std::uint32_t position, const Lowered& value);
  [[nodiscard]] Cells cells_of(const Lowered& value) const;
  void add_case();
  [[nodiscard]] Lowered amount(const std::vector<model::SchemeId>* only = nullptr);
  [[nodiscard]] Lowered covered();
  [[nodiscard]] Lowered first_granted();
  [[nodiscard]] bool wants_grants() const {
    return std::any_of(pack_.outputs.begin(), pack_.outputs.end(),
                       [](const model::Output& each) { return each.kind == model::Output::Kind::grants; });
  }
  void open_where(const Lowered& value) { open_ = lowering_.nodes().either(open_, value.open); }

  template <class Change>
  void for_each_root(const Change& change);
  void keep_what_is_needed(std::vector<Node> nodes);
  void assign_slots();

  const model::Pack& pack_;
  Lowering lowering_;
  Program program_;
  NodeId open_ = no_node;
};

void Compiler::add_everything() {
  if (!model::contains(pack_.in_force, program_.on)) throw NotInColumns("the pack is not in force");
  add_schemes();
  for (std::uint32_t i = 0; i < pack_.outputs.size(); ++i) add_output(i);
  if (pack_.lifecycle) add_case();
}

void Compiler::add_schemes() {
  Builder& nodes = lowering_.nodes();
  for (std::uint32_t i = 0; i < pack_.schemes.size(); ++i) {
    const LoweredScheme& scheme = lowering_.scheme(i);
    if (!scheme.in_force) continue;
    SchemeCells cells;
    cells.scheme = model::SchemeId{i};
    const Lowered& granted = lowering_.granted(i);
    cells.granted = granted.value;
    cells.amount = scheme.amount.value;
    const bool covers = !pack_.schemes[i].covers_nobody;
    if (covers) {
      cells.entity = scheme.covered.entity;
      const NodeId who = scheme.together == no_node ? scheme.covered.mask : scheme.together;
      cells.covered = nodes.both(nodes.expand(who, scheme.covered.entity),
                                 nodes.expand(granted.value, scheme.covered.entity));
    }
    program_.schemes.push_back(cells);
    open_where(granted);
    const auto of_granted = [&](NodeId open) {
      if (open != no_node) open_ = nodes.either(open_, nodes.both(granted.value, open));
    };
    of_granted(scheme.amount.open);
    if (!covers) continue;
    of_granted(scheme.covered.open);
    if (scheme.covered.maybe == no_node) continue;
    const NodeId unsure = nodes.over_members(Opcode::sum, scheme.covered.maybe, scheme.covered.entity);
    of_granted(nodes.compare(Opcode::less, nodes.constant(0), unsure));
  }
}

/// What to store for next month.
void Compiler::add_case() {
  const model::Lifecycle& lifecycle = *pack_.lifecycle;
  CaseCells cells;
  const Lowered state = lowering_.case_state();
  const Lowered since = lowering_.case_since();
  const Lowered sum = amount(&lifecycle.of);
  for (const Lowered* part : {&state, &since, &sum}) open_where(*part);
  cells.states = state.enumeration;
  cells.state = state.value;
  cells.since = since.value;
  cells.amount = sum.value;
  for (const auto& [name, expression] : lifecycle.remember) {
    const Lowered value = lowering_.lower(expression, lowering_.root_scope());
    cells.remembered.push_back(cells_of(value));
    open_where(value);
  }
  program_.case_cells = std::move(cells);
}

/// Of all schemes, or of some.
Lowered Compiler::amount(const std::vector<model::SchemeId>* only) {
  Lowered sum = lowered(Form::number, lowering_.nodes().constant(0));
  for (const SchemeCells& scheme : program_.schemes) {
    if (only != nullptr && std::find(only->begin(), only->end(), scheme.scheme) == only->end()) continue;
    const Lowered part = lowered(Form::number, scheme.amount);
    const Lowered granted = lowered(Form::boolean, scheme.granted);
    const Lowered nothing = lowered(Form::number, lowering_.nodes().constant(0));
    sum = lowering_.arithmetic('+', sum, lowering_.conditional(granted, part, nothing));
  }
  return sum;
}

/// Schemes that take in everyone are joined before they are expanded to the members.
Lowered Compiler::covered() {
  Lowered all;
  Builder& nodes = lowering_.nodes();
  NodeId everyone = no_node;
  for (const SchemeCells& scheme : program_.schemes) {
    if (!scheme.entity) continue;
    if (all.form == Form::list && all.entity != *scheme.entity)
      throw NotInColumns("schemes that cover members of several lists");
    all.form = Form::list;
    all.entity = *scheme.entity;
    const bool takes_everyone = scheme.covered == nodes.expand(scheme.granted, all.entity);
    NodeId& joined = takes_everyone ? everyone : all.mask;
    joined = nodes.either(joined, takes_everyone ? scheme.granted : scheme.covered);
  }
  if (all.form == Form::null) throw NotInColumns("schemes that cover nobody");
  if (everyone != no_node) all.mask = nodes.either(all.mask, nodes.expand(everyone, all.entity));
  return all;
}

Lowered Compiler::first_granted() {
  Builder& nodes = lowering_.nodes();
  NodeId result = nodes.constant(static_cast<std::int64_t>(pack_.schemes.size()));
  for (auto scheme = program_.schemes.rbegin(); scheme != program_.schemes.rend(); ++scheme)
    result = nodes.select(scheme->granted, nodes.constant(static_cast<std::int64_t>(scheme->scheme)), result);
  return lowered(Form::enumeration, result);
}

Cells Compiler::cells_of(const Lowered& value) const {
  Cells cells;
  cells.value = value.value;
  cells.null = value.null;
  switch (value.form) {
    case Form::boolean:
      cells.form = Cells::Form::boolean;
      return cells;
    case Form::number:
      cells.form = Cells::Form::number;
      return cells;
    case Form::date:
      cells.form = Cells::Form::date;
      return cells;
    case Form::enumeration:
      cells.form = Cells::Form::enumeration;
      cells.enumeration = value.enumeration;
      return cells;
    case Form::text:
      cells.form = Cells::Form::text;
      return cells;
    default:
      throw NotInColumns("an output that is a quotient or a list of lists");
  }
}

void Compiler::add_value(std::uint32_t position, const Lowered& value) {
  ProgramOutput output;
  output.output = position;
  Builder& nodes = lowering_.nodes();
  if (value.form != Form::list) {
    output.cells = cells_of(value);
    open_where(value);
    program_.outputs.push_back(output);
    return;
  }
  if (!value.element || value.mask != no_node || value.maybe != no_node || value.owner != model::EntityId{})
    throw NotInColumns("an output that is a list of some members");
  output.entity = value.entity;
  output.cells = cells_of(*value.element);
  output.cells.value = nodes.expand(output.cells.value, value.entity);
  if (output.cells.null != no_node) output.cells.null = nodes.expand(output.cells.null, value.entity);
  open_where(value);
  if (value.element->open != no_node) {
    const NodeId unsure = nodes.over_members(Opcode::sum, value.element->open, value.entity);
    open_ = nodes.either(open_, nodes.compare(Opcode::less, nodes.constant(0), unsure));
  }
  program_.outputs.push_back(output);
}

void Compiler::add_output(std::uint32_t position) {
  const model::Output& output = pack_.outputs[position];
  using Kind = model::Output::Kind;
  switch (output.kind) {
    case Kind::scheme:
      add_value(position, first_granted());
      program_.outputs.back().cells.form = Cells::Form::scheme;
      return;
    case Kind::amount:
      add_value(position, amount());
      return;
    case Kind::covered: {
      const Lowered all = covered();
      ProgramOutput who;
      who.output = position;
      who.entity = all.entity;
      who.cells.form = Cells::Form::members;
      who.cells.value = all.mask;
      program_.outputs.push_back(who);
      return;
    }
    case Kind::grants:
      return;  // Program::schemes
    case Kind::state:
      add_value(position, lowering_.paying_state());
      return;
    case Kind::value:
      add_value(position, lowering_.lower(output.value, lowering_.root_scope()));
      return;
  }
}

template <class Change>
void Compiler::for_each_root(const Change& change) {
  const auto visit = [&](NodeId& node) {
    if (node != no_node) change(node);
  };
  visit(program_.open);
  for (ProgramOutput& output : program_.outputs) {
    visit(output.cells.value);
    visit(output.cells.null);
  }
  if (program_.case_cells) {
    for (NodeId* part :
         {&program_.case_cells->state, &program_.case_cells->since, &program_.case_cells->amount})
      visit(*part);
    for (Cells& cells : program_.case_cells->remembered) {
      visit(cells.value);
      visit(cells.null);
    }
  }
  for (SchemeCells& scheme : program_.schemes) {
    visit(scheme.granted);
    visit(scheme.amount);
    visit(scheme.covered);
  }
}

void Compiler::keep_what_is_needed(std::vector<Node> nodes) {
  std::vector<bool> needed(nodes.size());
  for_each_root([&](NodeId& node) { needed[node] = true; });
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (!needed[i]) continue;
    for (const NodeId operand : {nodes[i].a, nodes[i].b, nodes[i].c}) {
      if (operand != no_node) needed[operand] = true;
    }
  }
  std::vector<NodeId> moved(nodes.size(), no_node);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!needed[i]) continue;
    moved[i] = static_cast<NodeId>(program_.nodes.size());
    Node node = nodes[i];
    for (NodeId* operand : {&node.a, &node.b, &node.c}) {
      if (*operand != no_node) *operand = moved[*operand];
    }
    program_.nodes.push_back(node);
  }
  for_each_root([&](NodeId& node) { node = moved[node]; });
  std::erase_if(program_.names, [&](const NodeName& each) { return moved[each.node] == no_node; });
  for (NodeName& each : program_.names) each.node = moved[each.node];
}

void Compiler::assign_slots() {
  auto& nodes = program_.nodes;
  std::vector<std::size_t> last_use(nodes.size(), 0);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const NodeId operand : {nodes[i].a, nodes[i].b, nodes[i].c}) {
      if (operand != no_node) last_use[operand] = i;
    }
  }
  for_each_root([&](NodeId& node) { last_use[node] = nodes.size(); });
  // A slot is shared by lanes of one width.
  using Kind = std::pair<std::uint32_t, std::size_t>;
  std::map<Kind, std::vector<std::uint32_t>> free;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Node& node = nodes[i];
    if (node.opcode == Opcode::constant || node.opcode == Opcode::column) continue;
    const auto kind_of = [](const Node& each) {
      return Kind{static_cast<std::uint32_t>(each.entity.value()), width(each.lane)};
    };
    auto& same_kind = free[kind_of(node)];
    if (same_kind.empty()) {
      same_kind.push_back(static_cast<std::uint32_t>(program_.slots.size()));
      program_.slots.push_back({node.entity, node.lane});
    }
    node.slot = same_kind.back();
    same_kind.pop_back();
    std::array operands{node.a, node.b, node.c};
    std::sort(operands.begin(), operands.end());
    for (std::size_t k = 0; k < operands.size(); ++k) {
      if (operands[k] == no_node || (k > 0 && operands[k] == operands[k - 1])) continue;
      const Node& operand = nodes[operands[k]];
      const bool kept = operand.opcode == Opcode::constant || operand.opcode == Opcode::column;
      if (!kept && last_use[operands[k]] == i) free[kind_of(operand)].push_back(operand.slot);
    }
  }
}

}  // namespace

Program compile(const model::Pack& pack, Date on, bool with_gaps) {
  return Compiler{pack, on, with_gaps}.compile();
}

}  // namespace doudi::plan
