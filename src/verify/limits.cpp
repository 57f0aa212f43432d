// src/verify/limits.cpp - the limits that `around:` names, as rules of the root entity.
#include "verify/limits.hpp"

#include <utility>

namespace doudi::verify {

std::string limit_name(std::size_t file, std::size_t case_number) {
  return "around " + std::to_string(file) + ":" + std::to_string(case_number);
}

syntax::Pack with_limits(const syntax::Pack& written, std::span<const CaseFile> files) {
  syntax::Pack pack = written;
  if (pack.facts.empty()) return pack;
  syntax::RuleGroup limits{.name = pack.facts.front().name};
  for (std::size_t file = 0; file < files.size(); ++file) {
    for (std::size_t number = 0; number < files[file].cases.size(); ++number) {
      const Case& one = files[file].cases[number];
      if (!one.around || one.evaluations.empty()) continue;
      const Date date = one.evaluations.front().date;
      syntax::RuleVersion version;
      version.span = one.around->limit.span;
      version.period = {.from = date, .until = date, .span = one.around->limit.span};
      version.formula = one.around->limit;
      syntax::Rule rule;
      rule.name = one.around->limit;
      rule.name.text = limit_name(file, number);
      rule.versions.push_back(std::move(version));
      limits.rules.push_back(std::move(rule));
    }
  }
  if (!limits.rules.empty()) pack.rules.push_back(std::move(limits));
  return pack;
}

}  // namespace doudi::verify
