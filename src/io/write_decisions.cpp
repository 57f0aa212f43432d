// src/io/write_decisions.cpp - rows as JSON lines and CSV.
// Layer 8.
#include "doudi/io/write_decisions.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>

#include "doudi/text/json_writer.hpp"

#include "explain/json_value.hpp"

namespace doudi::io {

using explain::Value;
using text::JsonWriter;

namespace {

std::string_view status_name(explain::Status status) {
  constexpr std::array names{"decided", "undetermined", "error"};
  return names[static_cast<std::size_t>(status)];
}

void write_value(JsonWriter& json, const model::Pack& pack, const Value& value) {
  if (const auto* number = value.get_if<Decimal>()) {
    json.number(*number);
  } else if (const auto* list = value.get_if<explain::List>()) {
    json.begin_array();
    for (const explain::Item& item : list->items) write_value(json, pack, item.value);
    json.end_array();
  } else if (const auto* context = value.get_if<explain::Context>()) {
    json.begin_object();
    for (const auto& [key, entry] : context->entries) {
      json.key(key);
      write_value(json, pack, entry);
    }
    json.end_object();
  } else {
    explain::write_plain(json, pack, {}, value);  // no members are left that would need the record
  }
}

void write_output(JsonWriter& json, const model::Pack& pack, const explain::OutputValue& output,
                  bool by_member) {
  json.key(output.name);
  const auto* list = output.value.get_if<explain::List>();
  if (!by_member || list == nullptr || output.members.size() != list->items.size()) {
    write_value(json, pack, output.value);
    return;
  }
  json.begin_object();
  for (std::size_t index = 0; index < list->items.size(); ++index) {
    json.key(output.members[index]);
    write_value(json, pack, list->items[index].value);
  }
  json.end_object();
}

void write_grants(JsonWriter& json, const explain::Answer& answer) {
  json.key("grants");
  if (!answer.grants) {
    json.null();
    return;
  }
  json.begin_array();
  for (const explain::Grant& grant : *answer.grants) {
    json.begin_object().member("scheme", grant.scheme).strings("covered", grant.covered);
    json.key("amount").number(grant.amount).end_object();
  }
  json.end_array();
}

void write_case(JsonWriter& json, const model::Pack& pack, const explain::CaseBlock& block) {
  json.key("case").begin_object().member("state", block.state).member("since", block.since.text());
  json.key("amount").number(block.amount).strings("paid", block.paid);
  for (const auto& [name, value] : block.remembered) {
    json.key(name);
    write_value(json, pack, value);
  }
  json.end_object();
}

void write_errors(JsonWriter& json, const DecisionRow& row) {
  json.key("errors").begin_array();
  for (const LineFault& fault : row.faults) {
    json.begin_object().member("code", text::code_name(fault.code));
    if (!fault.field.empty()) json.member("field", fault.field);
    if (fault.line != 0) json.key("line").integer(fault.line).key("column").integer(fault.column);
    json.end_object();
  }
  for (const explain::AnswerError& error : row.answer.errors) {
    json.begin_object().member("code", text::code_name(error.code));
    if (!error.output.empty()) json.member("output", error.output);
    json.end_object();
  }
  json.end_array();
}

bool one_cell(const model::Output& output) {
  return output.kind != model::Output::Kind::grants && !of_members(output);
}

std::string csv_cell(std::string_view text) {
  const bool plain = !text.empty() && text.find_first_of(",\"\r\n") == text.npos;
  if (plain) return std::string{text};
  std::string quoted = "\"";
  for (const char character : text) {
    quoted += character;
    if (character == '"') quoted += character;
  }
  return quoted + '"';
}

/// The same, with nothing in the place of an empty text.
std::string csv_words(const std::string& text) {
  return text.empty() ? text : csv_cell(text);
}

void append_word(std::string& words, std::string_view word) {
  if (!words.empty()) words += ' ';
  words += word;
}

/// The text of a value without quotes; lists with a space between, so that most need none.
std::string words_of(const Value& value) {
  if (const auto* literal = value.get_if<model::Literal>())
    return std::holds_alternative<model::Null>(*literal) ? std::string{} : model::plain_text(*literal);
  std::string words;
  if (const auto* list = value.get_if<explain::List>()) {
    for (const explain::Item& item : list->items) append_word(words, words_of(item.value));
  }
  return words;
}

std::string csv_value(const model::Pack& pack, const Value& value) {
  if (const auto* text = value.get_if<std::string>()) return csv_cell(*text);
  const bool written_as_json =
      value.get_if<explain::Context>() != nullptr || value.get_if<explain::Range>() != nullptr;
  if (!written_as_json) return csv_words(words_of(value));
  JsonWriter json{JsonWriter::Layout::compact};
  write_value(json, pack, value);
  return csv_cell(json.text());
}

void write_row(JsonWriter& json, const model::Pack& pack, const DecisionRow& row) {
  using Kind = model::Output::Kind;
  const explain::Answer& answer = row.answer;
  json.begin_object().key("id");
  if (row.id.number) {
    json.raw(row.id.text);  // as it was written: it may have more digits than a decimal
  } else {
    json.string(row.id.text);
  }
  json.member("status", status_name(answer.status));
  if (row.source != DecisionRow::Source::line) {
    json.key("outputs").begin_object();
    for (std::size_t i = 0; i < answer.outputs.size(); ++i) {
      if (answer.outputs[i].kind != Kind::grants)
        write_output(json, pack, answer.outputs[i], of_members(pack.outputs.at(i)));
    }
    json.end_object();
    const bool grants = std::ranges::any_of(
        pack.outputs, [](const model::Output& output) { return output.kind == Kind::grants; });
    if (grants) write_grants(json, answer);
    if (answer.case_block) write_case(json, pack, *answer.case_block);
  }
  if (!answer.missing.empty()) json.strings("missing", answer.missing);
  if (!row.faults.empty() || !answer.errors.empty()) write_errors(json, row);
  json.end_object();
}

std::string errors_text(const DecisionRow& row) {
  std::string words;
  for (const LineFault& fault : row.faults) {
    std::string word{text::code_name(fault.code)};
    if (fault.line != 0) word += ':' + std::to_string(fault.line) + ':' + std::to_string(fault.column);
    append_word(words, word);
  }
  for (const explain::AnswerError& error : row.answer.errors) {
    std::string word{text::code_name(error.code)};
    if (!error.output.empty()) word += ':' + error.output;
    append_word(words, word);
  }
  return words;
}

}  // namespace

bool of_members(const model::Output& output) {
  const model::Expression& value = output.value;
  const bool named =
      value.operation == model::Operation::fact || value.operation == model::Operation::derived;
  return output.kind == model::Output::Kind::value && named && value.type.is(model::Kind::list) &&
         !value.operands.empty() && value.operands.front().type.is(model::Kind::list);
}

std::string csv_header(const model::Pack& pack) {
  std::string line = "id,status";
  for (const model::Output& output : pack.outputs) {
    if (one_cell(output)) line += ',' + csv_cell(output.name);
  }
  return line + ",missing,errors\n";
}

std::string csv_line(const model::Pack& pack, const DecisionRow& row) {
  const explain::Answer& answer = row.answer;
  std::string line = csv_cell(row.id.text) + ',';
  line += status_name(answer.status);
  for (std::size_t i = 0; i < pack.outputs.size(); ++i) {
    if (!one_cell(pack.outputs[i])) continue;
    line += ',';
    if (i < answer.outputs.size()) line += csv_value(pack, answer.outputs[i].value);
  }
  std::string missing;
  for (const std::string& path : answer.missing) append_word(missing, path);
  return line + ',' + csv_words(missing) + ',' + csv_words(errors_text(row)) + '\n';
}

std::string json_line(const model::Pack& pack, const DecisionRow& row) {
  JsonWriter json{JsonWriter::Layout::compact};
  write_row(json, pack, row);
  return json.text() + '\n';
}

DecisionText::DecisionText(const model::Pack& pack, DecisionFormat format) : pack_{&pack}, format_{format} {}

std::string_view DecisionText::line(const DecisionRow& row) {
  switch (format_) {
    case DecisionFormat::jsonl:
      json_.clear();
      write_row(json_, *pack_, row);
      line_.assign(json_.view());
      line_ += '\n';
      break;
    case DecisionFormat::csv:
      line_ = csv_line(*pack_, row);
      break;
  }
  return line_;
}

DecisionWriter::DecisionWriter(const model::Pack& pack, DecisionFormat format, std::ostream& output)
    : text_{pack, format}, output_{&output} {
  if (format == DecisionFormat::csv) *output_ << csv_header(pack);
}

void DecisionWriter::write(const DecisionRow& row) {
  *output_ << text_.line(row);
}

}  // namespace doudi::io
