# Uses ccache where it is installed; nothing depends on it.
find_program(DOUDI_CCACHE ccache)
mark_as_advanced(DOUDI_CCACHE)
if(DOUDI_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without these two liberties ccache gives up on every file that has a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${DOUDI_CCACHE})
endif()
