// src/cli/command_test.cpp - `doudi test`: run the cases of packs.
#include "cli/command.hpp"

#include <cstddef>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "doudi/verify/cases.hpp"
#include "doudi/verify/run_cases.hpp"

namespace doudi::cli {

namespace {

/// The cases of a pack, run; what keeps them from being run goes to standard error.
std::optional<verify::CaseRun> run_pack(LoadedPack& loaded, const Options& options) {
  if (!loaded) return std::nullopt;
  text::Diagnostics diagnostics;
  std::vector<verify::CaseFile> files;
  for (const CaseFile& file : loaded.case_files) {
    files.push_back(verify::read_cases(file.path, file.begin, loaded.sources, diagnostics));
  }
  verify::CaseRun run = verify::run_cases(*loaded.written, files, loaded.sources, diagnostics);
  std::cerr << text::render(diagnostics, loaded.sources, options.language);
  if (diagnostics.has_errors()) return std::nullopt;
  return run;
}

void report(const verify::CaseRun& run, const LoadedPack& loaded, const Options& options) {
  const bool chinese = options.language == text::Language::zh;
  std::size_t pinned = 0;
  for (const verify::CaseResult& result : run.results) {
    if (result.pinned) ++pinned;
    if (result.passed()) continue;
    const text::Place place = loaded.sources.place(result.place.begin);
    std::cout << place.file << ':' << place.line << (chinese ? "：未通过：" : ": failed: ") << result.name
              << '\n';
    for (const text::Diagnostic& failure : result.failures) {
      std::cout << text::render(failure, loaded.sources, options.language);
    }
  }
  const std::string count = std::to_string(run.results.size());
  const std::string failed = std::to_string(run.failed());
  const std::string by_hand = std::to_string(pinned);
  std::cout << loaded->name;
  if (chinese) {
    std::cout << "：共 " << count << " 个用例，" << failed << " 个未通过";
    if (pinned != 0) std::cout << "，其中 " << by_hand << " 个设定了中间值";
  } else {
    std::cout << ": " << count << (run.results.size() == 1 ? " case, " : " cases, ") << failed << " failed";
    if (pinned != 0) std::cout << ", " << by_hand << " with a derived value set by hand";
  }
  std::cout << '\n';
}

/// One document for all packs: the suites of each, in order.
std::string joined(const std::vector<std::string>& documents) {
  constexpr std::string_view opening = "<testsuites";
  constexpr std::string_view closing = "</testsuites>";
  std::string suites;
  for (const std::string& document : documents) {
    const std::size_t tag = document.find(opening);
    const std::size_t begin = tag == document.npos ? tag : document.find('>', tag);
    const std::size_t end = document.rfind(closing);
    if (begin == document.npos || end == document.npos) continue;
    suites += document.substr(begin + 1, end - begin - 1);
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>" + suites + "</testsuites>\n";
}

bool write_file(const std::string& path, const std::string& text, text::Language language) {
  std::ofstream file{path, std::ios::binary};
  file << text;
  if (file.flush()) return true;
  std::cerr << "--junit: " << path << in(language, ": cannot be written\n", "：无法写入\n");
  return false;
}

}  // namespace

Exit run_test(const Options& options) {
  Exit exit = Exit::good;
  std::vector<std::string> documents;
  for (const std::string& path : options.packs) {
    LoadedPack loaded = load_reported(path, options);
    const auto run = run_pack(loaded, options);
    if (!run) {
      exit = Exit::input;
      continue;
    }
    report(*run, loaded, options);
    if (run->failed() != 0) exit = Exit::input;
    documents.push_back(verify::junit_xml(*run, loaded.sources, options.language));
  }
  if (options.junit.empty()) return exit;
  const std::string document = documents.size() == 1 ? documents.front() : joined(documents);
  return write_file(options.junit, document, options.language) ? exit : Exit::usage;
}

}  // namespace doudi::cli
