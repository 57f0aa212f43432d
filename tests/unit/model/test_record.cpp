// tests/unit/model/test_record.cpp - paths of members and facts; what is in force on a day.
#include <doctest/doctest.h>

#include "doudi/model/record.hpp"

using namespace doudi::model;

TEST_SUITE("model/record") {
  TEST_CASE("a path names members by id and quotes an id that is no name") {
    Pack pack;
    pack.entities.resize(3);
    pack.entities[0].facts.resize(1);
    pack.entities[0].facts[0].name = "persons";
    pack.entities[1].parent = EntityId{0};
    pack.entities[1].facts.resize(2);
    pack.entities[1].facts[0].name = "wage";
    pack.entities[1].facts[1].name = "jobs";
    pack.entities[2].parent = EntityId{1};
    pack.entities[2].list_fact = 1;
    pack.entities[2].facts.resize(1);
    pack.entities[2].facts[0].name = "pay";
    Record record;
    record.instances.resize(3);
    record.instances[0].resize(1);
    record.instances[1] = {Instance{"b", 0, {}}, Instance{"007", 0, {}}};
    record.instances[2] = {Instance{"x", 1, {}}};
    CHECK(member_path(pack, record, {EntityId{0}, 0}).empty());
    CHECK(fact_path(pack, record, {EntityId{0}, 0}, 0) == "persons");
    CHECK(fact_path(pack, record, {EntityId{1}, 0}, 0) == "persons.b.wage");
    CHECK(member_path(pack, record, {EntityId{1}, 1}) == "persons.\"007\"");
    CHECK(fact_path(pack, record, {EntityId{2}, 0}, 0) == "persons.\"007\".jobs.x.pay");
  }

  TEST_CASE("both ends of a period belong to it") {
    const auto day = [](int number) { return *doudi::Date::from_parts(2019, 4, number); };
    Parameter parameter;
    parameter.versions.resize(2);
    parameter.versions[0].period.until = day(2);
    parameter.versions[1].period = {day(3), day(5), {}};
    CHECK(parameter.on(day(2)) == &parameter.versions[0]);
    CHECK(parameter.on(day(3)) == &parameter.versions[1]);
    CHECK(parameter.on(day(5)) == &parameter.versions[1]);
    CHECK(parameter.on(day(6)) == nullptr);
  }

  TEST_CASE("one assumed source among the cites makes a value assumed") {
    Pack pack;
    pack.sources = {Source{"plan", {}, false}, Source{"guess", {}, true}};
    CHECK_FALSE(pack.is_assumed({Cite{"plan", "", {}}}));
    CHECK(pack.is_assumed({Cite{"plan", "", {}}, Cite{"guess", "", {}}}));
  }
}
