// tests/bench/hand_written_plain.cpp - the plain loop over households, and the list of all that is written by hand.
#include <algorithm>

#include "figures.hpp"
#include "hand_written.hpp"

namespace doudi::bench {
namespace {

bool is_severe(const Households& all, std::size_t person) {
  return all.disability_grade[person] == 1 || all.disability_grade[person] == 2;
}

/// The labour coefficient in twentieths; first match.
std::int64_t coefficient(const Households& all, std::size_t person) {
  if (all.age[person] < 16) return 0;
  if (all.age[person] >= (all.sex[person] != 0 ? 55 : 60)) return 6;
  if (is_severe(all, person)) return 0;
  if (all.seriously_ill[person] != 0) return 4;
  if (all.student[person] != 0) return 0;
  if (all.disability_grade[person] == 3) return 10;
  if (all.disability_grade[person] == 4) return 14;
  return twentieths;
}

struct Members {
  std::int64_t count = 0;
  std::int64_t income = 0;     // of all, in twentieths of a fen
  std::int64_t may_alone = 0;  // how many are severely disabled or ill
};

Members reckon_members(const Households& all, std::size_t household) {
  Members members;
  members.count = all.offsets[household + 1] - all.offsets[household];
  for (std::size_t person = all.offsets[household]; person < all.offsets[household + 1]; ++person) {
    std::int64_t imputed = coefficient(all, person) * reference_income[all.county[household]];
    if (all.caregiver[person] != 0) imputed /= 2;
    members.income += std::max(all.wage[person] * twentieths, imputed) + all.transfers[person] * twentieths;
    if (is_severe(all, person) || all.seriously_ill[person] != 0) ++members.may_alone;
  }
  return members;
}

struct Decision {
  Scheme scheme = Scheme::none;
  std::int64_t covered = 0;
  std::int64_t amount = 0;
};

Decision decide(const Households& all, std::size_t household) {
  const Members members = reckon_members(all, household);
  const std::int64_t count = members.count;
  const std::int64_t of_standard = standard[2U * all.county[household] + all.urban[household]];
  const std::int64_t income =
      members.income + (all.land_income[household] + all.other_income[household]) * twentieths;
  const std::int64_t per_capita = (income + count * twentieths / 2) / (count * twentieths);
  const bool within_assets = all.savings[household] <= 2 * count * of_standard;
  if (within_assets && per_capita <= of_standard) {
    return {Scheme::whole, count, (of_standard - per_capita) * count};
  }
  if (within_assets && members.may_alone > 0 && per_capita <= 2 * of_standard) {
    return {Scheme::single, members.may_alone, members.may_alone * single_benefit(of_standard)};
  }
  const std::int64_t previous = all.previous_benefit[household];
  if (previous > 0 && all.months_over[household] <= gradual_exit_months[all.county[household]]) {
    return {Scheme::gradual_exit, count, (previous + 1) / 2};
  }
  return {};
}

}  // namespace

void decide_plainly(const Households& households, Decisions& decisions) {
  for (std::size_t household = 0; household < households.size(); ++household) {
    const Decision decision = decide(households, household);
    decisions.scheme[household] = static_cast<std::uint8_t>(decision.scheme);
    decisions.covered[household] = static_cast<std::uint8_t>(decision.covered);
    decisions.amount[household] = decision.amount;
  }
}

Version plain_version(const Households& households) {
  return {"plain", "row by row, 64-bit", Role::plain,
          [&households](Decisions& decisions) { decide_plainly(households, decisions); }};
}

std::vector<Version> hand_written_versions(const Households& households) {
  std::vector<Version> versions{plain_version(households)};
  for (const std::size_t block : {512U, 1024U, 2048U, 4096U}) {
    versions.push_back(opponent_version(households, block));
  }
  for (const std::size_t block : {1024U, 2048U, 4096U}) {
    versions.push_back(narrow_version(households, block));
  }
  for (const std::size_t block : {1024U, 2048U}) versions.push_back(slot_version(households, block));
  return versions;
}

}  // namespace doudi::bench
