// tests/unit/explain/test_value.cpp - values in four states.
#include <stdexcept>

#include <doctest/doctest.h>

#include "doudi/explain/value.hpp"

#include "explain/operation.hpp"

using namespace doudi;
using namespace doudi::explain;

namespace {

[[nodiscard]] Value lacking(std::uint32_t fact) {
  return Unknown{FactSet{MissingFact::of({}, fact)}};
}
const Value failure = Failed{Reason::division_by_zero, {7, 9}, {}};

}  // namespace

TEST_SUITE("explain/value") {
  TEST_CASE("a value is in one of four states") {
    CHECK(Value{}.state() == ValueState::null);
    CHECK(Value{Decimal{3}}.state() == ValueState::known);
    CHECK(Value{List{}}.state() == ValueState::known);
    CHECK(lacking(1).state() == ValueState::unknown);
    CHECK(failure.state() == ValueState::failed);
    CHECK_THROWS_AS(static_cast<void>(Value{true}.get<Decimal>()), std::logic_error);
  }

  TEST_CASE("sameness goes by value, through lists and contexts") {
    CHECK(same(Decimal::parse("1.50").value(), Decimal::parse("1.5").value()));
    CHECK(same(Value{}, Value{}));
    CHECK_FALSE(same(Value{}, false));
    CHECK_FALSE(same(std::string{"1"}, Decimal{1}));
    const Value list = List{{Item{Decimal{1}, {}}, Item{Context{{{"a", Value{true}}}}, {}}}};
    CHECK(same(list, list));
    CHECK_FALSE(same(list, List{{Item{Decimal{1}, {}}}}));
    CHECK(same(model::Member{model::EntityId{1}, 2}, model::Member{model::EntityId{1}, 2}));
    CHECK_FALSE(same(model::Member{model::EntityId{1}, 2}, model::Member{model::EntityId{2}, 2}));
  }

  TEST_CASE("facts are united, each once, in order") {
    FactSet facts{MissingFact::of({}, 2)};
    facts.add(FactSet{MissingFact::of({}, 1)});
    facts.add(FactSet{MissingFact::of({}, 2)});
    CHECK(facts.facts() == std::vector{MissingFact::of({}, 1), MissingFact::of({}, 2)});
  }

  TEST_CASE("failed wins over unknown, also inside of a list") {
    Obstacles obstacles;
    obstacles.add(Value{List{{Item{lacking(1), {}}, Item{failure, {}}}}});
    CHECK(obstacles.value().is_failed());
    CHECK(settled(List{{Item{Decimal{1}, {}}}}));
    CHECK_FALSE(settled(List{{Item{Decimal{1}, as_presence(lacking(1))}}}));
  }

  TEST_CASE("and: false, then failed, then unknown, then null, then true") {
    const std::vector<Value> rising{true, {}, lacking(1), failure, false};
    for (std::size_t i = 0; i < rising.size(); ++i) {
      for (std::size_t k = 0; k < rising.size(); ++k) {
        CHECK(both(rising[i], rising[k]).state() == rising[std::max(i, k)].state());
        CHECK(both(rising[i], rising[k]).is(false) == (std::max(i, k) == 4));
      }
    }
  }

  TEST_CASE("or: true, then failed, then unknown, then null, then false") {
    const std::vector<Value> rising{false, {}, lacking(1), failure, true};
    for (std::size_t i = 0; i < rising.size(); ++i) {
      for (std::size_t k = 0; k < rising.size(); ++k) {
        CHECK(either(rising[i], rising[k]).state() == rising[std::max(i, k)].state());
        CHECK(either(rising[i], rising[k]).is(true) == (std::max(i, k) == 4));
      }
    }
  }

  TEST_CASE("arithmetic needs both operands: failed, then unknown, then null") {
    const auto plus = [](const Value& lhs, const Value& rhs) {
      return compute(Arithmetic::plus, lhs, rhs, {});
    };
    CHECK(plus(Decimal{1}, Decimal{2}).get<Decimal>() == Decimal{3});
    CHECK(plus({}, Decimal{2}).is_null());
    CHECK(plus({}, lacking(1)).is_unknown());
    CHECK(plus(failure, lacking(1)).is_failed());
    const Value united = plus(lacking(1), lacking(2));
    CHECK(united.get<Unknown>().facts.facts().size() == 2);
  }

  TEST_CASE("every Reason has a code of its own") {
    std::vector<text::Code> codes;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Reason::case_since_in_future); ++i) {
      codes.push_back(code_of(static_cast<Reason>(i)));
      for (std::size_t k = 0; k < i; ++k) CHECK(codes[k] != codes[i]);
    }
  }
}
