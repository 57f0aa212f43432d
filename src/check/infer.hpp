// src/check/infer.hpp - gives every expression its type: names, units, nullability, precision.
// Layer 4.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/model/builtin_table.hpp"
#include "doudi/model/expression.hpp"
#include "doudi/model/table.hpp"
#include "doudi/syntax/expression.hpp"
#include "doudi/syntax/grid.hpp"

#include "check/bindings.hpp"
#include "check/draft.hpp"

namespace doudi::check {

/// A type of more parts is not written out.
inline constexpr std::size_t largest_type = 100'000;

/// Where an expression stands: which names it may use.
struct Surroundings {
  std::optional<model::EntityId> entity;        ///< bare names are looked up here, then in the entities above
  bool candidate = false;                       ///< `members`, `kind`, the rules of `assessed`
  std::optional<model::AssessmentUnitId> unit;  ///< and of this unit; in an `each:` unit its member too
  bool function = false;                        ///< only its parameters and parameters of the pack
  bool transition = false;                      ///< `state` is what is being found out
  bool put_forward = false;                     ///< who may be assessed: `remaining` may be read
};

/// A function as a value, while it is checked: a function literal, business knowledge, a decision service.
struct FunctionValue {
  struct Parameter {
    std::string name;
    model::Type type;  ///< kind any: not declared
  };
  std::vector<Parameter> parameters;
  /// Its body for one call: types of arguments differ from call to call. The span is that of the call.
  std::function<model::Expression(std::vector<Binding> arguments, text::Span)> body;
  std::vector<model::LocalId> reads;  ///< what the body may read of where it stands
};

/// Types expressions of one place. A fault is reported once; what it stands in gets kind error, which fits everything.
class Inference {
 public:
  Inference(Draft& draft, Surroundings surroundings)
      : draft_{draft}, surroundings_{std::move(surroundings)} {}

  [[nodiscard]] model::Expression infer(const syntax::WrittenText& written);
  [[nodiscard]] model::Expression infer(const syntax::Expression& written);
  /// Infers and makes it fit: a boolean that is never null.
  [[nodiscard]] model::Expression condition(const syntax::WrittenText& written);
  [[nodiscard]] model::Expression condition(const syntax::Expression& written);
  [[nodiscard]] model::Table table(const syntax::Grid& grid, std::string_view rule,
                                   const model::Type& expected);
  [[nodiscard]] model::Cell cell(const syntax::WrittenText& written, const model::Type& tested,
                                 const Binding& binding);

  /// As infer, but bare words may be members of `expected` if that is an enumeration.
  [[nodiscard]] model::Expression infer_with_members(const syntax::WrittenText& written,
                                                     const model::Type& expected);
  [[nodiscard]] model::Expression infer_member(const syntax::Expression& written,
                                               const model::Type& expected);

  // What guards have shown not to be null, for readers of tables and conditions: set a mark, narrow, restore.
  [[nodiscard]] std::size_t mark() const noexcept { return non_null_.size(); }
  void restore(std::size_t mark) { widen(mark); }
  void narrow_after(const model::Expression& condition) { narrow(condition, true); }
  void narrow_after_cell(const model::Expression& input, const model::Cell& cell) {
    narrow_by_cell(input, cell);
  }

  void bind(Binding binding) { bindings_.push_back(std::move(binding)); }
  void bind(const std::vector<Binding>& bindings) { bindings_.push_back(bindings); }

  // infer_standard.cpp: DMN models
  /// Makes an expression fit a declared type, converting as the standard does. Strict: reports what needs a conversion.
  [[nodiscard]] model::Expression converted_to(model::Expression expression, const model::Type& type);
  /// The cell of a table of a DMN model.
  [[nodiscard]] model::Cell standard_cell(const syntax::WrittenText& written, const model::Type& tested,
                                          const Binding& binding);
  /// A value of kind function.
  [[nodiscard]] model::Expression function_value(FunctionValue function, text::Span span);

  /// Makes `expression` fit `target`: texts become members, literals take the unit. Reports what does not fit.
  bool coerce(model::Expression& expression, const model::Type& target);
  /// Reports an expression that may be null, naming the operand and the guard.
  void require_never_null(const model::Expression& expression, Code code, text::Arguments arguments = {});
  /// The type that all of them fit, after coercing constants; reports the first that does not.
  model::Type reconcile(const std::vector<model::Expression*>& expressions);

  [[nodiscard]] Draft& draft() noexcept { return draft_; }

 private:
  model::Expression infer_form(const syntax::Expression& written);
  model::Expression too_deep(const syntax::Expression& written);
  // infer_names.cpp
  model::Expression name(const syntax::Expression& written);
  model::Expression path(const syntax::Expression& written);
  std::optional<model::Expression> special_path(const syntax::Expression& written);
  std::optional<model::Expression> bound_name(const std::string& name, text::Span span);
  void candidate_names(const std::string& name, text::Span span, std::vector<model::Expression>& found);
  void entity_names(model::EntityId entity, const std::string& name, text::Span span,
                    std::vector<model::Expression>& found);
  std::optional<model::Expression> parameter(const std::string& name, text::Span span);
  std::optional<model::Expression> special_name(const std::string& name, text::Span span);
  void unknown_name(const std::string& name, text::Span span);
  std::optional<model::Expression> member_of(model::Expression operand, const std::string& name,
                                             text::Span span);
  model::Expression current(model::EntityId entity, text::Span span);
  model::Expression read_rule(model::RuleId rule, std::optional<model::Expression> operand,
                              const std::string& name, text::Span span);
  model::Expression previous(const std::string& member, text::Span span);
  std::vector<std::string> visible_names() const;
  std::vector<std::string> value_names() const;
  bool means_a_value(std::string_view name) const;
  model::Type mapped(const model::Expression& list, const std::string& name, model::Type member);
  model::Type remembered_type(const syntax::WrittenText& name);
  std::vector<std::string> member_names(const model::Type& type) const;
  bool has_member(const model::Type& type, std::string_view name) const;
  model::Expression narrowed(model::Expression expression) const;
  // infer_arithmetic.cpp
  model::Expression literal(const syntax::Expression& written);
  model::Expression negate(const syntax::Expression& written);
  model::Expression sum(const syntax::Expression& written);
  model::Expression product(const syntax::Expression& written);
  model::Expression power(const syntax::Expression& written);
  model::Type sum_step(const model::Type& left, char sign, const model::Expression& right, text::Span span);
  model::Type product_step(const model::Type& left, char sign, const model::Expression& right,
                           const syntax::Expression& written);
  bool scales_duration(const model::Type& duration, const model::Type& number, text::Span span);
  // infer_operators.cpp
  model::Expression logical(const syntax::Expression& written);
  model::Expression comparison(const syntax::Expression& written);
  model::Expression between(const syntax::Expression& written);
  model::Expression in(const syntax::Expression& written);
  model::Expression conditional(const syntax::Expression& written);
  model::Expression instance_of(const syntax::Expression& written);
  void check_comparable(model::Expression& left, model::Expression& right, model::Comparison comparison,
                        text::Span span);
  // infer_standard.cpp
  void settle_by_standard(model::Expression& expression);
  model::Expression unsupported(Code code, text::Span span, text::Arguments arguments = {});
  model::Expression function_literal(const syntax::Expression& written);
  model::Expression invocation(const syntax::Expression& written);
  [[nodiscard]] bool too_many_calls() const;
  model::Expression called(const FunctionValue& function, std::vector<Binding> arguments, text::Span call);
  model::Expression invoke(model::Expression function, const syntax::Expression& written,
                           std::size_t first_argument);
  model::Expression typed(const syntax::Expression& written);
  model::Expression decision_table(const syntax::Expression& written);
  model::Expression instance(model::Expression operand, const syntax::Expression& written);
  model::Expression dynamic_filter(model::Expression over, model::Expression inside, model::LocalId item,
                                   text::Span span);
  model::Expression lift(model::Expression literal);
  // infer_standard_calls.cpp
  model::Expression builtin_value(const model::BuiltinDefinition& definition, text::Span span);
  model::Expression applied(const model::Expression& function, const std::vector<model::Type>& types,
                            std::vector<model::LocalId>& locals);
  model::Expression standard_higher_call(const model::BuiltinDefinition& definition,
                                         std::vector<model::Expression> arguments, text::Span span);
  model::Type reconcile_types(const model::Type& one, const model::Type& other, text::Span span);
  model::Expression standard_call(const syntax::Expression& written);
  // infer_standard_table.cpp
  model::Test standard_test(const syntax::Expression& written, const model::Type& tested,
                            const Binding& binding, bool cell);
  // infer_lists.cpp
  model::Expression list(const syntax::Expression& written);
  model::Expression context(const syntax::Expression& written);
  model::Expression interval(const syntax::Expression& written);
  model::Expression comparison_range(const syntax::Expression& written);
  model::Expression one_sided_range(const syntax::Expression& written);
  model::Expression counted_domain(const syntax::Expression& written);
  model::Expression domain(const syntax::Expression& written);
  model::Expression iteration_body(const syntax::Expression& written, bool ordered,
                                   std::vector<model::LocalId>& locals);
  model::Expression iteration(const syntax::Expression& written);
  model::Expression filter(const syntax::Expression& written);
  // infer_calls.cpp
  model::Expression call(const syntax::Expression& written);
  model::Expression inlined(const syntax::Function& function, const syntax::Expression& written);
  model::Expression negation(const syntax::Expression& written);
  model::Expression unknown_function(const syntax::Expression& written);
  model::Expression wrong_arguments(const syntax::Expression& written);
  model::Expression ordering(const syntax::Expression& written, const model::Type& element,
                             std::vector<model::LocalId>& locals);
  model::Expression builtin_call(const model::BuiltinDefinition& definition,
                                 const syntax::Expression& written);
  model::Expression typed_call(const model::BuiltinDefinition& definition,
                               std::vector<model::Expression> arguments, std::vector<model::LocalId> locals,
                               text::Span span);
  model::Expression replacement(const syntax::Expression& written);
  model::Expression range_literal(const model::Expression& argument, text::Span span);
  model::Expression with_unit(model::Expression number, std::string_view unit);
  model::Expression converted(model::Expression number, const model::BuiltinDefinition& definition,
                              text::Span span);
  model::Expression dated_parameter(model::ParameterId parameter, const syntax::Expression& written);
  // infer_cells.cpp
  model::Test test(const syntax::Expression& written, const model::Type& tested, const Binding& binding);
  std::optional<model::Cell> member_cell(const syntax::WrittenText& written, const model::Type& tested);
  // narrowing.cpp
  std::size_t narrow(const model::Expression& condition, bool outcome);
  void narrow_by_cell(const model::Expression& input, const model::Cell& cell);
  void widen(std::size_t mark) { non_null_.resize(mark); }

  bool coerce_to_member(model::Expression& expression, const model::Type& target);
  bool coerce_items(model::Expression& list, const model::Type& target);
  model::Expression failed(text::Span span) const;
  model::Expression mismatch(Code code, text::Span span, text::Arguments arguments);

  Draft& draft_;
  Surroundings surroundings_;
  Bindings bindings_;
  std::vector<std::string> non_null_;                 // keys of what is known not to be null here
  std::optional<model::EnumerationId> bare_members_;  // in a cell: bare words may be members of it
};

/// The type that a model names: `number`, `list<tLoan>`, `context<a: string>` or a declared one; nothing for another text.
[[nodiscard]] std::optional<model::Type> standard_type(const Draft& draft, std::string_view text);
/// True for a type of which nothing is known before evaluation.
[[nodiscard]] inline bool is_dynamic(const model::Type& type) noexcept {
  return type.is(model::Kind::any);
}
/// `CNY/year`, `text`, `list of person` ...: a type as messages show it.
[[nodiscard]] std::string type_text(const model::Pack& pack, const model::Type& type);
/// Whether `<` compares values of the type.
[[nodiscard]] bool is_ordered(const model::Pack& pack, const model::Type& type);
/// Under which it is kept that a guard has shown a list not to be empty; empty text if the list is no plain path.
[[nodiscard]] std::string non_empty_key(const model::Expression& list);
/// Identifies what an expression reads, so that a guard on it can be recognised; empty if it is no plain path.
[[nodiscard]] std::string reading_key(const model::Expression& expression);
/// What the conditions of a filtered list have shown of each item, if `item` stands for it; none for another list.
[[nodiscard]] std::vector<std::string> shown_of_items(const model::Expression& list, model::LocalId item);
/// The entities whose members `remaining` may list: those that units put forward, or the first that the root lists.
[[nodiscard]] std::vector<model::EntityId> remaining_entities(const Draft& draft);
/// Money per time: what the amounts of the lifecycle's schemes are, with two decimals.
[[nodiscard]] model::Type previous_amount_type(Draft& draft);
[[nodiscard]] model::Type scheme_amount_type(Draft& draft, model::SchemeId scheme);
[[nodiscard]] model::Type scheme_covered_type(Draft& draft, model::SchemeId scheme);
/// `.year` of a date and so on (of each in a list); nothing if the operand has no such property.
[[nodiscard]] std::optional<model::Expression> property_of(Draft& draft, model::Expression operand,
                                                           const std::string& name, text::Span span);
/// True if one of them was reported already.
[[nodiscard]] bool any_error(const std::vector<model::Expression>& operands);
/// A node of an expression.
[[nodiscard]] model::Expression make_node(model::Operation operation, model::Type type, text::Span span,
                                          std::vector<model::Expression> operands = {});
/// `<` and so on.
[[nodiscard]] model::Comparison comparison_of(std::string_view text);
/// A constant expression.
[[nodiscard]] model::Expression constant(model::Literal literal, model::Type type, text::Span span);
[[nodiscard]] const model::Literal* constant_of(const model::Expression& expression) noexcept;

}  // namespace doudi::check
