// tests/unit/explain/completion.cpp - tries a pack on every record of a small domain, each with every set of facts missing.
#include "completion.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "doudi/explain/explain.hpp"
#include "doudi/explain/value_text.hpp"

namespace doudi::testing {

using explain::Obstacles;

Domain domain(std::string path, std::vector<model::Literal> values) {
  Domain result{path, {}};
  for (model::Literal& value : values) {
    result.values.emplace_back([path, value](model::RecordBuilder& builder) { builder.set(path, value); });
  }
  return result;
}

Completions::Completions(const model::Pack& pack, std::vector<Domain> domains, Date on,
                         const std::function<void(model::RecordBuilder&)>& fixed)
    : pack_{pack}, domains_{std::move(domains)} {
  std::size_t count = 1;
  for (const Domain& each : domains_) count *= each.values.size() + 1;
  outcomes_.resize(count);
  for (std::size_t i = 0; i < count; ++i) evaluate(choice_of(i), on, fixed);
}

std::size_t Completions::number(const Choice& choice) const {
  std::size_t result = 0;
  for (std::size_t i = 0; i < domains_.size(); ++i)
    result = result * (domains_[i].values.size() + 1) + choice[i];
  return result;
}

Completions::Choice Completions::choice_of(std::size_t number) const {
  Choice choice(domains_.size());
  for (std::size_t i = domains_.size(); i > 0; --i) {
    const std::size_t base = domains_[i - 1].values.size() + 1;
    choice[i - 1] = number % base;
    number /= base;
  }
  return choice;
}

bool Completions::complete(const Choice& choice) const {
  for (std::size_t i = 0; i < choice.size(); ++i) {
    if (choice[i] == domains_[i].values.size()) return false;
  }
  return true;
}

bool Completions::completes(const Choice& full, const Choice& partial) const {
  for (std::size_t i = 0; i < partial.size(); ++i) {
    if (partial[i] != domains_[i].values.size() && partial[i] != full[i]) return false;
  }
  return true;
}

std::string Completions::shown(const Choice& choice) const {
  std::string text;
  for (std::size_t i = 0; i < choice.size(); ++i) {
    const bool missing = choice[i] == domains_[i].values.size();
    text += domains_[i].path + (missing ? " missing; " : " #" + std::to_string(choice[i]) + "; ");
  }
  return text;
}

void Completions::add(const std::string& output, std::string text, const Obstacles& obstacles,
                      const model::Record& record, Outcomes& outcomes) const {
  Outcome outcome;
  outcome.text = std::move(text);
  outcome.failed = obstacles.failed();
  outcome.decided = !obstacles.any();
  for (const explain::MissingFact fact : obstacles.facts().facts()) {
    const std::string path = missing_path(pack_, record, fact);
    const auto found =
        std::find_if(domains_.begin(), domains_.end(), [&](const Domain& each) { return each.path == path; });
    REQUIRE_MESSAGE(found != domains_.end(), path);
    outcome.missing.push_back(static_cast<std::size_t>(found - domains_.begin()));
  }
  outcomes[output] = std::move(outcome);
}

void Completions::evaluate(const Choice& choice, Date on,
                           const std::function<void(model::RecordBuilder&)>& fixed) {
  model::RecordBuilder builder{pack_};
  fixed(builder);
  for (std::size_t i = 0; i < choice.size(); ++i) {
    if (choice[i] < domains_[i].values.size()) domains_[i].values[choice[i]](builder);
  }
  const auto record = builder.finish(on);
  REQUIRE(record.has_value());
  const explain::Explanation explanation = explain::explain(pack_, *record, on);
  Outcomes& outcomes = outcomes_[number(choice)];
  for (const explain::OutputValue& output : explanation.answer.outputs) {
    Obstacles obstacles;
    obstacles.add(output.value);
    add(output.name, value_text(pack_, *record, output.value), obstacles, *record, outcomes);
  }
  if (const auto& block = explanation.answer.case_block) {
    std::string text = block->state + " since " + block->since.text() + ": " + block->amount.text();
    for (const std::string& paid : block->paid) text += ", " + paid;
    add("case", std::move(text), {}, *record, outcomes);
  }
  for (const explain::SchemeVerdict& verdict : explanation.schemes) {
    for (const auto& [part, value] :
         {std::pair{"qualifies", &verdict.qualifies}, std::pair{"amount", &verdict.amount},
          std::pair{"covered", &verdict.covered}, std::pair{"granted", &verdict.granted}}) {
      Obstacles obstacles;
      obstacles.add(*value);
      add(verdict.name + "." + part, value_text(pack_, *record, *value), obstacles, *record, outcomes);
    }
  }
}

Completions::Counts Completions::check() const {
  Counts counts;
  std::vector<Choice> full;
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    if (const Choice choice = choice_of(i); complete(choice)) full.push_back(choice);
  }
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    const Choice partial = choice_of(i);
    for (const auto& [output, outcome] : outcomes_[i]) {
      if (outcome.failed) continue;
      ++(outcome.decided ? counts.decided : counts.undecided);
      for (const Choice& each : full) {
        if (!completes(each, partial)) continue;
        Choice filled = outcome.decided ? each : partial;
        for (const std::size_t fact : outcome.missing) filled[fact] = each[fact];
        const Outcomes& there = outcomes_[number(filled)];
        const auto found = there.find(output);
        const bool holds =
            found != there.end() && (outcome.decided ? found->second.text == outcome.text
                                                     : found->second.decided || found->second.failed);
        if (!holds) {
          FAIL_CHECK("output " << output << " is " << outcome.text << " on " << shown(partial) << " but "
                               << (found == there.end() ? std::string{"nothing"} : found->second.text)
                               << " on " << shown(filled));
          return counts;
        }
      }
    }
  }
  return counts;
}

}  // namespace doudi::testing
