// src/explain/verdicts.cpp - the verdict of every scheme, also of those that the answer did not come to.
// Layer 7.
#include "explain/answer.hpp"

namespace doudi::explain {
namespace {

[[nodiscard]] Candidate make_candidate(Evaluator& evaluator, std::uint32_t scheme, std::uint32_t position) {
  const PutForward& who = evaluator.put_forward(scheme).at(position);
  const model::SchemeVersion& version = *evaluator.version_of(scheme);
  const auto value_at = [&evaluator](std::uint32_t named) { return evaluator.trace().values()[named].value; };
  Candidate candidate;
  candidate.name = who.name;
  candidate.named = who.members;
  candidate.members = value_at(who.members);
  candidate.presence = as_presence(who.presence.value);
  candidate.qualifies = value_at(evaluator.candidate_qualifies(scheme, position));
  for (std::uint32_t i = 0; i < version.conditions.size(); ++i) {
    const std::uint32_t named = evaluator.condition(scheme, position, i);
    candidate.conditions.push_back({i, version.conditions[i].label, value_at(named), named});
  }
  const bool rejected = candidate.qualifies.is(false) || candidate.qualifies.is_failed();
  if (!rejected) {
    candidate.amount = value_at(evaluator.candidate_amount(scheme, position));
    for (std::uint32_t i = 0; i < version.amount.size(); ++i) {
      if (version.amount[i].name.empty()) continue;
      candidate.parts.emplace_back(version.amount[i].name,
                                   value_at(evaluator.amount_part(scheme, position, i)));
    }
  }
  candidate.figures = evaluator.figures(scheme, position);
  return candidate;
}

[[nodiscard]] SchemeVerdict make_verdict(Evaluator& evaluator, std::uint32_t scheme) {
  const auto value_at = [&evaluator](std::uint32_t named) { return evaluator.trace().values()[named].value; };
  SchemeVerdict verdict;
  verdict.scheme = model::SchemeId{scheme};
  verdict.name = evaluator.pack().schemes[scheme].name;
  verdict.in_force = evaluator.version_of(scheme) != nullptr;
  if (!verdict.in_force) {
    verdict.qualifies = false;
    verdict.amount = Decimal{0};
    verdict.covered = List{};
    verdict.granted = false;
    verdict.pays = false;
    return verdict;
  }
  verdict.qualifies = value_at(evaluator.qualifies(scheme));
  verdict.amount = value_at(evaluator.amount(scheme));
  verdict.covered = value_at(evaluator.covered(scheme));
  verdict.granted = value_at(evaluator.granted(scheme));
  verdict.pays = evaluator.pays(scheme).value;
  const auto count = static_cast<std::uint32_t>(evaluator.put_forward(scheme).size());
  for (std::uint32_t i = 0; i < count; ++i)
    verdict.candidates.push_back(make_candidate(evaluator, scheme, i));
  return verdict;
}

}  // namespace

std::vector<SchemeVerdict> make_verdicts(Evaluator& evaluator) {
  std::vector<SchemeVerdict> verdicts;
  for (std::uint32_t i = 0; i < evaluator.pack().schemes.size(); ++i)
    verdicts.push_back(make_verdict(evaluator, i));
  return verdicts;
}

}  // namespace doudi::explain
