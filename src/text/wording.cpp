// src/text/wording.cpp - finds and fills the wording of codes, labels and hints.
// Layer 1.
#include "text/wording.hpp"

#include <algorithm>
#include <stdexcept>

namespace doudi::text {

std::vector<std::span<const CodeWording>> all_wording() {
  return {yaml_wording(),   pack_wording(),    expression_wording(), names_wording(),      types_wording(),
          tables_wording(), schemes_wording(), records_wording(),    evaluation_wording(), models_wording()};
}

const CodeWording& wording_of(Code code) {
  for (const auto table : all_wording()) {
    const auto row =
        std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.code == code; });
    if (row != table.end()) return *row;
  }
  throw std::logic_error("no wording for code " + std::to_string(static_cast<int>(code)));
}

const LabelWording& wording_of(LabelCode code) {
  for (const auto& row : label_wording()) {
    if (row.code == code) return row;
  }
  throw std::logic_error("no wording for label " + std::to_string(static_cast<int>(code)));
}

const HintWording& wording_of(Hint hint) {
  for (const auto& row : hint_wording()) {
    if (row.hint == hint) return row;
  }
  throw std::logic_error("no wording for hint " + std::to_string(static_cast<int>(hint)));
}

std::string filled(std::string_view wording, const Arguments& arguments) {
  std::string result;
  while (!wording.empty()) {
    const std::size_t open = wording.find('{');
    result += wording.substr(0, open);
    if (open == std::string_view::npos) break;
    wording.remove_prefix(open);
    const std::size_t close = wording.find('}');
    if (close == std::string_view::npos) return result += wording;
    const std::string_view name = wording.substr(1, close - 1);
    const auto argument = std::find_if(arguments.begin(), arguments.end(),
                                       [&](const Argument& each) { return each.name == name; });
    result += argument != arguments.end() ? std::string_view(argument->value) : wording.substr(0, close + 1);
    wording.remove_prefix(close + 1);
  }
  return result;
}

std::string code_text(Code code) {
  std::string digits = std::to_string(static_cast<int>(code));
  return "E" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string_view code_name(Code code) {
  return wording_of(code).name;
}

std::optional<Code> code_from_text(std::string_view text) {
  for (const auto table : all_wording()) {
    for (const auto& row : table) {
      if (row.name == text || code_text(row.code) == text) return row.code;
    }
  }
  return std::nullopt;
}

}  // namespace doudi::text
