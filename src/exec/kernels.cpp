// src/exec/kernels.cpp - which level of instruction sets this machine runs.
// Layer 6.
#include "exec/kernels.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace doudi::exec {

namespace baseline {
KernelSet kernel_set();
}
#ifdef DOUDI_X86_64_LEVELS
namespace v3 {
KernelSet kernel_set();
}
namespace v4 {
KernelSet kernel_set();
}
#endif

namespace {

#ifdef DOUDI_X86_64_LEVELS
[[nodiscard]] bool runs_v3() {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0 &&
         __builtin_cpu_supports("bmi2") != 0;
}
[[nodiscard]] bool runs_v4() {
  return runs_v3() && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
         __builtin_cpu_supports("avx512cd") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
         __builtin_cpu_supports("avx512vl") != 0;
}

[[nodiscard]] KernelSet best() {
  const char* wanted = std::getenv("DOUDI_ISA");
  const std::string_view level = wanted == nullptr ? "" : wanted;
  if (level == "baseline") return baseline::kernel_set();
  if (level == "v3" && runs_v3()) return v3::kernel_set();
  if (level == "v4" && runs_v4()) return v4::kernel_set();
  if (!level.empty())
    throw std::invalid_argument("DOUDI_ISA: this machine has no level " + std::string{level});
  if (runs_v4()) return v4::kernel_set();
  return runs_v3() ? v3::kernel_set() : baseline::kernel_set();
}
#else
[[nodiscard]] KernelSet best() {
  const char* wanted = std::getenv("DOUDI_ISA");
  if (wanted != nullptr && std::string_view{wanted} != "baseline")
    throw std::invalid_argument("DOUDI_ISA: this build has no level " + std::string{wanted});
  return baseline::kernel_set();
}
#endif

}  // namespace

const KernelSet& kernels() {
  static const KernelSet chosen = best();
  return chosen;
}

}  // namespace doudi::exec
