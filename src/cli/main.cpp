// src/cli/main.cpp - the `doudi` command: its arguments, and which command they call.
#include <exception>
#include <iostream>
#include <map>
#include <string>

#include <CLI/CLI.hpp>

#include "doudi/io/write_decisions.hpp"
#include "doudi/version.hpp"

#include "cli/command.hpp"

namespace doudi::cli {

namespace {

using Command = Exit (*)(const Options&);

int exit_code(Exit exit) {
  return static_cast<int>(exit);
}

/// Adds a command whose pack is the first argument.
CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& what, Command command,
                      Command& chosen) {
  CLI::App* const sub = app.add_subcommand(name, what);
  sub->callback([command, &chosen] { chosen = command; });
  return sub;
}

/// Adds an option that takes one of a few words; another word is refused with all of them.
template <class Value>
CLI::Option* add_choice(CLI::App& app, const std::string& name, Value& chosen,
                        const std::map<std::string, Value>& choices, const std::string& what) {
  const auto choose = [name, &chosen, choices](const std::string& word) {
    const auto choice = choices.find(word);
    if (choice != choices.end()) {
      chosen = choice->second;
      return;
    }
    std::string known;
    for (const auto& [each, value] : choices) known += (known.empty() ? "" : ", ") + each;
    throw CLI::ValidationError(name, word + " is none of " + known);
  };
  return app.add_option_function<std::string>(name, choose, what);
}

/// What may stand before the command's name or, more naturally, behind it.
void add_common_options(CLI::App& app, Options& options) {
  const std::map<std::string, text::Language> languages{{"en", text::Language::en},
                                                        {"zh", text::Language::zh}};
  add_choice(app, "--lang", options.language, languages,
             "language of messages and reasons; without it, that of LANG")
      ->option_text("en|zh");
  app.add_option("--path", options.search_path, "folder with packs that others extend; may be repeated")
      ->option_text("DIR")
      ->allow_extra_args(false);
}

CLI::App* add_decide(CLI::App& app, Options& options, Command& chosen) {
  const std::map<std::string, io::DecisionFormat> formats{{"csv", io::DecisionFormat::csv},
                                                          {"jsonl", io::DecisionFormat::jsonl}};
  CLI::App* const decide = add_command(
      app, "decide", "decide many households by a pack, from JSON lines or CSV", run_decide, chosen);
  decide->add_option("PACK", options.pack, "pack: a file, or a folder")->required()->option_text(" ");
  decide
      ->add_option("FILE", options.records,
                   "households in JSON lines, one object a line, - reads standard input; or in CSV: "
                   "households.csv and a "
                   "file for each list of members, persons.csv or persons=FILE")
      ->required()
      ->option_text("...");
  decide->add_option("--on", options.on, "date of the evaluation, YYYY-MM-DD")
      ->required()
      ->option_text("DATE");
  add_choice(*decide, "--format", options.decision_format, formats, "of the answers; without it, jsonl")
      ->option_text("jsonl|csv");
  decide
      ->add_option("--ignore", options.ignored,
                   "column of CSV that is no fact: note, persons.note; may be repeated")
      ->option_text("COLUMN")
      ->allow_extra_args(false);
  decide->add_option("--output", options.output, "file to write; without it, standard output")
      ->option_text("FILE");
  return decide;
}

CLI::App* add_plan(CLI::App& app, Options& options, Command& chosen) {
  CLI::App* const plan =
      add_command(app, "plan", "print the program over columns that a pack becomes for many households",
                  run_plan, chosen);
  plan->add_option("PACK", options.pack, "pack: a file, or a folder")->required()->option_text(" ");
  plan->add_option("--on", options.on, "date of the evaluation, YYYY-MM-DD")->required()->option_text("DATE");
  plan->add_flag("--gaps", options.gaps, "for households of which facts may be missing");
  return plan;
}

void add_options(CLI::App& app, Options& options, Command& chosen) {
  const std::map<std::string, Format> formats{{"json", Format::json}, {"text", Format::text}};
  const std::map<std::string, SchemaOf> schemas{{"cases", SchemaOf::cases}, {"pack", SchemaOf::pack}};
  CLI::App* const check = add_command(app, "check", "say whether a pack is sound", run_check, chosen);
  check->add_option("PACK", options.packs, "pack: a file, or a folder")->required()->option_text("...");

  CLI::App* const explain =
      add_command(app, "explain", "decide households by a pack, and say why", run_explain, chosen);
  explain->add_option("PACK", options.pack, "pack: a file, or a folder")->required()->option_text(" ");
  explain->add_option("RECORD", options.records, "household, in YAML or JSON; - reads standard input")
      ->required()
      ->option_text("...");
  explain->add_option("--on", options.on, "date of the evaluation, YYYY-MM-DD")
      ->required()
      ->option_text("DATE");
  add_choice(*explain, "--format", options.format, formats, "of the answer; without it, text")
      ->option_text("text|json");

  CLI::App* const decide = add_decide(app, options, chosen);

  CLI::App* const plan = add_plan(app, options, chosen);

  CLI::App* const test = add_command(app, "test", "run the cases of packs", run_test, chosen);
  test->add_option("PACK", options.packs, "pack: a file, or a folder")->required()->option_text("...");
  test->add_option("--junit", options.junit, "also write the results as JUnit XML")->option_text("FILE");

  CLI::App* const facts =
      add_command(app, "facts", "print the JSON Schema of a pack's records", run_facts, chosen);
  facts->add_option("PACK", options.pack, "pack: a file, or a folder")->required()->option_text(" ");

  CLI::App* const schema =
      add_command(app, "schema", "print the JSON Schema of pack files, or of case files", run_schema, chosen);
  add_choice(*schema, "KIND", options.schema, schemas, "pack (without it) or cases")
      ->option_text("pack|cases");

  CLI::App* const import_dmn =
      add_command(app, "import-dmn", "write a DMN model as a pack", run_import_dmn, chosen);
  import_dmn->add_option("MODEL", options.model, "model: a .dmn file; - reads standard input")
      ->required()
      ->option_text(" ");
  import_dmn->add_option("--output", options.output, "file to write; without it, standard output")
      ->option_text("FILE");

  add_common_options(app, options);
  for (CLI::App* const command : {check, explain, decide, plan, test, facts, schema, import_dmn})
    add_common_options(*command, options);
}

int run(int count, const char* const* arguments) {
  CLI::App app{"doudi - decides by declarative rules, exactly and with reasons", "doudi"};
  Options options;
  options.language = language_of_environment();
  Command chosen = nullptr;
  app.set_version_flag("--version", std::string{"doudi "} + std::string{version_text});
  app.require_subcommand(0, 1);  // that one is needed is said below: else a mistyped one would not be named
  app.footer("exit codes: 0 good, 1 the input is at fault, 2 wrong usage");
  add_options(app, options, chosen);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_code(Exit::good) : exit_code(Exit::usage);
  }
  if (chosen == nullptr) {
    std::cerr << "a command is required: check, explain, decide, plan, test, facts, schema or import-dmn\n"
                 "Run with --help for more information.\n";
    return exit_code(Exit::usage);
  }
  return exit_code(chosen(options));
}

}  // namespace

}  // namespace doudi::cli

int main(int count, char** arguments) {
  try {
    const int code = doudi::cli::run(count, arguments);
    std::cout.flush();
    return code;
  } catch (const std::exception& error) {
    std::cerr << "doudi: internal error: " << error.what() << '\n';
    return static_cast<int>(doudi::cli::Exit::internal);
  }
}
