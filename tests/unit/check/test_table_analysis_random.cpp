// tests/unit/check/test_table_analysis_random.cpp - the analysis agrees with trying every input.
#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "table_builder.hpp"

using namespace doudi::check::testing;
using doudi::model::Cell;
using doudi::model::HitPolicy;
using doudi::model::Literal;
using doudi::model::Null;
using doudi::model::simple_type;
using doudi::model::Test;

namespace {

using Input = std::vector<Literal>;  // a value for each fact
using Truth = std::optional<bool>;   // nothing: null

Truth both(Truth lhs, Truth rhs) {
  if (lhs == false || rhs == false) return false;
  return lhs && rhs ? Truth{true} : Truth{};
}
Truth opposite(Truth truth) {
  return truth ? Truth{!*truth} : truth;
}

Truth compared(const Literal& lhs, Comparison how, const Literal& rhs,
               const std::vector<std::string>& members) {
  if (how == Comparison::equal) return lhs == rhs;
  if (how == Comparison::not_equal) return lhs != rhs;
  if (std::holds_alternative<Null>(lhs) || std::holds_alternative<Null>(rhs)) return std::nullopt;
  const auto rank = [&members](const Literal& literal) {
    if (const auto* number_value = std::get_if<doudi::Decimal>(&literal)) return *number_value->to_int64();
    return static_cast<std::int64_t>(std::ranges::find(members, std::get<std::string>(literal)) -
                                     members.begin());
  };
  switch (how) {
    case Comparison::less:
      return rank(lhs) < rank(rhs);
    case Comparison::less_equal:
      return rank(lhs) <= rank(rhs);
    case Comparison::greater:
      return rank(lhs) > rank(rhs);
    default:
      return rank(lhs) >= rank(rhs);
  }
}

/// FEEL by the book, for what the generator below makes.
struct Evaluator {
  const Input& input;
  const std::vector<std::string>& members;

  [[nodiscard]] Literal value(const Expression& expression) const {
    if (expression.operation == Operation::constant) return std::get<Literal>(expression.detail);
    if (expression.operation == Operation::fact)
      return input[std::get<doudi::model::FactId>(expression.detail).index];
    const Truth result = truth(expression);
    return result ? Literal{*result} : Literal{Null{}};
  }
  [[nodiscard]] Truth truth(const Expression& expression) const {
    switch (expression.operation) {
      case Operation::conjunction: {
        Truth result = true;
        for (const Expression& operand : expression.operands) result = both(result, truth(operand));
        return result;
      }
      case Operation::disjunction: {
        Truth denied_all = true;
        for (const Expression& operand : expression.operands)
          denied_all = both(denied_all, opposite(truth(operand)));
        return opposite(denied_all);
      }
      case Operation::negation:
        return opposite(truth(expression.operands[0]));
      case Operation::comparison:
        return compared(value(expression.operands[0]), std::get<Comparison>(expression.detail),
                        value(expression.operands[1]), members);
      default: {
        const Literal literal_value = value(expression);
        const bool* found = std::get_if<bool>(&literal_value);
        return found != nullptr ? Truth{*found} : Truth{};
      }
    }
  }
  [[nodiscard]] Truth holds(const Literal& tested, const Test& test) const {
    if (test.form == Test::Form::condition) return truth(test.operands[0]);
    if (test.form == Test::Form::compare)
      return compared(tested, test.comparison, value(test.operands[0]), members);
    const Comparison above = test.bounds.low_included ? Comparison::greater_equal : Comparison::greater;
    const Comparison below = test.bounds.high_included ? Comparison::less_equal : Comparison::less;
    return both(compared(tested, above, value(test.operands[0]), members),
                compared(tested, below, value(test.operands[1]), members));
  }
  [[nodiscard]] bool passes(const doudi::model::Column& column, const Cell& cell) const {
    if (cell.any) return true;
    const Literal tested = column.when ? Literal{} : value(column.input);
    Truth none = true;
    for (const Test& test : cell.tests) none = both(none, opposite(holds(tested, test)));
    return cell.negated ? none == true : none == false;
  }
};

/// Small tables over x and y (0 to 3, or null), b, and the members of e.
class Generator {
 public:
  Generator(unsigned seed, HitPolicy hit, bool relations) : random_{seed}, relations_{relations}, bench{hit} {
    const auto maybe_null = [this](Type type) { return one_in(2) ? doudi::model::nullable(type) : type; };
    x_ = bench.column("x", maybe_null(whole("0", "3")));
    b_ = bench.column("b", maybe_null(simple_type(Kind::boolean)));
    e_ = bench.column("e", maybe_null(bench.members({"low", "middle", "high"}, true)));
    y_ = bench.fact("y", maybe_null(whole("0", "3")));
    bench.when_column();
    const std::size_t rows = 1 + below(6);
    for (std::size_t index = 0; index < rows; ++index) {
      bench.row("row" + std::to_string(index),
                {number_cell(), boolean_cell(), member_cell(), condition_cell()});
    }
  }

  std::vector<Input> inputs() {
    std::vector<Input> result{{}};
    for (const Expression& fact : {x_, b_, e_, y_}) {
      std::vector<Input> next;
      for (const Input& input : result) {
        for (const Literal& value : values_of(fact.type)) {
          next.push_back(input);
          next.back().push_back(value);
        }
      }
      result = std::move(next);
    }
    return result;
  }

 private:
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_()) % limit; }
  bool one_in(std::size_t count) { return below(count) == 0; }

  std::vector<Literal> values_of(const Type& type) const {
    std::vector<Literal> values;
    if (type.nullable) values.emplace_back(Null{});
    if (type.is(Kind::boolean)) values.insert(values.end(), {Literal{false}, Literal{true}});
    if (type.is(Kind::number)) {
      for (int value = 0; value <= 3; ++value) values.emplace_back(doudi::Decimal{value});
    }
    if (type.is(Kind::enumeration)) {
      for (const std::string& member : bench.draft.pack.enumerations[0].members) values.emplace_back(member);
    }
    return values;
  }
  Comparison comparison() { return static_cast<Comparison>(below(6)); }
  Expression small_number() { return literal(Literal{doudi::Decimal{static_cast<int>(below(5))}}); }
  Expression any_number() { return relations_ && one_in(3) ? y_ : small_number(); }
  Expression member() { return literal(Literal{bench.draft.pack.enumerations[0].members[below(3)]}); }

  Test number_test() {
    if (one_in(6)) return is(one_in(2) ? Comparison::equal : Comparison::not_equal, literal(Literal{Null{}}));
    if (!one_in(3)) return is(comparison(), any_number());
    Test test;
    test.form = Test::Form::interval;
    test.bounds = {.low_included = one_in(2), .high_included = one_in(2)};
    test.operands = {small_number(), any_number()};
    return test;
  }
  template <class Make>
  Cell some_cell(Make make) {
    if (one_in(2)) return dash();
    std::vector<Test> tests;
    for (std::size_t count = 1 + below(2); count > 0; --count) tests.push_back(make());
    return cell(std::move(tests), one_in(4));
  }
  Cell number_cell() {
    return some_cell([this] { return number_test(); });
  }
  Cell boolean_cell() {
    return some_cell([this] { return is(Comparison::equal, literal(Literal{one_in(2)})); });
  }
  Cell member_cell() {
    return some_cell([this] { return is(comparison(), member()); });
  }
  Cell condition_cell() { return one_in(2) ? dash() : when(condition(2)); }
  Expression condition(int depth) {
    if (depth > 0 && one_in(2)) {
      if (one_in(3)) return denied(condition(depth - 1));
      std::vector<Expression> parts{condition(depth - 1), condition(depth - 1)};
      return one_in(2) ? all(std::move(parts)) : either(std::move(parts));
    }
    if (one_in(4)) return b_;
    if (relations_ && one_in(4)) return compare(y_, comparison(), x_);
    return one_in(2) ? compare(x_, comparison(), small_number()) : compare(small_number(), comparison(), y_);
  }

  std::mt19937 random_;
  bool relations_;
  Expression x_, b_, e_, y_;

 public:
  Bench bench;
};

struct Truths {
  bool complete = true;
  bool disjoint = true;
  std::vector<bool> first;    // by row: some input reaches it
  std::vector<bool> matches;  // by row
};

Truths tried(Generator& generator) {
  const auto& table = generator.bench.table;
  Truths truths;
  truths.first.assign(table.rows.size(), false);
  truths.matches.assign(table.rows.size(), false);
  for (const Input& input : generator.inputs()) {
    const Evaluator evaluator{input, generator.bench.draft.pack.enumerations[0].members};
    std::size_t count = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      bool matches = true;
      for (std::size_t index = 0; index < table.columns.size(); ++index) {
        matches = matches && evaluator.passes(table.columns[index], table.rows[row].cells[index]);
      }
      if (!matches) continue;
      truths.matches[row] = true;
      if (count++ == 0) truths.first[row] = true;
    }
    truths.complete = truths.complete && count > 0;
    truths.disjoint = truths.disjoint && count < 2;
  }
  return truths;
}

std::size_t unreachable(const std::vector<std::string>& said) {
  return static_cast<std::size_t>(
      std::ranges::count_if(said, [](const auto& line) { return line.starts_with("row_unreachable"); }));
}

}  // namespace

TEST_SUITE("check/table_analysis_random") {
  TEST_CASE("with constants only the analysis finds exactly what trying every input finds") {
    for (unsigned seed = 0; seed < 3000; ++seed) {
      CAPTURE(seed);
      Generator generator{seed, HitPolicy::first, false};
      const auto said = generator.bench.analyse();
      const Truths truths = tried(generator);
      CHECK(generator.bench.table.complete == truths.complete);
      CHECK(generator.bench.table.disjoint == truths.disjoint);
      CHECK(unreachable(said) == static_cast<std::size_t>(std::ranges::count(truths.first, false)));
    }
  }

  TEST_CASE("with comparisons between inputs it never claims too much") {
    std::size_t complete = 0;
    std::size_t disjoint = 0;
    for (unsigned seed = 0; seed < 3000; ++seed) {
      CAPTURE(seed);
      Generator generator{seed, HitPolicy::first, true};
      const auto said = generator.bench.analyse();
      const Truths truths = tried(generator);
      CHECK((!generator.bench.table.complete || truths.complete));
      CHECK((!generator.bench.table.disjoint || truths.disjoint));
      CHECK(unreachable(said) <= static_cast<std::size_t>(std::ranges::count(truths.first, false)));
      complete += generator.bench.table.complete ? 1 : 0;
      disjoint += generator.bench.table.disjoint ? 1 : 0;
    }
    CHECK(complete > 300);
    CHECK(disjoint > 300);
  }
}
