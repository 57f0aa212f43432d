// tests/agreement/compare.cpp - output by output, member by member.
#include "compare.hpp"

#include <algorithm>

#include "doudi/explain/explain.hpp"
#include "doudi/explain/value_text.hpp"
#include "doudi/text/code.hpp"

namespace doudi::agreement {
namespace {

using exec::ResultColumn;
using Form = plan::Cells::Form;

/// What a cell says, as the text that answers show.
[[nodiscard]] std::string cell_text(const plan::Program& program, const ResultColumn& column,
                                    std::size_t row) {
  const model::Pack& pack = *program.pack;
  if (!column.nulls.empty() && column.nulls[row] != 0) return "null";
  const std::int64_t cell = column.cell(row);
  switch (column.form) {
    case Form::boolean:
    case Form::members:
      return cell != 0 ? "true" : "false";
    case Form::number:
      return model::number_of_cell(cell, column.scale).text();
    case Form::date:
      return Date::from_days(cell).value().text();
    case Form::enumeration:
      return pack[column.enumeration].members.at(static_cast<std::size_t>(cell));
    case Form::text:
      return program.texts.at(static_cast<std::size_t>(cell));
    case Form::scheme:
      return static_cast<std::size_t>(cell) < pack.schemes.size()
                 ? pack.schemes[static_cast<std::size_t>(cell)].name
                 : "none";
  }
  return {};
}

[[nodiscard]] std::string value_shown(const explain::Value& value) {
  const auto* literal = value.get_if<model::Literal>();
  return literal == nullptr ? "something else" : model::plain_text(*literal);
}

/// Everything that an answer says, on one line.
[[nodiscard]] std::string described(const model::Pack& pack, const model::Record& record,
                                    const explain::Answer& answer) {
  std::string text = "status " + std::to_string(static_cast<int>(answer.status));
  for (const explain::OutputValue& output : answer.outputs)
    text += "; " + output.name + " = " + explain::value_text(pack, record, output.value);
  if (answer.grants) {
    for (const explain::Grant& grant : *answer.grants) {
      text += "; grant " + grant.scheme + ' ' + grant.amount.text();
      for (const std::string& id : grant.covered) text += ' ' + id;
    }
  }
  if (answer.case_block) {
    const explain::CaseBlock& block = *answer.case_block;
    text += "; case " + block.state + ' ' + block.since.text() + ' ' + block.amount.text();
    for (const std::string& scheme : block.paid) text += ' ' + scheme;
    for (const auto& [name, value] : block.remembered)
      text += ' ' + name + '=' + explain::value_text(pack, record, value);
  }
  for (const auto& [output, paths] : answer.undetermined) {
    text += "; " + output + " lacks";
    for (const std::string& path : paths) text += ' ' + path;
  }
  for (const explain::AnswerError& error : answer.errors)
    text += "; " + error.output + " fails: " + std::string{text::code_name(error.code)} + " at " +
            std::to_string(error.place.begin);
  for (const auto* paths : {&answer.missing, &answer.defaulted, &answer.assumed}) {
    text += ';';
    for (const std::string& path : *paths) text += ' ' + path;
  }
  return text;
}

class Comparison {
 public:
  Comparison(const plan::Program& program, const exec::Batch& batch, const exec::Results& results,
             const std::vector<model::Record>* originals)
      : program_{program}, pack_{*program.pack}, batch_{batch}, results_{results}, originals_{originals} {}

  [[nodiscard]] Agreement run() {
    agreement_.households = batch_.households();
    for (household_ = 0; household_ < batch_.households(); ++household_) {
      const model::Record record =
          originals_ == nullptr ? batch_.record(household_) : originals_->at(household_);
      const explain::Answer answer = explain::explain(pack_, record, program_.on).answer;
      const bool decided = answer.status == explain::Status::decided;
      wrong_.clear();
      if (results_.open[household_] != 0) {
        agreement_.left_open += decided ? 1 : 0;
        if (originals_ != nullptr) compare_given_back(record, answer);
      } else {
        ++agreement_.decided;
        if (!decided) wrong_ = "decided by columns only: " + described(pack_, record, answer);
        if (decided) compare_answer(answer);
      }
      if (wrong_.empty()) continue;
      ++agreement_.differences;
      if (agreement_.examples.size() < 5)
        agreement_.examples.push_back("household " + std::to_string(household_) + ": " + wrong_);
    }
    return std::move(agreement_);
  }

 private:
  void compare_text(const std::string& what, const std::string& fast, const std::string& plain) {
    if (fast != plain) wrong_ += (wrong_.empty() ? "" : "; ") + what + " is " + fast + " and not " + plain;
  }

  /// What the batch gives back for the plain evaluator must be the household that it was given.
  void compare_given_back(const model::Record& original, const explain::Answer& answer) {
    const model::Record record = batch_.record(household_);
    compare_text("answer", described(pack_, record, explain::explain(pack_, record, program_.on).answer),
                 described(pack_, original, answer));
  }

  /// The ids of the members that belong, in order.
  [[nodiscard]] std::string members_shown(const ResultColumn& column) const {
    const auto [first, last] = batch_.rows_of(column.entity.value(), household_);
    std::string text;
    for (std::size_t row = first; row < last; ++row) {
      if (column.codes[row] != 0) text += batch_[*column.entity].ids[row] + ' ';
    }
    return text;
  }

  void compare_list(const std::string& name, const ResultColumn& column, const explain::Value& value) {
    const auto [first, last] = batch_.rows_of(*column.entity, household_);
    const auto* list = value.get_if<explain::List>();
    if (list == nullptr || list->items.size() != last - first) {
      wrong_ += name + " has another length";
      return;
    }
    for (std::size_t row = first; row < last; ++row)
      compare_text(name, cell_text(program_, column, row), value_shown(list->items[row - first].value));
  }

  void compare_answer(const explain::Answer& answer) {
    for (std::size_t i = 0; i < results_.outputs.size(); ++i) {
      const ResultColumn& column = results_.outputs[i];
      const explain::OutputValue& output = answer.outputs.at(program_.outputs[i].output);
      if (column.form == Form::members) {
        std::string plain;
        const auto* list = output.value.get_if<explain::List>();
        std::vector<std::uint32_t> positions;
        for (const explain::Item& item : list->items)
          positions.push_back(item.value.get<model::Member>().index);
        std::sort(positions.begin(), positions.end());  // a set: the columns know no order
        const std::size_t base = batch_.rows_of(column.entity.value(), household_).first;
        for (const std::uint32_t position : positions)
          plain += batch_[*column.entity].ids[base + position] + ' ';
        compare_text(output.name, members_shown(column), plain);
      } else if (column.entity && *column.entity != model::EntityId{}) {
        compare_list(output.name, column, output.value);
      } else {
        compare_text(output.name, cell_text(program_, column, household_), value_shown(output.value));
      }
    }
    compare_grants(answer);
    compare_case(answer);
  }

  void compare_case(const explain::Answer& answer) {
    if (!pack_.lifecycle) return;
    if (!answer.case_block || !results_.cases) {
      wrong_ += "no case";
      return;
    }
    const explain::CaseBlock& plain = *answer.case_block;
    const exec::CaseColumns& columns = *results_.cases;
    compare_text("case's state", cell_text(program_, columns.state, household_), plain.state);
    compare_text("case's day", cell_text(program_, columns.since, household_), plain.since.text());
    compare_text("case's amount", cell_text(program_, columns.amount, household_), plain.amount.text());
    for (std::size_t i = 0; i < columns.remembered.size(); ++i) {
      compare_text(plain.remembered[i].first, cell_text(program_, columns.remembered[i], household_),
                   value_shown(plain.remembered[i].second));
    }
  }

  void compare_grants(const explain::Answer& answer) {
    if (program_.schemes.empty() || !answer.grants) return;
    std::size_t seen = 0;
    for (const exec::SchemeColumns& scheme : results_.schemes) {
      if (scheme.granted.codes[household_] == 0) continue;
      if (seen == answer.grants->size()) {
        wrong_ += "too many grants";
        return;
      }
      const explain::Grant& grant = (*answer.grants)[seen++];
      compare_text("grant", pack_[scheme.scheme].name, grant.scheme);
      compare_text("grant's amount", cell_text(program_, scheme.amount, household_), grant.amount.text());
      if (!scheme.covered) continue;
      std::string plain;
      for (const std::string& id : grant.covered) plain += id + ' ';
      compare_text("grant's members", members_shown(*scheme.covered), plain);
    }
    if (seen != answer.grants->size()) wrong_ += "too few grants";
  }

  const plan::Program& program_;
  const model::Pack& pack_;
  const exec::Batch& batch_;
  const exec::Results& results_;
  const std::vector<model::Record>* originals_;
  Agreement agreement_;
  std::size_t household_ = 0;
  std::string wrong_;
};

}  // namespace

Agreement compare(const plan::Program& program, const exec::Batch& batch, const exec::Results& results,
                  const std::vector<model::Record>* originals) {
  return Comparison{program, batch, results, originals}.run();
}

}  // namespace doudi::agreement
