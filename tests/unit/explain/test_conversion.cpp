// tests/unit/explain/test_conversion.cpp - of which type a value is, and what the standard's conversions make of it.
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/explain/value_text.hpp"
#include "doudi/model/builtin_table.hpp"
#include "doudi/model/record.hpp"

#include "explain/conversion.hpp"

using namespace doudi;
using namespace doudi::explain;
using model::Kind;
using model::simple_type;

namespace {

Value list_of(std::vector<Value> values) {
  List list;
  for (Value& value : values) list.items.push_back({std::move(value), {}});
  return list;
}

Value moment(std::string_view text) {
  return model::Literal{*DateTime::parse(text)};
}

std::string shown(const Value& value) {
  return value_text(model::Pack{}, model::Record{}, value);
}

model::Type context_type(std::vector<std::pair<std::string, model::Type>> entries) {
  model::Type type = simple_type(Kind::context);
  for (auto& [name, entry] : entries) {
    type.names.push_back(name);
    type.arguments.push_back(std::move(entry));
  }
  return type;
}

const Value day = *Date::parse("2019-06-15");
const Value number = Decimal{5};
const Value word = std::string{"a"};

}  // namespace

TEST_SUITE("explain/conversion") {
  TEST_CASE("a value is an instance of its own type and of any, and null only of null") {
    CHECK(is_instance(number, model::number_type()));
    CHECK(!is_instance(number, simple_type(Kind::text)));
    CHECK(is_instance(word, simple_type(Kind::text)));
    CHECK(is_instance(day, simple_type(Kind::date)));
    CHECK(!is_instance(day, simple_type(Kind::date_time)));
    CHECK(is_instance(moment("2019-06-15T10:00:00"), simple_type(Kind::date_time)));
    CHECK(is_instance(Value{model::Literal{*YearsMonths::parse("P1Y")}}, simple_type(Kind::years_months)));
    CHECK(!is_instance(Value{model::Literal{*YearsMonths::parse("P1Y")}}, simple_type(Kind::days_time)));
    CHECK(is_instance(true, simple_type(Kind::boolean)));
    CHECK(is_instance(Function{}, simple_type(Kind::function)));
    for (const Value& value : {number, word, day}) CHECK(is_instance(value, simple_type(Kind::any)));
    CHECK(is_instance({}, simple_type(Kind::null)));
    CHECK(!is_instance({}, simple_type(Kind::any)));
    CHECK(!is_instance({}, model::number_type()));
    CHECK(!is_instance(number, simple_type(Kind::null)));
  }

  TEST_CASE("lists, ranges and contexts are asked for their parts, of which null ones fit") {
    const model::Type numbers = model::list_of(model::number_type());
    CHECK(is_instance(list_of({number, {}}), numbers));
    CHECK(is_instance(list_of({}), numbers));
    CHECK(!is_instance(list_of({number, word}), numbers));
    CHECK(!is_instance(number, numbers));
    const Value range = Range{model::Literal{Decimal{1}}, std::nullopt, {}, {}};
    CHECK(is_instance(range, model::range_of(model::number_type())));
    CHECK(!is_instance(range, model::range_of(simple_type(Kind::text))));
    const Value context = Context{{{"a", number}, {"b", Value{}}}};
    CHECK(is_instance(context, context_type({{"a", model::number_type()}})));
    CHECK(is_instance(context, context_type({{"b", simple_type(Kind::text)}})));
    CHECK(!is_instance(context, context_type({{"c", simple_type(Kind::any)}})));
    CHECK(!is_instance(context, context_type({{"a", simple_type(Kind::text)}})));
  }

  TEST_CASE("what fits stays, a date becomes its midnight, a list of one its item, an item a list of one") {
    CHECK(shown(converted(number, model::number_type())) == "5");
    CHECK(shown(converted({}, model::number_type())) == "null");
    CHECK(shown(converted(day, simple_type(Kind::date_time))) == "2019-06-15T00:00:00Z");
    CHECK(shown(converted(list_of({number}), model::number_type())) == "5");
    CHECK(shown(converted(number, model::list_of(model::number_type()))) == "[5]");
    CHECK(shown(converted(list_of({day}), simple_type(Kind::any))) == "[2019-06-15]");
  }

  TEST_CASE("whatever else is null, and conversions are not chained") {
    CHECK(converted(number, simple_type(Kind::text)).is_null());
    CHECK(converted(word, model::number_type()).is_null());
    CHECK(converted(list_of({number, number}), model::number_type()).is_null());
    CHECK(converted(list_of({word}), model::number_type()).is_null());
    CHECK(converted(list_of({day}), simple_type(Kind::date_time)).is_null());
    CHECK(converted(word, model::list_of(model::number_type())).is_null());
    CHECK(converted(moment("2019-06-15T10:00:00"), simple_type(Kind::date)).is_null());
  }

  TEST_CASE("arguments are fitted to a parameter in the same way, and it is said that they were") {
    const auto& substring = model::overloads("substring").front().parameters.front();
    const auto& count = model::overloads("count").front().parameters.front();
    CHECK(!fitted(word, substring)->changed);
    CHECK(fitted(list_of({word}), substring)->changed);
    CHECK(!fitted(number, substring).has_value());
    CHECK(!fitted(list_of({word, word}), substring).has_value());
    CHECK(fitted({}, substring)->value.is_null());
    CHECK(shown(fitted(number, count)->value) == "[5]");
    CHECK(has_shape(day, model::Shape::ordered));
    CHECK(!has_shape(true, model::Shape::ordered));
    CHECK(!has_shape({}, model::Shape::ordered));
    CHECK(has_shape({}, model::Shape::any));
  }

  TEST_CASE("properties of times, durations and ranges") {
    const Value zoned = moment("2019-06-15T12:30:45+08:00");
    CHECK(shown(*property_of(zoned, "hour")) == "12");
    CHECK(shown(*property_of(zoned, "weekday")) == "6");
    CHECK(shown(*property_of(zoned, "time offset")) == "PT8H");
    CHECK(property_of(zoned, "timezone")->is_null());
    CHECK(property_of(moment("2019-06-15T12:30:45"), "time offset")->is_null());
    CHECK(shown(*property_of(Value{model::Literal{*DaysTime::parse("P1DT26H3M")}}, "hours")) == "2");
    CHECK(shown(*property_of(Value{model::Literal{*YearsMonths::parse("P30M")}}, "years")) == "2");
    CHECK(!property_of(Value{model::Literal{*YearsMonths::parse("P30M")}}, "days").has_value());
    const Value range = Range{model::Literal{Decimal{1}}, std::nullopt, {true, false}, {}};
    CHECK(shown(*property_of(range, "start")) == "1");
    CHECK(property_of(range, "end")->is_null());
    CHECK(shown(*property_of(range, "start included")) == "true");
    CHECK(!property_of(number, "year").has_value());
    CHECK(!property_of(day, "hour").has_value());
    CHECK(!property_of(day, "nothing").has_value());
  }
}
