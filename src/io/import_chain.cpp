// src/io/import_chain.cpp - a decision table inside a function as a chain of `if … then … else if …`.
// Layer 8.
#include "io/import_chain.hpp"

#include <algorithm>
#include <utility>

#include "doudi/check/check.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/pack_files.hpp"

#include "io/import_facts.hpp"
#include "io/import_names.hpp"

namespace doudi::io {

using syntax::DecisionRule;
using syntax::DecisionTable;
using syntax::Expression;
using syntax::Form;

namespace {

constexpr std::size_t most_rows = 40;

[[nodiscard]] Expression node(Form form, std::string text, std::vector<Expression> operands = {}) {
  Expression result;
  result.form = form;
  result.text = std::move(text);
  result.operands = std::move(operands);
  return result;
}

[[nodiscard]] bool is_blank(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ||
         (text[first] == '-' && text.find_first_not_of(" \t\r\n", first + 1) == std::string::npos);
}

[[nodiscard]] bool is_value(const Expression& test) {
  return test.form == Form::number || test.form == Form::text || test.form == Form::boolean ||
         test.form == Form::temporal || test.form == Form::null ||
         (test.form == Form::negate && test.operands.front().form == Form::number);
}

[[nodiscard]] bool reads_tested(const Expression& expression) {
  return expression.form == Form::tested || std::ranges::any_of(expression.operands, reads_tested);
}

/// What a cell says of its column: `age < 21`, `risk in ("HIGH", "DECLINE")`.
[[nodiscard]] Expression condition(const Expression& input, const syntax::UnaryTests& tests) {
  Expression result;
  const Expression& first = tests.tests.front();
  if (tests.tests.size() == 1 && first.form == Form::comparison_range) {
    result = node(Form::comparison, first.text, {input, first.operands.front()});
  } else if (tests.tests.size() == 1 && is_value(first)) {
    result = node(Form::comparison, "=", {input, first});
  } else {
    result = node(Form::in, {}, {input});
    for (const Expression& test : tests.tests) result.operands.push_back(test);
  }
  return tests.negated ? node(Form::call, "not", {std::move(result)}) : result;
}

class Chain {
 public:
  Chain(const DecisionTable& table, const syntax::BoxedExpression& function,
        const syntax::DeclaredNames& names, ImportScope& scope)
      : table_{table}, function_{function}, scope_{scope}, names_{names} {
    for (const syntax::BoxedVariable& parameter : function.variables) {
      names_.add(parameter.name);
      locals_.push_back(parameter.name);
    }
    dialect_ = {.standard = true, .names = &names_};
    for (const syntax::DecisionInput& input : table.inputs) inputs_.push_back(parsed(input.expression));
  }

  [[nodiscard]] std::optional<std::vector<std::string>> lines() {
    std::vector<std::string> result;
    bool ended = false;
    for (const DecisionRule& rule : table_.rules) {
      const auto row = conditions(rule);
      if (!row) return std::nullopt;
      if (ended) continue;  // never reached, but said to be wrong if it is
      const Expression output = output_of(rule.outputs.empty() ? nullptr : &rule.outputs.front());
      ended = row->empty();
      if (ended) {
        result.push_back((result.empty() ? "" : "else ") + formatted(rewritten(output, scope_, locals_)));
        continue;
      }
      Expression all = row->size() == 1 ? row->front() : node(Form::conjunction, {}, *row);
      const Expression choice = rewritten(
          node(Form::conditional, {}, {std::move(all), output, node(Form::null, {})}), scope_, locals_);
      result.push_back((result.empty() ? "if " : "else if ") + formatted(choice.operands[0]) + " then " +
                       formatted(choice.operands[1]));
    }
    const auto& otherwise = table_.outputs.front().default_entry;
    if (!ended)
      result.push_back("else " +
                       formatted(rewritten(output_of(otherwise ? &*otherwise : nullptr), scope_, locals_)));
    if (!readable_) return std::nullopt;
    return result;
  }

  /// Whether no two rows match together, which the analysis of tables proves: it is asked about the table as a rule, its
  /// parameters as inputs.
  [[nodiscard]] bool rows_are_disjoint() {
    std::string text = "doudi: 1\npack: rows\nsources:\n  model: {title: model}\nfacts:\n  record:\n";
    for (const syntax::BoxedVariable& parameter : function_.variables) {
      const std::string type = plain_type(parameter.type);
      if (type.starts_with("list of ")) return false;
      text += "    " + pack_name(parameter.name) + ": {type: " + type +
              (type == "number" ? ", decimals: 12, unbounded: true" : "") +
              ", optional: true, default: null, cite: model}\n";
    }
    text += "rules:\n  record:\n    row of the table:\n      optional: true\n      table: |\n        unique";
    for (const Expression& input : inputs_) text += " | " + formatted(rewritten(input, scope_, locals_));
    text += " || row of the table\n";
    for (std::size_t index = 0; index < table_.rules.size(); ++index) {
      text += "        " + std::to_string(index + 1);
      for (const syntax::WrittenText& cell : table_.rules[index].inputs) text += " | " + cell_of(cell);
      text += " || " + std::to_string(index + 1) + "\n";
    }
    text += "        default";
    for (std::size_t index = 0; index < inputs_.size(); ++index) text += " | -";
    return is_accepted(text + " || null\noutputs: [row of the table]\n");
  }

 private:
  [[nodiscard]] static bool is_accepted(const std::string& text) {
    text::SourceSet sources;
    text::Diagnostics found;
    auto files = syntax::load_pack_text("rows.yaml", text, {}, sources, found);
    if (!files.pack) return false;
    const syntax::Pack written = syntax::read_pack(*files.pack, sources, found);
    static_cast<void>(check::check(written, found));
    return !found.has_errors();
  }

  [[nodiscard]] Expression parsed(const syntax::WrittenText& written) {
    text::Diagnostics found;
    Expression result = syntax::parse_expression(written, found, dialect_);
    readable_ = readable_ && !found.has_errors();
    return result;
  }

  [[nodiscard]] syntax::UnaryTests tests_of(const syntax::WrittenText& cell) {
    text::Diagnostics found;
    syntax::UnaryTests tests = syntax::parse_unary_tests(cell, found, dialect_);
    readable_ = readable_ && !found.has_errors();
    return tests;
  }

  [[nodiscard]] std::string cell_of(const syntax::WrittenText& cell) {
    return is_blank(cell.text) ? "-" : cell_text(tests_of(cell), scope_, locals_);
  }

  [[nodiscard]] Expression output_of(const syntax::WrittenText* written) {
    return written == nullptr || is_blank(written->text) ? node(Form::null, {}) : parsed(*written);
  }

  /// Of the cells that say something; nothing if one of them cannot be said outside of a table.
  [[nodiscard]] std::optional<std::vector<Expression>> conditions(const DecisionRule& rule) {
    std::vector<Expression> result;
    if (rule.inputs.size() != inputs_.size()) return std::nullopt;
    for (std::size_t column = 0; column < inputs_.size(); ++column) {
      if (is_blank(rule.inputs[column].text)) continue;
      const syntax::UnaryTests tests = tests_of(rule.inputs[column]);
      if (tests.any || tests.tests.empty()) continue;
      if (std::ranges::any_of(tests.tests, reads_tested)) return std::nullopt;
      result.push_back(condition(inputs_[column], tests));
    }
    return result;
  }

  const DecisionTable& table_;
  const syntax::BoxedExpression& function_;
  ImportScope& scope_;
  syntax::DeclaredNames names_;
  syntax::Dialect dialect_;
  std::vector<std::string> locals_;
  std::vector<Expression> inputs_;
  bool readable_ = true;  ///< every text could be read
};

}  // namespace

std::optional<std::vector<std::string>> table_as_chain(const DecisionTable& table,
                                                       const syntax::BoxedExpression& function,
                                                       const syntax::DeclaredNames& names,
                                                       ImportScope& scope) {
  const bool first = table.hit_policy == "FIRST";
  const bool disjoint = table.hit_policy == "UNIQUE" || table.hit_policy == "ANY";
  if ((!first && !disjoint) || table.outputs.size() != 1 || table.rules.empty() ||
      table.rules.size() > most_rows)
    return std::nullopt;
  Chain chain{table, function, names, scope};
  auto lines = chain.lines();
  if (!lines || (disjoint && !chain.rows_are_disjoint())) return std::nullopt;
  return lines;
}

}  // namespace doudi::io
