// src/check/lower_boxes.cpp - boxed expressions as expressions of the language.
#include "check/lower_boxes.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace doudi::check {

using syntax::Box;
using syntax::BoxedExpression;
using syntax::Expression;
using syntax::Form;

namespace {

Expression node(Form form, text::Span span, std::vector<Expression> operands = {}) {
  Expression result;
  result.form = form;
  result.span = span;
  result.operands = std::move(operands);
  return result;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

class Lowering {
 public:
  Lowering(const syntax::Dialect& dialect, text::Diagnostics& diagnostics)
      : dialect_{dialect}, diagnostics_{diagnostics} {}

  Expression lower(const BoxedExpression& box) {
    Expression result = untyped(box);
    if (box.type.empty() || box.box == Box::function || box.box == Box::unsupported) return result;
    return typed(std::move(result), box.type, box.span);
  }

 private:
  static Expression typed(Expression expression, const std::string& type, text::Span span) {
    if (type.empty()) return expression;
    Expression result = node(Form::typed, span);
    result.text = type;
    result.operands.push_back(std::move(expression));
    return result;
  }

  enum class Place : std::uint8_t { anywhere, domain };

  Expression literal(const syntax::WrittenText& text, text::Span span, Place place = Place::anywhere) {
    if (is_blank(text.text)) return node(Form::null, span);
    const std::size_t before = diagnostics_.error_count();
    Expression result = place == Place::domain ? syntax::parse_domain(text, diagnostics_, dialect_)
                                               : syntax::parse_expression(text, diagnostics_, dialect_);
    return diagnostics_.error_count() == before ? result : node(Form::error, result.span);
  }

  std::vector<Expression> parts(const BoxedExpression& box) {
    std::vector<Expression> result;
    for (const BoxedExpression& part : box.parts) result.push_back(lower(part));
    return result;
  }

  /// Entries, of which the last may have no name: then it is the result.
  Expression context(const BoxedExpression& box) {
    Expression result = node(Form::context, box.span);
    for (std::size_t index = 0; index < box.parts.size(); ++index) {
      const bool named = index < box.variables.size();
      Expression part = lower(box.parts[index]);
      result.names.push_back(named ? box.variables[index].name : std::string{});
      result.operands.push_back(named ? typed(std::move(part), box.variables[index].type, box.span)
                                      : std::move(part));
    }
    if (box.parts.size() <= box.variables.size()) return result;
    Expression last = node(Form::path, box.span);
    last.operands.push_back(std::move(result));
    return last;
  }

  /// Rows become contexts with the columns' names.
  Expression relation(const BoxedExpression& box) {
    Expression result = node(Form::list, box.span);
    for (const BoxedExpression& row : box.parts) {
      Expression entry = node(Form::context, row.span);
      for (std::size_t index = 0; index < row.parts.size() && index < box.variables.size(); ++index) {
        entry.names.push_back(box.variables[index].name);
        entry.operands.push_back(typed(lower(row.parts[index]), box.variables[index].type, row.span));
      }
      result.operands.push_back(std::move(entry));
    }
    return result;
  }

  /// A call by name; of a plain name as a call, of anything else as an invocation.
  Expression invocation(const BoxedExpression& box) {
    Expression function = lower(box.parts.front());
    const bool plain = function.form == Form::name;
    Expression result = node(plain ? Form::call : Form::invocation, box.span);
    if (plain) {
      result.text = function.text;
    } else {
      result.operands.push_back(std::move(function));
    }
    for (std::size_t index = 1; index < box.parts.size(); ++index) {
      if (index - 1 < box.variables.size()) result.names.push_back(box.variables[index - 1].name);
      result.operands.push_back(lower(box.parts[index]));
    }
    result.boxed = true;
    return result;
  }

  Expression function(const BoxedExpression& box) {
    Expression result = node(box.box == Box::unsupported ? Form::external : Form::function, box.span);
    for (const syntax::BoxedVariable& parameter : box.variables) {
      if (!result.names.empty()) result.text += ',';
      result.names.push_back(parameter.name);
      result.text += parameter.type;
    }
    if (box.box == Box::unsupported) return result;
    result.operands.push_back(box.parts.empty() ? node(Form::null, box.span) : lower(box.parts.front()));
    return result;
  }

  /// What a loop runs over: `a..b` too, which is no value by itself and so has no type, whatever the box says.
  Expression domain(const BoxedExpression& box) {
    if (box.box != Box::literal) return lower(box);
    Expression result = literal(box.text, box.span, Place::domain);
    return result.form == Form::iteration_range ? result : typed(std::move(result), box.type, box.span);
  }

  Expression iteration(const BoxedExpression& box, Form form) {
    Expression result = node(form, box.span);
    for (const BoxedExpression& part : box.parts)
      result.operands.push_back(result.operands.empty() ? domain(part) : lower(part));
    result.names.push_back(box.name);
    return result;
  }

  Expression untyped(const BoxedExpression& box) {
    switch (box.box) {
      case Box::nothing:
        return node(Form::null, box.span);
      case Box::literal:
        return literal(box.text, box.span);
      case Box::context:
        return context(box);
      case Box::list:
        return node(Form::list, box.span, parts(box));
      case Box::relation:
        return relation(box);
      case Box::invocation:
        return invocation(box);
      case Box::function:
      case Box::unsupported:
        return function(box);
      case Box::conditional:
        return node(Form::conditional, box.span, parts(box));
      case Box::filter:
        return node(Form::filter, box.span, parts(box));
      case Box::iteration:
        return iteration(box, Form::iteration);
      case Box::some:
        return iteration(box, Form::some);
      case Box::every:
        return iteration(box, Form::every);
      case Box::table: {
        Expression result = node(Form::table, box.span);
        result.table = std::make_shared<const syntax::DecisionTable>(box.table.front());
        return result;
      }
    }
    return node(Form::error, box.span);
  }

  const syntax::Dialect& dialect_;
  text::Diagnostics& diagnostics_;
};

void declare(const syntax::ItemDefinition& item, syntax::DeclaredNames& names) {
  names.add(item.name);
  for (const syntax::ItemDefinition& component : item.components) declare(component, names);
}

}  // namespace

Expression lowered(const BoxedExpression& box, const syntax::Dialect& dialect,
                   text::Diagnostics& diagnostics) {
  return Lowering{dialect, diagnostics}.lower(box);
}

void declare_own_names(const BoxedExpression& box, syntax::DeclaredNames& names) {
  if (box.box == Box::iteration || box.box == Box::some || box.box == Box::every) names.add(box.name);
  if (box.box != Box::invocation) {  // whose names are those of the function's parameters
    for (const syntax::BoxedVariable& variable : box.variables) names.add(variable.name);
  }
  for (const BoxedExpression& part : box.parts) declare_own_names(part, names);
}

void declare_shared_names(const syntax::DecisionModel& model, syntax::DeclaredNames& names) {
  for (const syntax::ItemDefinition& item : model.types) declare(item, names);
  for (const syntax::Decision& decision : model.decisions) {
    for (const syntax::DecisionTable& table : decision.logic.table) {
      for (const syntax::DecisionOutput& output : table.outputs) names.add(output.name);
    }
    names.add(decision.name);
  }
  for (const syntax::InputData& input : model.inputs) names.add(input.name);
  for (const syntax::BusinessKnowledge& knowledge : model.knowledge) names.add(knowledge.name);
  for (const syntax::DecisionService& service : model.services) names.add(service.name);
  for (const syntax::ModelImport& import : model.imports) names.add(import.name);
}

}  // namespace doudi::check
