// src/check/builtin_types.hpp - how each function of FEEL is typed: operands, units, null, precision.
// Layer 4.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "doudi/model/builtin_table.hpp"

#include "check/infer.hpp"

namespace doudi::check {

/// One call while it is being typed. `arguments` are in the order of the definition.
struct Call {
  Inference& inference;
  Draft& draft;
  const model::BuiltinDefinition& definition;
  std::vector<model::Expression> arguments;
  text::Span span;
  bool failed = false;

  [[nodiscard]] const model::Type& type(std::size_t index) const { return arguments[index].type; }
  [[nodiscard]] bool given(std::size_t index) const noexcept { return index < arguments.size(); }
  /// True if any argument may be null.
  [[nodiscard]] bool null_inside() const;
  /// Reports that argument `index` is of the wrong kind and gives the error type.
  model::Type wrong(std::size_t index, std::string_view expected);
  /// Reports a fault of the call as a whole.
  model::Type fault(Code code, text::Span where, text::Arguments values = {});
  /// True if argument `index` is of that kind (a text that a literal null fits too); reports otherwise.
  bool expect(std::size_t index, model::Kind kind);
  /// An exact number (no quotient) without unit.
  bool expect_plain(std::size_t index);
  /// Reports a quotient.
  bool expect_exact(std::size_t index);
};

[[nodiscard]] model::Type numeric_builtin_type(Call& call);
[[nodiscard]] model::Type list_builtin_type(Call& call);
[[nodiscard]] model::Type aggregate_type(Call& call);
[[nodiscard]] model::Type string_join_type(Call& call);
/// By the table of functions alone: shapes, units, null.
[[nodiscard]] model::Type declared_type(Call& call);
[[nodiscard]] model::Type other_builtin_type(Call& call);

/// Whether a value of the type may stand where that is asked for. One whose type is known only when it is evaluated may.
[[nodiscard]] bool fits_shape(const model::Type& type, model::Shape shape);
/// A type of that shape of which nothing more is known.
[[nodiscard]] model::Type type_of_shape(model::Shape shape);
/// Which written argument stands for each parameter of a form; the number of arguments where an optional one before the last
/// is left out. Nothing if they do not fit it by number or name.
[[nodiscard]] std::optional<std::vector<std::size_t>> argument_order(
    const model::BuiltinDefinition& definition, const syntax::Expression& written);

/// The type of the call; kind error after a report. May coerce arguments.
[[nodiscard]] model::Type builtin_type(Call& call);

}  // namespace doudi::check
