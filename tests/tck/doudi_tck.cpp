// tests/tck/doudi_tck.cpp - runs the DMN TCK through doudi and says how many of its cases come out as expected.
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "run_import.hpp"
#include "run_suite.hpp"

namespace {

using doudi::check::Policy;
using doudi::tck::CaseResult;
using doudi::tck::Counts;
using doudi::tck::Mode;
using doudi::tck::Outcome;

void write_line(const std::string& mode, const Counts& counts) {
  std::cout << mode << " passed=" << counts.passed << " rejected_null=" << counts.rejected_null
            << " rejected_value=" << counts.rejected_value << " wrong=" << counts.wrong
            << " of=" << counts.all() << " exact=" << counts.exact << std::endl;
}

void write_failures(const std::vector<CaseResult>& results, bool rejected) {
  for (const CaseResult& result : results) {
    const bool shown =
        result.outcome == Outcome::wrong ||
        (rejected && (result.outcome == Outcome::rejected_value || result.outcome == Outcome::rejected_null));
    if (shown)
      std::cout << "  " << result.file->folder << ' ' << result.test->id << ": " << result.detail << '\n';
  }
}

/// What the TCK collects from those who publish their results.
void write_csv(const std::string& path, const std::vector<CaseResult>& results) {
  std::ofstream csv{path, std::ios::binary};
  for (const CaseResult& result : results) {
    const bool passed = result.outcome == Outcome::passed;
    csv << '"' << result.file->level << '/' << result.file->folder << "\",\""
        << result.file->path.stem().string() << "\",\"" << result.test->id << "\",\""
        << (passed                             ? "SUCCESS"
            : result.outcome == Outcome::wrong ? "ERROR"
                                               : "IGNORED")
        << "\",\"\"\n";
  }
  if (!csv) throw std::runtime_error("cannot write " + path);
}

void write_folders(const std::vector<CaseResult>& results) {
  std::map<std::string, Counts> folders;
  for (const CaseResult& result : results)
    folders[result.file->level + '/' + result.file->folder].add(result);
  for (const auto& [folder, counts] : folders) {
    std::cout << folder << ' ' << counts.passed << ' ' << counts.rejected_null << ' ' << counts.rejected_value
              << ' ' << counts.wrong << ' ' << counts.all() << '\n';
  }
}

constexpr int skipped = 77;  // as ctest is told

/// Where the suite lies if nobody says it; empty if it is in none of these places.
std::string found_suite() {
  std::vector<std::string> places{"../tck", "../shared/tck"};
  // NOLINTNEXTLINE(concurrency-mt-unsafe): before anything else runs
  if (const char* place = std::getenv("DOUDI_TCK")) places.insert(places.begin(), place);
  for (const std::string& place : places) {
    if (std::filesystem::is_directory(place)) return place;
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Runs the DMN TCK through doudi."};
  std::string suite;
  std::string mode_name;
  std::string csv;
  std::string only;
  bool rejected = false;
  bool folders = false;
  bool all_levels = false;
  std::size_t least = 0;
  app.add_option(
      "suite", suite,
      "A checkout of github.com/dmn-tck/tck, or its folder TestCases; without it $DOUDI_TCK, ../tck or "
      "../shared/tck");
  app.add_option("--least", least, "Fail if fewer cases than this pass");
  app.add_option("--mode", mode_name,
                 "`conformance direct`, `conformance lifted`, `strict direct` or "
                 "`strict lifted` or `imported`; all of them if left out");
  app.add_option("--csv", csv, "Write the file that the TCK publishes, for the first mode that is run");
  app.add_option("--only", only, "Folders whose names hold this");
  app.add_flag("--rejected", rejected, "Name the cases that are refused, too");
  app.add_flag("--folders", folders,
               "Counts for each folder: passed, rejected_null, rejected_value, wrong, all");
  app.add_flag("--all-levels", all_levels, "With what the TCK calls non-compliant");
  CLI11_PARSE(app, argc, argv);
  try {
    using doudi::tck::Levels;
    if (suite.empty()) suite = found_suite();
    if (suite.empty()) {
      std::cout << "SKIPPED, nothing was tested: the DMN TCK is not here. tests/tck/README.md says where to "
                   "get it.\n";
      return skipped;
    }
    std::vector<doudi::tck::TestFile> files =
        doudi::tck::find_tests(suite, all_levels ? Levels::all : Levels::compliant);
    std::erase_if(files, [&](const auto& file) { return file.folder.find(only) == std::string::npos; });
    if (files.empty()) {
      std::cerr << "doudi-tck: no test files in " << suite << '\n';
      return 2;
    }
    bool wrong = false;
    bool fallen = false;
    for (const Mode mode : {Mode{Policy::conformance, false}, Mode{Policy::conformance, true},
                            Mode{Policy::strict, false}, Mode{Policy::strict, true}}) {
      if (!mode_name.empty() && mode.name() != mode_name) continue;
      const auto results = doudi::tck::run(files, mode);
      Counts counts;
      for (const CaseResult& result : results) counts.add(result);
      write_failures(results, rejected);
      if (folders) write_folders(results);
      if (!csv.empty()) write_csv(csv, results);
      csv.clear();
      write_line(mode.name(), counts);
      wrong = wrong || counts.wrong != 0;
      fallen = fallen || counts.passed < least;
    }
    if (mode_name.empty() || mode_name == "imported") {
      // Level 2 is what packs are asked to express in full.
      std::erase_if(files, [](const auto& file) { return file.level != "compliance-level-2"; });
      const auto results = doudi::tck::run_imported(files);
      Counts counts;
      for (const CaseResult& result : results) counts.add(result);
      write_failures(results, rejected);
      write_line("imported level-2", counts);
      wrong = wrong || counts.wrong != 0;
      fallen = fallen || counts.passed < least;
    }
    if (fallen) std::cout << "fewer than " << least << " passed\n";
    return wrong || fallen ? 1 : 0;
  } catch (const std::exception& error) {
    std::cerr << "doudi-tck: " << error.what() << '\n';
    return 2;
  }
}
