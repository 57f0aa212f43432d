// tests/unit/explain/test_builtins_contexts.cpp - functions on contexts, by the standard's rules and in packs.
#include <string_view>

#include <doctest/doctest.h>

#include "../check/decision_building.hpp"
#include "trial.hpp"

using namespace doudi;
using doudi::check::testing::decided;
using doudi::check::testing::ModelUnderTest;
using doudi::testing::formula_value;

namespace {

std::string by_standard(std::string_view formula) {
  return decided(ModelUnderTest{}.decision("d", formula), "d");
}

}  // namespace

TEST_SUITE("explain/builtins_contexts") {
  TEST_CASE("get value finds an entry, also at the end of a path, and null where there is none") {
    CHECK(by_standard("get value({a: 1, b: 2}, \"b\")") == "2");
    CHECK(by_standard("get value({a: 1}, \"c\")") == "null");
    CHECK(by_standard("get value({a: {b: {c: 7}}}, [\"a\", \"b\", \"c\"])") == "7");
    CHECK(by_standard("get value({a: {b: 1}}, [\"a\", \"x\"])") == "null");
    CHECK(by_standard("get value({a: 1}, [\"a\", \"b\"])") == "null");
    CHECK(by_standard("get value({a: 1}, [])") == "null");
    CHECK(by_standard("get value({a: 1}, [1])") == "null");
    CHECK(by_standard("get value(m: {a: 1}, key: \"a\")") == "1");
    CHECK(by_standard("get value(null, \"a\")") == "null");
    CHECK(by_standard("get value(\"a\", \"a\")") == "null");
    CHECK(formula_value("get value({a: 1, b: 2}, \"b\")") == "2");
  }

  TEST_CASE("get entries lists keys and values in the order written") {
    CHECK(by_standard("get entries({b: 1, a: \"x\"})") == "[{key: b, value: 1}, {key: a, value: x}]");
    CHECK(by_standard("get entries({})") == "[]");
    CHECK(by_standard("get entries({a: {b: 1}})[1].value.b") == "1");
    CHECK(by_standard("get entries([])") == "null");
  }

  TEST_CASE("context is made of entries, each with a key and a value, no key twice") {
    CHECK(by_standard("context([{key: \"a\", value: 1}, {key: \"b\", value: null}])") == "{a: 1, b: null}");
    CHECK(by_standard("context([])") == "{}");
    CHECK(by_standard("context({key: \"a\", value: 1})") == "{a: 1}");
    CHECK(by_standard("context(get entries({a: 1, b: [2]})) = {a: 1, b: [2]}") == "true");
    CHECK(by_standard("context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])") == "null");
    CHECK(by_standard("context([{key: \"a\"}])") == "null");
    CHECK(by_standard("context([{value: 1}])") == "null");
    CHECK(by_standard("context([{key: 1, value: 1}])") == "null");
    CHECK(by_standard("context([1])") == "null");
  }

  TEST_CASE("context put adds or replaces an entry, also at the end of a path that is there") {
    CHECK(by_standard("context put({a: 1}, \"b\", 2)") == "{a: 1, b: 2}");
    CHECK(by_standard("context put({a: 1, b: 2}, \"a\", 3)") == "{a: 3, b: 2}");
    CHECK(by_standard("context put({a: 1}, \"b\", null)") == "{a: 1, b: null}");
    CHECK(by_standard("context put({a: {b: 1}}, [\"a\", \"c\"], 2)") == "{a: {b: 1, c: 2}}");
    CHECK(by_standard("context put({a: 1}, [\"b\"], 2)") == "{a: 1, b: 2}");
    CHECK(by_standard("context put({a: 1}, [\"a\", \"b\"], 2)") == "null");
    CHECK(by_standard("context put({}, [\"a\", \"b\"], 2)") == "null");
    CHECK(by_standard("context put({a: 1}, [], 2)") == "null");
    CHECK(by_standard("context put({a: 1}, null, 2)") == "null");
    CHECK(by_standard("context put(null, \"a\", 2)") == "null");
    CHECK(by_standard("context put(context: {}, keys: [\"a\"], value: 1)") == "{a: 1}");
    CHECK(by_standard("context put(context: {}, key: \"a\", value: 1)") == "{a: 1}");
  }

  TEST_CASE("context merge lets later entries win") {
    CHECK(by_standard("context merge([{a: 1, b: 2}, {b: 3, c: 4}])") == "{a: 1, b: 3, c: 4}");
    CHECK(by_standard("context merge([])") == "{}");
    CHECK(by_standard("context merge({a: 1})") == "{a: 1}");
    CHECK(by_standard("context merge([{a: 1}, 2])") == "null");
    CHECK(by_standard("context merge([{a: 1}, null])") == "null");
    CHECK(by_standard("context merge(contexts: [{a: 1}, {a: 2}])") == "{a: 2}");
  }
}
