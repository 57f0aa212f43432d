// tests/conformance/kit.hpp - the cases of the conformance kit, and the two ways in which they are run.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/explain/value.hpp"
#include "doudi/model/record_node.hpp"
#include "doudi/model/type.hpp"

namespace doudi::conformance {

/// A fact or a field of one: how it is declared, and what stands in it.
struct Given {
  std::string name;
  std::string type;           ///< of a list: of its elements; empty for an entity
  bool list = false;          ///< of scalars, or of an entity's members
  std::vector<Given> fields;  ///< of the entity: declarations only
  std::string unit;
  std::string decimals;
  std::string low, high;
  bool nullable = false;
  bool known = false;
  model::RecordNode value;
};

struct Table {
  std::string hit;
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  std::vector<std::vector<std::string>> rules;  ///< cells of the inputs, then of the outputs
  std::vector<std::string> values;              ///< one for each output, or none
  std::vector<std::string> defaults;            ///< the same
};

struct Expected {
  enum class Kind : std::uint8_t { value, unknown, failed, refused };
  Kind kind = Kind::value;
  model::RecordNode value;
  std::vector<std::string> facts;  ///< unknown: sorted
  std::string code;                ///< failed, refused
};

struct Case {
  std::uint32_t line = 0;
  std::string expression;
  std::optional<Table> table;
  std::vector<Given> given;
  Date date;
  bool in_pack = false;
  bool by_standard = false;
  Expected expected;               ///< in a pack
  Expected standard;               ///< a value
  std::optional<Expected> strict;  ///< refused, where the strict policy refuses
};

struct Kit {
  std::string title;
  std::vector<Case> cases;
};

/// Throws std::runtime_error with the place for whatever is not as the README says.
[[nodiscard]] Kit read_kit(const std::string& path);

/// What is wrong, empty if nothing is.
[[nodiscard]] std::string run_in_pack(const Case& test);
[[nodiscard]] std::string run_by_standard(const Case& test);

/// The value of a fact; throws std::runtime_error if it does not fit its type.
[[nodiscard]] explain::Value value_of(const Given& given);
[[nodiscard]] model::Literal literal_of(const std::string& type, const model::RecordNode& value);
[[nodiscard]] model::Type type_of(const Given& given);
/// Whether that is the value which a case expects.
[[nodiscard]] bool matches(const explain::Value& value, const model::RecordNode& expected);
[[nodiscard]] std::string text_of(const explain::Value& value);
[[nodiscard]] std::string text_of(const model::RecordNode& expected);

}  // namespace doudi::conformance
