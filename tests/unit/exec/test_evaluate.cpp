// tests/unit/exec/test_evaluate.cpp - programs over batches: threads, blocks, gaps, lists without members and too long ones.
#include <stdexcept>

#include <doctest/doctest.h>

#include "column_trial.hpp"

using namespace doudi;
using namespace doudi::exec;
using namespace doudi::exec::testing;
using doudi::testing::day;
using doudi::testing::Trial;

namespace {

constexpr std::string_view facts_and_rules = R"(
doudi: 1
pack: trial
facts:
  household:
    ready: {type: boolean}
    income: {type: number, unit: CNY/month, decimals: 2, range: [0, 99999]}
    bonus: {type: number, unit: CNY/month, decimals: 2, range: [0, 99], optional: true}
    persons: {list: person, size: [0, 9]}
  person:
    able: {type: boolean}
    wage: {type: number, unit: CNY/month, decimals: 2, range: [0, 90000000]}
    boss: {ref: person, optional: true}
rules:
  person:
    rich:
      formula: wage > 1000
    doubled:
      formula: wage * 2
    wage_of_boss:
      formula: if boss = null then 0 else boss.wage
  household:
    earned:
      formula: total(persons.wage)
    heads:
      formula: count(persons)
    with_bonus:
      formula: income + (if bonus = null then 0 else bonus)
    a_head:
      formula: if heads = 0 then 0 else decimal((earned + with_bonus) / max(heads, 1), 2)
    all_able:
      formula: every one in persons satisfies one.able
)";

[[nodiscard]] const Trial& trial() {
  static const Trial shared{
      std::string{facts_and_rules} +
      "outputs: [earned, heads, with_bonus, a_head, all_able, persons.rich, persons.doubled, "
      "persons.wage_of_boss, ready]\n"};
  return shared;
}

[[nodiscard]] std::string person(std::size_t place, std::size_t heads, std::size_t seed) {
  const std::string boss = seed % 3 == 0 ? "null" : "p" + std::to_string(seed % heads);
  return "p" + std::to_string(place) + ": {able: " + (seed % 4 == 1 ? "false" : "true") +
         ", wage: " + std::to_string(seed * 3'777'777 % 90'000'000) + "." + std::to_string(10 + seed % 90) +
         ", boss: " + boss + "}";
}

/// Households with 0 to 9 persons. With `gaps`, an income or a list is not given in two of five.
[[nodiscard]] std::vector<std::string> households(std::size_t count, bool gaps) {
  std::vector<std::string> records;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t heads = i * 7 % 10;
    std::string record = std::string{"{ready: "} + (i % 2 == 0 ? "true" : "false");
    if (!gaps || i % 5 != 1) record += ", income: " + std::to_string(i * 919 % 99'999) + ".5";
    record += ", bonus: " + (i % 3 == 0 ? "null" : std::to_string(i % 99));
    if (!gaps || i % 5 != 2) {
      record += ", persons: {";
      for (std::size_t k = 0; k < heads; ++k)
        record += (k == 0 ? "" : ", ") + person(k, heads, i + k * 13 + 1);
      record += "}";
    }
    records.push_back(record + "}");
  }
  return records;
}

[[nodiscard]] bool same(const ResultColumn& a, const ResultColumn& b) {
  return a.lane == b.lane && a.cells == b.cells && a.narrow == b.narrow && a.codes == b.codes &&
         a.nulls == b.nulls;
}
/// Cells of open households mean nothing, so only batches without open ones are compared.
[[nodiscard]] bool same(const Results& a, const Results& b) {
  if (a.open != b.open || a.outputs.size() != b.outputs.size()) return false;
  for (std::size_t i = 0; i < a.outputs.size(); ++i) {
    if (!same(a.outputs[i], b.outputs[i])) return false;
  }
  return true;
}

}  // namespace

TEST_SUITE("exec/evaluate") {
  TEST_CASE("threads and blocks of any size change no result") {
    const Decider decider{trial().pack(), day(usual_day)};
    const Batch batch = batch_of(trial(), households(300, false));
    const Results one = evaluate(decider.program(), batch, {1, 0});
    CHECK(open_count(one) == 0);
    CHECK(differences(decider, batch) == "");
    for (const unsigned threads : {0U, 1U, 2U, 5U}) {
      for (const std::size_t at_once : {0U, 1U, 2U, 7U, 64U, 299U, 300U, 301U}) {
        CAPTURE(threads);
        CAPTURE(at_once);
        CHECK(same(evaluate(decider.program(), batch, {threads, at_once}), one));
      }
    }
  }

  TEST_CASE("with gaps the same households are open in blocks of any size, and the others agree") {
    const Decider decider{trial().pack(), day(usual_day)};
    const Batch batch = batch_of(trial(), households(120, true));
    const Results one = evaluate(decider.program_with_gaps(), batch, {1, 0});
    CHECK(open_count(one) == 48);
    for (const std::size_t at_once : {0U, 1U, 7U, 119U}) {
      CHECK(evaluate(decider.program_with_gaps(), batch, {3, at_once}).open == one.open);
      CHECK(differences(decider, batch, {3, at_once}) == "");
    }
  }

  TEST_CASE("the program with gaps decides a batch without any as the other does") {
    const Decider decider{trial().pack(), day(usual_day)};
    const Batch batch = batch_of(trial(), households(50, false));
    CHECK(same(evaluate(decider.program(), batch), evaluate(decider.program_with_gaps(), batch)));
  }

  TEST_CASE("a batch with gaps is refused by a program that does not keep track of them") {
    const Decider decider{trial().pack(), day(usual_day)};
    const Batch batch = batch_of(trial(), households(6, true));
    CHECK(has_gaps(decider.program(), batch));
    CHECK_THROWS_AS((void)evaluate(decider.program(), batch), std::invalid_argument);
    Results results = empty_results(decider.program(), batch);
    Evaluator evaluator{decider.program()};
    CHECK_THROWS_AS(evaluator.run(batch, 0, 1, results), std::invalid_argument);
    CHECK(&decider.program_for(batch) == &decider.program_with_gaps());
  }

  TEST_CASE("a gap in a fact that no output reads is none") {
    const Trial pack{std::string{facts_and_rules} + "outputs: [with_bonus]\n"};
    const Decider decider{pack.pack(), day(usual_day)};
    const Batch batch =
        batch_of(pack, {"{income: 3, bonus: null, persons: {p: {able: true}}}", "{income: 4, bonus: 2}"});
    CHECK_FALSE(has_gaps(decider.program(), batch));
    CHECK(evaluate(decider.program(), batch).outputs.at(0).narrow == std::vector<std::int32_t>{300, 600});
    CHECK(differences(decider, batch) == "");
  }

  TEST_CASE("a batch of another pack is refused, even of an equal one") {
    const Trial other{std::string{facts_and_rules} + "outputs: [earned]\n"};
    const Trial twin{std::string{facts_and_rules} + "outputs: [earned]\n"};
    const Decider decider{other.pack(), day(usual_day)};
    const Batch batch = batch_of(twin, {"{persons: {}}"});
    CHECK_THROWS_AS((void)evaluate(decider.program(), batch), std::invalid_argument);
    CHECK_THROWS_AS((void)decider.decide(batch), std::invalid_argument);
  }

  TEST_CASE("one evaluator takes batches of growing and shrinking size") {
    const Decider decider{trial().pack(), day(usual_day)};
    Evaluator evaluator{decider.program(), 50};
    for (const std::size_t size : {3U, 200U, 1U, 49U, 120U, 10U}) {
      const Batch batch = batch_of(trial(), households(size, false));
      Results results = empty_results(decider.program(), batch);
      evaluator.run(batch, 0, size, results);
      CAPTURE(size);
      CHECK(same(results, evaluate(decider.program(), batch, {1, 0})));
    }
  }

  TEST_CASE("an evaluator fills only the households that it is asked for") {
    const Decider decider{trial().pack(), day(usual_day)};
    const Batch batch = batch_of(trial(), households(20, false));
    const Results whole = evaluate(decider.program(), batch);
    Results results = empty_results(decider.program(), batch);
    Evaluator evaluator{decider.program(), 4};
    evaluator.run(batch, 5, 10, results);
    for (std::size_t i = 0; i < 20; ++i) {
      CAPTURE(i);
      CHECK(results.outputs[2].cell(i) == (i >= 5 && i < 15 ? whole.outputs[2].cell(i) : 0));
    }
    evaluator.run(batch, 0, 5, results);
    evaluator.run(batch, 15, 5, results);
    CHECK(same(results, whole));
  }

  TEST_CASE("an empty batch has empty results") {
    const Decider decider{trial().pack(), day(usual_day)};
    const Batch batch{trial().pack()};
    for (const unsigned threads : {0U, 1U, 4U}) {
      const Results results = evaluate(decider.program(), batch, {threads, 0});
      CHECK(results.open.empty());
      CHECK(results.outputs.size() == 9);
    }
    CHECK(decider.decide(batch).single.empty());
  }

  TEST_CASE("households without members have sums of zero and no rows of members") {
    const Decider decider{trial().pack(), day(usual_day)};
    const std::string nobody = "{ready: true, income: 5, bonus: null, persons: {}}";
    const Batch batch = batch_of(trial(), {nobody, nobody, nobody});
    const Results results = evaluate(decider.program(), batch);
    CHECK(open_count(results) == 0);
    CHECK(results.outputs.at(0).cells == std::vector<std::int64_t>{0, 0, 0});
    CHECK(results.outputs.at(6).narrow.empty());
    CHECK(differences(decider, batch) == "");
    CHECK(differences(decider, batch_of(trial(), {nobody, households(2, false)[1], nobody})) == "");
  }

  TEST_CASE("a list longer than columns take is left open and answered one by one") {
    const Trial pack{R"(
doudi: 1
pack: trial
facts:
  household:
    persons: {list: person}
  person:
    wage: {type: number, unit: CNY/month, decimals: 2, range: [0, 90000]}
rules:
  household:
    earned:
      formula: total(persons.wage)
outputs: [earned]
)"};
    const auto household = [](std::size_t heads) {
      std::string record = "{persons: {";
      for (std::size_t i = 0; i < heads; ++i)
        record += (i == 0 ? "p" : ", p") + std::to_string(i) + ": {wage: 90000}";
      return record + "}}";
    };
    const Decider decider{pack.pack(), day(usual_day)};
    const model::EntityId persons{1};
    CHECK(plan::most_members(pack.pack(), persons) == 128);
    const Batch batch = batch_of(pack, {household(3), household(129), household(128), household(1100)});
    CHECK(has_gaps(decider.program(), batch));
    const Decisions decisions = decider.decide(batch);
    CHECK(decisions.results.open == std::vector<std::uint8_t>{0, 1, 0, 1});
    REQUIRE(decisions.single.size() == 2);
    CHECK(decisions.single[0].first == 1);
    CHECK(decisions.single[0].second.outputs.at(0).value.get<Decimal>() == Decimal{11'610'000});
    CHECK(decisions.results.outputs.at(0).cell(2) == 1'152'000'000);
    CHECK(differences(decider, batch) == "");
  }
}
