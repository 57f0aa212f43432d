// src/io/decision_summary.cpp - counting rows, and saying what was counted.
// Layer 8.
#include "doudi/io/decision_summary.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/model/record_node.hpp"

namespace doudi::io {

namespace {

/// The words of a summary.
struct Wording {
  std::string_view households;
  std::string_view decided;
  std::string_view columns;
  std::string_view one_by_one;
  std::string_view comma;
  std::string_view end;
  std::string_view undetermined;
  std::string_view missing;
  std::string_view more;
  std::string_view errors;
  std::string_view amount;
  std::string_view colon;
};

constexpr Wording english{
    "households",          "decided", " (by columns ",  "one by one ", ", ", ")", "undetermined", "missing ",
    "other facts missing", "errors",  "sum of amounts", ": "};
constexpr Wording chinese{"户数",       "已确定", "（按列 ",          "逐户 ", "，",       "）",
                          "尚不能确定", "缺少 ",  "另外缺少的事实数", "出错",  "金额合计", "："};
constexpr std::size_t most_facts = 10;

template <class Key>
std::vector<std::pair<Key, std::uint64_t>> by_count(const std::map<Key, std::uint64_t>& counts) {
  std::vector<std::pair<Key, std::uint64_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, [](const auto& lhs, const auto& rhs) { return lhs.second > rhs.second; });
  return sorted;
}

}  // namespace

std::string path_of_all(const model::Pack& pack, const std::string& path) {
  const auto steps = model::path_steps(path);
  if (!steps) return path;
  std::string result;
  model::EntityId entity{};
  bool is_id = false;
  for (const std::string& step : *steps) {
    if (std::exchange(is_id, false)) continue;
    result += (result.empty() ? "" : ".") + model::path_step(step);
    const auto& facts = pack[entity].facts;
    const auto fact = std::ranges::find(facts, step, &model::Fact::name);
    if (fact == facts.end() || fact->shape != model::Fact::Shape::members) continue;
    entity = fact->type.element().entity;
    is_id = true;
  }
  return result;
}

DecisionSummary::DecisionSummary(const model::Pack& pack) : pack_{&pack} {
  const bool has_amount = std::ranges::any_of(
      pack.outputs, [](const model::Output& output) { return output.kind == model::Output::Kind::amount; });
  if (has_amount) amount_ = Decimal{0};
}

void DecisionSummary::add_amount(const explain::Answer& answer) {
  const auto output =
      std::ranges::find(answer.outputs, model::Output::Kind::amount, &explain::OutputValue::kind);
  if (!amount_ || output == answer.outputs.end()) return;
  const auto* amount = output->value.get_if<Decimal>();
  if (amount == nullptr) return;
  const auto sum = doudi::add(*amount_, *amount);
  amount_ = sum ? std::optional{*sum} : std::nullopt;
}

void DecisionSummary::add(const DecisionRow& row) {
  ++households_;
  if (row.source == DecisionRow::Source::columns) ++by_columns_;
  if (row.source == DecisionRow::Source::plain) ++one_by_one_;
  switch (row.answer.status) {
    case explain::Status::decided:
      ++decided_;
      add_amount(row.answer);
      return;
    case explain::Status::undetermined: {
      ++undetermined_;
      std::set<std::string> paths;
      for (const std::string& path : row.answer.missing) paths.insert(path_of_all(*pack_, path));
      for (const std::string& path : paths) ++missing_[path];
      return;
    }
    case explain::Status::error: {
      ++errors_;
      std::set<text::Code> codes;
      for (const LineFault& fault : row.faults) codes.insert(fault.code);
      for (const explain::AnswerError& error : row.answer.errors) codes.insert(error.code);
      for (const text::Code code : codes) ++reasons_[code];
      return;
    }
  }
}

std::string DecisionSummary::text(text::Language language) const {
  const Wording& words = language == text::Language::zh ? chinese : english;
  std::string result;
  const auto line = [&](std::string_view indent, std::string_view what, const std::string& value) {
    result += std::string{indent} + std::string{what} + std::string{words.colon} + value;
  };
  line("", words.households, std::to_string(households_));
  result += std::string{words.columns} + std::to_string(by_columns_) + std::string{words.comma};
  result += std::string{words.one_by_one} + std::to_string(one_by_one_) + std::string{words.end} + '\n';
  line("", words.decided, std::to_string(decided_) + '\n');
  line("", words.undetermined, std::to_string(undetermined_) + '\n');
  const auto facts = by_count(missing_);
  for (std::size_t i = 0; i < std::min(most_facts, facts.size()); ++i)
    line("  ", std::string{words.missing} + facts[i].first, std::to_string(facts[i].second) + '\n');
  if (facts.size() > most_facts) line("  ", words.more, std::to_string(facts.size() - most_facts) + '\n');
  line("", words.errors, std::to_string(errors_) + '\n');
  for (const auto& [code, count] : by_count(reasons_)) {
    line("  ", text::code_text(code) + ' ' + std::string{text::code_name(code)},
         std::to_string(count) + '\n');
  }
  if (amount_) line("", words.amount, amount_->text() + '\n');
  return result;
}

}  // namespace doudi::io
