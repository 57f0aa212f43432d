// src/verify/limits.hpp - the limits that `around:` names, as rules of the root entity that nothing else reads.
// Layer 9.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "doudi/syntax/pack.hpp"
#include "doudi/verify/cases.hpp"

namespace doudi::verify {

/// The rule that holds the limit of a case: a name that no author can write.
[[nodiscard]] std::string limit_name(std::size_t file, std::size_t case_number);

/// The pack with a rule for each limit, in force on the day of its case, so that limits are typed and evaluated like any
/// formula and their faults point at the case file.
[[nodiscard]] syntax::Pack with_limits(const syntax::Pack& written, std::span<const CaseFile> files);

}  // namespace doudi::verify
