// src/io/import_rewrite.cpp - expressions of a DMN model with the names and the guards that a pack needs.
// Layer 8.
#include "io/import_rewrite.hpp"

#include <algorithm>
#include <utility>

#include "doudi/base/decimal.hpp"
#include "doudi/model/builtin_table.hpp"

#include "io/import_names.hpp"

namespace doudi::io {

using syntax::Expression;
using syntax::Form;

namespace {

constexpr const char* kept_decimals = "40";

[[nodiscard]] Expression node(Form form, std::string text, std::vector<Expression> operands = {}) {
  Expression result;
  result.form = form;
  result.text = std::move(text);
  result.operands = std::move(operands);
  return result;
}

[[nodiscard]] Expression call(std::string name, std::vector<Expression> arguments) {
  return node(Form::call, std::move(name), std::move(arguments));
}

/// Whether an expression surely is no null: what compares for equality or is written out.
[[nodiscard]] bool is_never_null(const Expression& expression) {
  switch (expression.form) {
    case Form::boolean:
    case Form::number:
    case Form::text:
    case Form::temporal:
      return true;
    case Form::comparison:
      return expression.text == "=" || expression.text == "!=";
    case Form::conjunction:
    case Form::disjunction:
      return std::ranges::all_of(expression.operands, is_never_null);
    case Form::call:
      return expression.text == "otherwise" ||
             (expression.text == "not" && std::ranges::all_of(expression.operands, is_never_null));
    default:
      return false;
  }
}

/// Whether a division by it ends: a number of the form 2^a * 5^b.
[[nodiscard]] bool ends_division(const Expression& divisor) {
  if (divisor.form != Form::number) return false;
  const auto number = Decimal::parse(divisor.text.starts_with('.') ? "0" + divisor.text : divisor.text);
  const auto inverse = number ? divide(Decimal{1}, *number) : NumberResult{Decimal{0}};
  if (!number || !inverse || inverse->is_zero()) return false;
  const auto back = multiply(*inverse, *number);
  return back && *back == Decimal{1} && inverse->decimals() < 30;
}

class Rewriter {
 public:
  Rewriter(ImportScope& scope, std::vector<std::string> locals) : scope_{scope}, locals_{std::move(locals)} {}

  Expression rewrite(const Expression& expression) {
    switch (expression.form) {
      case Form::name:
        return name(expression);
      case Form::path:
        return path(expression);
      case Form::product:
        return product(expression);
      case Form::power:
        return power(expression);
      case Form::conditional:
        return conditional(expression);
      case Form::filter:
        return filter(expression);
      case Form::iteration:
      case Form::some:
      case Form::every:
        return iteration(expression);
      case Form::call:
        return function_call(expression);
      case Form::context:
        return context(expression);
      case Form::function:
        return function(expression);
      case Form::typed:
        return rewrite(expression.operands.front());
      default:
        return with_operands(expression);
    }
  }

 private:
  Expression with_operands(const Expression& expression) {
    Expression result = expression;
    for (Expression& operand : result.operands) operand = rewrite(operand);
    return result;
  }

  [[nodiscard]] bool is_local(const std::string& name) const {
    return std::ranges::find(locals_, name) != locals_.end();
  }

  Expression name(const Expression& expression) {
    Expression result = expression;
    if (is_local(expression.text)) {
      result.text = pack_name(expression.text);
      return result;
    }
    return read(expression.text, std::move(result));
  }

  /// An input, a decision, or a structure of them, which is written out.
  Expression read(const std::string& path, Expression otherwise) {
    if (const auto known = scope_.names.find(path); known != scope_.names.end())
      return node(Form::name, known->second);
    const auto structure = scope_.structures.find(path);
    if (structure == scope_.structures.end()) {
      if (otherwise.form == Form::name && model::find_builtin(path) == nullptr && path != "item" &&
          path != "partial") {
        scope_.free.insert(path);
        otherwise.text = pack_name(path);
      }
      return otherwise;
    }
    Expression result = node(Form::context, {});
    for (const std::string& component : structure->second) {
      result.names.push_back(pack_name(component));
      result.operands.push_back(read(path + "." + component, node(Form::null, {})));
    }
    return result;
  }

  /// `loan.rate` of an input is a fact of its own.
  [[nodiscard]] std::string whole_path(const Expression& expression) const {
    if (expression.form == Form::name) return is_local(expression.text) ? std::string{} : expression.text;
    if (expression.form != Form::path) return {};
    const std::string owner = whole_path(expression.operands.front());
    return owner.empty() ? owner : owner + "." + expression.text;
  }

  Expression path(const Expression& expression) {
    const std::string whole = whole_path(expression);
    if (!whole.empty() && (scope_.names.contains(whole) || scope_.structures.contains(whole)))
      return read(whole, expression);
    Expression result = with_operands(expression);
    result.text = expression.text.empty() ? "result" : pack_name(expression.text);  // of a context in a box
    return result;
  }

  Expression rounded(Expression quotient) {
    return call("decimal", {std::move(quotient), node(Form::number, kept_decimals)});
  }

  /// From the left; what has been divided is rounded before it is computed with again.
  Expression product(const Expression& expression) {
    Expression result = rewrite(expression.operands.front());
    bool quotient = false;
    for (std::size_t index = 1; index < expression.operands.size(); ++index) {
      const char sign = expression.text[index - 1];
      if (quotient) result = rounded(std::move(result));
      Expression operand = rewrite(expression.operands[index]);
      quotient = sign == '/' && !ends_division(operand);
      const bool joins = result.form == Form::product;
      if (joins) {
        result.text += sign;
        result.operands.push_back(std::move(operand));
      } else {
        result = node(Form::product, std::string(1, sign), {std::move(result), std::move(operand)});
      }
    }
    return quotient ? rounded(std::move(result)) : result;
  }

  Expression power(const Expression& expression) {
    Expression result = with_operands(expression);
    for (std::size_t index = 1; index < result.operands.size(); ++index) needs_whole(result.operands[index]);
    const bool whole = std::ranges::all_of(
        result.operands, [](const Expression& operand) { return operand.form == Form::number; });
    return whole ? result : rounded(std::move(result));
  }

  /// What stands in an exponent is a whole number, or a fact that is made one.
  void needs_whole(const Expression& exponent) {
    if (exponent.form == Form::name) scope_.whole.insert(exponent.text);
    for (const Expression& operand : exponent.operands) needs_whole(operand);
  }

  Expression guarded(Expression condition) {
    if (is_never_null(condition)) return condition;
    return call("otherwise", {std::move(condition), node(Form::boolean, "false")});
  }

  Expression conditional(const Expression& expression) {
    Expression result = with_operands(expression);
    result.operands.front() = guarded(std::move(result.operands.front()));
    return result;
  }

  Expression filter(const Expression& expression) {
    Expression result = expression;
    result.operands[0] = rewrite(expression.operands[0]);
    locals_.emplace_back("item");
    Expression inside = rewrite(expression.operands[1]);
    locals_.pop_back();
    const bool condition = inside.form == Form::comparison || inside.form == Form::conjunction ||
                           inside.form == Form::disjunction || inside.form == Form::between ||
                           inside.form == Form::in;
    result.operands[1] = condition ? guarded(std::move(inside)) : std::move(inside);
    return result;
  }

  Expression iteration(const Expression& expression) {
    Expression result = expression;
    const std::size_t before = locals_.size();
    for (std::size_t index = 0; index < expression.names.size(); ++index) {
      result.operands[index] = rewrite(expression.operands[index]);
      locals_.push_back(expression.names[index]);
      result.names[index] = pack_name(expression.names[index]);
    }
    if (expression.form == Form::iteration) locals_.emplace_back("partial");
    result.operands.back() = rewrite(expression.operands.back());
    locals_.resize(before);
    return result;
  }

  Expression function_call(const Expression& expression) {
    Expression result = with_operands(expression);
    const auto known = scope_.names.find(expression.text);
    if (known == scope_.names.end()) return result;
    result.text = known->second;
    for (std::string& argument : result.names) argument = pack_name(argument);
    if (const auto whole = scope_.whole_parameters.find(expression.text);
        whole != scope_.whole_parameters.end()) {
      for (const std::size_t index : whole->second) {
        if (index < result.operands.size()) needs_whole(result.operands[index]);
      }
    }
    return result;
  }

  /// Later entries read earlier ones.
  Expression context(const Expression& expression) {
    Expression result = expression;
    const std::size_t before = locals_.size();
    for (std::size_t index = 0; index < expression.operands.size(); ++index) {
      result.operands[index] = rewrite(expression.operands[index]);
      result.names[index] = expression.names[index].empty() ? "result" : pack_name(expression.names[index]);
      locals_.push_back(expression.names[index]);
    }
    locals_.resize(before);
    return result;
  }

  Expression function(const Expression& expression) {
    Expression result = expression;
    const std::size_t before = locals_.size();
    for (std::string& parameter : result.names) {
      locals_.push_back(parameter);
      parameter = pack_name(parameter);
    }
    result.operands.front() = rewrite(expression.operands.front());
    locals_.resize(before);
    return result;
  }

  ImportScope& scope_;
  std::vector<std::string> locals_;
};

}  // namespace

Expression rewritten(const Expression& expression, ImportScope& scope,
                     const std::vector<std::string>& locals) {
  return Rewriter{scope, locals}.rewrite(expression);
}

Expression without_rounding(Expression expression) {
  const bool rounded = expression.form == Form::call && expression.text == "decimal" &&
                       expression.operands.size() == 2 && expression.operands.back().form == Form::number &&
                       expression.operands.back().text == kept_decimals &&
                       expression.operands.front().form == Form::product;
  return rounded ? Expression{expression.operands.front()} : expression;
}

std::string cell_text(const syntax::UnaryTests& tests, ImportScope& scope,
                      const std::vector<std::string>& locals) {
  if (tests.any || tests.tests.empty()) return "-";
  std::string text;
  for (const Expression& test : tests.tests) {
    if (!text.empty()) text += ", ";
    const Expression changed = rewritten(test, scope, locals);
    if (changed.form == Form::comparison_range) {
      text += changed.text + " " + formatted(changed.operands.front());
    } else {
      text += formatted(changed);
    }
  }
  return tests.negated ? "not(" + text + ")" : text;
}

}  // namespace doudi::io
