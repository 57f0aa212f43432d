// src/explain/explanation.cpp - makes the parts of an explanation.
#include "doudi/explain/explanation.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace doudi::explain {

Operand Operand::of_literal(Value value) {
  return {Kind::literal, 0, std::nullopt, std::move(value)};
}

Operand Operand::of_step(std::uint32_t index) {
  return {Kind::step, index, std::nullopt, {}};
}

Operand Operand::of_value(std::uint32_t index) {
  return {Kind::value, index, std::nullopt, {}};
}

}  // namespace doudi::explain
