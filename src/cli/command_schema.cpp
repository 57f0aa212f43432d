// src/cli/command_schema.cpp - `doudi facts` and `doudi schema`: what records, packs and cases look like.
#include <iostream>

#include "doudi/io/facts_schema.hpp"

#include "cli/command.hpp"
#include "cli/schema_text.hpp"

namespace doudi::cli {

Exit run_facts(const Options& options) {
  const LoadedPack loaded = load_reported(options.pack, options);
  if (!loaded) return Exit::input;
  std::cout << io::facts_schema(*loaded);
  return Exit::good;
}

Exit run_schema(const Options& options) {
  switch (options.schema) {
    case SchemaOf::pack:
      std::cout << pack_schema();
      break;
    case SchemaOf::cases:
      std::cout << cases_schema();
      break;
  }
  return Exit::good;
}

}  // namespace doudi::cli
