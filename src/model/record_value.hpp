// src/model/record_value.hpp - one scalar of a record: from its text to a value that fits its fact.
// Layer 3.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/model/pack.hpp"
#include "doudi/model/record_builder.hpp"
#include "doudi/model/record_node.hpp"

namespace doudi::model {

/// Where in a record something stands, as steps from the root; its text is made only where something is wrong. It must not
/// outlive what it stands below, nor the texts that it was made of.
class RecordPath {
 public:
  /// The root.
  RecordPath() = default;
  // Implicit on purpose: a path that is a text already is one.
  // NOLINTBEGIN(google-explicit-constructor)
  RecordPath(const std::string& path) : step_{path} {}
  RecordPath(const char* path) : step_{path} {}
  // NOLINTEND(google-explicit-constructor)
  RecordPath(const RecordPath& above, std::string_view step) : above_{&above}, step_{step} {}

  /// `persons.b.wage`; empty for the root.
  [[nodiscard]] std::string text() const;

 private:
  const RecordPath* above_ = nullptr;  // null: step_ is the whole path
  std::string_view step_;
};

/// Collects the faults of one record.
class DataFaults {
 public:
  /// The path becomes the argument `path`.
  text::Diagnostic& add(text::Code code, const RecordPath& path, text::Span span,
                        text::Arguments arguments = {});
  /// Proposes the candidate nearest to `word`, if one is near, for the fault added last.
  void propose(std::string_view word, const std::vector<std::string>& candidates);
  /// The nearest candidate; where none is near, all of a few.
  void propose_or_list(std::string_view word, const std::vector<std::string>& candidates);
  [[nodiscard]] bool empty() const noexcept { return faults_.empty(); }
  /// All, sorted by place, then path, then code.
  [[nodiscard]] std::vector<DataFault> sorted() &&;

 private:
  std::vector<DataFault> faults_;
};

/// What a scalar must be.
struct ScalarRule {
  Type type;
  bool optional = false;
  std::optional<int> decimals;  ///< number: at most so many
  std::optional<Decimal> low, high;
  std::optional<DateBound> first, last;
};
[[nodiscard]] ScalarRule scalar_rule(const Fact& fact, const Type& type);

/// Reads scalars for one pack and evaluation date.
class ScalarReader {
 public:
  ScalarReader(const Pack& pack, Date on, DataFaults& faults) : pack_{pack}, on_{on}, faults_{faults} {}

  /// The value, or nothing if it is at fault, which is reported. `node` is not unknown.
  [[nodiscard]] std::optional<Literal> read(const RecordNode& node, const ScalarRule& rule,
                                            const RecordPath& path) const;

 private:
  [[nodiscard]] std::optional<Literal> read_text(const ScalarNode& scalar, text::Span span,
                                                 const ScalarRule& rule, const RecordPath& path) const;
  [[nodiscard]] std::optional<Literal> read_time(const ScalarNode& scalar, text::Span span,
                                                 const ScalarRule& rule, const RecordPath& path) const;
  [[nodiscard]] std::optional<Literal> read_number(const ScalarNode& scalar, text::Span span,
                                                   const ScalarRule& rule, const RecordPath& path) const;
  [[nodiscard]] std::optional<Literal> read_date(const ScalarNode& scalar, text::Span span,
                                                 const ScalarRule& rule, const RecordPath& path) const;
  [[nodiscard]] std::optional<Literal> read_choice(const ScalarNode& scalar, text::Span span,
                                                   const ScalarRule& rule, const RecordPath& path) const;
  std::nullopt_t wrong_type(const RecordNode& node, const ScalarRule& rule, const RecordPath& path) const;

  const Pack& pack_;
  Date on_;
  DataFaults& faults_;
};

/// The values of a list of scalars, without those that are at fault, which is reported; nothing if it is no list.
[[nodiscard]] std::optional<std::vector<Literal>> read_values(const Fact& fact, const RecordNode& node,
                                                              const ScalarReader& scalars,
                                                              const RecordPath& path, DataFaults& faults);
/// Reports a list, of values or members, that has more items than its fact allows, or fewer.
void check_list_size(const Fact& fact, std::size_t size, text::Span span, const RecordPath& path,
                     DataFaults& faults);
/// True if the node is absent: nothing is said, or the plain word `unknown` is.
[[nodiscard]] bool is_unknown(const RecordNode& node) noexcept;
/// The text of an id, or nothing if it cannot be one, which is reported.
[[nodiscard]] std::optional<std::string> read_id(const RecordNode& node, const RecordPath& path,
                                                 DataFaults& faults);
/// True if the text may be an id: 1 to 64 characters of UTF-8, none of them a control character.
[[nodiscard]] bool is_id(std::string_view text) noexcept;

}  // namespace doudi::model
