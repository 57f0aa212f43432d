// src/cli/command_check.cpp - `doudi check`: is a pack sound?
#include <algorithm>
#include <cstddef>
#include <iostream>
#include <string>
#include <variant>

#include "cli/command.hpp"

namespace doudi::cli {

namespace {

bool has_table(const model::Rule& rule) {
  return std::ranges::any_of(rule.versions, [](const model::RuleVersion& version) {
    return std::holds_alternative<model::Table>(version.body);
  });
}

/// `1 rule`, `2 rules`; 规则 2 条.
std::string counted(text::Language language, std::size_t count, std::string_view en, std::string_view zh) {
  const std::string number = std::to_string(count);
  if (language == text::Language::zh) return std::string{zh} + ' ' + number;
  return number + ' ' + std::string{en} + (count == 1 ? "" : "s");
}

/// `xingan-2019: 16 rules (2 of them tables), 8 parameters, 6 schemes, 13 facts: no faults`.
std::string summary(const model::Pack& pack, text::Language language) {
  const auto tables = static_cast<std::size_t>(std::ranges::count_if(pack.rules, has_table));
  std::size_t facts = 0;
  for (const model::Entity& entity : pack.entities) facts += entity.facts.size();
  std::string line = pack.name + std::string{in(language, ": ", "：")};
  line += counted(language, pack.rules.size(), "rule", "规则");
  if (tables != 0) {
    line += in(language, " (", "（");
    line += language == text::Language::zh ? "其中表格 " + std::to_string(tables)
                                           : std::to_string(tables) + " of them in tables";
    line += in(language, ")", "）");
  }
  const auto add = [&](std::size_t count, std::string_view en, std::string_view zh) {
    if (count != 0) line += std::string{in(language, ", ", "，")} + counted(language, count, en, zh);
  };
  add(pack.parameters.size(), "parameter", "参数");
  add(pack.schemes.size(), "scheme", "救助项目");
  add(facts, "fact", "事实");
  add(pack.outputs.size(), "output", "输出");
  return line + std::string{in(language, "; no faults", "；没有错误")};
}

}  // namespace

Exit run_check(const Options& options) {
  Exit exit = Exit::good;
  for (const std::string& path : options.packs) {
    const LoadedPack loaded = load_reported(path, options);
    if (loaded) {
      std::cout << summary(*loaded, options.language) << '\n';
    } else {
      const std::size_t count = loaded.diagnostics.error_count();
      std::cerr << path << in(options.language, ": ", "：")
                << (options.language == text::Language::zh
                        ? std::to_string(count) + " 个错误"
                        : std::to_string(count) + (count == 1 ? " fault" : " faults"))
                << '\n';
      exit = Exit::input;
    }
  }
  return exit;
}

}  // namespace doudi::cli
