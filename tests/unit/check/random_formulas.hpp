// tests/unit/check/random_formulas.hpp - random formulas over the village of pack_checking.hpp, and random records of it.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/model/record_builder.hpp"

namespace doudi::check::testing {

/// Writes formulas that are mostly of sound types, whatever may be null or a quotient in them.
class RandomFormulas {
 public:
  explicit RandomFormulas(std::uint32_t seed) : engine_{seed} {}

  /// A formula of a kind chosen at random.
  [[nodiscard]] std::string formula(int depth);
  /// A table whose cells divide its columns, except where a mistake has been made.
  [[nodiscard]] std::string table(std::string_view rule);
  [[nodiscard]] int below(int bound) {
    return static_cast<int>(engine_() % static_cast<std::uint32_t>(bound));
  }

 private:
  [[nodiscard]] std::string money(int depth);
  [[nodiscard]] std::string plain(int depth);
  [[nodiscard]] std::string boolean(int depth);
  [[nodiscard]] std::string date(int depth);
  [[nodiscard]] std::string duration(int depth);
  [[nodiscard]] std::string text(int depth);
  [[nodiscard]] std::string moneys(int depth);
  [[nodiscard]] std::string numbers(int depth);
  [[nodiscard]] std::string people(int depth);
  /// Cells that together take every value of a column once, or nearly so.
  [[nodiscard]] std::vector<std::string> cells_of(std::string_view column);
  [[nodiscard]] std::string pick(std::initializer_list<std::string_view> words);
  /// The names of a person whom something has bound, or nothing.
  [[nodiscard]] std::string person_prefix();

  std::mt19937 engine_;
  std::vector<std::string> bound_;  // variables that are persons; `` for item
  int next_ = 0;
};

/// Sets every fact of the village at random: some null where they may be, lists of different lengths.
void fill_village(model::RecordBuilder& builder, RandomFormulas& random);
/// Paths of facts that fill_village may have set and that can be left out one by one.
[[nodiscard]] std::vector<std::string> village_paths();

}  // namespace doudi::check::testing
