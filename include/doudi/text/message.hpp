// doudi/text/message.hpp - the words of a diagnostic without its place: for those who show it in their own way.
// Layer 1.
#pragma once

#include <string>

#include "doudi/text/code.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::text {

/// Lower case, one sentence, no full stop; the user's words in backticks.
[[nodiscard]] std::string message_text(Code code, const Arguments& arguments, Language language);
/// A way out, in the same manner.
[[nodiscard]] std::string hint_text(const Help& help, Language language);

}  // namespace doudi::text
