// src/exec/kernels_baseline.cpp - the loops, compiled for one level of instruction sets (see src/exec/kernels.cmake).
// Layer 6.
#define DOUDI_LEVEL baseline
#define DOUDI_LEVEL_NAME "baseline"
#include "exec/kernel_choice.hpp"
