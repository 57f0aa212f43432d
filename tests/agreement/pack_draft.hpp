// tests/agreement/pack_draft.hpp - a pack in pieces, some of which the checker may refuse.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "doudi/load.hpp"

namespace doudi::agreement {

/// A text in pieces of whole lines. A piece may be written in several ways: where the checker refuses one, the next is tried,
/// so that one formula of an unsound type does not cost the whole pack.
class PackDraft {
 public:
  void add(std::string text) { pieces_.push_back({{std::move(text)}, 0}); }
  /// The last way had better be sound, or empty.
  void add(std::vector<std::string> ways) { pieces_.push_back({std::move(ways), 0}); }
  void add(PackDraft other);

  struct Settled {
    std::string text;
    LoadedPack loaded;         ///< without a pack if no way was good
    std::size_t written = 0;   ///< pieces that could be written in several ways
    std::size_t replaced = 0;  ///< ways that were refused
  };
  [[nodiscard]] Settled settle();

 private:
  struct Piece {
    std::vector<std::string> ways;
    std::size_t way = 0;
  };
  [[nodiscard]] std::string text() const;
  /// Whether some piece is now written in another way.
  [[nodiscard]] bool replace_refused(const LoadedPack& loaded, std::size_t& replaced);

  std::vector<Piece> pieces_;
};

}  // namespace doudi::agreement
