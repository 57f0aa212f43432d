// src/cli/decide.hpp - the parts of `doudi decide`.
#pragma once

#include <iosfwd>
#include <string_view>

#include "doudi/model/pack.hpp"

#include "cli/command.hpp"

namespace doudi::cli {

/// Households at fault whose messages are shown; the others are rows and counts.
inline constexpr std::size_t most_faults_shown = 50;

/// By the end of its name.
[[nodiscard]] bool is_csv(std::string_view path) noexcept;
/// Decides households in CSV files: the first has the households, each other one the members of one list.
[[nodiscard]] Exit decide_csv(const model::Pack& pack, Date on, const Options& options, std::ostream& output);

}  // namespace doudi::cli
