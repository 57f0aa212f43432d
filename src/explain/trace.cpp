// src/explain/trace.cpp - records how values are got while they are computed.
// Layer 7.
#include "explain/trace.hpp"

#include <algorithm>

namespace doudi::explain {

Trace::Trace() {
  // Large enough for a household: moving what has been recorded costs more than the rest of recording.
  constexpr std::size_t usual_values = 128;
  constexpr std::size_t usual_depth = 16;
  values_.reserve(usual_values);
  open_.reserve(usual_depth);
}

NamedValue& Trace::open(NamedValue::Kind kind, std::string path) {
  NamedValue& started = open_.emplace_back();
  started.kind = kind;
  started.path = std::move(path);
  return started;
}

std::uint32_t Trace::close(Evaluated result) {
  NamedValue finished = std::move(open_.back());
  open_.pop_back();
  finished.value = std::move(result.value);
  finished.result = std::move(result.operand);
  std::sort(finished.reads.begin(), finished.reads.end());
  finished.reads.erase(std::unique(finished.reads.begin(), finished.reads.end()), finished.reads.end());
  values_.push_back(std::move(finished));
  return static_cast<std::uint32_t>(values_.size() - 1);
}

void Trace::discard() {
  const NamedValue given_up = std::move(open_.back());
  open_.pop_back();
  if (open_.empty()) return;
  auto& reads = open_.back().reads;
  reads.insert(reads.end(), given_up.reads.begin(), given_up.reads.end());
}

Evaluated Trace::step(std::string_view operation, std::vector<Operand> operands, Value result,
                      text::Span place, std::string label) {
  auto& steps = open_.back().steps;
  constexpr std::size_t usual_steps = 4;
  if (steps.empty()) steps.reserve(usual_steps);
  steps.push_back({operation, std::move(label), std::move(operands), result, place});
  return {std::move(result), Operand::of_step(static_cast<std::uint32_t>(steps.size() - 1))};
}

Evaluated Trace::read(std::uint32_t index) {
  if (!open_.empty()) {
    auto& reads = open_.back().reads;
    constexpr std::size_t usual_reads = 8;
    if (reads.empty()) reads.reserve(usual_reads);
    reads.push_back(index);
  }
  return {values_[index].value, Operand::of_value(index)};
}

}  // namespace doudi::explain
