// src/check/check.cpp - the passes of the checker, in their order.
#include "doudi/check/check.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "check/draft.hpp"

namespace doudi::check {

namespace {

struct Pass {
  std::string_view name;
  void (*run)(Draft&);
};

// The order matters: facts need types, rules need facts, and what is read must be typed before whole-pack properties are.
constexpr std::array passes{
    Pass{"sources and types", check_sources_and_types},
    Pass{"facts", check_facts},
    Pass{"names", declare_names},
    Pass{"parameters", check_parameters},
    Pass{"functions", check_functions},
    Pass{"rules of entities", check_entity_rules},
    Pass{"units", check_units},
    Pass{"rules of candidates", check_rules},
    Pass{"schemes", check_schemes},
    Pass{"lifecycle", check_lifecycle},
    Pass{"outputs", check_outputs},
    Pass{"circles", check_circles},
    Pass{"validity", check_validity},
};

}  // namespace

std::optional<model::Pack> check(const syntax::Pack& written, text::Diagnostics& diagnostics) {
  // Nothing can be said about rules without facts, which are reported as missing.
  if (written.facts.empty()) return std::nullopt;
  Draft draft{.written = written, .diagnostics = diagnostics};
  draft.pack.name = written.name.text;
  draft.pack.title = written.title;
  draft.pack.digest = written.digest;
  draft.pack.in_force = written.in_force;
  for (const Pass& pass : passes) pass.run(draft);
  if (diagnostics.has_errors()) return std::nullopt;
  return std::move(draft.pack);
}

}  // namespace doudi::check
