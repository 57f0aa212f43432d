// src/io/import_rules.cpp - decisions as rules, decision tables as grids, business knowledge as functions.
// Layer 8.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "doudi/base/name.hpp"

#include "check/lower_boxes.hpp"
#include "io/import_chain.hpp"
#include "io/import_facts.hpp"

namespace doudi::io {

using syntax::Box;
using syntax::DecisionModel;
using syntax::DecisionTable;
using syntax::Expression;
using text::Code;

namespace {

using Cells = std::vector<std::string>;

/// A line of a grid: label, then groups.
struct GridRow {
  std::string label;
  std::vector<Cells> groups;
};

[[nodiscard]] std::string padded(const std::string& text, std::size_t width) {
  const auto shown = static_cast<std::size_t>(std::max(display_width(text), 0));
  return text + std::string(width > shown ? width - shown : 0, ' ');
}

/// Lines with their cells below each other.
[[nodiscard]] std::vector<std::string> aligned(const std::vector<GridRow>& rows) {
  std::size_t label_width = 0;
  std::vector<std::vector<std::size_t>> widths;
  const auto widen = [](std::size_t& width, const std::string& text) {
    width = std::max(width, static_cast<std::size_t>(std::max(display_width(text), 0)));
  };
  for (const GridRow& row : rows) {
    widen(label_width, row.label);
    widths.resize(std::max(widths.size(), row.groups.size()));
    for (std::size_t group = 0; group < row.groups.size(); ++group) {
      widths[group].resize(std::max(widths[group].size(), row.groups[group].size()));
      for (std::size_t cell = 0; cell < row.groups[group].size(); ++cell)
        widen(widths[group][cell], row.groups[group][cell]);
    }
  }
  std::vector<std::string> lines;
  for (const GridRow& row : rows) {
    std::string line = padded(row.label, label_width);
    for (std::size_t group = 0; group < row.groups.size(); ++group) {
      line += group == 0 ? "" : " |";
      for (std::size_t cell = 0; cell < row.groups[group].size(); ++cell)
        line +=
            (cell == 0 && group > 0 ? "| " : " | ") + padded(row.groups[group][cell], widths[group][cell]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

[[nodiscard]] std::string hit_policy_word(const DecisionTable& table) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> words{
      {{"UNIQUE", "unique"},
       {"ANY", "any"},
       {"PRIORITY", "priority"},
       {"FIRST", "first"},
       {"RULE ORDER", "rule order"},
       {"OUTPUT ORDER", "output order"}}};
  for (const auto& [theirs, ours] : words) {
    if (table.hit_policy == theirs) return std::string{ours};
  }
  if (table.aggregation == "SUM") return "sum";
  if (table.aggregation == "MIN") return "lowest";
  if (table.aggregation == "MAX") return "highest";
  return table.aggregation == "COUNT" ? "count" : "list";
}

[[nodiscard]] bool is_blank(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ||
         (text[first] == '-' && text.find_first_not_of(" \t\r\n", first + 1) == std::string::npos);
}

/// One line without bars, for labels and notes.
[[nodiscard]] std::string plain_line(const std::string& text) {
  std::string result;
  for (const char letter : text) {
    const bool space = letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    if (space) {
      if (!result.empty() && result.back() != ' ') result += ' ';
    } else {
      result += letter == '|' ? '/' : letter;
    }
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

/// A formula as YAML takes it: beside its key where nothing in it means something to YAML.
void add_formula(std::vector<std::string>& lines, const std::string& formula) {
  const auto first = static_cast<unsigned char>(formula.front());
  const bool letter = first >= 0x80 || std::isalnum(first) != 0 || first == '(';
  const bool plain =
      letter && formula.find(": ") == std::string::npos && formula.find(" #") == std::string::npos &&
      formula.find('\n') == std::string::npos && formula.size() < 90 && !formula.ends_with(':') &&
      !std::all_of(formula.begin(), formula.end(),
                   [](char each) { return std::isalpha(static_cast<unsigned char>(each)) != 0; });
  if (plain) {
    lines.push_back("  formula: " + formula);
    return;
  }
  lines.emplace_back("  formula: |");
  lines.push_back("    " + formula);
}

class RuleWriter {
 public:
  RuleWriter(const DecisionModel& model, ImportedParts& parts, text::Diagnostics& diagnostics)
      : model_{model}, parts_{parts}, diagnostics_{diagnostics} {
    check::declare_shared_names(model, names_);
    dialect_ = {.standard = true, .names = &names_};
  }

  ImportedEntry decision(const syntax::Decision& decision) {
    ImportedEntry entry = begun(decision, parts_.scope.names.at(decision.name), "decision");
    if (!decision.question.empty()) entry.lines.push_back("# " + plain_line(decision.question));
    entry.lines.push_back(entry.name + ":");
    entry.lines.emplace_back("  optional: true");
    if (decision.logic.box == Box::table) {
      table(entry, decision.logic.table.front());
    } else {
      Expression body = rewritten_box(decision.logic, {});
      add_formula(entry.lines,
                  formatted(is_required(decision) ? std::move(body) : without_rounding(std::move(body))));
    }
    return entry;
  }

  /// Nothing if a pack has no function like it.
  std::optional<ImportedEntry> function(const syntax::BusinessKnowledge& knowledge) {
    const syntax::BoxedExpression& logic = knowledge.logic;
    if (logic.box != Box::function || logic.parts.empty()) return std::nullopt;
    std::vector<std::string> locals;
    for (const syntax::BoxedVariable& parameter : logic.variables) {
      if (plain_type(parameter.type).empty()) return std::nullopt;
      locals.push_back(parameter.name);
    }
    ImportedEntry entry = begun(knowledge, parts_.scope.names.at(knowledge.name), "business knowledge");
    const syntax::BoxedExpression& body = logic.parts.front();
    std::vector<std::string> formula;
    if (body.box == Box::table) {
      auto chain = table_as_chain(body.table.front(), logic, names_, parts_.scope);
      if (!chain) return std::nullopt;
      formula = *std::move(chain);
    } else {
      formula = {formatted(rewritten_box(body, locals))};
    }
    entry.lines.push_back(entry.name + ":");
    entry.lines.emplace_back("  parameters:");
    for (std::size_t index = 0; index < logic.variables.size(); ++index) {
      const std::string name = pack_name(logic.variables[index].name);
      const bool whole = parts_.scope.whole.contains(name);
      if (whole) parts_.scope.whole_parameters[knowledge.name].insert(index);
      entry.lines.push_back("    " + name + ": {type: " +
                            (whole ? "whole number" : plain_type(logic.variables[index].type)) + "}");
    }
    if (formula.size() == 1) {
      add_formula(entry.lines, formula.front());
    } else {
      entry.lines.emplace_back("  formula: |");
      for (const std::string& line : formula) entry.lines.push_back("    " + line);
    }
    return entry;
  }

 private:
  ImportedEntry begun(const syntax::ModelElement& element, const std::string& name, std::string_view kind) {
    ImportedEntry entry{.element = &element, .name = name, .lines = {}};
    std::string comment = "# " + std::string{kind};
    if (name != element.name) comment += " " + plain_line(element.name);
    if (!element.id.empty()) comment += " (" + element.id + ")";
    entry.lines.push_back(std::move(comment));
    return entry;
  }

  [[nodiscard]] bool is_required(const syntax::Decision& decision) const {
    const auto requires_it = [&](const auto& element) {
      return std::ranges::any_of(element.requirements, [&](const syntax::ElementReference& reference) {
        return reference.id == decision.id;
      });
    };
    return std::ranges::any_of(model_.decisions, requires_it);
  }

  Expression rewritten_box(const syntax::BoxedExpression& box, const std::vector<std::string>& locals) {
    syntax::DeclaredNames names = names_;
    check::declare_own_names(box, names);
    for (const std::string& local : locals) names.add(local);
    const syntax::Dialect dialect{.standard = true, .names = &names};
    return rewritten(check::lowered(box, dialect, diagnostics_), parts_.scope, locals);
  }

  std::string expression(const syntax::WrittenText& written) {
    return formatted(rewritten(syntax::parse_expression(written, diagnostics_, dialect_), parts_.scope));
  }

  std::string cell(const syntax::WrittenText& written) {
    if (is_blank(written.text)) return "-";
    return cell_text(syntax::parse_unary_tests(written, diagnostics_, dialect_), parts_.scope);
  }

  std::string output(const syntax::WrittenText& written) {
    return is_blank(written.text) ? "null" : expression(written);
  }

  void table(ImportedEntry& entry, const DecisionTable& table) {
    const bool single = table.outputs.size() == 1;
    std::vector<GridRow> rows;
    GridRow header{hit_policy_word(table), {{}, {}}};
    for (const syntax::DecisionInput& input : table.inputs)
      header.groups[0].push_back(expression(input.expression));
    for (const syntax::DecisionOutput& output : table.outputs)
      header.groups[1].push_back(single ? entry.name : pack_name(output.name));
    const bool notes =
        std::ranges::any_of(table.rules, [](const auto& rule) { return !note_of(rule).empty(); });
    if (notes) header.groups.push_back({"note"});
    rows.push_back(std::move(header));
    add_values(rows, table);
    std::set<std::string> labels{"type", "unit", "values", "default"};
    for (std::size_t index = 0; index < table.rules.size(); ++index) {
      const syntax::DecisionRule& rule = table.rules[index];
      GridRow row{plain_line(rule.name), {{}, {}}};
      if (row.label.empty() || !labels.insert(row.label).second) row.label = std::to_string(index + 1);
      labels.insert(row.label);
      for (const syntax::WrittenText& input : rule.inputs) row.groups[0].push_back(cell(input));
      for (const syntax::WrittenText& written : rule.outputs) row.groups[1].push_back(output(written));
      if (notes) row.groups.push_back({note_of(rule).empty() ? "-" : note_of(rule)});
      rows.push_back(std::move(row));
    }
    const bool always = std::ranges::any_of(rows, [](const GridRow& row) {
      return row.label != "values" &&
             std::ranges::all_of(row.groups[0], [](const std::string& cell) { return cell == "-"; });
    });
    if (!always || !gives_first(table)) add_default(rows, table, notes);
    add_ids(entry, rows, table);
    entry.lines.emplace_back("  table: |");
    for (const std::string& line : aligned(rows)) entry.lines.push_back("    " + line);
  }

  /// Whether one row that always matches makes a default needless.
  static bool gives_first(const DecisionTable& table) {
    const std::string word = hit_policy_word(table);
    return word == "first" || word == "unique" || word == "any" || word == "priority";
  }

  /// Which row is which rule of the model, since a grid has no place for comments.
  static void add_ids(ImportedEntry& entry, const std::vector<GridRow>& rows, const DecisionTable& table) {
    constexpr std::size_t longest_line = 100;
    const std::size_t first = rows.size() > 1 && rows[1].label == "values" ? 2 : 1;
    std::string line = "  # rules:";
    for (std::size_t index = 0; index < table.rules.size(); ++index) {
      const std::string& id = table.rules[index].id;
      if (id.empty()) continue;
      const std::string item = " " + rows[first + index].label + " (" + id + ")";
      if (line.size() + item.size() > longest_line) {
        entry.lines.push_back(line);
        line = "  #";
      }
      line += item;
    }
    if (!line.ends_with(':')) entry.lines.push_back(line);
  }

  static std::string note_of(const syntax::DecisionRule& rule) {
    std::string note;
    for (const std::string& annotation : rule.annotations) {
      const std::string line = plain_line(annotation);
      if (!line.empty()) note += (note.empty() ? "" : "; ") + line;
    }
    return note;
  }

  void add_values(std::vector<GridRow>& rows, const DecisionTable& table) {
    const bool ordered = table.hit_policy == "PRIORITY" || table.hit_policy == "OUTPUT ORDER";
    if (!ordered) return;
    GridRow row{"values", {Cells(table.inputs.size(), "-"), {}}};
    for (const syntax::DecisionOutput& output : table.outputs)
      row.groups[1].push_back(output.values ? cell(*output.values) : "-");
    if (rows.front().groups.size() > 2) row.groups.push_back({"-"});
    rows.push_back(std::move(row));
  }

  /// Where no rule matches the standard gives null; but a count is 0.
  void add_default(std::vector<GridRow>& rows, const DecisionTable& table, bool notes) {
    if (hit_policy_word(table) == "count") return;
    GridRow row{"default", {Cells(table.inputs.size(), "-"), {}}};
    for (const syntax::DecisionOutput& column : table.outputs)
      row.groups[1].push_back(column.default_entry ? output(*column.default_entry) : "null");
    if (notes) row.groups.push_back({"-"});
    rows.push_back(std::move(row));
  }

  const DecisionModel& model_;
  ImportedParts& parts_;
  text::Diagnostics& diagnostics_;
  syntax::DeclaredNames names_;
  syntax::Dialect dialect_;
};

/// The type that a model without inputs gives a name: that of an input column which is this name.
[[nodiscard]] std::string type_of_free(const DecisionModel& model, const std::string& name) {
  for (const syntax::Decision& decision : model.decisions) {
    for (const DecisionTable& table : decision.logic.table) {
      for (const syntax::DecisionInput& input : table.inputs) {
        if (plain_line(input.expression.text) == name && !input.type.empty()) return input.type;
      }
    }
  }
  return {};
}

/// Writes all functions and rules once; what they need to know of each other is in the scope afterwards.
void write_entries(const DecisionModel& model, const std::vector<const syntax::ModelElement*>& left_out,
                   ImportedParts& parts, text::Diagnostics& diagnostics) {
  RuleWriter writer{model, parts, diagnostics};
  const auto is_left_out = [&](const syntax::ModelElement& element) {
    return std::ranges::find(left_out, &element) != left_out.end();
  };
  parts.functions.clear();
  parts.rules.clear();
  parts.refused.clear();
  for (const syntax::BusinessKnowledge& knowledge : model.knowledge) {
    if (is_left_out(knowledge)) continue;
    if (auto entry = writer.function(knowledge)) {
      parts.functions.push_back(std::move(*entry));
    } else {
      parts.refused.push_back(&knowledge);
    }
  }
  for (const syntax::Decision& decision : model.decisions) {
    if (!is_left_out(decision)) parts.rules.push_back(writer.decision(decision));
  }
}

}  // namespace

ImportedParts import_parts(const DecisionModel& model,
                           const std::vector<const syntax::ModelElement*>& left_out,
                           text::Diagnostics& diagnostics) {
  ImportedParts parts;
  PackNames names;
  import_facts(model, parts, names);
  for (const syntax::BusinessKnowledge& knowledge : model.knowledge)
    parts.scope.names[knowledge.name] = names.take(knowledge.name);
  for (const syntax::Decision& decision : model.decisions)
    parts.scope.names[decision.name] = names.take(decision.name);
  // Until nothing new is learnt: which names are free, and which stand in exponents.
  for (int round = 0; round < 4; ++round) {
    const std::size_t whole = parts.scope.whole.size();
    const std::size_t known = parts.facts.size();
    text::Diagnostics unheard;
    write_entries(model, left_out, parts, round == 0 ? diagnostics : unheard);
    for (const std::string& name : parts.scope.free)
      import_free_fact(model, name, type_of_free(model, name), parts, names);
    parts.scope.free.clear();
    if (parts.scope.whole.size() == whole && parts.facts.size() == known && round > 0) break;
  }
  return parts;
}

}  // namespace doudi::io
