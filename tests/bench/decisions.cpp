// tests/bench/decisions.cpp - counts the households that two versions decide differently.
#include "decisions.hpp"

#include <stdexcept>
#include <string>

namespace doudi::bench {

Differences compare(const Decisions& lhs, const Decisions& rhs) {
  if (lhs.size() != rhs.size()) {
    throw std::invalid_argument{"decisions for " + std::to_string(lhs.size()) + " households beside " +
                                std::to_string(rhs.size())};
  }
  Differences found;
  for (std::size_t row = 0; row < lhs.size(); ++row) {
    const bool scheme = lhs.scheme[row] != rhs.scheme[row];
    const bool amount = lhs.amount[row] != rhs.amount[row];
    const bool covered = lhs.covered[row] != rhs.covered[row];
    if (scheme) ++found.scheme;
    if (amount) ++found.amount;
    if (covered) ++found.covered;
    if (scheme || amount || covered) ++found.households;
  }
  return found;
}

}  // namespace doudi::bench
