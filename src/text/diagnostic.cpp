// src/text/diagnostic.cpp - collects what is wrong and puts it in order.
// Layer 1.
#include "doudi/text/diagnostic.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace doudi::text {

namespace {

bool before(const Diagnostic& first, const Diagnostic& second) {
  return std::tuple(first.span.begin, first.code, first.span.end) <
         std::tuple(second.span.begin, second.code, second.span.end);
}

bool same_arguments(const Arguments& first, const Arguments& second) {
  return std::equal(first.begin(), first.end(), second.begin(), second.end(),
                    [](const Argument& left, const Argument& right) {
                      return left.name == right.name && left.value == right.value;
                    });
}

bool repeats(const Diagnostic& first, const Diagnostic& second) {
  return first.code == second.code && first.span == second.span &&
         same_arguments(first.arguments, second.arguments);
}

}  // namespace

Diagnostic& Diagnostic::label(LabelCode label_code, Span where, Arguments values) {
  labels.push_back({label_code, where, std::move(values)});
  return *this;
}

Diagnostic& Diagnostic::help(Hint hint, Arguments values) {
  helps.push_back({hint, std::move(values)});
  return *this;
}

Diagnostic& Diagnostics::add(Diagnostic diagnostic) {
  if (all_.size() < most_kept) return all_.emplace_back(std::move(diagnostic));
  return not_kept_ = std::move(diagnostic);
}

void Diagnostics::settle(Span where) {
  if (!where.somewhere()) return;
  std::uint32_t& end = settled_[where.begin];
  end = std::max(end, where.end);
}

bool Diagnostics::settled(Span where) const {
  if (!where.somewhere()) return false;
  const auto next = settled_.upper_bound(where.begin);
  return next != settled_.begin() && where.begin < std::prev(next)->second;
}

Diagnostic& Diagnostics::error(Code code, Span where, Arguments values) {
  if (settled(where)) return not_kept_ = Diagnostic{code, Severity::error, where, std::move(values), {}, {}};
  ++error_count_;
  return add(Diagnostic{code, Severity::error, where, std::move(values), {}, {}});
}

Diagnostic& Diagnostics::warning(Code code, Span where, Arguments values) {
  if (settled(where))
    return not_kept_ = Diagnostic{code, Severity::warning, where, std::move(values), {}, {}};
  return add(Diagnostic{code, Severity::warning, where, std::move(values), {}, {}});
}

std::vector<Diagnostic> Diagnostics::sorted(std::size_t limit) const {
  std::vector<Diagnostic> result = all_;
  std::stable_sort(result.begin(), result.end(), before);
  // Repetitions share a position and a code, so they stand in one short run; its first one is kept.
  std::vector<Diagnostic> kept;
  for (Diagnostic& diagnostic : result) {
    bool repeated = false;
    for (auto earlier = kept.rbegin(); earlier != kept.rend() && !before(*earlier, diagnostic); ++earlier) {
      repeated = repeated || repeats(*earlier, diagnostic);
    }
    if (!repeated) kept.push_back(std::move(diagnostic));
  }
  if (kept.size() <= limit) return kept;
  const auto is_error = [](const Diagnostic& each) { return each.severity == Severity::error; };
  std::stable_partition(kept.begin(), kept.end(), is_error);
  kept.resize(limit);
  std::stable_sort(kept.begin(), kept.end(), before);
  return kept;
}

}  // namespace doudi::text
