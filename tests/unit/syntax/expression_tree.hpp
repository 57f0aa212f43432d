// tests/unit/syntax/expression_tree.hpp - expressions and their trees as short texts, for tests to compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doudi/syntax/expression.hpp"
#include "doudi/syntax/written_text.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::syntax {

// A text that stands alone in a file; offset 0 lies at 1.
[[nodiscard]] WrittenText as_written(std::string_view text);

// `(sum +- a 1 (call max b))`: the form, what its text and names hold, its operands.
[[nodiscard]] std::string tree(const Expression& expression);
// The tests of a cell: `any`, `not (…) (…)`.
[[nodiscard]] std::string tree(const UnaryTests& tests);

// Parses and draws; the codes of what was reported stand before the tree, as in `E0172 (sum + a error)`.
[[nodiscard]] std::string parsed(std::string_view text);
[[nodiscard]] std::string parsed_tests(std::string_view text);
// Only the reports, in the order of their places: `E0172 at 4 found=*`.
[[nodiscard]] std::vector<std::string> reports(std::string_view text);
[[nodiscard]] std::vector<std::string> cell_reports(std::string_view text);

// True if the two are the same but for their places.
[[nodiscard]] bool same_tree(const Expression& first, const Expression& second);
[[nodiscard]] int depth_of(const Expression& expression);

}  // namespace doudi::syntax
