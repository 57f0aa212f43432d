// src/io/json_columns.hpp - households in JSON straight into the columns of a batch.
// Layer 8.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "doudi/base/date.hpp"
#include "doudi/exec/batch.hpp"
#include "doudi/io/read_lines.hpp"
#include "doudi/model/pack.hpp"

namespace doudi::io {

/// Reads households that are plainly good: no field is unknown or comes twice, every value has the type and range of its fact,
/// no text has escapes, no fact takes its default. It says nothing about others, which read_record() is for. Uses its
/// memory, and what it has learnt about the order of fields, again from call to call. One thread.
class JsonColumns {
 public:
  JsonColumns(const model::Pack& pack, Date on);
  ~JsonColumns();
  JsonColumns(JsonColumns&&) noexcept;
  JsonColumns& operator=(JsonColumns&&) noexcept;

  /// Adds the household to the batch, which was made for the same pack, and returns true; `id` becomes its field `id` where
  /// that is no fact. Or returns false and leaves both as they are.
  [[nodiscard]] bool add(std::string_view text, exec::Batch& batch, std::optional<HouseholdId>& id);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace doudi::io
