// src/cli/command.hpp - what the commands of `doudi` share: options, exit codes, reading packs and records.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/load.hpp"
#include "doudi/text/code.hpp"

namespace doudi::io {
enum class DecisionFormat : std::uint8_t;
}

namespace doudi::cli {

/// What the command says by its exit code.
enum class Exit : std::uint8_t {
  good = 0,      ///< an undetermined answer included
  input = 1,     ///< a pack, a record or a case is at fault
  usage = 2,     ///< the command was called wrongly
  internal = 3,  ///< doudi itself is at fault
};

enum class Format : std::uint8_t { text, json };
enum class SchemaOf : std::uint8_t { pack, cases };

struct Options {
  text::Language language = text::Language::en;
  std::vector<std::string> search_path;  ///< where packs that are extended may lie
  std::string pack;                      ///< of commands that take one
  std::vector<std::string> packs;        ///< of commands that take several
  std::vector<std::string> records;      ///< `-`: standard input
  std::string on;
  Format format = Format::text;
  io::DecisionFormat decision_format{};  ///< JSON lines, the first
  SchemaOf schema = SchemaOf::pack;
  std::string model;                 ///< a DMN model; `-`: standard input
  std::string output;                ///< a file to write; empty: standard output
  std::string junit;                 ///< a file to write; empty: none
  bool gaps = false;                 ///< facts may be missing
  std::vector<std::string> ignored;  ///< columns that are no facts
};

[[nodiscard]] Exit run_check(const Options& options);
[[nodiscard]] Exit run_explain(const Options& options);
[[nodiscard]] Exit run_decide(const Options& options);
[[nodiscard]] Exit run_plan(const Options& options);
[[nodiscard]] Exit run_test(const Options& options);
[[nodiscard]] Exit run_facts(const Options& options);
[[nodiscard]] Exit run_schema(const Options& options);
[[nodiscard]] Exit run_import_dmn(const Options& options);

/// zh if the first of LC_ALL, LC_MESSAGES and LANG that is set begins so, else en.
[[nodiscard]] text::Language language_of_environment();
/// Loads a pack and writes what is wrong with it, or worth a warning, to standard error.
[[nodiscard]] LoadedPack load_reported(const std::string& path, const Options& options);
/// The bytes of a file or, for `-`, of standard input; nothing if they cannot be read.
[[nodiscard]] std::optional<std::string> read_bytes(const std::string& path);
/// Of two wordings the one in the language asked for.
[[nodiscard]] std::string_view in(text::Language language, std::string_view en, std::string_view zh) noexcept;

}  // namespace doudi::cli
