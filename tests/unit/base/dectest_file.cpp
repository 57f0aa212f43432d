// tests/unit/base/dectest_file.cpp - reads the test files of the General Decimal Arithmetic specification.
#include "dectest_file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace doudi::tests {
namespace {

std::string lower_case(std::string text) {
  for (char& letter : text) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return text;
}

/// Words, or texts in single or double quotes, up to a comment.
std::vector<std::string> tokens_of(std::string_view line) {
  std::vector<std::string> tokens;
  std::size_t at = 0;
  while (at < line.size()) {
    if (line[at] == ' ' || line[at] == '\t' || line[at] == '\r') {
      ++at;
    } else if (line.substr(at, 2) == "--") {
      break;
    } else if (line[at] == '\'' || line[at] == '"') {
      const std::size_t end = std::min(line.find(line[at], at + 1), line.size() - 1);
      tokens.emplace_back(line.substr(at + 1, end - at - 1));
      at = end + 1;
    } else {
      const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
      tokens.emplace_back(line.substr(at, end - at));
      at = end;
    }
  }
  return tokens;
}

}  // namespace

std::vector<DectestCase> read_dectest(const std::filesystem::path& file) {
  std::ifstream stream{file};
  if (!stream) throw std::runtime_error{"cannot read " + file.string()};
  std::vector<DectestCase> cases;
  DectestCase directives;
  for (std::string line; std::getline(stream, line);) {
    const auto tokens = tokens_of(line);
    if (tokens.size() >= 2 && tokens[0].ends_with(':')) {
      const std::string name = lower_case(tokens[0]);
      if (name == "rounding:") directives.rounding = lower_case(tokens[1]);
      if (name == "precision:") directives.precision = tokens[1];
      continue;
    }
    const auto arrow = std::find(tokens.begin(), tokens.end(), "->");
    if (arrow - tokens.begin() < 3 || std::distance(arrow, tokens.end()) < 2) continue;
    DectestCase entry = directives;
    entry.id = tokens[0];
    entry.operation = lower_case(tokens[1]);
    entry.operands.assign(tokens.begin() + 2, arrow);
    entry.result = *std::next(arrow);
    std::transform(arrow + 2, tokens.end(), std::back_inserter(entry.conditions), lower_case);
    cases.push_back(std::move(entry));
  }
  return cases;
}

}  // namespace doudi::tests
