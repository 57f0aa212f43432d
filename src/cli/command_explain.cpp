// src/cli/command_explain.cpp - `doudi explain`: decide households, and say why.
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doudi/explain/explain.hpp"
#include "doudi/explain/render.hpp"
#include "doudi/io/read_record.hpp"

#include "cli/command.hpp"

namespace doudi::cli {

namespace {

/// All records, or nothing if one of them is at fault: then all that is wrong is reported, and none is decided.
std::optional<std::vector<model::Record>> read_records(LoadedPack& loaded, Date on, const Options& options) {
  text::Diagnostics diagnostics;
  std::vector<model::Record> records;
  for (const std::string& path : options.records) {
    auto bytes = read_bytes(path);
    if (!bytes) {
      diagnostics.error(text::Code::record_unreadable, {}, {{"file", path}});
      continue;
    }
    auto record = io::read_record(*loaded, path == "-" ? "stdin" : path, std::move(*bytes), on,
                                  loaded.sources, diagnostics);
    if (record) records.push_back(std::move(*record));
  }
  std::cerr << text::render(diagnostics, loaded.sources, options.language);
  if (diagnostics.has_errors()) return std::nullopt;
  return records;
}

std::string rendered(const LoadedPack& loaded, const model::Record& record,
                     const explain::Explanation& explanation, const Options& options) {
  switch (options.format) {
    case Format::json:
      return explain::render_json(*loaded, record, explanation, loaded.sources);
    case Format::text:
      return explain::render_text(*loaded, record, explanation, loaded.sources, options.language);
  }
  return {};
}

}  // namespace

Exit run_explain(const Options& options) {
  const auto on = Date::parse(options.on);
  if (!on) {
    std::cerr << "--on: " << options.on
              << in(options.language, " is no date such as 2019-06-01\n", " 不是形如 2019-06-01 的日期\n");
    return Exit::usage;
  }
  LoadedPack loaded = load_reported(options.pack, options);
  if (!loaded) return Exit::input;
  const auto records = read_records(loaded, *on, options);
  if (!records) return Exit::input;

  // Several answers in JSON are one array, so that the output is one JSON text.
  const bool several = records->size() > 1;
  const bool array = several && options.format == Format::json;
  Exit exit = Exit::good;
  if (array) std::cout << "[\n";
  for (std::size_t index = 0; index < records->size(); ++index) {
    const model::Record& record = (*records)[index];
    const explain::Explanation explanation = explain::explain(*loaded, record, *on);
    if (explanation.answer.status == explain::Status::error) exit = Exit::input;
    if (array && index != 0) std::cout << ",\n";
    if (several && !array) std::cout << (index == 0 ? "# " : "\n# ") << options.records[index] << '\n';
    std::cout << rendered(loaded, record, explanation, options);
  }
  if (array) std::cout << "]\n";
  return exit;
}

}  // namespace doudi::cli
