// doudi/model/record_builder.hpp - the one place where records are validated: from a tree or from calls.
// Layer 3.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/base/result.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/model/record_node.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::model {

/// One thing that is wrong with a record. The diagnostic says what and, for a record that was read from a
/// file, where. No value of the record stands in it: only paths, and the limits that the pack sets.
struct DataFault {
  std::string path;  ///< `persons.b.wage`
  text::Diagnostic diagnostic;
};

/// The faults as text, one line each and its ways out; where they are from a file see io::read_record().
[[nodiscard]] std::string report(const std::vector<DataFault>& faults, text::Language language);

/// Makes a record of a pack. A fact that is never set is unknown. The pack must live longer than the builder.
/// Not shared between threads; the record that it makes may be.
///
///     RecordBuilder builder{pack};
///     builder.set("county", "突泉县").set("persons.a.wage", 1500).set("persons.a.cares_for", Null{});
class RecordBuilder {
 public:
  explicit RecordBuilder(const Pack& pack);
  /// Begins with a whole tree; what is set later replaces parts of it.
  RecordBuilder(const Pack& pack, RecordNode root);

  /// Sets a scalar, a link (the id of a member) or null. Members come into being with their first fact. A
  /// number may also be given as text (`"369.62"`), a date in ISO form. Throws std::invalid_argument if
  /// `path` is no path; whether the pack knows it is said by finish().
  RecordBuilder& set(std::string_view path, Literal value);
  /// Sets a list of scalars; without values, an empty list of scalars or of members.
  RecordBuilder& set_list(std::string_view path, const std::vector<Literal>& values = {});
  /// Sets a fact, a member, a list of members or the `case` block from a tree.
  RecordBuilder& set_tree(std::string_view path, RecordNode value);
  /// Makes a fact unknown again.
  RecordBuilder& set_unknown(std::string_view path);

  /// Checks everything and returns the record, or all faults, sorted by place and path. `on` is the
  /// evaluation date, which ranges of dates and the `case` block may depend on.
  [[nodiscard]] Result<Record, std::vector<DataFault>> finish(Date on) const;

 private:
  const Pack* pack_;
  RecordNode root_;
};

}  // namespace doudi::model
