// tests/agreement/pack_draft.cpp - tries ways to write a pack until the checker is content.
#include "pack_draft.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace doudi::agreement {

void PackDraft::add(PackDraft other) {
  pieces_.insert(pieces_.end(), std::make_move_iterator(other.pieces_.begin()),
                 std::make_move_iterator(other.pieces_.end()));
}

std::string PackDraft::text() const {
  std::string text;
  for (const Piece& piece : pieces_) text += piece.ways[piece.way];
  return text;
}

bool PackDraft::replace_refused(const LoadedPack& loaded, std::size_t& replaced) {
  std::set<std::size_t> refused;
  for (const text::Diagnostic& diagnostic : loaded.diagnostics.all()) {
    if (diagnostic.severity != text::Severity::error || !diagnostic.span.somewhere()) continue;
    std::size_t offset = diagnostic.span.begin - loaded.sources.file_begin(diagnostic.span.begin);
    std::size_t piece = 0;
    for (; piece < pieces_.size(); ++piece) {
      const std::size_t size = pieces_[piece].ways[pieces_[piece].way].size();
      if (offset < size) break;
      offset -= size;
    }
    if (piece < pieces_.size() && pieces_[piece].way + 1 < pieces_[piece].ways.size()) refused.insert(piece);
  }
  for (const std::size_t piece : refused) ++pieces_[piece].way;
  replaced += refused.size();
  return !refused.empty();
}

PackDraft::Settled PackDraft::settle() {
  Settled result;
  result.written = static_cast<std::size_t>(std::count_if(
      pieces_.begin(), pieces_.end(), [](const Piece& piece) { return piece.ways.size() > 1; }));
  do {
    result.text = text();
    result.loaded = load_text("pack.yaml", result.text);
  } while (!result.loaded && replace_refused(result.loaded, result.replaced));
  return result;
}

}  // namespace doudi::agreement
