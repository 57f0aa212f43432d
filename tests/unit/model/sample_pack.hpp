// tests/unit/model/sample_pack.hpp - a small pack built by hand: a household, its persons, their jobs.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "doudi/model/pack.hpp"

namespace doudi::test {

inline model::Fact fact_of(std::string name, model::Type type) {
  model::Fact fact;
  fact.name = std::move(name);
  fact.type = std::move(type);
  return fact;
}

inline model::Fact number_of(std::string name, int decimals, Decimal low, Decimal high) {
  model::Fact fact = fact_of(std::move(name), model::simple_type(model::Kind::number));
  fact.decimals = decimals;
  fact.low = low;
  fact.high = high;
  return fact;
}

inline model::Fact members_of(std::string name, model::EntityId entity, std::uint32_t least,
                              std::uint32_t most) {
  model::Fact fact = fact_of(std::move(name), model::list_of(model::member_type(entity)));
  fact.shape = model::Fact::Shape::members;
  fact.least = least;
  fact.most = most;
  return fact;
}

inline model::Fact optional_fact(model::Fact fact) {
  fact.optional = true;
  fact.type.nullable = true;
  return fact;
}

/// household {county, land (2 decimals), note, poor, tags, persons}; person {birth, wage (0..9999.99), grade
/// (optional), sex, carer (optional link), spell (default P1Y), jobs}; job {hours, colleague (link)}.
inline model::Pack sample_pack() {
  using namespace model;
  constexpr EntityId person{1};
  constexpr EntityId job{2};
  Pack pack;
  pack.name = "sample";
  pack.enumerations.push_back({"county", {}, false, {"突泉县", "阿尔山市"}, {{}, {}}});
  pack.enumerations.push_back({"sex", {}, false, {"male", "female"}, {{"男", ""}, {"女", ""}}});

  Fact tags = fact_of("tags", list_of(simple_type(Kind::text)));
  tags.shape = Fact::Shape::values;
  tags.most = 2;
  pack.entities.push_back(
      {"household",
       {},
       {},
       0,
       {fact_of("county", enumeration_type(EnumerationId{0})), number_of("land", 2, 0, 9999),
        fact_of("note", simple_type(Kind::text)), fact_of("poor", simple_type(Kind::boolean)), tags,
        members_of("persons", person, 1, 3)}});

  Fact birth = fact_of("birth", simple_type(Kind::date));
  birth.first = DateBound{Date::from_parts(1890, 1, 1)};
  birth.last = DateBound{};
  Fact carer = optional_fact(fact_of("carer", member_type(person)));
  carer.shape = Fact::Shape::reference;
  Fact spell = fact_of("spell", simple_type(Kind::years_months));
  spell.default_value = Literal{YearsMonths{12}};
  pack.entities.push_back(
      {"person",
       {},
       EntityId{0},
       5,
       {birth, number_of("wage", 2, 0, *Decimal::parse("9999.99")),
        optional_fact(number_of("grade", 0, 1, 4)), fact_of("sex", enumeration_type(EnumerationId{1})), carer,
        spell, members_of("jobs", job, 0, 2)}});

  Fact colleague = fact_of("colleague", member_type(job));
  colleague.shape = Fact::Shape::reference;
  pack.entities.push_back({"job", {}, person, 6, {number_of("hours", 1, 0, 80), colleague}});

  pack.schemes.resize(2);
  pack.schemes[0].name = "whole";
  pack.schemes[1].name = "single";
  Lifecycle lifecycle;
  lifecycle.of = {SchemeId{0}, SchemeId{1}};
  lifecycle.states = {{"none", {}, {}, false}, {"paying", {}, {SchemeId{0}}, false}};
  lifecycle.remember.emplace_back("highest", Expression{});
  lifecycle.remember_types.push_back(simple_type(Kind::number));
  pack.lifecycle = std::move(lifecycle);
  return pack;
}

}  // namespace doudi::test
