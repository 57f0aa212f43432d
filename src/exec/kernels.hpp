// src/exec/kernels.hpp - the loops that programs are made of.
// Layer 6.
#pragma once

#include <cstddef>
#include <cstdint>

#include "doudi/plan/program.hpp"

namespace doudi::exec {

/// The rows of one block of households, as one instruction sees them.
struct Rows {
  std::size_t count = 0;                   ///< of the result
  std::size_t parents = 0;                 ///< of the rows whose members are taken together or expanded to
  std::size_t members = 0;                 ///< of those members
  std::size_t longest = 0;                 ///< no parent has more members
  const std::uint32_t* offsets = nullptr;  ///< of the members, one more than parents; not counted from 0
  std::int64_t* scratch = nullptr;         ///< one more than members
};

struct Instruction;
struct RankTable;
using Kernel = void (*)(const Instruction&, const Rows&);

/// One node of a program, bound to memory. An operand that is a constant has no address.
struct Instruction {
  Kernel run = nullptr;
  std::byte* out = nullptr;
  const std::byte* a = nullptr;
  const std::byte* b = nullptr;
  const std::byte* c = nullptr;
  std::int64_t constant = 0;  ///< of the operand that is one
  std::int64_t other_constant = 0;
  const std::byte* table = nullptr;
  const RankTable* ranks = nullptr;
  std::int64_t immediate = 0;
  RoundingMode rounding = RoundingMode::half_up;
};

/// What an instruction is chosen by. `lane` is the result's, `operand` that of the first operand that is no constant.
struct Shape {
  plan::Opcode opcode{};
  plan::Lane lane{};
  plan::Lane operand{};
  bool constant_a = false;
  bool constant_b = false;
  bool constant_c = false;
};

/// The loops of one level of instruction sets.
struct KernelSet {
  const char* name;
  Kernel (*choose)(const Shape& shape);  ///< null if there is none
  Kernel (*choose_division)(plan::Lane lane, RoundingMode mode);
};

/// The best that this machine runs, or what `DOUDI_ISA` says: `baseline`, `v3` (AVX2), `v4` (AVX-512). Throws
/// std::invalid_argument for a level that this machine or this build does not have.
[[nodiscard]] const KernelSet& kernels();

}  // namespace doudi::exec
