// src/io/dmn_reader.hpp - the reader of decision models: one function for each kind of element.
// Layer 8.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/syntax/decision_model.hpp"
#include "doudi/text/diagnostic.hpp"

#include "io/xml_tree.hpp"

namespace doudi::io {

/// Goes on after a fault: what is missing is left empty, so that all faults are reported.
class DmnReader {
 public:
  DmnReader(const XmlDocument& document, text::Diagnostics& diagnostics)
      : document_{document}, diagnostics_{diagnostics} {}

  [[nodiscard]] syntax::DecisionModel read();

 private:
  // read_dmn.cpp: what all elements have, and the elements of a model
  void read_element(const XmlElement& from, syntax::ModelElement& into, std::string_view name = "name");
  void need_name(const XmlElement& from, const syntax::ModelElement& element);
  void need_name_or_id(const XmlElement& from, const syntax::ModelElement& element);
  void missing(const XmlElement& from, std::string_view attribute);
  /// The value of a `typeRef` or its like, without a prefix.
  [[nodiscard]] std::string type_named(std::string_view written) const;
  [[nodiscard]] std::string type_of(const XmlElement& from) const;
  [[nodiscard]] std::string type_of_variable(const XmlElement& from) const;
  [[nodiscard]] static std::string text_of_child(const XmlElement& from, std::string_view name);
  std::optional<syntax::ElementReference> reference(const XmlElement& from);
  std::vector<syntax::ElementReference> references(const XmlElement& from, std::string_view name);
  std::vector<syntax::ElementReference> requirements(const XmlElement& from);
  syntax::ItemDefinition item_definition(const XmlElement& from);
  syntax::ItemDefinition function_parameter(const XmlElement& from);
  syntax::InputData input_data(const XmlElement& from);
  syntax::Decision decision(const XmlElement& from);
  syntax::BusinessKnowledge business_knowledge(const XmlElement& from);
  syntax::DecisionService decision_service(const XmlElement& from);
  syntax::ModelImport model_import(const XmlElement& from);

  // read_dmn_logic.cpp: boxed expressions
  /// The expression among the children of `from`, `skip` of them left out.
  syntax::BoxedExpression logic_in(const XmlElement& from, std::size_t skip = 0);
  syntax::BoxedExpression logic(const XmlElement& from);
  void read_box(const XmlElement& from, syntax::BoxedExpression& into);
  void read_literal(const XmlElement& from, syntax::BoxedExpression& into);
  void read_context(const XmlElement& from, syntax::BoxedExpression& into);
  void read_list(const XmlElement& from, syntax::BoxedExpression& into);
  void read_relation(const XmlElement& from, syntax::BoxedExpression& into);
  void read_invocation(const XmlElement& from, syntax::BoxedExpression& into);
  void read_function(const XmlElement& from, syntax::BoxedExpression& into);
  void read_parts(const XmlElement& from, std::initializer_list<std::string_view> names,
                  syntax::BoxedExpression& into);
  /// The expression language that holds for the element, if it is not FEEL.
  [[nodiscard]] const XmlAttribute* foreign_language(const XmlElement& from) const;
  syntax::BoxedVariable variable(const XmlElement& from);
  static void not_supported(std::string what, const XmlElement& from, syntax::BoxedExpression& into);

  // read_dmn_table.cpp
  syntax::DecisionTable table(const XmlElement& from);
  syntax::DecisionInput table_input(const XmlElement& from);
  syntax::DecisionOutput table_output(const XmlElement& from);
  syntax::DecisionRule table_rule(const XmlElement& from, const syntax::DecisionTable& table);
  void check_row(const XmlElement& from, std::string_view entry, std::size_t found, std::size_t expected,
                 std::size_t number);
  /// What stands in the `text` of an element; an empty text at the element if there is none.
  [[nodiscard]] static syntax::WrittenText text_in(const XmlElement& from);
  /// The same of a cell: reports that it is in another language than FEEL.
  syntax::WrittenText cell(const XmlElement& from);
  /// The same of the child `name`, if it is there and not blank.
  [[nodiscard]] static std::optional<syntax::WrittenText> text_in_child(const XmlElement& from,
                                                                        std::string_view name);

  const XmlDocument& document_;
  text::Diagnostics& diagnostics_;
  std::map<std::string, text::Span, std::less<>> ids_;
};

}  // namespace doudi::io
