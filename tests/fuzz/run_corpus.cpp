// tests/fuzz/run_corpus.cpp - runs a fuzz target on the files of a folder and on mutations of them, the same ones each time.
#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz_target.hpp"

namespace {

using Engine = std::mt19937;

// What an author may well put in the wrong place.
constexpr std::array<std::string_view, 48> dictionary{"\n",
                                                      "  ",
                                                      ": ",
                                                      "- ",
                                                      "{",
                                                      "}",
                                                      "[",
                                                      "]",
                                                      "\"",
                                                      "|",
                                                      "||",
                                                      "null",
                                                      "true",
                                                      "unknown",
                                                      "none",
                                                      "removed",
                                                      "(",
                                                      ")",
                                                      " + ",
                                                      " / ",
                                                      " ** ",
                                                      " and ",
                                                      " in ",
                                                      "if ",
                                                      " then ",
                                                      " else ",
                                                      "for ",
                                                      " return ",
                                                      "some ",
                                                      " satisfies ",
                                                      "item",
                                                      "partial",
                                                      "persons",
                                                      "income",
                                                      "-1",
                                                      "0",
                                                      "1e9",
                                                      "99999999999999999999999999999999999",
                                                      "2019-02-29",
                                                      "@\"P1M\"",
                                                      "formula",
                                                      "type",
                                                      "\xEF\xBC\x8C",
                                                      "\xE4\xBD\x8E",
                                                      "\xFF",
                                                      "#",
                                                      "&a",
                                                      "function(a, b) "};

std::size_t below(Engine& engine, std::size_t bound) {
  return bound == 0 ? 0 : engine() % bound;
}

std::string piece_of(Engine& engine, const std::string& text) {
  const std::size_t begin = below(engine, text.size());
  return text.substr(begin, below(engine, 40));
}

std::string mutated(Engine& engine, std::string text, const std::vector<std::string>& corpus) {
  for (std::size_t change = 1 + below(engine, 4); change > 0; --change) {
    const std::size_t place = below(engine, text.size() + 1);
    switch (below(engine, 7)) {
      case 0:
        text.erase(place, 1 + below(engine, 12));
        break;
      case 1:
        text.insert(place, dictionary[below(engine, dictionary.size())]);
        break;
      case 2:
        text.insert(place, piece_of(engine, text));
        break;
      case 3:
        text.insert(place, piece_of(engine, corpus[below(engine, corpus.size())]));
        break;
      case 4:
        if (place < text.size()) text[place] = static_cast<char>(engine() % 256);
        break;
      case 5: {
        const std::size_t end = std::min(text.find('\n', place), text.size());
        text.erase(place, end - place);
        break;
      }
      default:
        text.replace(place, below(engine, 8), dictionary[below(engine, dictionary.size())]);
        break;
    }
  }
  return text;
}

std::vector<std::string> files_of(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<std::string> texts;
  for (const auto& path : paths) {
    std::ifstream file{path, std::ios::binary};
    texts.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
  }
  return texts;
}

std::string current;  // the input that is being tried, for the message after a crash

extern "C" void show_current(int /*signal*/) {
  std::fputs("crashed on this input:\n", stderr);
  std::fwrite(current.data(), 1, current.size(), stderr);
  std::_Exit(3);
}

/// True if the input was handled, and soon.
bool tried(const std::string& text, std::size_t number) {
  constexpr std::chrono::seconds most{5};
  current = text;
  const auto start = std::chrono::steady_clock::now();
  std::string problem;
  try {
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  } catch (const std::exception& error) {
    problem = error.what();
  }
  if (std::chrono::steady_clock::now() - start > most) problem = "took too long";
  if (problem.empty()) return true;
  std::cerr << "input " << number << ": " << problem << '\n' << text << "\n----\n";
  return false;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "usage: run_fuzz_... FOLDER MUTATIONS [SEED]\n";
    return 2;
  }
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE}) std::signal(signal, show_current);
  const std::vector<std::string> corpus = files_of(arguments[1]);
  const auto mutations = static_cast<std::size_t>(std::atoi(arguments[2]));
  const auto seed = static_cast<std::uint32_t>(count > 3 ? std::atoi(arguments[3]) : 1);
  if (corpus.empty()) return 2;
  std::size_t faults = 0;
  for (std::size_t index = 0; index < corpus.size(); ++index) faults += tried(corpus[index], index) ? 0U : 1U;
  for (std::size_t index = 0; index < mutations; ++index) {
    Engine engine{seed * 1'000'003U + static_cast<std::uint32_t>(index)};
    const std::string text = mutated(engine, corpus[index % corpus.size()], corpus);
    faults += tried(text, corpus.size() + index) ? 0U : 1U;
  }
  std::cout << corpus.size() << " files and " << mutations << " mutations, " << faults << " faults\n";
  return faults == 0 ? 0U : 1U;
}
