// src/syntax/sha256.hpp - SHA-256 (FIPS 180-4), for the digest of a pack.
// Layer 2.
#pragma once

#include <string>
#include <string_view>

namespace doudi::syntax {

/// The digest of the bytes, as 64 lower case hexadecimal digits: what `sha256sum` prints.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace doudi::syntax
