// doudi/version.hpp - the one place where the version is written; CMake reads it from here.
#pragma once

namespace doudi {

inline constexpr const char* version_text = "0.1.0";

}  // namespace doudi
