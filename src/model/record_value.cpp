// src/model/record_value.cpp - numbers, dates, durations, enumerations and ids of a record.
// Layer 3.
#include "model/record_value.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "doudi/base/name.hpp"

namespace doudi::model {

using text::Code;

namespace {

constexpr std::size_t longest_id = 64;
constexpr std::size_t most_listed = 12;

/// What a date may not be before or after, as a message shows it.
std::string bound_text(const std::optional<DateBound>& bound, Date on) {
  if (!bound) return "…";
  return bound->date ? bound->date->text() : on.text();
}

std::string bound_text(const std::optional<Decimal>& bound) {
  return bound ? bound->text() : "…";
}

bool is_word(const RecordNode& node, std::string_view word) noexcept {
  const auto* scalar = std::get_if<ScalarNode>(&node.value);
  return scalar != nullptr && scalar->form == ScalarNode::Form::plain && scalar->text == word;
}

bool is_plain_text(std::string_view text) {
  return is_utf8(text) && text.find('\0') == text.npos;
}

}  // namespace

std::string RecordPath::text() const {
  if (above_ == nullptr) return std::string{step_};
  std::string text = above_->text();
  if (!text.empty()) text += '.';
  return text + path_step(step_);
}

text::Diagnostic& DataFaults::add(Code code, const RecordPath& path, text::Span span,
                                  text::Arguments arguments) {
  std::string text = path.text();
  arguments.insert(arguments.begin(), {"path", text.empty() ? std::string{"record"} : text});
  faults_.push_back({std::move(text),
                     {code, text::Severity::error, span, std::move(arguments), /*labels=*/{}, /*helps=*/{}}});
  return faults_.back().diagnostic;
}

void DataFaults::propose(std::string_view word, const std::vector<std::string>& candidates) {
  if (auto found = nearest(word, candidates)) {
    faults_.back().diagnostic.help(text::Hint::did_you_mean, {{"name", std::move(*found)}});
  }
}

void DataFaults::propose_or_list(std::string_view word, const std::vector<std::string>& candidates) {
  propose(word, candidates);
  text::Diagnostic& last = faults_.back().diagnostic;
  if (!last.helps.empty() || candidates.size() > most_listed) return;
  std::string choices;
  for (const std::string& candidate : candidates)
    choices += (choices.empty() ? "`" : ", `") + candidate + "`";
  last.help(text::Hint::one_of, {{"choices", std::move(choices)}});
}

std::vector<DataFault> DataFaults::sorted() && {
  std::ranges::stable_sort(faults_, [](const DataFault& lhs, const DataFault& rhs) {
    return std::tie(lhs.diagnostic.span.begin, lhs.path, lhs.diagnostic.code) <
           std::tie(rhs.diagnostic.span.begin, rhs.path, rhs.diagnostic.code);
  });
  return std::move(faults_);
}

ScalarRule scalar_rule(const Fact& fact, const Type& type) {
  ScalarRule rule{type, fact.optional, std::nullopt, fact.low, fact.high, fact.first, fact.last};
  if (type.is(Kind::number)) rule.decimals = fact.decimals;
  return rule;
}

bool is_unknown(const RecordNode& node) noexcept {
  return std::holds_alternative<UnknownNode>(node.value) || is_word(node, "unknown");
}

bool is_id(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) {
    const auto character = decode(text, offset);
    if (!character || *character < U' ' || (*character >= 0x7f && *character < 0xa0)) return false;
  }
  return count >= 1 && count <= longest_id;
}

std::optional<std::string> read_id(const RecordNode& node, const RecordPath& path, DataFaults& faults) {
  const auto* scalar = std::get_if<ScalarNode>(&node.value);
  // Of the numbers of JSON only 7 is an id, not 7.0 or -7: those would not be texts as written.
  const bool accepted =
      scalar != nullptr && (scalar->form != ScalarNode::Form::number ||
                            scalar->text.find_first_not_of("0123456789") == std::string::npos);
  if (accepted && is_id(scalar->text)) return scalar->text;
  faults.add(Code::id_not_accepted, path, node.span);
  return std::nullopt;
}

std::optional<Literal> ScalarReader::read(const RecordNode& node, const ScalarRule& rule,
                                          const RecordPath& path) const {
  if (std::holds_alternative<EmptyNode>(node.value)) {
    faults_.add(Code::no_value, path, node.span).help(text::Hint::null_or_leave_out);
    return std::nullopt;
  }
  if (std::holds_alternative<Null>(node.value)) {
    if (rule.optional) return Literal{Null{}};
    faults_.add(Code::null_not_accepted, path, node.span).help(text::Hint::leave_out_unknown);
    return std::nullopt;
  }
  if (const bool* boolean = std::get_if<bool>(&node.value)) {
    if (rule.type.is(Kind::boolean)) return Literal{*boolean};
    return wrong_type(node, rule, path);
  }
  const auto* scalar = std::get_if<ScalarNode>(&node.value);
  if (scalar == nullptr) return wrong_type(node, rule, path);
  if (scalar->form == ScalarNode::Form::number && !rule.type.is(Kind::number)) {
    return wrong_type(node, rule, path);
  }
  switch (rule.type.kind) {
    case Kind::boolean:
      if (is_word(node, "true") || is_word(node, "false")) return Literal{scalar->text == "true"};
      return wrong_type(node, rule, path);
    case Kind::number:
      return read_number(*scalar, node.span, rule, path);
    case Kind::date:
      return read_date(*scalar, node.span, rule, path);
    case Kind::enumeration:
      return read_choice(*scalar, node.span, rule, path);
    case Kind::time:
    case Kind::date_time:
      return read_time(*scalar, node.span, rule, path);
    case Kind::text:
    case Kind::years_months:
    case Kind::days_time:
      return read_text(*scalar, node.span, rule, path);
    case Kind::error:
    case Kind::null:
    case Kind::member:
    case Kind::list:
    case Kind::range:
    case Kind::context:
    case Kind::function:
    case Kind::any:
      return wrong_type(node, rule, path);
  }
  return std::nullopt;
}

std::optional<Literal> ScalarReader::read_text(const ScalarNode& scalar, text::Span span,
                                               const ScalarRule& rule, const RecordPath& path) const {
  if (rule.type.is(Kind::text)) {
    if (is_plain_text(scalar.text)) return Literal{scalar.text};
    faults_.add(Code::text_not_plain, path, span);
    return std::nullopt;
  }
  if (rule.type.is(Kind::years_months)) {
    if (const auto duration = YearsMonths::parse(scalar.text)) return Literal{*duration};
  } else if (const auto duration = DaysTime::parse(scalar.text)) {
    return Literal{*duration};
  }
  const bool months = rule.type.is(Kind::years_months);
  faults_.add(Code::duration_not_iso, path, span, {{"example", months ? "P1Y2M" : "P3DT4H"}});
  return std::nullopt;
}

std::optional<Literal> ScalarReader::read_time(const ScalarNode& scalar, text::Span span,
                                               const ScalarRule& rule, const RecordPath& path) const {
  if (rule.type.is(Kind::time)) {
    if (const auto time = Time::parse(scalar.text)) return Literal{*time};
  } else if (const auto moment = DateTime::parse(scalar.text)) {
    return Literal{*moment};
  }
  const bool time = rule.type.is(Kind::time);
  faults_.add(Code::time_not_iso, path, span, {{"example", time ? "13:20:00" : "2019-06-01T13:20:00"}});
  return std::nullopt;
}

std::optional<Literal> ScalarReader::read_number(const ScalarNode& scalar, text::Span span,
                                                 const ScalarRule& rule, const RecordPath& path) const {
  const auto number = Decimal::parse(scalar.text);
  if (!number) {
    const bool form = number.error() == NumberProblem::not_a_number;
    faults_.add(form ? Code::number_not_plain : Code::number_too_long, path, span);
    return std::nullopt;
  }
  if (rule.decimals && number->decimals() > *rule.decimals) {
    faults_.add(Code::too_many_decimals, path, span, {{"decimals", std::to_string(*rule.decimals)}});
    return std::nullopt;
  }
  if ((rule.low && *number < *rule.low) || (rule.high && *number > *rule.high)) {
    faults_.add(Code::number_outside_range, path, span,
                {{"low", bound_text(rule.low)}, {"high", bound_text(rule.high)}});
    return std::nullopt;
  }
  return Literal{*number};
}

std::optional<Literal> ScalarReader::read_date(const ScalarNode& scalar, text::Span span,
                                               const ScalarRule& rule, const RecordPath& path) const {
  const auto date = Date::parse(scalar.text);
  if (!date) {
    const bool form = date.error() == DateProblem::malformed;
    auto& fault = faults_.add(form ? Code::date_not_iso : Code::date_not_in_calendar, path, span);
    if (form) fault.help(text::Hint::iso_date);
    return std::nullopt;
  }
  const auto day = [this](const DateBound& bound) { return bound.date.value_or(on_); };
  if ((rule.first && *date < day(*rule.first)) || (rule.last && *date > day(*rule.last))) {
    faults_.add(Code::date_outside_range, path, span,
                {{"first", bound_text(rule.first, on_)}, {"last", bound_text(rule.last, on_)}});
    return std::nullopt;
  }
  return Literal{*date};
}

std::optional<Literal> ScalarReader::read_choice(const ScalarNode& scalar, text::Span span,
                                                 const ScalarRule& rule, const RecordPath& path) const {
  const Enumeration& enumeration = pack_[rule.type.enumeration];
  if (enumeration.position(scalar.text)) {
    return Literal{scalar.text};
  }
  faults_.add(Code::not_a_choice, path, span, {{"type", enumeration.name}});
  faults_.propose_or_list(scalar.text, enumeration.members);
  return std::nullopt;
}

std::nullopt_t ScalarReader::wrong_type(const RecordNode& node, const ScalarRule& rule,
                                        const RecordPath& path) const {
  const bool choice = rule.type.is(Kind::enumeration);
  faults_.add(
      Code::wrong_value_type, path, node.span,
      {{"type", choice ? pack_[rule.type.enumeration].name : std::string{kind_name(rule.type.kind)}}});
  if (rule.type.is(Kind::boolean)) faults_.propose_or_list({}, {"true", "false"});
  return std::nullopt;
}

std::optional<std::vector<Literal>> read_values(const Fact& fact, const RecordNode& node,
                                                const ScalarReader& scalars, const RecordPath& path,
                                                DataFaults& faults) {
  const auto* list = std::get_if<ListNode>(&node.value);
  if (list == nullptr) {
    faults.add(Code::values_expected, path, node.span);
    return std::nullopt;
  }
  check_list_size(fact, list->items.size(), node.span, path, faults);
  ScalarRule rule = scalar_rule(fact, fact.type.element());
  rule.optional = rule.type.nullable;
  std::vector<Literal> values;
  for (const RecordNode& item : list->items) {
    if (is_unknown(item)) {
      faults.add(Code::no_value, path, item.span).help(text::Hint::leave_out_unknown);
    } else if (auto value = scalars.read(item, rule, path)) {
      values.push_back(std::move(*value));
    }
  }
  return values;
}

void check_list_size(const Fact& fact, std::size_t size, text::Span span, const RecordPath& path,
                     DataFaults& faults) {
  if ((!fact.least || size >= *fact.least) && (!fact.most || size <= *fact.most)) return;
  const auto limit = [](const std::optional<std::uint32_t>& bound) {
    return bound ? std::to_string(*bound) : std::string{"…"};
  };
  faults.add(Code::list_outside_size, path, span,
             {{"count", std::to_string(size)}, {"least", limit(fact.least)}, {"most", limit(fact.most)}});
}

}  // namespace doudi::model
