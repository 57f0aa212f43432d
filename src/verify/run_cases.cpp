// src/verify/run_cases.cpp - runs the cases of a pack.
#include "doudi/verify/run_cases.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "doudi/base/name.hpp"
#include "doudi/check/check.hpp"
#include "doudi/explain/explain.hpp"
#include "doudi/model/record_builder.hpp"

#include "verify/expectations.hpp"
#include "verify/given.hpp"
#include "verify/limits.hpp"
#include "verify/target.hpp"

namespace doudi::verify {

using model::RecordNode;
using text::Code;

std::size_t CaseRun::failed() const noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(results, [](const CaseResult& result) { return !result.passed(); }));
}

namespace {

/// The case block of an answer as the record of the next month gives it.
RecordNode case_node(const explain::CaseBlock& block) {
  model::MapNode map;
  const auto add = [&](std::string name, RecordNode value) {
    map.fields.push_back({.key = std::move(name), .key_span = {}, .value = std::move(value)});
  };
  add("state", model::record_node(block.state));
  add("since", model::record_node(block.since));
  add("amount", model::record_node(block.amount));
  model::ListNode paid;
  for (const std::string& scheme : block.paid) paid.items.push_back(model::record_node(scheme));
  add("paid", {.span = {}, .value = std::move(paid)});
  for (const auto& [name, value] : block.remembered) {
    if (const auto* literal = value.get_if<model::Literal>()) add(name, model::record_node(*literal));
  }
  return {.span = {}, .value = std::move(map)};
}

/// One case being run.
class CaseRunner {
 public:
  CaseRunner(const model::Pack& pack, const CaseFile& file, const Case& one, std::string limit,
             CaseResult& result)
      : pack_{pack}, file_{file}, case_{one}, limit_{std::move(limit)}, result_{result} {}

  void run() {
    if (case_.around) {
      for (const std::size_t position : {std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
        if (!case_.evaluations.empty()) run_around(case_.evaluations.front(), position);
      }
    } else {
      std::optional<RecordNode> carried;
      for (const Evaluation& evaluation : case_.evaluations) {
        const auto explanation = evaluate(evaluation, carried, {}, std::nullopt);
        carried.reset();
        if (explanation && explanation->answer.case_block)
          carried = case_node(*explanation->answer.case_block);
        if (!carried && &evaluation != &case_.evaluations.back() && pack_.lifecycle) {
          failures_.error(Code::no_case_to_carry, evaluation.expect.span);
          break;
        }
      }
    }
    result_.failures = failures_.sorted();
  }

 private:
  struct Change {
    std::optional<Decimal> fact;  // the value that `around` sets
    std::optional<explain::Pin> pin;
  };

  RecordNode tree(const Evaluation& evaluation, const std::optional<RecordNode>& carried) {
    RecordNode record{.span = case_.name.span, .value = model::MapNode{}};
    Given given{file_, failures_};
    if (case_.given) given.apply(*case_.given, record);
    if (carried) {
      const std::array<std::string, 1> path{"case"};
      set_node(record, path, *carried);
    }
    if (evaluation.given) given.apply(*evaluation.given, record);
    return record;
  }

  /// The record, or nothing after reporting its faults or finding that they are what the case expects.
  std::optional<model::Record> build(const Evaluation& evaluation, RecordNode node) {
    auto record = model::RecordBuilder{pack_, std::move(node)}.finish(evaluation.date);
    if (record) return std::move(record).value();
    const syntax::YamlNode* expected = evaluation.expect.mapping()->find("error");
    const auto* wanted = expected == nullptr ? nullptr : expected->scalar();
    const auto is_wanted = [&](const model::DataFault& fault) {
      return wanted != nullptr && text::code_from_text(wanted->text) == std::optional{fault.diagnostic.code};
    };
    if (std::ranges::any_of(record.error(), is_wanted)) return std::nullopt;
    for (const model::DataFault& fault : record.error()) {
      auto& diagnostic = failures_.error(
          fault.diagnostic.code, fault.diagnostic.span.somewhere() ? fault.diagnostic.span : case_.name.span,
          fault.diagnostic.arguments);
      diagnostic.helps = fault.diagnostic.helps;
    }
    return std::nullopt;
  }

  std::optional<explain::Explanation> evaluate(const Evaluation& evaluation,
                                               const std::optional<RecordNode>& carried, const Change& change,
                                               std::optional<std::size_t> position) {
    const std::size_t before = failures_.error_count();
    const std::size_t kept = failures_.all().size();
    RecordNode node = tree(evaluation, carried);
    if (failures_.error_count() != before) return std::nullopt;  // this is not the household that is meant
    if (change.fact) {
      const auto path = model::path_steps(case_.around->path.text);
      set_node(node, *path, model::record_node(*change.fact));
    }
    auto record = build(evaluation, std::move(node));
    if (!record) return std::nullopt;
    explain::Request request;
    request.wanted = wanted_by(pack_, *record, evaluation.expect, failures_);
    if (change.pin) request.pins.push_back(*change.pin);
    auto explanation = explain::explain(pack_, *record, evaluation.date, request);
    Expectations{pack_, *record, explanation, request.wanted, failures_}.compare(evaluation.expect, position);
    if (failures_.error_count() != before) {
      result_.evaluations.push_back(
          {evaluation.date, std::move(*record), explanation, paths_of_failures(kept)});
    }
    return explanation;
  }

  /// What the failures from the position `first` on are about.
  [[nodiscard]] std::vector<std::string> paths_of_failures(std::size_t first) const {
    std::vector<std::string> paths;
    for (std::size_t index = first; index < failures_.all().size(); ++index) {
      const text::Diagnostic& failure = failures_.all()[index];
      const auto path = std::ranges::find(failure.arguments, "path", &text::Argument::name);
      const bool told = failure.code == Code::case_failed && path != failure.arguments.end();
      if (told && std::ranges::find(paths, path->value) == paths.end()) paths.push_back(path->value);
    }
    return paths;
  }

  void run_around(const Evaluation& evaluation, std::size_t position) {
    const auto record = build(evaluation, tree(evaluation, std::nullopt));
    if (!record) return;
    const auto target = find_target(pack_, *record, case_.around->path.text);
    const auto decimals = target ? decimals_of(*target) : std::nullopt;
    if (!decimals) {
      if (position == 0)
        failures_.error(Code::around_not_a_number, case_.around->path.span,
                        {{"path", case_.around->path.text}});
      return;
    }
    const auto limit = limit_value(*record, evaluation.date);
    if (!limit) {
      if (position == 0)
        failures_.error(Code::limit_unknown, case_.around->limit.span, {{"text", case_.around->limit.text}});
      return;
    }
    Decimal unit{1};
    for (int digit = 0; digit < *decimals; ++digit) unit = *divide(unit, Decimal{10});
    const Decimal value = position == 0   ? *subtract(*limit, unit)
                          : position == 1 ? *limit
                                          : *add(*limit, unit);
    Change change;
    if (target->kind == Target::Kind::fact) {
      change.fact = value;
    } else {
      change.pin = explain::Pin{.what = target->derived, .value = value};
      result_.pinned = true;
      if (const auto* amount = evaluation.expect.mapping()->find("amount");
          amount != nullptr && position == 0) {
        failures_.error(Code::amount_of_pinned, amount->span);
      }
    }
    evaluate(evaluation, std::nullopt, change, position);
  }

  [[nodiscard]] std::optional<int> decimals_of(const Target& target) const {
    if (target.kind == Target::Kind::fact) {
      const model::Fact& fact = pack_[target.member.entity].facts[target.fact];
      return fact.type.is(model::Kind::number) ? std::optional{fact.decimals} : std::nullopt;
    }
    if (target.kind != Target::Kind::derived) return std::nullopt;
    const model::Type& type = pack_[target.derived.rule].type;
    return type.is(model::Kind::number) ? type.number.decimals : std::nullopt;
  }

  [[nodiscard]] std::optional<Decimal> limit_value(const model::Record& record, Date date) const {
    const auto target = find_limit();
    if (!target) return std::nullopt;
    explain::Request request;
    request.wanted.push_back(*target);
    const auto explanation = explain::explain(pack_, record, date, request);
    const auto* number = explanation.wanted.front().get_if<Decimal>();
    return number == nullptr ? std::nullopt : std::optional{*number};
  }

  [[nodiscard]] std::optional<explain::Derived> find_limit() const {
    for (std::uint32_t index = 0; index < pack_.rules.size(); ++index) {
      if (pack_.rules[index].name == limit_)
        return explain::Derived{.rule = model::RuleId{index}, .member = {}};
    }
    return std::nullopt;
  }

  const model::Pack& pack_;
  const CaseFile& file_;
  const Case& case_;
  std::string limit_;
  CaseResult& result_;
  text::Diagnostics failures_;
};

}  // namespace

CaseRun run_cases(const syntax::Pack& written, std::span<const CaseFile> files,
                  const text::SourceSet& /*sources*/, text::Diagnostics& diagnostics) {
  CaseRun run;
  std::size_t count = 0;
  for (const CaseFile& file : files) {
    count += file.cases.size();
    if (file.pack.text != written.name.text && !file.pack.text.empty()) {
      diagnostics.error(Code::cases_of_other_pack, file.pack.span,
                        {{"name", file.pack.text}, {"pack", written.name.text}});
    }
  }
  if (count == 0) diagnostics.error(Code::no_cases, written.name.span, {{"pack", written.name.text}});
  auto checked = check::check(with_limits(written, files), diagnostics);
  if (!checked) return run;
  const auto pack = std::make_shared<const model::Pack>(std::move(*checked));
  run.pack = pack;
  for (std::size_t file = 0; file < files.size(); ++file) {
    for (std::size_t number = 0; number < files[file].cases.size(); ++number) {
      const Case& one = files[file].cases[number];
      CaseResult result{.file = files[file].path, .name = one.name.text, .place = one.name.span};
      CaseRunner{*pack, files[file], one, limit_name(file, number), result}.run();
      run.results.push_back(std::move(result));
    }
  }
  return run;
}

}  // namespace doudi::verify
