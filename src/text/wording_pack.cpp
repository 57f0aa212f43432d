// text/wording_pack.cpp - how doudi words what is wrong with the shape of a pack, a grid or an overlay.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> pack_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
