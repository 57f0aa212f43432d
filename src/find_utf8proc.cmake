# Finds utf8proc, which Debian ships without CMake files, as the target utf8proc::utf8proc.
# Installed beside doudiConfig.cmake: a static doudi needs it at link time.
if(NOT TARGET utf8proc::utf8proc)
  find_library(DOUDI_UTF8PROC_LIBRARY utf8proc)
  find_path(DOUDI_UTF8PROC_INCLUDE_DIR utf8proc.h)
  mark_as_advanced(DOUDI_UTF8PROC_LIBRARY DOUDI_UTF8PROC_INCLUDE_DIR)
  if(NOT DOUDI_UTF8PROC_LIBRARY OR NOT DOUDI_UTF8PROC_INCLUDE_DIR)
    message(FATAL_ERROR "doudi needs utf8proc (Debian: libutf8proc-dev)")
  endif()
  add_library(utf8proc::utf8proc UNKNOWN IMPORTED)
  set_target_properties(utf8proc::utf8proc PROPERTIES
    IMPORTED_LOCATION ${DOUDI_UTF8PROC_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${DOUDI_UTF8PROC_INCLUDE_DIR})
endif()
