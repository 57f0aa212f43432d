// tests/unit/syntax/repeated.hpp - long and deep texts from short pieces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace doudi::testing {

inline std::string repeated(std::string_view piece, std::size_t count) {
  std::string result;
  result.reserve(piece.size() * count);
  for (std::size_t index = 0; index < count; ++index) result += piece;
  return result;
}

inline std::string nested(std::string_view open, std::string_view middle, std::string_view close,
                          std::size_t count) {
  return repeated(open, count) + std::string{middle} + repeated(close, count);
}

/// What opens, stands in the middle and closes.
struct Nest {
  std::string_view open, middle, close;
};

}  // namespace doudi::testing
