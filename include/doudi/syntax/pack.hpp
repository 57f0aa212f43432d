// doudi/syntax/pack.hpp - a pack as it was written: every section and key, with places; names unresolved.
// Layer 2.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/syntax/grid.hpp"
#include "doudi/syntax/written_text.hpp"
#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::syntax {

struct Labels {
  std::string zh;
  std::string en;
};

/// `plan 四(一)六`: a key of `sources` and a locator kept as text.
struct Cite {
  std::string source;
  std::string locator;
  text::Span span;
};

/// Days on which something holds, both ends included; an end left out is open.
struct Period {
  std::optional<Date> from;
  std::optional<Date> until;
  text::Span span;
};

struct Source {
  WrittenText name;
  std::vector<std::pair<std::string, std::string>>
      entries;  ///< title, issuer, number, date, url ... as written
  bool assumed = false;
};

/// `range: [0, 9999999]`; an end may be `today` for dates. Kept as text until the type is known.
struct WrittenRange {
  WrittenText low;
  WrittenText high;
  text::Span span;
};

struct EnumerationMember {
  WrittenText name;
  Labels labels;
};
struct TypeDefinition {
  enum class Kind : std::uint8_t { enumeration, number, symbol };
  WrittenText name;
  Labels labels;
  Kind kind = Kind::enumeration;
  bool ordered = false;                    ///< enumeration: `<` may be used
  std::vector<EnumerationMember> members;  ///< enumeration
  std::optional<WrittenText> unit;         ///< number: `CNY/month`, or `plain`
  std::optional<WrittenText> decimals;
  std::optional<WrittenRange> range;
  bool unbounded = false;
};

struct FactField {
  enum class Kind : std::uint8_t { value, list, reference };
  WrittenText name;
  Labels labels;
  Kind kind = Kind::value;
  WrittenText type;  ///< value: a type's name; list: an entity or type; reference: an entity
  std::optional<WrittenText> unit;
  std::optional<WrittenText> decimals;
  std::optional<WrittenRange> range;
  std::optional<WrittenRange> size;  ///< list
  bool unbounded = false;
  bool optional = false;
  std::optional<YamlNode> default_value;
  std::vector<Cite> cites;
};
struct EntityFacts {
  WrittenText name;
  Labels labels;
  std::vector<FactField> fields;
};

/// The value of a parameter from a date on: a text, or a grid by keys.
struct ParameterVersion {
  text::Span span;
  Period period;
  std::vector<Cite> cites;
  std::optional<WrittenText>
      value;  ///< decimal, percentage, quotient, `none`, `unknown`, a date, a member ...
  std::optional<Grid> by;
};
struct Parameter {
  WrittenText name;
  Labels labels;
  std::optional<WrittenText> type;
  std::optional<WrittenText> unit;
  std::optional<WrittenRange> range;
  std::vector<Cite> cites;
  std::vector<ParameterVersion> versions;  ///< one when written without `versions:`
};

struct FunctionParameter {
  WrittenText name;
  WrittenText type;
  std::optional<WrittenText> unit;
};
struct Function {
  WrittenText name;
  Labels labels;
  std::vector<Cite> cites;
  std::vector<FunctionParameter> parameters;
  std::optional<WrittenText> type;
  std::optional<WrittenText> unit;
  WrittenText formula;
};

/// One version of a rule: a formula or a table.
struct RuleVersion {
  text::Span span;
  Period period;
  std::vector<Cite> cites;
  std::optional<WrittenText> formula;
  std::optional<Grid> table;
};
struct Rule {
  WrittenText name;
  Labels labels;
  std::optional<WrittenText> type;
  std::optional<WrittenText> unit;
  std::optional<WrittenText> per;  ///< person or household
  bool optional = false;
  std::vector<Cite> cites;
  std::vector<RuleVersion> versions;
};
/// The rules of an entity, of `assessed`, or of one assessment unit.
struct RuleGroup {
  WrittenText name;
  std::vector<Rule> rules;
};

struct UnitVersion {
  text::Span span;
  Period period;
  std::vector<Cite> cites;
  std::optional<WrittenText> members;  ///< either `members:`
  std::optional<WrittenText> each;     ///< or `each:`, which may have `where:`
  std::optional<WrittenText> where;
};
struct AssessmentUnit {
  WrittenText name;
  Labels labels;
  std::vector<Cite> cites;
  std::vector<UnitVersion> versions;
};

struct AmountPart {
  WrittenText name;  ///< empty text for a plain `amount:`
  WrittenText formula;
};
struct SchemeVersion {
  text::Span span;
  Period period;
  std::vector<Cite> cites;
  std::optional<WrittenText> assess;
  std::optional<WrittenText> eligible;
  std::optional<Grid> conditions;
  std::vector<AmountPart> amount;
};
struct Scheme {
  WrittenText name;
  Labels labels;
  std::vector<Cite> cites;
  bool goes_on = false;        ///< `then: go on`
  bool covers_nobody = false;  ///< `covers: nobody`
  std::vector<SchemeVersion> versions;
};

struct State {
  WrittenText name;
  Labels labels;
  std::optional<std::vector<WrittenText>> pays;
  bool final = false;
};
struct LifecycleVersion {
  text::Span span;
  Period period;
  std::vector<Cite> cites;
  std::optional<Grid> transitions;
};
struct Lifecycle {
  text::Span span;
  Labels labels;
  std::vector<Cite> cites;
  std::vector<WrittenText> of;
  std::optional<WrittenText> initial;
  std::optional<WrittenText> absent;        ///< `initial`: an absent `case` is read as a new one
  std::optional<WrittenText> takes_effect;  ///< `this month` or `next month`
  std::vector<WrittenText> remember;
  std::vector<State> states;
  std::vector<LifecycleVersion> versions;
};

struct Pack {
  WrittenText name;
  Labels title;
  Period in_force;
  std::vector<Cite> cites;
  std::vector<Source> sources;
  std::vector<TypeDefinition> types;
  std::vector<EntityFacts> facts;  ///< the first is the root entity
  std::vector<Parameter> parameters;
  std::vector<Function> functions;
  std::vector<RuleGroup> rules;
  std::vector<AssessmentUnit> assess;
  std::vector<Scheme> schemes;
  std::optional<Lifecycle> lifecycle;
  std::vector<WrittenText> outputs;
  std::string digest;  ///< `sha256:…`
};

/// One file of a pack, read.
struct PackFile {
  std::string path;  ///< relative to the pack's folder, as it stands in the digest
  YamlNode root;
};

/// The cite in a text: the source's key up to the first space, then the locator.
[[nodiscard]] Cite cite_of(const WrittenText& written);
/// The cites in a grid's cell, separated by commas; none in `-`.
[[nodiscard]] std::vector<Cite> cites_of_cell(const WrittenText& cell);

/// Reads the merged tree of a pack. Reports unknown keys (with the nearest), missing ones, values of the wrong shape, quoted
/// formulas and everything else that can be said without knowing names; keeps what it could read.
[[nodiscard]] Pack read_pack(const YamlNode& root, const text::SourceSet& sources,
                             text::Diagnostics& diagnostics);

}  // namespace doudi::syntax
