// tests/unit/verify/test_bundled_households.cpp - what must hold for every household that comes with doudi.
#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "bundled.hpp"

namespace doudi::tests {

namespace {

constexpr std::array packs{"rules/xingan-2019", "rules/jinghe-2023"};

/// The paths of everything in a record that can be left out: fields of the root and of members, the case and its parts.
void collect_paths(const model::RecordNode& node, std::vector<std::string>& path,
                   std::vector<std::vector<std::string>>& found) {
  const auto* map = std::get_if<model::MapNode>(&node.value);
  if (map == nullptr) return;
  for (const model::RecordField& field : map->fields) {
    path.push_back(field.key);
    found.push_back(path);
    collect_paths(field.value, path, found);
    path.pop_back();
  }
}

std::string path_text(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& step : path) text += (text.empty() ? "" : ".") + model::path_step(step);
  return text;
}

/// True if the answer names the path, or something below or above it.
bool names(const std::vector<std::string>& paths, const std::string& path) {
  return std::ranges::any_of(paths, [&](const std::string& named) {
    return named == path || named.starts_with(path + ".") || path.starts_with(named + ".");
  });
}

/// What an answer decides, without what it only reports about missing facts.
std::string decision(const std::string& answer) {
  return answer.substr(0, answer.find("; missing"));
}

void shuffle_members(model::RecordNode& node, std::mt19937& random) {
  auto* map = std::get_if<model::MapNode>(&node.value);
  if (map == nullptr) return;
  std::shuffle(map->fields.begin(), map->fields.end(), random);
  for (model::RecordField& field : map->fields) shuffle_members(field.value, random);
}

template <class Item>
void shuffle(std::vector<Item>& items, std::mt19937& random) {
  std::shuffle(items.begin(), items.end(), random);
}

}  // namespace

TEST_SUITE("verify/bundled_households") {
  TEST_CASE("leaving out any single fact never decides otherwise in silence") {
    int omitted = 0;
    for (const char* path : packs) {
      BundledPack bundled = read_bundled_pack(path);
      text::Diagnostics diagnostics;
      const auto pack = check::check(bundled.written, diagnostics);
      REQUIRE(pack);
      for (const std::string& household : bundled_household_paths(path)) {
        const model::RecordNode whole = read_bundled_household(bundled, household);
        const Date on = bundled_date(household);
        const auto record = model::RecordBuilder{*pack, whole}.finish(on);
        REQUIRE(record);
        const std::string answer =
            decision(answer_text(*pack, *record, explain::explain(*pack, *record, on)));
        std::vector<std::vector<std::string>> paths;
        std::vector<std::string> at;
        collect_paths(whole, at, paths);
        for (const auto& left_out : paths) {
          model::RecordNode partial = whole;
          REQUIRE(remove_node(partial, left_out));
          const auto rest = model::RecordBuilder{*pack, partial}.finish(on);
          if (!rest) continue;  // a member that others link to, say: an error, and nothing is half evaluated
          const std::string path_left_out = path_text(left_out);
          CAPTURE(household);
          CAPTURE(path_left_out);
          const explain::Explanation explanation = explain::explain(*pack, *rest, on);
          const bool member = left_out.size() == 2 && left_out[0] != "case";
          if (member) continue;  // another household, not a missing fact
          const bool same = decision(answer_text(*pack, *rest, explanation)) == answer;
          const bool undetermined = names(explanation.answer.missing, path_left_out);
          const bool defaulted = names(explanation.answer.defaulted, path_left_out);
          CHECK((same || undetermined || defaulted));
          ++omitted;
        }
      }
    }
    CHECK(omitted > 150);
  }

  TEST_CASE("the order of members in a record changes nothing") {
    std::mt19937 random{20190403};
    for (const char* path : packs) {
      BundledPack bundled = read_bundled_pack(path);
      text::Diagnostics diagnostics;
      const auto pack = check::check(bundled.written, diagnostics);
      REQUIRE(pack);
      for (const std::string& household : bundled_household_paths(path)) {
        model::RecordNode node = read_bundled_household(bundled, household);
        const Date on = bundled_date(household);
        const auto record = model::RecordBuilder{*pack, node}.finish(on);
        REQUIRE(record);
        const std::string answer = answer_text(*pack, *record, explain::explain(*pack, *record, on));
        for (int round = 0; round < 5; ++round) {
          shuffle_members(node, random);
          const auto shuffled = model::RecordBuilder{*pack, node}.finish(on);
          REQUIRE(shuffled);
          CHECK(answer_text(*pack, *shuffled, explain::explain(*pack, *shuffled, on)) == answer);
        }
      }
    }
  }

  TEST_CASE("the order of rules, parameters and facts in a pack changes nothing") {
    std::mt19937 random{20191231};
    for (const char* path : packs) {
      BundledPack bundled = read_bundled_pack(path);
      text::Diagnostics diagnostics;
      const auto pack = check::check(bundled.written, diagnostics);
      REQUIRE(pack);
      for (int round = 0; round < 3; ++round) {
        syntax::Pack reordered = bundled.written;
        shuffle(reordered.parameters, random);
        shuffle(reordered.rules, random);
        for (syntax::RuleGroup& group : reordered.rules) shuffle(group.rules, random);
        for (syntax::EntityFacts& entity : reordered.facts) shuffle(entity.fields, random);
        shuffle(reordered.types, random);
        shuffle(reordered.assess, random);
        text::Diagnostics faults;
        const auto other = check::check(reordered, faults);
        CAPTURE(render(faults, bundled.sources, text::Language::en));
        REQUIRE(other);
        for (const std::string& household : bundled_household_paths(path)) {
          const model::RecordNode node = read_bundled_household(bundled, household);
          const Date on = bundled_date(household);
          const auto record = model::RecordBuilder{*pack, node}.finish(on);
          const auto same = model::RecordBuilder{*other, node}.finish(on);
          REQUIRE(record);
          REQUIRE(same);
          CHECK(answer_text(*other, *same, explain::explain(*other, *same, on)) ==
                answer_text(*pack, *record, explain::explain(*pack, *record, on)));
        }
      }
    }
  }
}

}  // namespace doudi::tests
