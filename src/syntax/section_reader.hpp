// src/syntax/section_reader.hpp - reads the keys of one map of a pack strictly: known ones only, each in its form.
// Layer 2.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/syntax/grid.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/written_text.hpp"
#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"

#include "syntax/reserved_names.hpp"

namespace doudi::syntax {

/// The members of a map that is expected at `place`; anything else is reported and has none.
[[nodiscard]] const std::vector<YamlMember>& members_of(const YamlNode& node, std::string_view place,
                                                        text::Diagnostics& diagnostics);
/// The same for the items of a list.
[[nodiscard]] const std::vector<YamlNode>& items_of(const YamlNode& node, std::string_view place,
                                                    text::Diagnostics& diagnostics);
/// The scalar that is expected at `place`. The word `null` is none.
[[nodiscard]] const WrittenText* scalar_of(const YamlNode& node, std::string_view place,
                                           text::Diagnostics& diagnostics);

/// Reports a key that can be no name. Full-width characters in keys are left to read_yaml, which reports them.
void check_key_name(const WrittenText& key, NameScope scope, text::Diagnostics& diagnostics);
/// Reports a value that can be no name.
void check_name(const WrittenText& name, NameScope scope, text::Diagnostics& diagnostics);
/// Reports a name that stands in `earlier` already; true if it does not.
bool check_unrepeated(const WrittenText& name, const std::vector<WrittenText>& earlier,
                      std::string_view place, text::Diagnostics& diagnostics);

/// Reads a day as YYYY-MM-DD; reports anything else with the nearest correct form.
[[nodiscard]] std::optional<Date> read_date(const WrittenText& written, text::Diagnostics& diagnostics);

/// One map being read. Every key that is asked for counts as known; finish() reports the others.
class SectionReader {
 public:
  /// `place` names the map in messages (`rules.person.age`; empty for the whole pack); `owner` is where a missing key is reported.
  SectionReader(const YamlNode& node, std::string place, text::Span owner, text::Diagnostics& diagnostics);

  [[nodiscard]] std::string place() const;
  [[nodiscard]] std::string place_of(std::string_view key) const;
  [[nodiscard]] text::Span owner() const noexcept { return owner_; }
  [[nodiscard]] text::Diagnostics& diagnostics() const noexcept { return diagnostics_; }

  /// True if the key is written. Does not make it known.
  [[nodiscard]] bool has(std::string_view key) const noexcept { return find(key) != nullptr; }
  /// Where the key is written.
  [[nodiscard]] text::Span key_span(std::string_view key) const noexcept;

  // Each makes its key known and gives nothing where the key is absent or its value was reported.
  [[nodiscard]] const YamlNode* node(std::string_view key);
  [[nodiscard]] std::optional<WrittenText> scalar(std::string_view key);
  [[nodiscard]] std::optional<WrittenText> one_of(std::string_view key,
                                                  std::initializer_list<std::string_view> choices);
  [[nodiscard]] bool truth(std::string_view key);
  [[nodiscard]] std::optional<WrittenText> whole_number(std::string_view key);
  [[nodiscard]] std::optional<WrittenText> expression(std::string_view key);
  [[nodiscard]] std::optional<Grid> grid(std::string_view key, GridShape shape);
  [[nodiscard]] std::optional<WrittenRange> range(std::string_view key);
  [[nodiscard]] std::vector<WrittenText> scalars(std::string_view key);
  [[nodiscard]] Labels labels();
  [[nodiscard]] std::vector<Cite> cites();
  [[nodiscard]] Period period();

  /// Reports the absence of a key.
  void require(std::string_view key);
  /// Reports the absence of `key` where `because` is written.
  void require_beside(std::string_view key, std::string_view because);
  /// Reports two keys of which only one may be written; true if there is no such pair.
  bool exclude(std::string_view first, std::string_view second);
  /// Reports each of `others` that stands beside `key`; where `key` is written, all of them are known.
  void exclude_beside(std::string_view key, std::initializer_list<std::string_view> others);
  /// Reports that none of the keys is written, and every pair of them that is.
  void require_one_of(std::initializer_list<std::string_view> keys);

  void finish();

 private:
  [[nodiscard]] const YamlMember* find(std::string_view key) const noexcept;

  const std::vector<YamlMember>& members_;
  bool is_map_;
  std::string place_;
  text::Span owner_;
  text::Diagnostics& diagnostics_;
  std::vector<std::string_view> known_;
};

/// The expression in a node; `key` names it in messages. Quoted and folded scalars are refused, and inside braces
/// or brackets everything but a single name.
[[nodiscard]] std::optional<WrittenText> read_expression(const YamlNode& node, std::string_view key,
                                                         text::Diagnostics& diagnostics);

}  // namespace doudi::syntax
