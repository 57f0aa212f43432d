// src/syntax/written_text.cpp - from a byte of a text back to its place in the file.
// Layer 2.
#include "doudi/syntax/written_text.hpp"

#include <algorithm>

namespace doudi::syntax {

namespace {

/// The piece that holds offset `at` of the text; `pieces` is not empty and its first begins at 0.
std::vector<Piece>::const_iterator piece_at(const std::vector<Piece>& pieces, std::size_t at) noexcept {
  const auto behind =
      std::upper_bound(pieces.begin(), pieces.end(), at,
                       [](std::size_t value, const Piece& piece) { return value < piece.begin; });
  return behind == pieces.begin() ? behind : behind - 1;
}

std::uint32_t place_of(const WrittenText& written, std::size_t at) noexcept {
  if (written.pieces.empty()) return written.span.begin + static_cast<std::uint32_t>(at);
  const auto piece = piece_at(written.pieces, at);
  return piece->source_begin + static_cast<std::uint32_t>(at - std::min<std::size_t>(at, piece->begin));
}

}  // namespace

text::Span WrittenText::span_of(std::size_t begin, std::size_t end) const noexcept {
  if (!span.somewhere()) return {};
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  const std::uint32_t first = place_of(*this, begin);
  if (begin == end) return {first, first};
  // The end is taken from the last byte that belongs to the part, so that it never jumps to the next line.
  return {first, std::max(place_of(*this, end - 1) + 1, first)};
}

WrittenText WrittenText::part(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  WrittenText result;
  result.text = text.substr(begin, end - begin);
  result.span = span_of(begin, end);
  result.style = style;
  if (!span.somewhere() || pieces.empty()) return result;
  result.pieces.push_back({0, place_of(*this, begin)});
  for (auto piece = piece_at(pieces, begin); piece != pieces.end() && piece->begin < end; ++piece) {
    if (piece->begin <= begin) continue;
    result.pieces.push_back({piece->begin - static_cast<std::uint32_t>(begin), piece->source_begin});
  }
  return result;
}

}  // namespace doudi::syntax
