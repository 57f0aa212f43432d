// doudi/explain/render.hpp - an explanation as text and HTML for people and as JSON for programs.
// Layer 7.
#pragma once

#include <string>

#include "doudi/explain/explanation.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/text/code.hpp"
#include "doudi/text/source.hpp"

namespace doudi::explain {

/// The version of the JSON's shape; rules/explanation.schema.json describes it.
inline constexpr int explanation_format = 1;

/// The answer, the schemes with their candidates, and every value with its elementary steps: enough to recompute each of them
/// without the pack or the record. Names and codes, never wording. Numbers are texts, so that no reader rounds them.
/// `sources` gives the places of failures; it must be the one that the pack was loaded with.
[[nodiscard]] std::string render_json(const model::Pack& pack, const model::Record& record,
                                      const Explanation& explanation, const text::SourceSet& sources);

/// The answer in words: what is granted to whom and how it comes about; what did not apply and why; what is missing; what is
/// assumed. Labels of the pack in that language, names where it has none.
[[nodiscard]] std::string render_text(const model::Pack& pack, const model::Record& record,
                                      const Explanation& explanation, const text::SourceSet& sources,
                                      text::Language language);

/// What led to one value, in words: to the rule at that path (`per_capita_income`, `persons.a.counted_income`) from facts and
/// parameters; to what is chosen (`scheme`, `covered`, `amount`, `state`) by conditions that hold or fail. Empty if nothing of that path
/// was computed.
[[nodiscard]] std::string render_steps(const model::Pack& pack, const model::Record& record,
                                       const Explanation& explanation, const text::SourceSet& sources,
                                       const std::string& path, text::Language language);

/// What render_text() says as a piece of HTML for a page, without scripts: reasons can be opened and closed, articles show
/// their source. Everything that comes from the pack or the record is escaped.
[[nodiscard]] std::string render_html(const model::Pack& pack, const model::Record& record,
                                      const Explanation& explanation, const text::SourceSet& sources,
                                      text::Language language);

}  // namespace doudi::explain
