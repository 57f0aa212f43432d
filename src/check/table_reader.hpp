// src/check/table_reader.hpp - from a pipe grid to a typed decision table.
// Layer 4.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "doudi/model/table.hpp"
#include "doudi/syntax/grid.hpp"

#include "check/draft.hpp"
#include "check/infer.hpp"

namespace doudi::check {

[[nodiscard]] std::optional<model::HitPolicy> hit_policy_of(std::string_view text);
/// R, O and C give the list of all outputs.
[[nodiscard]] bool gives_list(model::HitPolicy hit);
/// C+, C< and C> need a default, since no row may match.
[[nodiscard]] bool aggregates(model::HitPolicy hit);
[[nodiscard]] text::Span span_of(const syntax::WrittenText& written);
/// What a table gives, by its hit policy and outputs.
[[nodiscard]] model::Type table_type(const model::Table& table);
/// Proves that every input matches some row and which pairs of rows may match together, over the days of `validity`; reports
/// gaps, overlaps and rows that can never be reached, each with a concrete input. Sets `complete` and `disjoint`.
void analyse_table(Draft& draft, model::Table& table, std::string_view name, const model::Period& validity);

/// Reads one table. The inference knows the names; `expected` is the rule's declared type, or of kind error.
class TableReader {
 public:
  TableReader(Inference& inference, const syntax::Grid& grid, std::string_view rule,
              const model::Type& expected)
      : inference_{inference},
        draft_{inference.draft()},
        grid_{grid},
        rule_{rule},
        whole_expected_{expected} {}

  [[nodiscard]] model::Table read();

 private:
  enum class Role : std::uint8_t { input, when, from, until };

  void read_header();
  void read_annotations();
  void check_input_annotations();
  void read_row(const syntax::GridLine& line);
  void read_cites(const syntax::GridLine& line, model::Row& row);
  void read_values();
  void check_aggregate();
  void check_listed(std::size_t index);
  model::Cell when_cell(const syntax::WrittenText& cell);
  model::Expression output(const syntax::WrittenText& cell, std::size_t index);
  std::optional<Date> cell_date(const syntax::WrittenText& cell);

  Inference& inference_;
  Draft& draft_;
  const syntax::Grid& grid_;
  std::string_view rule_;
  model::Type whole_expected_;
  std::vector<model::Type> expected_;  // one for each output
  std::vector<Role> roles_;            // one for each cell of the first group
  model::Table table_;
};

}  // namespace doudi::check
