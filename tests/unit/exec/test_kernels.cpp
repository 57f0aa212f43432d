// tests/unit/exec/test_kernels.cpp - loops of one row after the other, at every level, against the same in scalars.
#include <functional>
#include <optional>

#include <doctest/doctest.h>

#include "doudi/base/duration.hpp"

#include "kernel_trial.hpp"

using namespace doudi;
using namespace doudi::exec;
using namespace doudi::exec::testing;
using plan::Opcode;

namespace {

using Values = std::vector<std::int64_t>;
using Scalar = std::int64_t (*)(std::int64_t, std::int64_t);
__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): only a typedef takes __extension__

struct Operation {
  Opcode opcode;
  Scalar of;
};

/// Nothing where the lane cannot hold the result.
[[nodiscard]] std::optional<std::int64_t> arithmetic(Opcode opcode, std::int64_t a, std::int64_t b,
                                                     Limits limits) {
  Wide result = 0;
  if (opcode == Opcode::add) result = Wide{a} + b;
  if (opcode == Opcode::subtract) result = Wide{a} - b;
  if (opcode == Opcode::multiply) result = Wide{a} * b;
  if (opcode == Opcode::larger) result = a < b ? b : a;
  if (opcode == Opcode::smaller) result = a < b ? a : b;
  if (result < limits.low || result > limits.high) return std::nullopt;
  return static_cast<std::int64_t>(result);
}

/// Which operands are the same in every row.
enum class Form : std::uint8_t { columns, constant_left, constant_right };
constexpr std::array forms{Form::columns, Form::constant_left, Form::constant_right};

struct Operands {
  Values a;
  Values b;
};

/// Operands whose result `fits`, found by drawing again; `last_resort` gives the one that fits in any case.
template <class Fits>
[[nodiscard]] Operands operands(Draw& draw, std::size_t rows, Limits limits, Form form, const Fits& fits,
                                const std::function<std::int64_t(std::int64_t)>& last_resort) {
  const std::int64_t constant = draw.between(limits);
  Operands result{Values(rows, constant), Values(rows, constant)};
  for (std::size_t i = 0; i < rows; ++i) {
    Values& drawn = form == Form::constant_left ? result.b : result.a;
    const Values& other = form == Form::constant_left ? result.a : result.b;
    if (form == Form::columns) result.b[i] = draw.between(limits);
    drawn[i] = last_resort(other[i]);
    for (int attempt = 0; attempt < 20; ++attempt) {
      const std::int64_t candidate = draw.between(limits);
      if (!fits(form == Form::constant_left ? other[i] : candidate,
                form == Form::constant_left ? candidate : other[i]))
        continue;
      drawn[i] = candidate;
      break;
    }
  }
  return result;
}

void check_two(Opcode opcode, Lane operand, Lane out, Form form, const Operands& given,
               const Values& expected) {
  Memory a{operand, given.a};
  Memory b{operand, given.b};
  Instruction instruction;
  if (form != Form::constant_left) instruction.a = a.data();
  if (form != Form::constant_right) instruction.b = b.data();
  if (form != Form::columns && !given.a.empty())
    instruction.constant = form == Form::constant_left ? given.a[0] : given.b[0];
  Rows rows;
  rows.count = expected.size();
  const Shape shape{opcode, out, operand, form == Form::constant_left, form == Form::constant_right, false};
  const auto results =
      results_of(instruction, rows, out, [&](const KernelSet& set) { return set.choose(shape); });
  for (std::size_t level = 0; level < results.size(); ++level) {
    CAPTURE(plan::opcode_name(opcode));
    CAPTURE(static_cast<int>(operand));
    CAPTURE(static_cast<int>(form));
    CAPTURE(level);
    CAPTURE(rows.count);
    CHECK(results[level].values() == expected);
    CHECK(results[level].bytes() == results[0].bytes());
    CHECK(results[level].room_untouched());
  }
}

}  // namespace

TEST_SUITE("exec/kernels") {
  TEST_CASE("arithmetic of columns and constants is exact in every lane at every level") {
    Draw draw{1};
    for (const Opcode opcode :
         {Opcode::add, Opcode::subtract, Opcode::multiply, Opcode::larger, Opcode::smaller}) {
      for (const Lane lane : lanes) {
        for (const Form form : forms) {
          for (const std::size_t rows : row_counts) {
            const Limits limits = limits_of(lane);
            const auto fits = [&](std::int64_t a, std::int64_t b) {
              return arithmetic(opcode, a, b, limits).has_value();
            };
            const Operands given = operands(draw, rows, limits, form, fits, [&](std::int64_t other) {
              return opcode == Opcode::subtract ? other : std::int64_t{0};
            });
            Values expected(rows);
            for (std::size_t i = 0; i < rows; ++i)
              expected[i] = arithmetic(opcode, given.a[i], given.b[i], limits).value();
            check_two(opcode, lane, lane, form, given, expected);
          }
        }
      }
    }
  }

  TEST_CASE("comparisons say 1 or 0, whichever side the constant stands on") {
    Draw draw{2};
    const std::array operations{
        Operation{Opcode::less, [](std::int64_t a, std::int64_t b) { return std::int64_t{a < b}; }},
        Operation{Opcode::less_equal, [](std::int64_t a, std::int64_t b) { return std::int64_t{a <= b}; }},
        Operation{Opcode::equal, [](std::int64_t a, std::int64_t b) { return std::int64_t{a == b}; }}};
    for (const Operation& operation : operations) {
      for (const Lane lane : lanes) {
        for (const Form form : forms) {
          for (const std::size_t rows : row_counts) {
            const auto fits = [&](std::int64_t, std::int64_t) { return draw.below(4) != 0; };
            // A quarter of the rows compares equals.
            const auto equal = [](std::int64_t other) { return other; };
            Operands given = operands(draw, rows, limits_of(lane), form, fits, equal);
            for (std::size_t i = 0; i < rows; i += 4)
              (form == Form::constant_left ? given.b : given.a)[i] =
                  form == Form::constant_left ? given.a[i] : given.b[i];
            Values expected(rows);
            for (std::size_t i = 0; i < rows; ++i) expected[i] = operation.of(given.a[i], given.b[i]);
            check_two(operation.opcode, lane, Lane::u8, form, given, expected);
          }
        }
      }
    }
  }

  TEST_CASE("truths are joined and turned round") {
    Draw draw{3};
    for (const std::size_t rows : row_counts) {
      const Operands given{draw.column(rows, {0, 1}), draw.column(rows, {0, 1})};
      Values both(rows);
      Values either(rows);
      Values opposite(rows);
      for (std::size_t i = 0; i < rows; ++i) {
        both[i] = given.a[i] == 1 && given.b[i] == 1 ? 1 : 0;
        either[i] = given.a[i] == 1 || given.b[i] == 1 ? 1 : 0;
        opposite[i] = given.a[i] == 1 ? 0 : 1;
      }
      check_two(Opcode::conjunction, Lane::u8, Lane::u8, Form::columns, given, both);
      check_two(Opcode::disjunction, Lane::u8, Lane::u8, Form::columns, given, either);
      check_two(Opcode::negation, Lane::u8, Lane::u8, Form::columns, given, opposite);
    }
  }

  TEST_CASE("a choice takes each branch from its column or its constant") {
    Draw draw{4};
    for (const Lane lane : lanes) {
      for (const std::size_t rows : row_counts) {
        for (int constants = 0; constants < 4; ++constants) {
          const bool constant_then = (constants & 1) != 0;
          const bool constant_else = (constants & 2) != 0;
          const Values truths = draw.column(rows, {0, 1});
          Values then = draw.column(rows, limits_of(lane));
          Values otherwise = draw.column(rows, limits_of(lane));
          Instruction instruction;
          instruction.constant = draw.between(limits_of(lane));
          instruction.other_constant = draw.between(limits_of(lane));
          if (constant_then) std::fill(then.begin(), then.end(), instruction.constant);
          if (constant_else) std::fill(otherwise.begin(), otherwise.end(), instruction.other_constant);
          Values expected(rows);
          for (std::size_t i = 0; i < rows; ++i) expected[i] = truths[i] == 1 ? then[i] : otherwise[i];
          Memory a{Lane::u8, truths};
          Memory b{lane, then};
          Memory c{lane, otherwise};
          instruction.a = a.data();
          if (!constant_then) instruction.b = b.data();
          if (!constant_else) instruction.c = c.data();
          Rows how;
          how.count = rows;
          const Shape shape{Opcode::select, lane, Lane::u8, false, constant_then, constant_else};
          for (const Memory& result :
               results_of(instruction, how, lane, [&](const KernelSet& set) { return set.choose(shape); })) {
            CAPTURE(static_cast<int>(lane));
            CAPTURE(constants);
            CHECK(result.values() == expected);
            CHECK(result.room_untouched());
          }
        }
      }
    }
  }

  TEST_CASE("a cell keeps its value in every other lane that holds it") {
    Draw draw{5};
    for (const Lane from : lanes) {
      for (const Lane to : lanes) {
        const Limits limits{std::max(limits_of(from).low, limits_of(to).low),
                            std::min(limits_of(from).high, limits_of(to).high)};
        for (const std::size_t rows : row_counts) {
          const Values values = draw.column(rows, limits);
          Memory a{from, values};
          Instruction instruction;
          instruction.a = a.data();
          Rows how;
          how.count = rows;
          const Shape shape{Opcode::convert, to, from, false, false, false};
          for (const Memory& result :
               results_of(instruction, how, to, [&](const KernelSet& set) { return set.choose(shape); })) {
            CAPTURE(static_cast<int>(from));
            CAPTURE(static_cast<int>(to));
            CHECK(result.values() == values);
            CHECK(result.bytes() == Memory{to, values}.bytes());  // no negative zero
          }
        }
      }
    }
  }

  TEST_CASE("years completed are those of the calendar, on leap days too") {
    Draw draw{7};
    for (const char* const on_text : {"2019-06-15", "2020-02-29", "2021-02-28", "1900-03-01"}) {
      const Date on = Date::parse(on_text).value();
      for (const std::size_t rows : row_counts) {
        Values births(rows);
        for (std::int64_t& birth : births)
          birth = draw.below(3) == 0 ? on.days() - 365 * static_cast<std::int64_t>(draw.below(100)) -
                                           static_cast<std::int64_t>(draw.below(30))
                                     : on.days() - 20'000 + static_cast<std::int64_t>(draw.below(40'000));
        Values expected(rows);
        for (std::size_t i = 0; i < rows; ++i)
          expected[i] = full_years(Date::from_days(births[i]).value(), on);
        Memory a{Lane::i32, births};
        Instruction instruction;
        instruction.a = a.data();
        instruction.immediate = on.days();
        Rows how;
        how.count = rows;
        const Shape shape{Opcode::full_years, Lane::i32, Lane::i32, false, false, false};
        for (const Memory& result :
             results_of(instruction, how, Lane::i32, [&](const KernelSet& set) { return set.choose(shape); }))
          CHECK(result.values() == expected);
      }
    }
  }

  TEST_CASE("what needs no loop, or has none, is not chosen") {
    for (const KernelSet& set : levels()) {
      CHECK((set.choose({Opcode::column, Lane::u8, Lane::u8, false, false, false}) == nullptr));
    }
    CHECK(levels().front().name == std::string{"baseline"});
  }
}
