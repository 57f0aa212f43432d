# Finds the 8-bit PCRE2, which Debian ships without CMake files, as the target pcre2::pcre2.
# Installed beside doudiConfig.cmake: a static doudi needs it at link time.
if(NOT TARGET pcre2::pcre2)
  find_library(DOUDI_PCRE2_LIBRARY pcre2-8)
  find_path(DOUDI_PCRE2_INCLUDE_DIR pcre2.h)
  mark_as_advanced(DOUDI_PCRE2_LIBRARY DOUDI_PCRE2_INCLUDE_DIR)
  if(NOT DOUDI_PCRE2_LIBRARY OR NOT DOUDI_PCRE2_INCLUDE_DIR)
    message(FATAL_ERROR "doudi needs PCRE2 (Debian: libpcre2-dev)")
  endif()
  add_library(pcre2::pcre2 UNKNOWN IMPORTED)
  set_target_properties(pcre2::pcre2 PROPERTIES
    IMPORTED_LOCATION ${DOUDI_PCRE2_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${DOUDI_PCRE2_INCLUDE_DIR}
    INTERFACE_COMPILE_DEFINITIONS PCRE2_CODE_UNIT_WIDTH=8)
endif()
