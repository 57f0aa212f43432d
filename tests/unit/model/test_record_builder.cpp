// tests/unit/model/test_record_builder.cpp - what is accepted into a record, and every way to be refused.
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/model/record_builder.hpp"

#include "sample_pack.hpp"

using namespace doudi;
using namespace doudi::model;
using doudi::text::Code;

namespace {

const Pack& pack() {
  static const Pack sample = test::sample_pack();
  return sample;
}

const Date on = *Date::from_parts(2019, 6, 15);

/// `code path` of every fault.
std::vector<std::string> faults_of(const RecordBuilder& builder) {
  const auto result = builder.finish(on);
  if (result) return {};
  std::vector<std::string> lines;
  for (const DataFault& fault : result.error()) {
    lines.push_back(std::string{text::code_name(fault.diagnostic.code)} + ' ' + fault.path);
  }
  return lines;
}

std::vector<std::string> faults_with(std::string_view path, Literal value) {
  return faults_of(RecordBuilder{pack()}.set(path, std::move(value)));
}

Decimal number(std::string_view text) {
  return *Decimal::parse(text);
}

RecordNode scalar(std::string_view text, ScalarNode::Form form) {
  return {{}, ScalarNode{std::string{text}, form}};
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_SUITE("model/record_builder") {
  TEST_CASE("a record is built from calls; what was not set is absent and what has a default says so") {
    const auto record = RecordBuilder{pack()}
                            .set("county", "突泉县")
                            .set("land", number("3600.00"))
                            .set("poor", true)
                            .set("persons.b.wage", "1500.50")
                            .set("persons.b.carer", "a")
                            .set("persons.a.birth", "1979-03-05")
                            .set("persons.a.carer", Null{})
                            .set_list("tags", {"x", "y"})
                            .finish(on);
    REQUIRE(record.has_value());
    const Instance& root = record->instances[0][0];
    CHECK(std::get<Literal>(root.facts[0]) == Literal{std::string{"突泉县"}});
    CHECK(std::get<Literal>(root.facts[1]) == Literal{number("3600")});
    CHECK(std::holds_alternative<Absent>(root.facts[2]));
    CHECK(std::get<std::vector<Literal>>(root.facts[4]).size() == 2);
    REQUIRE(record->instances[1].size() == 2);
    CHECK(record->instances[1][0].id == "a");
    CHECK(std::get<Literal>(record->instances[1][0].facts[0]) == Literal{*Date::from_parts(1979, 3, 5)});
    CHECK(std::get<Literal>(record->instances[1][0].facts[4]) == Literal{Null{}});
    CHECK(std::get<Literal>(record->instances[1][1].facts[1]) == Literal{number("1500.5")});
    CHECK(std::get<Member>(record->instances[1][1].facts[4]) == Member{EntityId{1}, 0});
    CHECK(std::holds_alternative<Absent>(record->instances[1][0].facts[6]));
    CHECK(record->defaulted == Lines{"persons.a.spell", "persons.b.spell"});
    CHECK(record->case_facts.presence == CaseFacts::Presence::absent);
  }

  TEST_CASE("the order of members changes nothing") {
    const auto forward = RecordBuilder{pack()}.set("persons.a.wage", 1).set("persons.b.wage", 2).finish(on);
    const auto backward = RecordBuilder{pack()}.set("persons.b.wage", 2).set("persons.a.wage", 1).finish(on);
    REQUIRE(forward.has_value());
    REQUIRE(backward.has_value());
    for (std::size_t index = 0; index < 2; ++index) {
      CHECK(forward->instances[1][index].id == backward->instances[1][index].id);
      CHECK(std::get<Literal>(forward->instances[1][index].facts[1]) ==
            std::get<Literal>(backward->instances[1][index].facts[1]));
    }
  }

  TEST_CASE("an unknown field is named with its path and the nearest field") {
    const auto result = RecordBuilder{pack()}.set("persons.b.wagee", 1).finish(on);
    REQUIRE(!result.has_value());
    REQUIRE(result.error().size() == 1);
    const text::Diagnostic& fault = result.error().front().diagnostic;
    CHECK(fault.code == Code::unknown_field);
    CHECK(result.error().front().path == "persons.b.wagee");
    REQUIRE(fault.helps.size() == 1);
    CHECK(fault.helps.front().arguments.front().value == "wage");
  }

  TEST_CASE("a number must fit decimals and range, and is judged by its value") {
    CHECK(faults_with("persons.a.grade", "3.0").empty());
    CHECK(faults_with("persons.a.grade", number("3.5")) == Lines{"too_many_decimals persons.a.grade"});
    CHECK(faults_with("persons.a.grade", 0) == Lines{"number_outside_range persons.a.grade"});
    CHECK(faults_with("persons.a.grade", 4).empty());
    CHECK(faults_with("land", "3200.005") == Lines{"too_many_decimals land"});
    CHECK(faults_with("persons.a.wage", number("10000")) == Lines{"number_outside_range persons.a.wage"});
    CHECK(faults_with("land", "1e3") == Lines{"number_not_plain land"});
    CHECK(faults_with("land", "+1") == Lines{"number_not_plain land"});
    CHECK(faults_with("land", "12345678901234567890123456789012345") == Lines{"number_too_long land"});
    CHECK(faults_with("land", true) == Lines{"wrong_value_type land"});
    CHECK(faults_with("land", *Date::from_parts(2019, 1, 1)) == Lines{"number_not_plain land"});
  }

  TEST_CASE("dates are ISO, in the calendar and within their range, today included") {
    CHECK(faults_with("persons.a.birth", "2019-06-15").empty());
    CHECK(faults_with("persons.a.birth", "2019-06-16") == Lines{"date_outside_range persons.a.birth"});
    CHECK(faults_with("persons.a.birth", "1889-12-31") == Lines{"date_outside_range persons.a.birth"});
    CHECK(faults_with("persons.a.birth", "2019.4.3") == Lines{"date_not_iso persons.a.birth"});
    CHECK(faults_with("persons.a.birth", "2019-02-29") == Lines{"date_not_in_calendar persons.a.birth"});
    CHECK(faults_with("persons.a.spell", "P1Y2M").empty());
    CHECK(faults_with("persons.a.spell", "P3D") == Lines{"duration_not_iso persons.a.spell"});
  }

  TEST_CASE("an enumeration takes its members only") {
    const auto result = RecordBuilder{pack()}.set("persons.a.sex", "femal").finish(on);
    REQUIRE(!result.has_value());
    const text::Diagnostic& fault = result.error().front().diagnostic;
    CHECK(fault.code == Code::not_a_choice);
    CHECK(fault.helps.front().arguments.front().value == "female");
    for (const text::Argument& argument : fault.arguments) CHECK(argument.value != "femal");
  }

  TEST_CASE("null is taken by optional facts only, and absence by all") {
    CHECK(faults_with("persons.a.grade", Null{}).empty());
    CHECK(faults_with("persons.a.wage", Null{}) == Lines{"null_not_accepted persons.a.wage"});
    CHECK(faults_with("persons", Null{}) == Lines{"null_not_accepted persons"});
    CHECK(faults_of(RecordBuilder{pack()}.set("persons.a.wage", 5).set_unknown("persons.a.wage")).empty());
  }

  TEST_CASE("plain words of YAML mean what the fact's type says") {
    using Form = ScalarNode::Form;
    const auto faults = [](std::string_view path, RecordNode node) {
      return faults_of(RecordBuilder{pack()}.set_tree(path, std::move(node)));
    };
    CHECK(faults("poor", scalar("true", Form::plain)).empty());
    CHECK(faults("poor", scalar("true", Form::text)) == Lines{"wrong_value_type poor"});
    CHECK(faults("note", scalar("true", Form::plain)).empty());
    CHECK(faults("note", scalar("7", Form::plain)).empty());
    CHECK(faults("note", scalar("7", Form::number)) == Lines{"wrong_value_type note"});
    CHECK(faults("land", scalar("unknown", Form::plain)).empty());
    CHECK(faults("land", scalar("unknown", Form::text)) == Lines{"number_not_plain land"});
    CHECK(faults("land", {{}, EmptyNode{}}) == Lines{"no_value land"});
    CHECK(faults("note", scalar(std::string_view{"a\0b", 3}, Form::text)) == Lines{"text_not_plain note"});
    CHECK(faults("note", scalar("\xff", Form::text)) == Lines{"text_not_plain note"});
    CHECK(faults("note", {{}, MapNode{}}) == Lines{"wrong_value_type note"});
  }

  TEST_CASE("ids are texts as written, 1 to 64 characters, unique in their list") {
    CHECK(faults_with("persons.\"007\".wage", 1).empty());
    CHECK(faults_with("persons.\"" + std::string(65, 'x') + "\".wage", 1).size() == 1);
    std::string ideographs;
    for (int count = 0; count < 64; ++count) ideographs += "户";
    CHECK(faults_with("persons.\"" + ideographs + "\".wage", 1).empty());
    CHECK(faults_with(R"(persons."a\nb".wage)", 1) == Lines{"id_not_accepted persons"});
    CHECK(faults_with("persons.a", {}) == Lines{"fields_expected persons.a"});

    using Form = ScalarNode::Form;
    const RecordNode twin{{}, MapNode{{{"id", {}, scalar("7", Form::number)}}}};
    const RecordNode nameless{{}, MapNode{{{"wage", {}, scalar("1", Form::number)}}}};
    CHECK(faults_of(RecordBuilder{pack()}.set_tree("persons", {{}, ListNode{{twin, twin}}})) ==
          Lines{"duplicate_id persons.\"7\""});
    CHECK(faults_of(RecordBuilder{pack()}.set_tree("persons", {{}, ListNode{{nameless}}})) ==
          Lines{"id_missing persons"});
    CHECK(faults_of(RecordBuilder{pack()}.set_tree("persons", {{}, MapNode{{{"a", {}, twin}}}})) ==
          Lines{"unknown_field persons.a.id"});
    CHECK(faults_with("persons.a.carer", number("7.5")) == Lines{"id_not_accepted persons.a.carer"});
  }

  TEST_CASE("a field that comes twice, a list of the wrong size, a map for a value: each is refused") {
    using Form = ScalarNode::Form;
    const RecordNode one = scalar("1", Form::number);
    CHECK(faults_of(RecordBuilder{pack(), {{}, MapNode{{{"land", {}, one}, {"land", {}, one}}}}}) ==
          Lines{"duplicate_field land"});
    CHECK(faults_of(RecordBuilder{pack()}.set_list("persons")) == Lines{"list_outside_size persons"});
    CHECK(faults_of(RecordBuilder{pack()}.set_list("tags", {"a", "b", "c"})) ==
          Lines{"list_outside_size tags"});
    CHECK(faults_of(RecordBuilder{pack()}.set_list("tags", {1})) == Lines{"wrong_value_type tags"});
    CHECK(faults_with("persons", 1) == Lines{"members_expected persons"});
    CHECK(faults_with("persons.a", 1) == Lines{"fields_expected persons.a"});
    CHECK(faults_with("tags", "a") == Lines{"values_expected tags"});
    CHECK(faults_of(RecordBuilder{pack(), one}) == Lines{"fields_expected "});
  }

  TEST_CASE("a link leads to the member with that id who is nearest in the tree of lists") {
    CHECK(faults_with("persons.a.carer", "z") == Lines{"link_to_nobody persons.a.carer"});
    const auto record = RecordBuilder{pack()}
                            .set("persons.a.jobs.x.hours", 1)
                            .set("persons.b.jobs.x.hours", 2)
                            .set("persons.b.jobs.y.colleague", "x")
                            .finish(on);
    REQUIRE(record.has_value());
    REQUIRE(record->instances[2].size() == 3);
    CHECK(std::get<Member>(record->instances[2][2].facts[1]) == Member{EntityId{2}, 1});
    CHECK(record->instances[2][2].parent == 1);
    CHECK(faults_of(RecordBuilder{pack()}
                        .set("persons.a.jobs.x.hours", 1)
                        .set("persons.b.jobs.x.hours", 2)
                        .set("persons.c.jobs.y.colleague", "x")) ==
          Lines{"link_ambiguous persons.c.jobs.y.colleague"});
  }

  TEST_CASE("the case block is read and checked against the lifecycle") {
    const auto record = RecordBuilder{pack()}
                            .set("case.state", "paying")
                            .set("case.since", "2019-06-01")
                            .set("case.amount", "369.62")
                            .set_list("case.paid", {"single"})
                            .set("case.highest", number("0.333"))
                            .finish(on);
    REQUIRE(record.has_value());
    CHECK(record->case_facts.presence == CaseFacts::Presence::existing);
    CHECK(record->case_facts.state == "paying");
    CHECK(record->case_facts.since == Date::from_parts(2019, 6, 1));
    CHECK(record->case_facts.amount == number("369.62"));
    CHECK(record->case_facts.paid == Lines{"single"});
    CHECK(std::get<Literal>(record->case_facts.remembered[0]) == Literal{number("0.333")});

    const auto fresh = RecordBuilder{pack()}.set("case", Null{}).finish(on);
    REQUIRE(fresh.has_value());
    CHECK(fresh->case_facts.presence == CaseFacts::Presence::new_case);

    CHECK(faults_with("case.state", "payin") == Lines{"unknown_state case.state"});
    CHECK(faults_with("case.since", "2019-06-02") == Lines{"since_not_first_of_month case.since"});
    CHECK(faults_with("case.since", "2019-07-01") == Lines{"since_after_evaluation case.since"});
    CHECK(faults_with("case.amount", -1) == Lines{"number_outside_range case.amount"});
    CHECK(faults_with("case.amount", number("0.001")) == Lines{"too_many_decimals case.amount"});
    CHECK(faults_with("case.state", Null{}) == Lines{"null_not_accepted case.state"});
    CHECK(faults_with("case.stat", "none") == Lines{"unknown_field case.stat"});
    CHECK(faults_with("case", 1) == Lines{"fields_expected case"});
    CHECK(faults_of(RecordBuilder{pack()}.set_list("case.paid", {"nothing"})) ==
          Lines{"unknown_paid_scheme case.paid"});
    Pack without = pack();
    without.lifecycle.reset();
    CHECK(faults_of(RecordBuilder{without}.set("case", Null{})) == Lines{"unknown_field case"});
  }

  TEST_CASE("all faults of a record come at once") {
    CHECK(faults_of(RecordBuilder{pack()}
                        .set("county", "长春市")
                        .set("persons.a.wage", -1)
                        .set("persons.a.carer", "z")
                        .set("case.state", "x")) == Lines{"unknown_state case.state", "not_a_choice county",
                                                          "link_to_nobody persons.a.carer",
                                                          "number_outside_range persons.a.wage"});
  }

  TEST_CASE("what is no path is the caller's error") {
    for (const std::string_view path : {"", ".", "a.", ".a", "a..b", "\"a", "\"a\"b"}) {
      CHECK_THROWS_AS(RecordBuilder{pack()}.set(path, 1), std::invalid_argument);
    }
  }
}
