// src/explain/explanation_labels.hpp - what things are called in an explanation: labels, units, roundings, cites.
// Layer 7.
#pragma once

#include <string>
#include <string_view>

#include "doudi/explain/explanation.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/text/code.hpp"

namespace doudi::explain {

/// Of two wordings the one in the language asked for.
[[nodiscard]] inline std::string_view in(text::Language language, std::string_view en,
                                         std::string_view zh) noexcept {
  return language == text::Language::zh ? zh : en;
}

/// The type of a scheme's amounts: that of the first part that is not a mere literal; null if all are.
[[nodiscard]] const model::Type* amount_type(const model::Scheme& scheme);
/// The label in that language; the name where there is none.
[[nodiscard]] std::string label_of(const model::Labels& labels, const std::string& name,
                                   text::Language language);
/// The label of what a named value belongs to; empty where it belongs to nothing that has one.
[[nodiscard]] std::string label_of(const model::Pack& pack, const NamedValue& value, text::Language language);
/// `CNY/month`, or `元/月`; empty for a plain number.
[[nodiscard]] std::string unit_text(const model::Unit& unit, text::Language language);
/// The unit of a named value's numbers.
[[nodiscard]] std::string unit_of(const model::Pack& pack, const NamedValue& value, text::Language language);
/// The label of a member of an enumeration, if the value is one of the type that `value` has; else the text itself.
[[nodiscard]] std::string shown(const model::Pack& pack, const model::Record& record, const NamedValue& value,
                                text::Language language);
/// True for the operations that round; their second operand is the number of decimals.
[[nodiscard]] bool is_rounding(std::string_view operation) noexcept;
/// `plan 四(一)六 · 兴安盟民政局`: the source's title after the cite, where there is one.
[[nodiscard]] std::string cite_text(const model::Cite& cite);

}  // namespace doudi::explain
