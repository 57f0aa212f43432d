// src/explain/render_json.cpp - an explanation as JSON.
#include <array>
#include <string>
#include <utility>
#include <variant>

#include "doudi/explain/render.hpp"
#include "doudi/text/json_writer.hpp"

#include "explain/explanation_labels.hpp"
#include "explain/json_value.hpp"

namespace doudi::explain {

using text::JsonWriter;

namespace {

constexpr auto line = JsonWriter::Shape::line;

std::vector<std::string> cite_texts(const std::vector<model::Cite>& cites) {
  std::vector<std::string> result;
  for (const model::Cite& cite : cites) result.push_back(cite_text(cite));
  return result;
}

const char* kind_name(NamedValue::Kind kind) {
  constexpr std::array names{"fact",      "parameter", "derived", "given", "members",
                             "condition", "amount",    "verdict", "state", "output"};
  return names[static_cast<std::size_t>(kind)];
}

/// About so many does a value take with its steps.
constexpr std::size_t bytes_of_a_value = 512;

class ExplanationWriter {
 public:
  ExplanationWriter(const model::Pack& pack, const model::Record& record, const Explanation& explanation,
                    const text::SourceSet& sources)
      : pack_{pack},
        record_{record},
        explanation_{explanation},
        sources_{sources},
        json_{JsonWriter::Layout::indented, bytes_of_a_value * (explanation.values.size() + 1)} {}

  std::string write() {
    constexpr std::array statuses{"decided", "undetermined", "error"};
    const Answer& answer = explanation_.answer;
    json_.begin_object();
    json_.key("doudi").integer(explanation_format);
    json_.member("pack", explanation_.pack).member("pack_digest", explanation_.pack_digest);
    json_.member("on", explanation_.on.text());
    json_.member("status", statuses[static_cast<std::size_t>(answer.status)]);
    write_outputs(answer);
    write_grants(answer);
    write_case(answer);
    json_.key("undetermined").begin_object();
    for (const auto& [output, paths] : answer.undetermined) json_.strings(output, paths);
    json_.end_object();
    json_.strings("missing", answer.missing);
    write_errors(answer);
    json_.strings("defaulted", answer.defaulted).strings("assumed", answer.assumed);
    json_.key("schemes").begin_array();
    for (const SchemeVerdict& verdict : explanation_.schemes) write_scheme(verdict);
    json_.end_array();
    json_.key("values").begin_array();
    for (const NamedValue& value : explanation_.values) write_value(value);
    json_.end_array().end_object();
    return std::move(json_).text();
  }

 private:
  void typed(const Value& value) { write_typed(json_, pack_, record_, value); }

  void write_outputs(const Answer& answer) {
    json_.key("outputs").begin_object();
    for (const OutputValue& output : answer.outputs) {
      if (output.kind == model::Output::Kind::grants) continue;  // they have a place of their own
      json_.key(output.name);
      const auto* list = output.value.get_if<List>();
      if (list == nullptr || output.members.size() != list->items.size()) {
        write_plain(json_, pack_, record_, output.value);
        continue;
      }
      json_.begin_object(line);
      for (std::size_t index = 0; index < list->items.size(); ++index) {
        json_.key(output.members[index]);
        write_plain(json_, pack_, record_, list->items[index].value);
      }
      json_.end_object();
    }
    json_.end_object();
  }

  void write_grants(const Answer& answer) {
    json_.key("grants");
    if (!answer.grants) {
      json_.null();
      return;
    }
    json_.begin_array();
    for (const Grant& grant : *answer.grants) {
      json_.begin_object(line).member("scheme", grant.scheme).strings("covered", grant.covered);
      json_.member("amount", grant.amount.text()).end_object();
    }
    json_.end_array();
  }

  void write_case(const Answer& answer) {
    json_.key("case");
    if (!answer.case_block) {
      json_.null();
      return;
    }
    const CaseBlock& block = *answer.case_block;
    json_.begin_object(line).member("state", block.state).member("since", block.since.text());
    json_.member("amount", block.amount.text()).strings("paid", block.paid);
    for (const auto& [name, value] : block.remembered) {
      json_.key(name);
      write_plain(json_, pack_, record_, value);
    }
    json_.end_object();
  }

  void write_errors(const Answer& answer) {
    json_.key("errors").begin_array();
    for (const AnswerError& error : answer.errors) {
      json_.begin_object(line)
          .member("code", std::string{text::code_name(error.code)})
          .member("output", error.output);
      if (error.place.somewhere()) {
        const text::Place place = sources_.place(error.place.begin);
        json_.member("file", place.file).key("line").integer(place.line).key("column").integer(place.column);
      }
      json_.key("arguments").begin_object(line);
      for (const text::Argument& argument : error.arguments) json_.member(argument.name, argument.value);
      json_.end_object().end_object();
    }
    json_.end_array();
  }

  void write_scheme(const SchemeVerdict& verdict) {
    json_.begin_object().member("scheme", verdict.name).member("in_force", verdict.in_force);
    const auto entry = [&](const char* name, const Value& value) {
      json_.key(name);
      typed(value);
    };
    entry("qualifies", verdict.qualifies);
    entry("granted", verdict.granted);
    entry("amount", verdict.amount);
    entry("covered", verdict.covered);
    json_.key("candidates").begin_array();
    for (const Candidate& candidate : verdict.candidates) {
      json_.begin_object().member("candidate", candidate.name);
      entry("members", candidate.members);
      entry("qualifies", candidate.qualifies);
      entry("amount", candidate.amount);
      json_.key("conditions").begin_array();
      for (const ConditionVerdict& condition : candidate.conditions) write_condition(condition);
      json_.end_array();
      json_.key("figures").begin_object(line);
      for (const std::uint32_t figure : candidate.figures) entry_of(figure);
      json_.end_object().end_object();
    }
    json_.end_array().end_object();
  }

  /// A figure of a candidate by its own name, and where it stands in `values`.
  void entry_of(std::uint32_t figure) {
    const std::string& path = explanation_.values[figure].path;
    const auto dot = path.rfind("].");
    json_.key(dot == std::string::npos ? path : path.substr(dot + 2)).integer(figure);
  }

  void write_condition(const ConditionVerdict& condition) {
    json_.begin_object(line).member("condition", condition.label);
    json_.key("value");
    typed(condition.value);
    json_.key("at").integer(condition.named).end_object();
  }

  void write_operand(const Operand& operand) {
    json_.begin_object(line);
    switch (operand.kind) {
      case Operand::Kind::literal:
        json_.key("literal");
        typed(*operand.literal);
        break;
      case Operand::Kind::step:
        json_.key("step").integer(operand.index);
        break;
      case Operand::Kind::value:
        json_.key("value").integer(operand.index);
        break;
    }
    if (operand.item) json_.key("item").integer(*operand.item);
    json_.end_object();
  }

  void write_value(const NamedValue& value) {
    json_.begin_object().member("path", value.path).member("kind", kind_name(value.kind));
    json_.key("value");
    typed(value.value);
    if (!value.formula.empty()) json_.member("formula", value.formula);
    if (value.from) json_.member("from", value.from->text());
    if (!value.rows.empty()) json_.strings("rows", value.rows);
    if (!value.cites.empty()) json_.strings("cites", cite_texts(value.cites));
    if (value.defaulted) json_.member("defaulted", true);
    if (!value.assumed.empty()) json_.strings("assumed", value.assumed);
    json_.key("steps").begin_array();
    for (const Step& step : value.steps) {
      json_.begin_object(line).member("operation", step.operation);
      if (!step.label.empty()) json_.member("label", step.label);
      json_.key("operands").begin_array(line);
      for (const Operand& operand : step.operands) write_operand(operand);
      json_.end_array().key("result");
      typed(step.result);
      json_.end_object();
    }
    json_.end_array().key("result");
    write_operand(value.result);
    json_.end_object();
  }

  const model::Pack& pack_;
  const model::Record& record_;
  const Explanation& explanation_;
  const text::SourceSet& sources_;
  JsonWriter json_;
};

}  // namespace

std::string render_json(const model::Pack& pack, const model::Record& record, const Explanation& explanation,
                        const text::SourceSet& sources) {
  return ExplanationWriter{pack, record, explanation, sources}.write();
}

}  // namespace doudi::explain
