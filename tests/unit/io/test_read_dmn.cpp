// tests/unit/io/test_read_dmn.cpp - decision models: what is read, with which places, and what is refused.
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "doudi/io/read_dmn.hpp"

namespace {

using namespace doudi;
using syntax::Box;

struct Reading {
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  std::optional<syntax::DecisionModel> model;

  explicit Reading(std::string text) {
    static_cast<void>(sources.add("other.yaml", "before: 1\n"));
    model = io::read_dmn("model.dmn", std::move(text), sources, diagnostics);
  }
  /// `line:column code` of every fault, in order.
  [[nodiscard]] std::string faults() const {
    std::string lines;
    for (const text::Diagnostic& fault : diagnostics.sorted()) {
      if (!lines.empty()) lines += "; ";
      lines += place(fault.span.begin) + ' ';
      lines += text::code_name(fault.code);
    }
    return lines;
  }
  [[nodiscard]] std::string place(std::uint32_t offset) const {
    const text::Place found = sources.place(offset);
    return std::to_string(found.line) + ':' + std::to_string(found.column);
  }
};

/// A model around some elements, which begin on line 2.
std::string model_of(std::string_view elements) {
  return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" "
         "namespace=\"urn:m\">\n" +
         std::string{elements} + "\n</definitions>";
}

std::string decision_of(std::string_view logic) {
  return model_of("<decision id=\"d\" name=\"D\">\n" + std::string{logic} + "\n</decision>");
}

/// As a modelling tool writes it: a prefix, extensions, a diagram, no input data.
constexpr std::string_view modelled = R"(<?xml version="1.0" encoding="UTF-8"?>
<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"
    xmlns:camunda="http://camunda.org/schema/1.0/dmn" xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0" id="Definitions_1"
    name="低保" namespace="http://camunda.org/schema/1.0/dmn">
  <dmn:decision id="Decision_1" name="补助  档次" camunda:historyTimeToLive="30">
    <dmn:extensionElements><dmn:decision name="not me"/></dmn:extensionElements>
    <dmn:decisionTable id="Table_1" hitPolicy="COLLECT" aggregation="SUM" biodi:annotationsWidth="400">
      <dmn:input id="Input_1" label="人均收入" biodi:width="192" camunda:inputVariable="x">
        <dmn:inputExpression id="Expression_1" typeRef="number"><dmn:text>人均收入</dmn:text></dmn:inputExpression>
      </dmn:input>
      <dmn:output id="Output_1" label="档次" name="grade" typeRef="string" camunda:name="wrong"/>
      <dmn:rule id="Rule_1">
        <dmn:description>低于
          标准</dmn:description>
        <dmn:inputEntry id="Entry_1"><dmn:text>&lt; 400</dmn:text></dmn:inputEntry>
        <dmn:outputEntry id="Entry_2"><dmn:text><![CDATA["一" ]]>+ "&#x6863;"</dmn:text></dmn:outputEntry>
      </dmn:rule>
      <dmn:rule id="Rule_2">
        <dmn:inputEntry id="Entry_3"><dmn:text/></dmn:inputEntry>
        <dmn:outputEntry id="Entry_4"/>
      </dmn:rule>
    </dmn:decisionTable>
  </dmn:decision>
  <camunda:decision name="nor me"/>
  <dmndi:DMNDI><dmndi:DMNDiagram><dmndi:DMNShape id="Decision_1" dmnElementRef="Decision_1"/></dmndi:DMNDiagram></dmndi:DMNDI>
</dmn:definitions>
)";

}  // namespace

TEST_SUITE("io/read_dmn") {
  TEST_CASE("a table is read as a modelling tool writes it") {
    const Reading reading{std::string{modelled}};
    REQUIRE_MESSAGE(reading.model, reading.faults());
    CHECK(reading.model->id == "Definitions_1");
    CHECK(reading.model->name == "低保");
    REQUIRE(reading.model->decisions.size() == 1);
    const syntax::Decision& decision = reading.model->decisions[0];
    CHECK(decision.name == "补助 档次");
    CHECK(reading.sources.text(decision.span) == "补助  档次");
    REQUIRE(decision.logic.box == Box::table);
    const syntax::DecisionTable& table = decision.logic.table.at(0);
    CHECK(table.hit_policy == "COLLECT");
    CHECK(table.aggregation == "SUM");
    CHECK(table.inputs.at(0).name == "人均收入");
    CHECK(table.inputs.at(0).type == "number");
    CHECK(table.inputs.at(0).expression.text == "人均收入");
    CHECK(table.outputs.at(0).name == "grade");
    CHECK(table.outputs.at(0).label == "档次");
    CHECK(table.rules.at(0).name == "低于 标准");
    CHECK(table.rules.at(0).inputs.at(0).text == "< 400");
    CHECK(table.rules.at(0).outputs.at(0).text == "\"一\" + \"档\"");
    CHECK(table.rules.at(1).inputs.at(0).text.empty());
    CHECK(table.rules.at(1).outputs.at(0).text.empty());
  }

  TEST_CASE("every byte of a text has its place, behind entities and around CDATA too") {
    const Reading reading{std::string{modelled}};
    REQUIRE(reading.model);
    const syntax::DecisionTable& table = reading.model->decisions.at(0).logic.table.at(0);
    const syntax::WrittenText& test = table.rules.at(0).inputs.at(0);
    CHECK(reading.sources.text(test.span) == "&lt; 400");
    CHECK(reading.sources.text(test.span_of(2, 5)) == "400");
    const syntax::WrittenText& output = table.rules.at(0).outputs.at(0);
    CHECK(reading.sources.text(output.span_of(0, 5)) == "\"一\"");
    CHECK(reading.sources.text(output.span_of(6, 7)) == "+");
    CHECK(reading.sources.text(output.span_of(8, 9)) == "\"");
    CHECK(reading.sources.text(output.span_of(9, 13)) == "&#x6863;\"");
    text::Diagnostics diagnostics;
    diagnostics.error(text::Code::unknown_name, test.span_of(2, 5), {{"name", "400"}});
    const std::string shown = text::render(diagnostics, reading.sources, text::Language::en);
    CHECK(shown.starts_with("model.dmn:15:53: "));
    CHECK(shown.find("<dmn:text>&lt; 400</dmn:text>") != std::string::npos);
    CHECK(reading.place(table.rules.at(1).inputs.at(0).span.begin) == "19:39");
    CHECK(reading.place(table.rules.at(1).outputs.at(0).span.begin) == "20:10");
  }

  TEST_CASE("line breaks of Windows are read as one character, and comments as none") {
    const Reading reading{
        decision_of("<literalExpression><text>1 +\r\n2 <!-- three -->+ 4</text></literalExpression>")};
    REQUIRE(reading.model);
    const syntax::WrittenText& text = reading.model->decisions.at(0).logic.text;
    CHECK(text.text == "1 +\n2 + 4");
    CHECK(reading.place(text.span_of(4, 5).begin) == "4:1");
    CHECK(reading.place(text.span_of(8, 9).begin) == "4:19");
  }

  TEST_CASE("blank text is kept as it is") {
    const Reading reading{decision_of("<literalExpression><text>  </text></literalExpression>")};
    REQUIRE(reading.model);
    CHECK(reading.model->decisions.at(0).logic.text.text == "  ");
  }

  TEST_CASE("what else stands in a model is read: types, inputs, knowledge, services, imports") {
    const Reading reading{model_of(R"(<import name="common" namespace="urn:c" locationURI="c.dmn"/>
<itemDefinition name="家庭" isCollection="true" xmlns:feel="urn:feel">
  <itemComponent name="人数"><typeRef>feel:number</typeRef><allowedValues><text>[1..20]</text></allowedValues></itemComponent>
</itemDefinition>
<itemDefinition name="f"><functionItem outputTypeRef="string"><parameters name="a" typeRef="number"/></functionItem></itemDefinition>
<inputData id="i" name="户"><variable name="户" typeRef="家庭"/></inputData>
<decision id="d" name="D"><question>多少？</question><variable name="D" typeRef="number"/>
  <informationRequirement><requiredInput href="#i"/></informationRequirement>
  <knowledgeRequirement><requiredKnowledge href="urn:c#k"/></knowledgeRequirement>
  <authorityRequirement><requiredAuthority href="#a"/></authorityRequirement></decision>
<businessKnowledgeModel id="k" name="K"><encapsulatedLogic><formalParameter name="x" typeRef="number"/>
  <literalExpression><text>x + 1</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
<decisionService id="s" name="S"><outputDecision href="urn:m#d"/><inputData href="#i"/></decisionService>)")};
    REQUIRE_MESSAGE(reading.model, reading.faults());
    const syntax::DecisionModel& model = *reading.model;
    CHECK(model.model_namespace == "urn:m");
    CHECK(model.imports.at(0).model_namespace == "urn:c");
    CHECK(model.imports.at(0).location == "c.dmn");
    CHECK(model.types.at(0).collection);
    CHECK(model.types.at(0).components.at(0).type == "number");
    CHECK(model.types.at(0).components.at(0).allowed_values->text == "[1..20]");
    CHECK(model.types.at(1).function);
    CHECK(model.types.at(1).type == "string");
    CHECK(model.types.at(1).components.at(0).name == "a");
    CHECK(model.inputs.at(0).type == "家庭");
    const syntax::Decision& decision = model.decisions.at(0);
    CHECK(decision.question == "多少？");
    CHECK(decision.logic.box == Box::nothing);
    REQUIRE(decision.requirements.size() == 2);
    CHECK(decision.requirements[0].id == "i");
    CHECK(decision.requirements[1].model_namespace == "urn:c");
    CHECK(model.knowledge.at(0).logic.box == Box::function);
    CHECK(model.knowledge.at(0).logic.variables.at(0).name == "x");
    CHECK(model.knowledge.at(0).logic.parts.at(0).text.text == "x + 1");
    CHECK(model.services.at(0).outputs.at(0).model_namespace.empty());
    CHECK(model.services.at(0).outputs.at(0).id == "d");
  }

  TEST_CASE("boxes hold their parts in the order of the standard") {
    const Reading reading{decision_of(R"(<context>
<contextEntry><variable name="a"/><invocation><literalExpression><text>f</text></literalExpression>
  <binding><parameter name="x"/><literalExpression><text>1</text></literalExpression></binding></invocation></contextEntry>
<contextEntry><variable name="b"/><relation><column name="c1"/><column name="c2"/>
  <row><literalExpression><text>1</text></literalExpression><list><literalExpression><text>2</text></literalExpression></list></row>
  </relation></contextEntry>
<contextEntry><variable name="e"/><for iteratorVariable="n"><in><literalExpression><text>l</text></literalExpression></in>
  <return><conditional><if><literalExpression><text>p</text></literalExpression></if>
    <then><literalExpression><text>q</text></literalExpression></then><else><literalExpression><text>r</text></literalExpression></else>
  </conditional></return></for></contextEntry>
<contextEntry><filter><in><literalExpression><text>l</text></literalExpression></in>
  <match><literalExpression><text>item</text></literalExpression></match></filter></contextEntry></context>)")};
    REQUIRE_MESSAGE(reading.model, reading.faults());
    const syntax::BoxedExpression& context = reading.model->decisions.at(0).logic;
    REQUIRE(context.box == Box::context);
    CHECK(context.variables.size() == 3);
    REQUIRE(context.parts.size() == 4);
    CHECK(context.parts[0].box == Box::invocation);
    CHECK(context.parts[0].parts.at(1).text.text == "1");
    CHECK(context.parts[0].variables.at(0).name == "x");
    CHECK(context.parts[1].variables.size() == 2);
    CHECK(context.parts[1].parts.at(0).parts.at(1).box == Box::list);
    CHECK(context.parts[2].name == "n");
    CHECK(context.parts[2].parts.at(1).parts.at(2).text.text == "r");
    CHECK(context.parts[3].parts.at(1).text.text == "item");
  }

  TEST_CASE("functions and languages of somebody else's are kept as unsupported") {
    const Reading reading{model_of(R"(<businessKnowledgeModel id="k" name="K"><encapsulatedLogic kind="Java">
  <formalParameter name="x"/><context/></encapsulatedLogic></businessKnowledgeModel>
<decision id="d" name="D"><literalExpression expressionLanguage="groovy"><text>1</text></literalExpression></decision>
<decision id="e" name="E"><quantumExpression/></decision>)")};
    REQUIRE(reading.model);
    CHECK(reading.model->knowledge.at(0).logic.box == Box::unsupported);
    CHECK(reading.model->knowledge.at(0).logic.text.text == "kind=\"Java\"");
    CHECK(reading.model->knowledge.at(0).logic.variables.size() == 1);
    CHECK(reading.model->decisions.at(0).logic.text.text == "expressionLanguage=\"groovy\"");
    CHECK(reading.model->decisions.at(1).logic.text.text == "quantumExpression");
  }

  TEST_CASE("what is no XML is refused at its place") {
    CHECK(Reading{""}.faults() == "1:1 xml_syntax");
    CHECK(Reading{"no: xml\n"}.faults() == "1:1 xml_syntax");
    CHECK(Reading{"<a>\n<b></a>"}.faults() == "2:6 xml_tags_cross");
    CHECK(Reading{"<a>\n<b>"}.faults() == "2:2 xml_element_open");
    CHECK(Reading{"<a b=1/>"}.faults() == "1:6 xml_syntax");
    CHECK(Reading{"<a>\n&unknown;</a>"}.faults() == "2:1 xml_syntax");
    CHECK(Reading{"<a>&#0;</a>"}.faults() == "1:4 xml_syntax");
    CHECK(Reading{"<a/><b/>"}.faults() == "1:5 xml_syntax");
    CHECK(Reading{"<a><!-- </a>"}.faults() == "1:4 xml_syntax");
    CHECK(Reading{"<a><![CDATA[ </a>"}.faults() == "1:4 xml_syntax");
    CHECK(Reading{"<a>\xFF</a>"}.faults() == "1:4 invalid_utf8");
    CHECK(Reading{"<project/>"}.faults() == "1:2 no_definitions");
    CHECK(Reading{"<!DOCTYPE a [<!ENTITY b \"c\">]>\n<project/>"}.faults() == "2:2 no_definitions");
  }

  TEST_CASE("nesting beyond the limit is refused, and nothing falls over") {
    std::string nested;
    for (int i = 0; i < 100'000; ++i) nested += "<list>";
    CHECK(Reading{nested}.faults() == "1:1538 nesting_too_deep");
    CHECK(Reading{"<definitions>" + std::string(4'000'000, '<')}.faults() == "1:14 xml_syntax");
    std::string many = "<definitions>";
    for (int i = 0; i < 1'000'001; ++i) many += "<a/>";
    CHECK(Reading{many}.faults().ends_with(" xml_too_long"));
  }

  TEST_CASE("what a model lacks is reported, all at once") {
    const Reading reading{model_of(R"(<itemDefinition id="t"/>
<decision id="d" name="D"><informationRequirement><requiredInput/></informationRequirement>
<decisionTable><input id="i"><inputExpression><text>x</text></inputExpression></input>
<rule id="r"><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>
<inputData id="d" name="I"/>
<decision><context><contextEntry/><contextEntry/></context></decision>
<decision id="e"><for><in/></for></decision>
<decision id="f"><relation><column name="c"/><row/></relation></decision>
<decision id="g"><decisionTable><output/><rule><outputEntry expressionLanguage="juel"><text>${x}</text></outputEntry></rule>
</decisionTable></decision>)")};
    CHECK_FALSE(reading.model);
    CHECK(reading.faults() ==
          "2:2 model_attribute_missing; 3:52 model_attribute_missing; 4:2 table_without_output; "
          "5:11 model_row_size; 5:11 model_row_size; 6:16 duplicate_model_id; 7:2 model_attribute_missing; "
          "7:21 context_result_not_last; 8:19 model_attribute_missing; 8:19 model_attribute_missing; "
          "9:47 model_row_size; 10:93 not_in_feel");
  }

  TEST_CASE("a damaged model is read or refused with a reason") {
    for (std::size_t at = 0; at < modelled.size(); ++at) {
      for (const std::string_view damage : {"", "<", "\"", "&", ">", "\xE4"}) {
        std::string text{modelled};
        text.replace(at, 1, damage);
        const Reading reading{text};
        CHECK(reading.model.has_value() == reading.diagnostics.all().empty());
      }
    }
  }
}
