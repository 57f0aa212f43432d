// tests/tck/test_test_suite.cpp - how a test file of the DMN TCK is read.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <stdexcept>

#include <doctest/doctest.h>

#include "test_suite.hpp"

namespace {

using namespace doudi::tck;
using Kind = Given::Kind;

TestFile tests_of(const std::string& cases) {
  return read_tests("suite/compliance-level-3/0009-own/0009-own-test-01.xml",
                    R"(<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <modelName>0009-own.dmn</modelName><labels><label>Level 3</label><label>Own</label></labels>)" +
                        cases + "</testCases>");
}

/// The value that a case expects.
Given expected(const std::string& value) {
  const TestFile file = tests_of("<testCase id=\"1\"><resultNode name=\"r\"><expected>" + value +
                                 "</expected></resultNode></testCase>");
  return file.cases.at(0).results.at(0).value;
}

}  // namespace

TEST_SUITE("tck/test_suite") {
  TEST_CASE("a file knows its level, its folder and its model") {
    const TestFile file = tests_of("");
    CHECK(file.level == "compliance-level-3");
    CHECK(file.folder == "0009-own");
    CHECK(file.model == "0009-own.dmn");
    CHECK(file.labels == std::vector<std::string>{"Level 3", "Own"});
  }

  TEST_CASE("a case has inputs, results, and what is invoked") {
    const TestFile file = tests_of(R"(<testCase id="007" type="decisionService" invocableName="A  service">
<description>of
 services</description>
<inputNode name="家庭" namespace="urn:other"><component name="人数"><value xsi:type="xsd:decimal"> 1E3 </value></component></inputNode>
<resultNode name="r" type="decision" errorResult="true"><expected><value xsi:nil="true"/></expected></resultNode>
<resultNode name="s"/></testCase><testCase id="008"/><testCase id="009" type="bkm"/>)");
    REQUIRE(file.cases.size() == 3);
    const TestCase& test = file.cases[0];
    CHECK(test.id == "007");
    CHECK(test.type == TestCase::Type::decision_service);
    CHECK(test.invocable == "A service");
    CHECK(test.description == "of services");
    const Given& input = test.inputs.at(0);
    CHECK(input.name == "家庭");
    CHECK(input.model_namespace == "urn:other");
    CHECK(input.kind == Kind::context);
    CHECK(input.parts.at(0).name == "人数");
    CHECK(input.parts.at(0).type == "decimal");
    CHECK(input.parts.at(0).text == "1E3");
    REQUIRE(test.results.size() == 2);
    CHECK(test.results[0].error_result);
    CHECK(test.results[0].type == "decision");
    CHECK(test.results[0].value.kind == Kind::nothing);
    CHECK_FALSE(test.results[1].error_result);
    CHECK(test.results[1].value.kind == Kind::nothing);
    CHECK(file.cases[1].type == TestCase::Type::decision);
    CHECK(file.cases[2].type == TestCase::Type::business_knowledge);
  }

  TEST_CASE("white space of a string is kept, of anything else left out") {
    CHECK(expected(R"(<value xsi:type="xsd:string"> a  b </value>)").text == " a  b ");
    CHECK(expected(R"(<value xsi:type="xsd:string"> </value>)").text == " ");
    CHECK(expected("<value>\n a</value>").text == "\n a");
    CHECK(expected("<value xsi:type=\"xsd:dateTime\">\n 2017-01-01T18:00:00 </value>").text ==
          "2017-01-01T18:00:00");
    CHECK(expected(R"(<value xsi:type="xsd:string">&lt;&#x1F40E;</value>)").text == "<🐎");
  }

  TEST_CASE("an empty string is a value, and null is none") {
    CHECK(expected(R"(<value xsi:type="xsd:string"></value>)").kind == Kind::simple);
    CHECK(expected("<value xsi:nil=\"true\"/>").kind == Kind::nothing);
    CHECK(expected("<value xsi:nil=\"true\" xsi:type=\"xsd:decimal\"/>").kind == Kind::nothing);
    CHECK(expected("<value/>").kind == Kind::nothing);
    CHECK(expected("").kind == Kind::nothing);
  }

  TEST_CASE("lists hold values, contexts and lists; an empty one is no null") {
    CHECK(expected("<list/>").kind == Kind::list);
    CHECK(expected("<list xsi:nil=\"true\"/>").kind == Kind::nothing);
    const Given list = expected(R"(<list><item><value xsi:type="xsd:duration">P1D</value></item>
<item><component name="a"><list><item><value xsi:nil="true"/></item></list></component><component name="b"/></item></list>)");
    REQUIRE(list.parts.size() == 2);
    CHECK(list.parts[0].type == "duration");
    CHECK(list.parts[1].kind == Kind::context);
    CHECK(list.parts[1].parts.at(0).parts.at(0).kind == Kind::nothing);
    CHECK(list.parts[1].parts.at(1).name == "b");
  }

  TEST_CASE("what is no test file is refused with its name") {
    CHECK_THROWS_WITH_AS(static_cast<void>(read_tests("a.xml", "<definitions/>")),
                         "a.xml: no file of test cases, but of definitions", std::runtime_error);
    CHECK_THROWS_AS(static_cast<void>(read_tests("a.xml", "<testCases>")), std::runtime_error);
    CHECK_THROWS_AS(static_cast<void>(tests_of("<testCase type=\"magic\"/>")), std::runtime_error);
    CHECK(find_tests("no/such/folder").empty());
  }
}
