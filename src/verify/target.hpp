// src/verify/target.hpp - what a path of a case means: a fact, a derived value, something of a scheme, a reserved word.
// Layer 9.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "doudi/explain/explain.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"

namespace doudi::verify {

/// What a path leads to in one record.
struct Target {
  enum class Kind : std::uint8_t { fact, derived, scheme_qualifies, scheme_amount, scheme_covered };
  Kind kind = Kind::fact;
  model::Member member;
  std::uint32_t fact = 0;
  explain::Derived derived;
  model::SchemeId scheme{};
};

/// Nothing if there is no such value or no such member.
[[nodiscard]] std::optional<Target> find_target(const model::Pack& pack, const model::Record& record,
                                                std::string_view path);

}  // namespace doudi::verify
