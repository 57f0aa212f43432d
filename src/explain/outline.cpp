// src/explain/outline.cpp - an explanation in words, line by line.
#include "explain/outline.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/explain/value_text.hpp"

#include "explain/explanation_labels.hpp"

namespace doudi::explain {

using text::Language;

namespace {

class OutlineWriter {
 public:
  OutlineWriter(const model::Pack& pack, const model::Record& record, const Explanation& explanation,
                const text::SourceSet& sources, Language language)
      : pack_{pack}, record_{record}, explanation_{explanation}, sources_{sources}, language_{language} {}

  std::vector<OutlineLine> write() {
    write_heading();
    write_answer();
    write_conditions_met();
    write_transition();
    write_reckoning();
    write_other_schemes();
    write_basis();
    write_sources();
    write_case();
    return std::move(lines_);
  }

  /// What led to one value of the answer: how it is reckoned, or, where it is chosen, by which conditions.
  std::vector<OutlineLine> write_one(const std::string& path) {
    constexpr std::array chosen{"scheme", "covered",      "amount", "grants", "state",
                                "case",   "undetermined", "status", "error"};
    if (std::ranges::find(chosen, path.substr(0, path.find('.'))) == chosen.end()) {
      for (std::uint32_t index = 0; index < explanation_.values.size(); ++index) {
        const NamedValue& value = explanation_.values[index];
        const bool again = value.kind == NamedValue::Kind::output && !lines_.empty();
        if (value.path == path && !again) write_value(index, 0);
      }
      return std::move(lines_);
    }
    write_answer();
    write_conditions_met();
    write_transition();
    if (path == "amount") write_reckoning();
    write_other_schemes();
    return std::move(lines_);
  }

 private:
  [[nodiscard]] std::string_view word(std::string_view en, std::string_view zh) const {
    return in(language_, en, zh);
  }

  OutlineLine& line(std::size_t depth, std::string_view text) {
    return lines_.emplace_back(OutlineLine{.depth = depth, .text = std::string{text}});
  }

  void heading(std::string_view en, std::string_view zh) { line(0, word(en, zh)).heading = true; }

  [[nodiscard]] std::string joined(const std::vector<std::string>& texts) const {
    std::string result;
    for (const std::string& text : texts) {
      if (!result.empty()) result += word(", ", "、");
      result += text;
    }
    return result;
  }

  [[nodiscard]] std::vector<OutlineLine::Cited> cited(const std::vector<model::Cite>& cites) {
    std::vector<OutlineLine::Cited> result;
    for (const model::Cite& cite : cites) {
      const std::string text = cite_text(cite);
      if (std::ranges::find(result, text, &OutlineLine::Cited::text) == result.end())
        result.push_back({text, source_text(cite.source)});
      sources_cited_.insert(cite.source);
    }
    return result;
  }

  /// What a source is: its title, who issued it, its number, as the pack has them.
  [[nodiscard]] std::string source_text(const std::string& name) const {
    std::string text;
    for (const model::Source& source : pack_.sources) {
      if (source.name != name) continue;
      for (const auto& [key, value] : source.entries) {
        if (!text.empty()) text += word(", ", "，");
        text += value;
      }
    }
    return text;
  }

  void write_heading() {
    line(0, label_of(pack_.title, pack_.name, language_) + std::string{word(" (", "（")} + pack_.name +
                std::string{word("), ", "），")} + std::string{word("on ", "评估日期 ")} +
                explanation_.on.text());
  }

  [[nodiscard]] std::string scheme_label(const std::string& name) const {
    for (const model::Scheme& scheme : pack_.schemes) {
      if (scheme.name == name) return label_of(scheme.labels, name, language_);
    }
    return name;
  }

  /// The unit of the pack's amounts, of which there is one; nothing if all amounts are mere literals.
  [[nodiscard]] std::string amount_unit() const {
    for (const model::Scheme& scheme : pack_.schemes) {
      if (const model::Type* type = amount_type(scheme)) return " " + unit_text(type->unit, language_);
    }
    return {};
  }

  void write_grants(const std::vector<Grant>& grants) {
    if (grants.empty()) line(0, word("Not granted.", "结论：不予救助。"));
    for (const Grant& grant : grants) {
      std::string text = std::string{word("Granted: ", "结论：")} + scheme_label(grant.scheme) +
                         std::string{word(", ", "，")} + grant.amount.text() + amount_unit();
      if (!grant.covered.empty()) text += std::string{word(", for ", "，对象：")} + joined(grant.covered);
      line(0, text);
    }
  }

  void write_answer() {
    const Answer& answer = explanation_.answer;
    if (answer.status == Status::error) {
      line(0, word("No answer: an error.", "无法得出结论：出现错误。"));
      for (const AnswerError& error : answer.errors) write_error(error);
    } else if (answer.status == Status::undetermined) {
      line(0, word("Not yet determined. These facts are missing:", "尚不能确定，缺少以下事实："));
      for (const std::string& path : answer.missing) line(1, "- " + missing_label(path) + path);
    } else if (answer.grants) {
      write_grants(*answer.grants);
    }
    for (const OutputValue& output : answer.outputs) write_output(output);
  }

  /// The label of a missing fact and a space, if it can be found by its path.
  [[nodiscard]] std::string missing_label(const std::string& path) const {
    for (const NamedValue& value : explanation_.values) {
      if (value.path != path) continue;
      const std::string label = label_of(pack_, value, language_);
      return label.empty() ? label : label + " ";
    }
    return {};
  }

  void write_error(const AnswerError& error) {
    text::Diagnostic diagnostic{.code = error.code, .span = error.place, .arguments = error.arguments};
    const std::string text = render(diagnostic, sources_, language_);
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      line(1, std::string_view{text}.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  void write_output(const OutputValue& output) {
    if (output.kind != model::Output::Kind::value && output.kind != model::Output::Kind::state) return;
    if (output.value.is_unknown() || output.value.is_failed()) return;
    const NamedValue* named = nullptr;
    for (const NamedValue& value : explanation_.values) {
      if (value.path == output.name) named = &value;
    }
    std::string text = output.name;
    if (named != nullptr && !label_of(pack_, *named, language_).empty())
      text = label_of(pack_, *named, language_);
    if (output.kind == model::Output::Kind::state) text = std::string{word("State of the case", "个案状态")};
    text += std::string{word(": ", "：")};
    if (output.kind == model::Output::Kind::state) {
      text += state_label(value_text(pack_, record_, output.value));
    } else {
      text += named != nullptr ? shown(pack_, record_, *named, language_)
                               : value_text(pack_, record_, output.value);
    }
    line(0, text);
  }

  [[nodiscard]] std::string state_label(const std::string& name) const {
    if (!pack_.lifecycle) return name;
    for (const model::State& state : pack_.lifecycle->states) {
      if (state.name == name) return label_of(state.labels, name, language_);
    }
    return name;
  }

  /// How the case came into its state this month, and by which condition.
  void write_transition() {
    const NamedValue* step = nullptr;
    for (const NamedValue& value : explanation_.values) {
      if (value.kind == NamedValue::Kind::state && value.path == "case.state") step = &value;
    }
    if (step == nullptr || step->rows.empty()) return;
    heading("Step of the case", "个案状态的变化");
    for (const std::string& row : step->rows) line(1, transition_label(row)).cites = cited(step->cites);
    for (const std::uint32_t read : step->reads) {
      const NamedValue& condition = explanation_.values[read];
      if (condition.kind != NamedValue::Kind::condition || !condition.value.is(true)) continue;
      line(2, "- " + condition.formula).cites = cited(condition.cites);
      for (const std::uint32_t figure : condition.reads) write_figure(figure);
    }
  }

  /// `whole -> gradual_exit` with the labels of the two states.
  [[nodiscard]] std::string transition_label(const std::string& row) const {
    const std::size_t arrow = row.find(" -> ");
    if (arrow == std::string::npos) return row;
    return state_label(row.substr(0, arrow)) + " → " + state_label(row.substr(arrow + 4));
  }

  /// What is granted, from the amount down to facts and parameters.
  void write_reckoning() {
    std::vector<std::uint32_t> roots;
    for (std::uint32_t index = 0; index < explanation_.values.size(); ++index) {
      const NamedValue& value = explanation_.values[index];
      if (value.kind != NamedValue::Kind::amount) continue;
      if (granted(value)) roots.push_back(index);
    }
    for (const OutputValue& output : explanation_.answer.outputs) {
      if (output.kind != model::Output::Kind::value) continue;
      for (std::uint32_t index = 0; index < explanation_.values.size(); ++index) {
        if (explanation_.values[index].path == output.name) roots.push_back(index);
      }
    }
    if (roots.empty()) return;
    heading("How it is reckoned", "计算过程");
    for (const std::uint32_t root : roots) write_value(root, 1);
  }

  /// True for an amount of a candidate of a granted scheme that qualifies.
  [[nodiscard]] bool granted(const NamedValue& value) const {
    const auto* id = std::get_if<model::SchemeId>(&value.subject);
    if (id == nullptr) return false;
    for (const SchemeVerdict& verdict : explanation_.schemes) {
      if (verdict.scheme != *id || !verdict.granted.is(true)) continue;
      for (const Candidate& candidate : verdict.candidates) {
        if (candidate.qualifies.is(true) && value.path.find("[" + candidate.name + "]") != std::string::npos)
          return true;
      }
    }
    return false;
  }

  void write_value(std::uint32_t index, std::size_t depth) {
    const NamedValue& value = explanation_.values[index];
    if (value.kind == NamedValue::Kind::output) {
      for (const std::uint32_t read : value.reads) write_value(read, depth);
      return;
    }
    OutlineLine& figure = line(depth, label_of(pack_, value, language_));
    figure.name = value.path;
    figure.value = shown(pack_, record_, value, language_);
    figure.cites = cited(value.cites);
    if (!written_.insert(index).second) {
      if (!value.reads.empty()) figure.after = word("  (see above)", "（见上）");
      return;
    }
    write_formula(value, depth + 1);
    for (const Step& step : value.steps) write_rounding(value, step, depth + 1);
    for (const std::uint32_t read : value.reads) write_value(read, depth + 1);
  }

  void write_formula(const NamedValue& value, std::size_t depth) {
    if (value.formula.empty() || value.kind == NamedValue::Kind::parameter) return;
    const bool by_table = !value.rows.empty() && value.kind == NamedValue::Kind::derived;
    if (!by_table) line(depth, "=").name = value.formula;
    if (by_table) line(depth, std::string{word("by row ", "适用表行 ")} + joined(value.rows));
  }

  void write_rounding(const NamedValue& value, const Step& step, std::size_t depth) {
    if (!is_rounding(step.operation) || step.operands.empty()) return;
    const std::string before = value_text(pack_, record_, operand_value(value, step.operands.front()));
    const std::string after = value_text(pack_, record_, step.result);
    if (before == after) return;
    line(depth, std::string{word("rounded: ", "舍入：")} + before + " → " + after + " (" +
                    std::string{step.operation} + ")");
  }

  [[nodiscard]] const Value& operand_value(const NamedValue& value, const Operand& operand) const {
    switch (operand.kind) {
      case Operand::Kind::step:
        return value.steps[operand.index].result;
      case Operand::Kind::value:
        return explanation_.values[operand.index].value;
      case Operand::Kind::literal:
        break;
    }
    return *operand.literal;
  }

  /// Why those who are granted something qualify.
  void write_conditions_met() {
    bool headed = false;
    for (const SchemeVerdict& verdict : explanation_.schemes) {
      const model::SchemeVersion* version = pack_[verdict.scheme].on(explanation_.on);
      if (!verdict.granted.is(true) || version == nullptr) continue;
      if (!headed) heading("Conditions that are met", "符合的条件");
      headed = true;
      line(1, label_of(pack_[verdict.scheme].labels, verdict.name, language_)).cites =
          cited(pack_[verdict.scheme].cites);
      for (const Candidate& candidate : verdict.candidates) {
        if (!candidate.qualifies.is(true)) continue;
        for (const ConditionVerdict& condition : candidate.conditions) {
          const model::Condition& asked = version->conditions[condition.condition];
          write_condition(candidate_label(candidate) + std::string{word(": ", "：")} + asked.formula,
                          condition, asked);
        }
      }
    }
  }

  void write_other_schemes() {
    bool headed = false;
    for (const SchemeVerdict& verdict : explanation_.schemes) {
      if (verdict.granted.is(true)) continue;
      if (!headed) heading("What did not apply, and why", "未适用的救助项目及原因");
      headed = true;
      write_refused(verdict);
    }
  }

  void write_refused(const SchemeVerdict& verdict) {
    const model::Scheme& scheme = pack_[verdict.scheme];
    std::string text = label_of(scheme.labels, scheme.name, language_);
    if (!verdict.in_force) {
      line(1, text + std::string{word(": not in force on this day", "：当日无效")});
      return;
    }
    if (verdict.qualifies.is(true)) {
      const bool unpaid = verdict.pays.is(false);
      line(1, text + std::string{unpaid ? word(": qualifies, but the state of the case does not pay it",
                                               "：符合条件，但个案当前状态不发放")
                                        : word(": qualifies, but a scheme before it is granted",
                                               "：符合条件，但已适用在先的救助项目")});
      return;
    }
    if (verdict.candidates.empty()) text += std::string{word(": nobody to assess", "：没有可评估的对象")};
    line(1, text);
    const model::SchemeVersion* version = scheme.on(explanation_.on);
    if (version == nullptr) return;
    for (const Candidate& candidate : verdict.candidates) {
      for (const ConditionVerdict& condition : candidate.conditions) {
        if (!condition.value.is(true))
          write_failed_condition(candidate, condition, version->conditions[condition.condition]);
      }
    }
  }

  void write_failed_condition(const Candidate& candidate, const ConditionVerdict& verdict,
                              const model::Condition& condition) {
    std::string text = candidate_label(candidate) + std::string{word(": ", "：")};
    if (verdict.value.is_unknown() || verdict.value.is_failed()) {
      text += std::string{word("not known: ", "尚不能确定：")} + condition.formula;
    } else {
      const std::string reason = label_of(condition.reason, std::string{}, language_);
      text += reason.empty()
                  ? condition.formula
                  : reason + std::string{word(" (", "（")} + condition.formula + std::string{word(")", "）")};
    }
    write_condition(text, verdict, condition);
  }

  /// A condition and the figures that it compares.
  void write_condition(const std::string& text, const ConditionVerdict& verdict,
                       const model::Condition& condition) {
    line(2, "- " + text).cites = cited(condition.cites);
    if (verdict.named >= explanation_.values.size()) return;
    for (const std::uint32_t read : explanation_.values[verdict.named].reads) write_figure(read);
  }

  /// One figure that a condition compared, in one line.
  void write_figure(std::uint32_t index) {
    const NamedValue& value = explanation_.values[index];
    OutlineLine& figure = line(3, label_of(pack_, value, language_));
    figure.name = value.path;
    figure.value = shown(pack_, record_, value, language_);
  }

  [[nodiscard]] std::string candidate_label(const Candidate& candidate) const {
    for (const model::AssessmentUnit& unit : pack_.units) {
      if (unit.name == candidate.name) return label_of(unit.labels, unit.name, language_);
    }
    return candidate.name;
  }

  void write_basis() {
    const Answer& answer = explanation_.answer;
    if (!answer.assumed.empty()) {
      heading("Rests on assumed values", "所依据的假定值");
      for (const std::string& name : answer.assumed) line(1, "- " + name);
    }
    if (!answer.defaulted.empty()) {
      heading("Not reported, taken by default", "未填报、按默认值计");
      for (const std::string& path : answer.defaulted) line(1, "- " + missing_label(path) + path);
    }
  }

  /// What the cites above stand for.
  void write_sources() {
    if (sources_cited_.empty()) return;
    heading("Sources", "依据文件");
    for (const model::Source& source : pack_.sources) {
      if (!sources_cited_.contains(source.name)) continue;
      const std::string text = source_text(source.name);
      line(1, text.empty() ? source.name : source.name + std::string{word(": ", "：")} + text);
    }
  }

  void write_case() {
    if (!explanation_.answer.case_block) return;
    const CaseBlock& block = *explanation_.answer.case_block;
    heading("To keep for next month", "供下月使用的个案状态");
    std::string paid;  // as a record writes it, in either language
    for (const std::string& scheme : block.paid) paid += (paid.empty() ? "" : ", ") + scheme;
    line(1, "state: " + block.state + ", since: " + block.since.text() + ", amount: " + block.amount.text() +
                ", paid: [" + paid + "]");
  }

  const model::Pack& pack_;
  const model::Record& record_;
  const Explanation& explanation_;
  const text::SourceSet& sources_;
  Language language_;
  std::vector<OutlineLine> lines_;
  std::set<std::uint32_t> written_;
  std::set<std::string, std::less<>> sources_cited_;
};

}  // namespace

std::vector<OutlineLine> outline(const model::Pack& pack, const model::Record& record,
                                 const Explanation& explanation, const text::SourceSet& sources,
                                 Language language) {
  return OutlineWriter{pack, record, explanation, sources, language}.write();
}

std::vector<OutlineLine> outline_of(const std::string& path, const model::Pack& pack,
                                    const model::Record& record, const Explanation& explanation,
                                    const text::SourceSet& sources, Language language) {
  return OutlineWriter{pack, record, explanation, sources, language}.write_one(path);
}

}  // namespace doudi::explain
