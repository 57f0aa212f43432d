// doudi/syntax/decision_model.hpp - a DMN model as it was written: decisions, business knowledge, boxed expressions.
// Layer 2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doudi/syntax/written_text.hpp"
#include "doudi/text/source.hpp"

namespace doudi::syntax {

/// What every element of a model has: how the standard refers to it, how people do, and where it stands.
struct ModelElement {
  std::string id;    ///< may be empty
  std::string name;  ///< white space single, none at the ends; may be empty
  text::Span span;   ///< of the name in the model's file, else of the id, else of the tag
};

/// A reference to an element: `#_5a4b…`, or with the namespace of the model that holds it.
struct ElementReference {
  std::string model_namespace;  ///< empty: this model
  std::string id;
  text::Span span;
};

/// A type with its parts: `itemDefinition` or `itemComponent`.
/// A type is named as written, without the prefix of DMN 1.1 (`feel:string`); empty if there is none.
struct ItemDefinition : ModelElement {
  std::string type;  ///< `typeRef`; of a function: what it gives
  bool collection = false;
  bool function = false;
  std::vector<ItemDefinition> components;      ///< of a function: its parameters
  std::optional<WrittenText> allowed_values;   ///< unary tests; in a collection for each element
  std::optional<WrittenText> type_constraint;  ///< unary tests of the whole value (DMN 1.5)
};

enum class Box : std::uint8_t {
  nothing,      ///< no expression; also a part that another box must have and that is not there
  literal,      ///< text
  context,      ///< entries; names of parts (the last may have none: the result)
  list,         ///< parts
  relation,     ///< columns; parts are rows of kind list
  invocation,   ///< parts: the function, then the bindings by name
  function,     ///< parameters; parts: the body
  conditional,  ///< parts: condition, then, else
  filter,       ///< parts: list, condition
  iteration,    ///< name: the variable; parts: domain, body
  some,         ///< the same
  every,        ///< the same
  table,        ///< table[0]
  unsupported,  ///< a function in Java or PMML (with its parameters), another language: text says which
};

struct BoxedExpression;

/// A formal parameter, a column of a relation, or the variable of a context entry.
struct BoxedVariable : ModelElement {
  std::string type;
};

/// One output clause of a table.
struct DecisionOutput : ModelElement {
  std::string label;
  std::string type;
  std::optional<WrittenText> values;  ///< allowed, best first
  std::optional<WrittenText> default_entry;
};

struct DecisionInput : ModelElement {  ///< name: the label
  std::string type;
  WrittenText expression;
  std::optional<WrittenText> values;  ///< allowed: unary tests
};

struct DecisionRule : ModelElement {  ///< name: its description
  std::vector<WrittenText> inputs;    ///< unary tests, one for each input
  std::vector<WrittenText> outputs;   ///< one for each output
  std::vector<std::string> annotations;
};

struct DecisionTable : ModelElement {
  std::string hit_policy;   ///< as written: `UNIQUE`, `COLLECT` ...; UNIQUE if left out
  std::string aggregation;  ///< `SUM`, `COUNT`, `MIN`, `MAX`, or empty
  std::string output_label;
  std::vector<DecisionInput> inputs;
  std::vector<DecisionOutput> outputs;
  std::vector<DecisionRule> rules;
  std::vector<std::string> annotations;  ///< names of the columns
};

/// An expression in one of the standard's boxes. What the members hold is said at Box.
struct BoxedExpression : ModelElement {
  Box box = Box::nothing;
  std::string type;  ///< `typeRef`, empty if there is none
  WrittenText text;  ///< literal; unsupported: what it is
  std::vector<BoxedVariable>
      variables;  ///< entries of a context, columns, parameters, bindings: one for each part that has a name
  std::vector<BoxedExpression> parts;
  std::vector<DecisionTable> table;  ///< one for Box::table
};

struct InputData : ModelElement {
  std::string type;
};

struct Decision : ModelElement {
  std::string type;      ///< of its variable
  std::string question;  ///< `question`, or the description: one line, may be empty
  std::vector<ElementReference>
      requirements;  ///< decisions, inputs, business knowledge, in the order written
  BoxedExpression logic;
};

struct BusinessKnowledge : ModelElement {
  std::string type;  ///< of its variable: what the function gives, or a function type
  std::vector<ElementReference> requirements;
  BoxedExpression logic;  ///< a function, or nothing
};

struct DecisionService : ModelElement {
  std::string type;
  std::vector<ElementReference> outputs;
  std::vector<ElementReference> encapsulated;
  std::vector<ElementReference> input_decisions;
  std::vector<ElementReference> inputs;
};

/// Another model under a name.
struct ModelImport : ModelElement {
  std::string model_namespace;
  std::string location;  ///< of its file, may be empty
};

/// A whole file. Elements are in the order written.
struct DecisionModel : ModelElement {
  std::string model_namespace;
  std::vector<ItemDefinition> types;
  std::vector<InputData> inputs;
  std::vector<Decision> decisions;
  std::vector<BusinessKnowledge> knowledge;
  std::vector<DecisionService> services;
  std::vector<ModelImport> imports;
};

}  // namespace doudi::syntax
