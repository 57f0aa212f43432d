// src/exec/kernels_v3.cpp - the loops, compiled for one level of instruction sets (see src/exec/kernels.cmake).
// Layer 6.
#define DOUDI_LEVEL v3
#define DOUDI_LEVEL_NAME "v3"
#include "exec/kernel_choice.hpp"
