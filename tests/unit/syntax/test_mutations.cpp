// tests/unit/syntax/test_mutations.cpp - damaged and hostile files are refused or read, in linear time, and never crash.
#include <cstdint>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "yaml_reading.hpp"

namespace {

using doudi::syntax::YamlPurpose;

/// A small generator with a fixed start, so that a failure comes back.
class Dice {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_ = 20190403;
};

std::string example_pack() {
  std::ifstream file("tests/cases/design_example/pack/pack.yaml",
                     std::ios::binary);  // tests run in the repository's folder
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Reads the text and renders everything; what is returned or reported must be sound.
void must_survive(const std::string& text) {
  const Reading reading(text);
  CHECK((reading.root || reading.diagnostics.has_errors()));
  for (const auto& diagnostic : reading.diagnostics.all()) {
    CHECK(diagnostic.span.begin >= 1);
    CHECK(diagnostic.span.begin <= diagnostic.span.end);
    CHECK(diagnostic.span.end <= text.size() + 1);
  }
  CHECK(reading.rendered().empty() == reading.diagnostics.all().empty());
}

std::string repeated(std::string_view part, std::size_t size) {
  std::string result;
  while (result.size() < size) result += part;
  return result;
}

}  // namespace

TEST_SUITE("syntax/mutations") {
  TEST_CASE("a pack that is cut anywhere is read or refused") {
    const std::string pack = example_pack();
    REQUIRE(pack.size() > 10'000);
    for (std::size_t end = 0; end < pack.size(); end += 211) must_survive(pack.substr(0, end));
  }
  TEST_CASE("a pack with other bytes anywhere is read or refused") {
    const std::string pack = example_pack().substr(0, 4000);
    constexpr std::string_view characters = "\"'[]{}:,-?&*!|>%@`#\t\n\r \\0a~\x80\xE4\x01";
    Dice dice;
    for (int round = 0; round < 200; ++round) {
      std::string text = pack;
      for (std::size_t change = dice.below(4) + 1; change > 0; --change) {
        const std::size_t at = dice.below(text.size());
        const char byte = characters[dice.below(characters.size())];
        switch (dice.below(3)) {
          case 0:
            text[at] = byte;
            break;
          case 1:
            text.insert(at, 1, byte);
            break;
          default:
            text.erase(at, dice.below(40));
        }
      }
      CAPTURE(text);
      must_survive(text);
    }
  }
  TEST_CASE("short texts of nothing but indicators are read or refused") {
    constexpr std::string_view characters = "\"'[]{}:,-?&*!|>%@#\n ab";
    Dice dice;
    for (int round = 0; round < 4000; ++round) {
      std::string text;
      for (std::size_t size = dice.below(24); size > 0; --size)
        text += characters[dice.below(characters.size())];
      CAPTURE(text);
      must_survive(text);
    }
  }
  TEST_CASE("hostile files take no longer than their size allows") {
    constexpr std::size_t size = 100'000;
    std::vector<std::string> texts;
    for (const std::string_view part :
         {"[",       "{",           "- ",     "? ",  "a: ",          "a: [", "a: [\n",      "a: 'x\n",
          "a: |\n",  "a: |\n  x\n", "-\n",    ": ",  "&a ",          "*a ",  "!",           "\t\n",
          "a: b\n ", "\n",          " ",      "#\n", "a: b\nb: c\n", "[a, ", "a: {b, c}\n", "'",
          "\"\\",    "：",          "a：b\n", "}\n", "<<: *a\n"}) {
      texts.push_back(repeated(part, size));
    }
    texts.push_back("a: [" + repeated("b, ", size) + "]\n");
    texts.push_back("a: {" + repeated("b: 1, ", size) + "}\n");
    texts.push_back("a: x\n" + repeated("  y\n", size));
    texts.push_back("a: >\n" + repeated("  y\n\n", size));
    texts.push_back(std::string(size, 'k') + ": v\n");
    texts.push_back("a: \"" + repeated("\\u4e2d", size) + "\"\n");
    std::string indented;
    for (std::size_t i = 0; i < 800; ++i) indented += std::string(i, ' ') + "a:\n";
    texts.push_back(indented);
    for (const std::string& text : texts) {
      const std::string start = text.substr(0, 40);
      CAPTURE(start);
      const std::clock_t before = std::clock();
      const Reading reading(text);
      const std::string rendered = reading.rendered();
      const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
      CHECK(seconds < 5.0);  // of the processor; quadratic time would take ten times as much
      CHECK((reading.root || reading.diagnostics.has_errors()));
    }
  }
}
