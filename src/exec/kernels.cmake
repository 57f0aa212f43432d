# The loops of the columnar engine: optimised whatever the rest is built with, once for each level of x86-64, so that one
# binary is right for all machines and fast on each. Without contraction, which would change digits;
# nobody asks for traps or errno, which keep rounding down from being vectorised.
set(doudi_loop_options -O3 -ffp-contract=off -fno-trapping-math -fno-math-errno)
set_property(SOURCE src/exec/kernels_baseline.cpp APPEND PROPERTY COMPILE_OPTIONS ${doudi_loop_options})
set(doudi_levels_of_x86_64 src/exec/kernels_v3.cpp src/exec/kernels_v4.cpp)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set_property(SOURCE src/exec/kernels_v3.cpp APPEND PROPERTY COMPILE_OPTIONS ${doudi_loop_options} -march=x86-64-v3)
  set_property(SOURCE src/exec/kernels_v4.cpp APPEND PROPERTY COMPILE_OPTIONS ${doudi_loop_options} -march=x86-64-v4)
  set_property(SOURCE src/exec/kernels.cpp APPEND PROPERTY COMPILE_DEFINITIONS DOUDI_X86_64_LEVELS)
else()
  set_property(SOURCE ${doudi_levels_of_x86_64} APPEND PROPERTY HEADER_FILE_ONLY ON)
endif()
