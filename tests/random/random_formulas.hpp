// tests/random/random_formulas.hpp - random formulas and decision tables over any vocabulary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vocabulary.hpp"

namespace doudi::testing {

/// Writes formulas that are mostly of sound types. A prudent one also rounds most quotients, looks at most nulls before it
/// reads what may be null, and takes no largest of nothing: the checker accepts most of what it writes.
class RandomFormulas {
 public:
  enum class Manner : std::uint8_t { careless, prudent };
  /// Whether to keep to what programs compute by columns, all but a few times.
  void keep_to_columns(bool keep) { columns_ = keep; }
  RandomFormulas(std::uint32_t seed, const Vocabulary& vocabulary, Manner manner = Manner::careless)
      : engine_{seed}, here_{&vocabulary}, prudent_{manner == Manner::prudent} {}

  /// What is read from now on; must live as long as formulas are made of it.
  void read(const Vocabulary& vocabulary) { here_ = &vocabulary; }
  /// A formula of a kind chosen at random, lists included.
  [[nodiscard]] std::string formula(int depth);
  [[nodiscard]] std::string formula(Sort sort, int depth);
  /// A list of members. Nothing if there is none to read.
  [[nodiscard]] std::string people_or_nothing(int depth);
  /// A table whose cells divide its columns, except where a mistake has been made. Of money: of a policy that finds one row.
  [[nodiscard]] std::string table(std::string_view rule);
  /// Of any policy that gives a value of this kind.
  [[nodiscard]] std::string table(std::string_view rule, Sort sort);
  /// A table of several outputs, or one that gives a list.
  [[nodiscard]] std::string list_table(std::string_view rule);

  [[nodiscard]] int below(int bound) {
    return static_cast<int>(engine_() % static_cast<std::uint32_t>(bound));
  }
  [[nodiscard]] bool one_in(int number) { return below(number) == 0; }
  [[nodiscard]] std::string pick(std::initializer_list<std::string_view> words);
  template <class Word>
  [[nodiscard]] const Word& pick(const std::vector<Word>& words) {
    return words[static_cast<std::size_t>(below(static_cast<int>(words.size())))];
  }

 private:
  struct People {
    std::string text;
    const Vocabulary* of_member = nullptr;
    bool may_be_empty = true;
  };
  /// Names of a variable that stands for a member; an empty one: the member's names by themselves.
  struct Bound {
    std::string name;
    const Vocabulary* names = nullptr;
  };
  struct List {
    std::string text;
    bool may_be_empty = true;
  };
  struct Column {
    std::string input;
    std::vector<std::string> cells;
  };
  using Words = std::vector<std::string> Vocabulary::*;
  using Maybes = std::vector<Vocabulary::Maybe> Vocabulary::*;

  [[nodiscard]] std::string money(int depth);
  [[nodiscard]] std::string plain(int depth);
  [[nodiscard]] std::string boolean(int depth);
  [[nodiscard]] std::string small_boolean();
  [[nodiscard]] std::string comparison(int depth);
  [[nodiscard]] std::string equality_of_maybes();
  [[nodiscard]] std::string quantifier(int depth);
  [[nodiscard]] std::string date(int depth);
  [[nodiscard]] std::string duration(int depth);
  [[nodiscard]] std::string text(int depth);
  [[nodiscard]] List moneys(int depth);
  [[nodiscard]] List numbers(int depth);
  [[nodiscard]] People people(int depth);
  [[nodiscard]] People filtered(int depth);
  [[nodiscard]] std::string aggregate(int depth);
  [[nodiscard]] std::string choice_test();
  [[nodiscard]] std::string divisor(int depth);
  [[nodiscard]] std::string quotient(const std::string& text);
  /// Whether something may be written that programs leave to the plain evaluator.
  [[nodiscard]] bool rare() { return !columns_ || one_in(60); }
  [[nodiscard]] bool nobody_to_read() { return columns_ && here_->people.empty() && bound_.empty(); }
  [[nodiscard]] std::string call(Sort sort, int depth);
  [[nodiscard]] std::string formula_of(Sort sort, int depth);
  /// A name of the place or of a variable, the latter with the variable before it; `otherwise` if there is none.
  [[nodiscard]] std::string name(Words words, Maybes maybes, std::string_view otherwise,
                                 std::string_view inner);
  [[nodiscard]] std::string null_test();
  [[nodiscard]] std::string guarded(const std::string& name, const std::string& guard,
                                    std::string_view inner);
  [[nodiscard]] const Vocabulary::Maybe* any_maybe(const Vocabulary& names);

  [[nodiscard]] Column column();
  [[nodiscard]] Column column_of_choice(const Vocabulary::Choice& choice);
  [[nodiscard]] Column column_of_numbers(std::string input, bool maybe);
  [[nodiscard]] Column column_of_dates(std::string input);
  /// Cells that together take every number once, or nearly so.
  [[nodiscard]] std::vector<std::string> number_cells(bool maybe);
  [[nodiscard]] std::string rows(const std::vector<Column>& columns, std::string_view policy,
                                 std::string_view output, const std::vector<std::string>& special_rows,
                                 const std::vector<std::string>& outputs);
  [[nodiscard]] std::string output_cell(Sort sort);
  [[nodiscard]] std::vector<Column> columns();
  [[nodiscard]] std::vector<std::string> outputs_of_rows(Sort sort);
  [[nodiscard]] std::vector<std::string> listed_values(Sort sort);
  void loosen(Column& column);
  [[nodiscard]] std::string single_hit(std::string_view rule, Sort sort, std::vector<Column> all);

  std::mt19937 engine_;
  const Vocabulary* here_;
  bool prudent_;
  bool columns_ = false;
  std::vector<Bound> bound_;
  int next_ = 0;
};

}  // namespace doudi::testing
