// src/explain/trace.hpp - records how values are got while they are computed.
// Layer 7.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/explain/explanation.hpp"
#include "doudi/explain/value.hpp"

namespace doudi::explain {

/// A value and where it comes from, so that whatever uses it can say so.
struct Evaluated {
  Value value;
  Operand operand;

  /// Something that stands by itself.
  [[nodiscard]] static Evaluated literal(Value value) {
    Operand operand = Operand::of_literal(value);
    return {std::move(value), std::move(operand)};
  }
};

/// The named values, those being computed on a stack. Each is closed after all that it reads, so that what is recorded only
/// refers backwards.
class Trace {
 public:
  Trace();

  /// Starts a named value; steps and reads belong to the one started last.
  NamedValue& open(NamedValue::Kind kind, std::string path);
  [[nodiscard]] NamedValue& current() { return open_.back(); }
  /// Finishes the current one and returns its position.
  std::uint32_t close(Evaluated result);
  /// Gives up the current one: what it read counts as read by the one below.
  void discard();

  /// Adds an operation to the current named value.
  [[nodiscard]] Evaluated step(std::string_view operation, std::vector<Operand> operands, Value result,
                               text::Span place, std::string label = {});
  /// The value at that position, read by the current named value.
  [[nodiscard]] Evaluated read(std::uint32_t index);

  [[nodiscard]] const std::vector<NamedValue>& values() const noexcept { return values_; }
  [[nodiscard]] std::vector<NamedValue> take() { return std::move(values_); }

 private:
  std::vector<NamedValue> values_;
  std::vector<NamedValue> open_;
};

}  // namespace doudi::explain
