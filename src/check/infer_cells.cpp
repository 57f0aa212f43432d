// src/check/infer_cells.cpp - table cells and the tests of `in`.
#include <algorithm>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/type_fit.hpp"

namespace doudi::check {

using model::Cell;
using model::Comparison;
using model::Expression;
using model::Kind;
using model::Test;
using model::Type;
using syntax::Form;

namespace {

/// The parts of a cell between its commas, trimmed; nothing if it holds brackets or quotes.
std::optional<std::vector<syntax::WrittenText>> plain_parts(const syntax::WrittenText& written) {
  if (written.text.find_first_of("\"()[]{}?@") != std::string::npos) return std::nullopt;
  std::vector<syntax::WrittenText> parts;
  std::size_t begin = 0;
  while (begin <= written.text.size()) {
    const std::size_t comma = std::min(written.text.find(',', begin), written.text.size());
    const std::size_t first = std::min(written.text.find_first_not_of(" \t\n", begin), comma);
    std::size_t last = comma;
    while (last > first && (written.text[last - 1] == ' ' || written.text[last - 1] == '\t' ||
                            written.text[last - 1] == '\n'))
      --last;
    parts.push_back(written.part(first, last));
    begin = comma + 1;
  }
  return parts;
}

}  // namespace

std::optional<Cell> Inference::member_cell(const syntax::WrittenText& written, const Type& tested) {
  const auto parts = plain_parts(written);
  if (!parts) return std::nullopt;
  const model::Enumeration& enumeration = draft_.pack[tested.enumeration];
  for (const syntax::WrittenText& part : *parts) {
    if (!enumeration.position(part.text)) return std::nullopt;
  }
  Cell cell{.span = written.span_of(0, written.text.size())};
  for (const syntax::WrittenText& part : *parts) {
    const text::Span span = part.span_of(0, part.text.size());
    if (means_a_value(part.text)) {
      draft_.error(Code::member_or_name, span, {{"name", part.text}})
          .help(Hint::quote_member, {{"name", part.text}});
    }
    Test test{.span = span};
    test.operands.push_back(constant(part.text, model::enumeration_type(tested.enumeration), span));
    cell.tests.push_back(std::move(test));
  }
  return cell;
}

Cell Inference::cell(const syntax::WrittenText& written, const Type& tested, const Binding& binding) {
  if (tested.is(Kind::enumeration) && written.text != "-") {
    if (auto cell = member_cell(written, tested)) return std::move(*cell);
  }
  const syntax::UnaryTests tests = parse_unary_tests(written, draft_.diagnostics);
  Cell cell{.any = tests.any, .negated = tests.negated, .span = tests.span};
  const auto outer = bare_members_;
  if (tested.is(Kind::enumeration)) bare_members_ = tested.enumeration;
  for (const syntax::Expression& expression : tests.tests) {
    Test one = test(expression, tested, binding);
    if (!one.operands.empty()) cell.tests.push_back(std::move(one));
  }
  bare_members_ = outer;
  return cell;
}

Test Inference::test(const syntax::Expression& written, const Type& tested, const Binding& binding) {
  Test test{.span = written.span};
  Expression subject;
  subject.operation = model::Operation::local;
  subject.type = tested;
  subject.span = written.span;
  subject.detail = binding.local;
  const std::size_t before = draft_.diagnostics.error_count();
  const auto finish = [&]() {
    if (draft_.diagnostics.error_count() != before) test.operands.clear();
    return std::move(test);
  };
  if (written.form == Form::comparison_range) {
    Expression range = comparison_range(written);
    if (range.type.is(Kind::error)) return finish();
    test.comparison = std::get<Comparison>(range.detail);
    test.operands.push_back(std::move(range.operands[0]));
    check_comparable(subject, test.operands[0], test.comparison, written.span);
    return finish();
  }
  if (written.form == Form::interval) {
    test.form = Test::Form::interval;
    test.bounds = {.low_included = written.text[0] == '[', .high_included = written.text[1] == ']'};
    for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
      test.operands.push_back(infer(written.operands[end]));
      check_comparable(subject, test.operands[end], Comparison::less, written.operands[end].span);
    }
    return finish();
  }
  bindings_.push_back(binding);
  Expression value = infer(written);
  bindings_.pop_back();
  if (value.type.is(Kind::error) || tested.is(Kind::error)) return finish();
  if (value.type.is(Kind::range)) {
    test.form = Test::Form::in_range;
    Expression bound = subject;
    bound.type = value.type.element();
    check_comparable(subject, bound, Comparison::less, written.span);
  } else if (value.type.is(Kind::list) && !tested.is(Kind::list)) {
    test.form = Test::Form::in_list;
    const bool of_ranges = value.type.element().is(Kind::range);
    coerce(value, model::list_of(of_ranges ? model::range_of(tested) : tested));
    if (holds_quotient(value.type) && holds_quotient(tested))
      draft_.error(Code::two_quotients, written.span).help(Hint::round_first);
  } else if (value.type.is(Kind::boolean) && !tested.is(Kind::boolean)) {
    test.form = Test::Form::condition;
  } else {
    check_comparable(subject, value, Comparison::equal, written.span);
  }
  test.operands.push_back(std::move(value));
  return finish();
}

}  // namespace doudi::check
