// doudi/explain/explain.hpp - the plain evaluator: one record, one date, every value with its reasons.
// Layer 7.
#pragma once

#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/explain/explanation.hpp"
#include "doudi/model/literal.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"

namespace doudi::explain {

/// Decides `record` by `pack` on the date `on` and says why. The record must have been made for this pack (by
/// RecordBuilder or the readers of io). A date outside the pack's `in_force`, a missing fact or a failed
/// operation are outcomes, never exceptions. Pure: safe from any thread.
[[nodiscard]] Explanation explain(const model::Pack& pack, const model::Record& record, Date on);

/// A rule of an entity, for one of its members.
struct Derived {
  model::RuleId rule{};
  model::Member member;
  friend bool operator==(const Derived&, const Derived&) = default;
};

/// A derived value set by hand: who reads it sees this one, whatever its inputs say.
struct Pin {
  Derived what;
  model::Literal value;
};

/// What cases and analyses ask for beyond the answer.
struct Request {
  std::vector<Pin> pins;
  std::vector<Derived> wanted;  ///< computed too, see Explanation::wanted
};
[[nodiscard]] Explanation explain(const model::Pack& pack, const model::Record& record, Date on,
                                  const Request& request);

}  // namespace doudi::explain
