// src/exec/look_ahead.hpp - asks for the next block's cells while this one is computed.
// Layer 6.
#pragma once

#include <cstddef>
#include <vector>

#include "doudi/exec/batch.hpp"
#include "doudi/plan/program.hpp"

namespace doudi::exec {

/// A program reads column after column, each for one block only: too short for a processor to foresee. Asked for early, in
/// small portions between the instructions, the cells are in its cache when their turn comes.
class LookAhead {
 public:
  explicit LookAhead(const plan::Program& program);
  /// `portions`: how often next() is called for each block.
  void divide(std::size_t portions);

  /// Begins with the rows behind those of the block; both are by entity.
  void start(const Batch& batch, const std::vector<std::size_t>& first_rows,
             const std::vector<std::size_t>& row_counts);
  void next();

 private:
  struct Range {
    const std::byte* place = nullptr;
    const std::byte* end = nullptr;
  };

  std::size_t portions_ = 1;
  std::vector<const plan::Node*> columns_;
  std::vector<Range> ranges_;  // one for each column
  std::size_t range_ = 0;
  std::size_t lines_ = 0;  // of one portion
};

}  // namespace doudi::exec
