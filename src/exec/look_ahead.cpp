// src/exec/look_ahead.cpp - portions of cache lines.
// Layer 6.
#include "exec/look_ahead.hpp"

#include <algorithm>

namespace doudi::exec {
namespace {

constexpr std::size_t line = 64;
/// More than that would push out what the block itself needs.
constexpr std::size_t most_bytes = std::size_t{192} * 1024;

}  // namespace

LookAhead::LookAhead(const plan::Program& program) {
  for (const plan::Node& node : program.nodes) {
    if (node.opcode == plan::Opcode::column) columns_.push_back(&node);
  }
  ranges_.resize(columns_.size());
  range_ = ranges_.size();
}

void LookAhead::divide(std::size_t portions) {
  portions_ = std::max<std::size_t>(portions, 1);
}

void LookAhead::start(const Batch& batch, const std::vector<std::size_t>& first_rows,
                      const std::vector<std::size_t>& row_counts) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const FactColumn& column = batch[columns_[i]->fact];
    const auto entity = static_cast<std::size_t>(columns_[i]->fact.entity);
    const std::size_t width = plan::width(columns_[i]->lane);
    const std::size_t begin = first_rows[entity] + row_counts[entity];
    const std::size_t end = std::min(begin + row_counts[entity], column.size());
    ranges_[i] = {column.data() + begin * width, column.data() + end * width};
    bytes += (end - begin) * width;
  }
  range_ = bytes > most_bytes ? ranges_.size() : 0;
  lines_ = (bytes / line + ranges_.size()) / portions_ + 1;
}

void LookAhead::next() {
  for (std::size_t i = 0; i < lines_ && range_ < ranges_.size(); ++i) {
    Range& range = ranges_[range_];
    if (range.place >= range.end) {
      ++range_;
      continue;
    }
    __builtin_prefetch(range.place);
    range.place += line;
  }
}

}  // namespace doudi::exec
