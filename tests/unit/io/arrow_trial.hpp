// tests/unit/io/arrow_trial.hpp - a pack with facts of every kind, and tables read for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/io/read_arrow.hpp"
#include "doudi/text/source.hpp"

#include "../explain/trial.hpp"
#include "arrow_maker.hpp"

namespace doudi::io::testing {

inline constexpr std::string_view the_day = "2019-06-15";

inline const doudi::testing::Trial& trial() {
  static const doudi::testing::Trial shared{R"(
doudi: 1
pack: trial
sources:
  law: {title: law}
types:
  county: {enum: [east, west, north]}
facts:
  household:
    county: {type: county}
    village: {type: text, optional: true}
    income: {type: number, unit: CNY/month, decimals: 2, range: [-500, 1000]}
    wealth: {type: number, decimals: 2, unbounded: true}
    since: {type: date, optional: true, range: [1990-01-01, today]}
    scores: {list: number, decimals: 0, range: [0, 100], size: [0, 3]}
    notice: {type: years and months duration}
    poor: {type: boolean, optional: true}
    rate: {type: number, decimals: 0, range: [0, 9], default: 4, cite: law}
    persons: {list: person, size: [1, 9]}
  person:
    wage: {type: number, decimals: 0, range: [0, 200]}
    friend: {ref: person, optional: true}
    plots: {list: plot, size: [0, 4]}
  plot:
    area: {type: number, decimals: 1, range: [0, 7]}
    tenant: {ref: plot, optional: true}
rules:
  household:
    unused: {formula: rate}
outputs: [unused]
)"};
  return shared;
}

struct Reading {
  std::optional<ArrowHouseholds> households;
  std::string said;  ///< diagnostics

  [[nodiscard]] const exec::Batch& batch() const {
    REQUIRE_MESSAGE(households.has_value(), said);
    return households->batch;
  }
  /// `row 1 of persons: number_outside_range persons.a.wage`, one a line, by household.
  [[nodiscard]] std::string faults() const {
    std::string text;
    for (const auto& [household, faults] : batch().refused()) {
      for (const model::DataFault& fault : faults) {
        text += std::to_string(household) + ": " + std::string{text::code_name(fault.diagnostic.code)} + ' ' +
                fault.path;
        for (const text::Argument& argument : fault.diagnostic.arguments) {
          if (argument.name == "row") text += " in row " + argument.value;
        }
        text += '\n';
      }
    }
    return text;
  }
};

inline Reading read(const model::Pack& pack, ArrowTables tables, const ArrowOptions& options = {}) {
  text::Diagnostics diagnostics;
  Reading reading;
  reading.households =
      read_arrow(pack, std::move(tables), doudi::testing::day(the_day), options, diagnostics);
  static const text::SourceSet nowhere;
  reading.said = text::render(diagnostics, nowhere, text::Language::en);
  CHECK(reading.households.has_value() == reading.said.empty());
  return reading;
}

/// Households alone, and persons beside them.
inline Reading read(std::vector<Made> households) {
  return read(trial().pack(), {table_of(rows_of(std::move(households))), {}});
}
inline Reading read(std::vector<Made> households, std::vector<Made> persons,
                    const ArrowOptions& options = {}) {
  return read(
      trial().pack(),
      {table_of(rows_of(std::move(households))), {{"persons", table_of(rows_of(std::move(persons)))}}},
      options);
}

/// What differs between a household and a record in YAML; empty if nothing.
inline std::string difference(const exec::Batch& batch, std::size_t household, std::string_view yaml) {
  const model::Record expected = trial().record(yaml, doudi::testing::day(the_day));
  const model::Record found = batch.record(household);
  if (found.defaulted != expected.defaulted) return "defaulted";
  for (std::size_t i = 0; i < expected.instances.size(); ++i) {
    if (found.instances[i].size() != expected.instances[i].size())
      return "number of entity " + std::to_string(i);
    for (std::size_t k = 0; k < expected.instances[i].size(); ++k) {
      const auto& one = found.instances[i][k];
      const auto& other = expected.instances[i][k];
      if (one.id != other.id || one.parent != other.parent) return "id " + other.id;
      for (std::size_t n = 0; n < other.facts.size(); ++n) {
        if (one.facts[n] != other.facts[n]) return other.id + '.' + batch.pack().entities[i].facts[n].name;
      }
    }
  }
  return {};
}

[[nodiscard]] inline bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace doudi::io::testing
