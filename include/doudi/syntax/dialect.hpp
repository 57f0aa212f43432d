// doudi/syntax/dialect.hpp - how the names of an expression are read: a pack's, or any that a DMN model declares.
// Layer 2.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace doudi::syntax {

/// Names that only a declaration makes names, since by themselves they would read as something else: `Loan-to-Value`,
/// `Time for Payment`, `rate (%)`. The longest that fits wins.
class DeclaredNames {
 public:
  /// Words and marks of a name. Longer ones are left out, so that looking for names stays linear in the text.
  static constexpr std::size_t most_parts = 64;

  /// Adds a name; one that reads as a name anyway is left out.
  void add(std::string_view name);
  /// Names that are declared besides, for as long as `names` lives.
  void lie_above(const DeclaredNames& names) noexcept { beneath_ = &names; }
  [[nodiscard]] bool empty() const noexcept { return root_.next.empty() && (!beneath_ || beneath_->empty()); }

  struct Match {
    std::size_t end = 0;    ///< offset behind the name in the text
    std::string_view name;  ///< as it was declared; good as long as this object
  };
  /// The longest of the names that stands at `begin`; white space may stand between its parts. Linear in its length.
  [[nodiscard]] std::optional<Match> longest(std::string_view text, std::size_t begin) const;

 private:
  struct Node {
    std::map<std::string, Node, std::less<>> next;  // by part: a word, or one other character
    std::string name;                               // empty: none ends here
  };
  Node root_;
  const DeclaredNames* beneath_ = nullptr;
};

/// How names are read.
struct Dialect {
  /// FEEL's own names: nearly every character beyond ASCII may stand in one, full-width marks too.
  bool standard = false;
  const DeclaredNames* names = nullptr;  ///< may be null
};

/// True for the characters with which FEEL lets a name begin, and for those that may follow.
[[nodiscard]] bool is_standard_name_start(char32_t code) noexcept;
[[nodiscard]] bool is_standard_name_part(char32_t code) noexcept;

}  // namespace doudi::syntax
