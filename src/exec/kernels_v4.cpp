// src/exec/kernels_v4.cpp - the loops, compiled for one level of instruction sets (see src/exec/kernels.cmake).
// Layer 6.
#define DOUDI_LEVEL v4
#define DOUDI_LEVEL_NAME "v4"
#include "exec/kernel_choice.hpp"
