// src/cli/command_plan.cpp - `doudi plan`: what a pack becomes for many households.
#include <iostream>

#include "doudi/plan/program.hpp"

#include "cli/command.hpp"

namespace doudi::cli {

Exit run_plan(const Options& options) {
  const auto on = Date::parse(options.on);
  if (!on) {
    std::cerr << "--on: " << options.on
              << in(options.language, " is no date such as 2019-06-01\n", " 不是形如 2019-06-01 的日期\n");
    return Exit::usage;
  }
  const LoadedPack loaded = load_reported(options.pack, options);
  if (!loaded) return Exit::input;
  std::cout << plan::disassemble(plan::compile(*loaded, *on, options.gaps));
  return Exit::good;
}

}  // namespace doudi::cli
