// src/io/arrow_answers.hpp - one output of all rows, from columns and from single answers, on its way to Arrow.
// Layer 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "doudi/exec/batch.hpp"
#include "doudi/exec/evaluate.hpp"
#include "doudi/explain/value.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/plan/program.hpp"

#include "io/arrow_node.hpp"

namespace doudi::io {

class AnswerColumn {
 public:
  enum class Form : std::uint8_t { boolean, number, fen, date, choice, text };

  /// What columns say; memory is taken over. `fen`: a number becomes whole hundredths.
  AnswerColumn(std::string name, const plan::Program& program, exec::ResultColumn column, bool fen);
  /// Nothing yet, for values of this type.
  AnswerColumn(std::string name, const model::Pack& pack, const model::Type& type, std::size_t rows,
               bool fen);
  /// The same truth for all rows.
  AnswerColumn(std::string name, std::size_t rows, bool truth);

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  void put(std::size_t row, const exec::Batch& batch, std::size_t household, const explain::Value& value);
  void put_truth(std::size_t row, bool truth);
  /// There is no value.
  void clear(std::size_t row);

  /// The rows in this order, or all of them as they are if there are none. Adds the column, and the one that tells nulls.
  void add_to(std::vector<ArrowNode>& nodes, std::span<const std::uint32_t> order);

 private:
  void set_cell(std::size_t row, std::int64_t cell);
  void widen();
  void put_text(std::size_t row, const std::string& text);
  void reorder(std::span<const std::uint32_t> order);
  [[nodiscard]] ArrowNode numbers();
  [[nodiscard]] ArrowNode hundredths();
  [[nodiscard]] ArrowNode choices();
  [[nodiscard]] std::vector<std::int32_t> narrow_cells();

  std::string name_;
  Form form_;
  std::size_t rows_;
  exec::ResultColumn column_;             // not of texts
  bool open_entries_ = false;             // others may be added
  std::vector<std::string> entries_;      // choice
  std::vector<std::string> texts_;        // text
  std::vector<std::uint8_t> valid_;       // one for each row
  std::vector<std::uint8_t> none_;        // one for each row, or none if nothing is ever null
  std::map<std::size_t, Decimal> aside_;  // numbers that are too large for a cell
};

/// A value as one text: numbers, texts and dates as they are, lists and contexts in JSON.
[[nodiscard]] std::string value_text(const exec::Batch& batch, std::size_t household,
                                     const explain::Value& value);

}  // namespace doudi::io
