// src/check/table_analysis.cpp - what a table leaves out, says twice, or says in vain.
// Layer 4.
#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include "check/table_cover.hpp"
#include "check/table_reader.hpp"
#include "check/table_space.hpp"
#include "check/visit.hpp"

namespace doudi::check {

using model::HitPolicy;
using model::Literal;

namespace {

constexpr std::size_t most_steps = 2'000'000;  // well under a tenth of a second
constexpr std::size_t most_pairs = 10'000'000;
constexpr std::size_t most_reports = 3;  // of gaps, and of overlaps

bool is_readable(const model::Table& table) {
  bool readable = !table.rows.empty();
  for (const model::Row& row : table.rows) {
    readable = readable && row.cells.size() == table.columns.size();
    for (const model::Cell& cell : row.cells) readable = readable && (cell.any || !cell.tests.empty());
  }
  for_each(table, [&readable](const model::Expression& expression) {
    readable = readable && expression.operation != model::Operation::error &&
               !expression.type.is(model::Kind::error);
  });
  return readable;
}

/// Days that are in both; nothing if there are none.
std::optional<model::Period> days_of_both(const model::Period& lhs, const model::Period& rhs) {
  model::Period both = lhs;
  if (rhs.from && (!both.from || *both.from < *rhs.from)) both.from = rhs.from;
  if (rhs.until && (!both.until || *rhs.until < *both.until)) both.until = rhs.until;
  if (both.from && both.until && *both.until < *both.from) return std::nullopt;
  return both;
}

/// Whether it is an error that no row matches and there is no default.
bool must_match(HitPolicy hit) {
  return hit == HitPolicy::unique || hit == HitPolicy::any || hit == HitPolicy::priority ||
         hit == HitPolicy::first;
}

const Literal* literal_of(const model::Expression& expression) {
  return expression.operation == model::Operation::constant ? std::get_if<Literal>(&expression.detail)
                                                            : nullptr;
}

class TableAnalysis {
 public:
  TableAnalysis(Draft& draft, model::Table& table, std::string_view name, const model::Period& validity)
      : draft_{draft}, table_{table}, name_{name}, space_{draft.pack, table, validity} {}

  void run() {
    const auto empty = [](const Axis& axis) { return axis.possible.empty(); };
    if (std::ranges::any_of(space_.axes(), empty)) return;  // there is no input at all
    report_contradictions();
    find_overlaps();
    find_gaps();
    if (table_.hit == HitPolicy::first && !table_.disjoint) report_hidden_rows();
  }

 private:
  struct Overlap {
    const Box* upper;
    const Box* lower;
    Box common;
  };
  using Visit = std::function<bool(const Box&, const Box&)>;  // false: that is enough

  void report_contradictions() {
    std::vector<bool> satisfiable(table_.rows.size(), false);
    for (const Box& box : space_.boxes()) satisfiable[box.row] = true;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      if (satisfiable[row]) continue;
      draft_
          .error(Code::row_unreachable, table_.rows[row].span,
                 {{"row", table_.rows[row].label}, {"name", name_}})
          .help(Hint::row_contradicts_itself);
    }
  }

  /// The axis that most boxes are bounded on: along it most pairs lie apart.
  [[nodiscard]] std::uint32_t sweep_axis() const {
    std::vector<std::size_t> counts(space_.axes().size() + 1, 0);
    for (const Box& box : space_.boxes()) {
      for (const Limit& limit : box.limits) ++counts[limit.axis];
    }
    return static_cast<std::uint32_t>(std::ranges::max_element(counts) - counts.begin());
  }

  /// Calls for pairs of boxes that may meet. False if there are too many to look at.
  bool visit_pairs(const Visit& visit) const {
    struct Span {
      std::uint32_t begin;
      std::uint32_t end;
      const Box* box;
    };
    const std::uint32_t axis = sweep_axis();
    std::vector<Span> spans;
    for (const Box& box : space_.boxes()) {
      const Stretches* limit = box.on(axis);
      spans.push_back(limit == nullptr ? Span{0, std::numeric_limits<std::uint32_t>::max(), &box}
                                       : Span{limit->front().begin, limit->back().end, &box});
    }
    std::ranges::stable_sort(spans, {}, &Span::begin);
    std::size_t pairs = 0;
    for (std::size_t first = 0; first < spans.size(); ++first) {
      for (std::size_t second = first + 1; second < spans.size() && spans[second].begin < spans[first].end;
           ++second) {
        if (++pairs > most_pairs) return false;
        const Box* upper = spans[first].box;
        const Box* lower = spans[second].box;
        if (upper->row == lower->row) continue;
        if (lower->row < upper->row) std::swap(upper, lower);
        if (!visit(*upper, *lower)) return true;
      }
    }
    return true;
  }

  void find_overlaps() {
    const bool wants_all = table_.hit == HitPolicy::unique || table_.hit == HitPolicy::any;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Overlap> found;  // the first ones, by row
    bool disjoint = true;
    const bool looked_at_all = visit_pairs([&](const Box& upper, const Box& lower) {
      auto common = space_.common(upper, lower);
      if (!common) return true;
      disjoint = false;
      if (table_.hit == HitPolicy::unique || surely_differ(upper, lower, *common)) {
        found.emplace(std::pair{upper.row, lower.row}, Overlap{&upper, &lower, std::move(*common)});
        if (found.size() > most_reports) found.erase(std::prev(found.end()));
      }
      return wants_all;
    });
    table_.disjoint = disjoint && looked_at_all;
    for (const auto& [rows, overlap] : found) report(overlap);
    if (!looked_at_all && disjoint && table_.hit == HitPolicy::unique) report_too_complex();
  }

  /// Different constants for an input that can be had, as far as the table can tell.
  [[nodiscard]] bool surely_differ(const Box& upper, const Box& lower, const Box& common) const {
    const auto certain = [this](const Limit& limit) { return space_.axes()[limit.axis].certain; };
    return table_.hit == HitPolicy::any && std::ranges::all_of(common.limits, certain) &&
           first_difference(upper, lower).has_value();
  }

  [[nodiscard]] std::optional<std::size_t> first_difference(const Box& upper, const Box& lower) const {
    const auto& above = table_.rows[upper.row].outputs;
    const auto& below = table_.rows[lower.row].outputs;
    for (std::size_t index = 0; index < above.size() && index < below.size(); ++index) {
      const Literal* first = literal_of(above[index]);
      const Literal* second = literal_of(below[index]);
      if (first != nullptr && second != nullptr && *first != *second) return index;
    }
    return std::nullopt;
  }

  void report(const Overlap& overlap) {
    const model::Row& upper = table_.rows[overlap.upper->row];
    const model::Row& lower = table_.rows[overlap.lower->row];
    const std::string input = space_.text_of(space_.point_in(overlap.common), {overlap.upper, overlap.lower});
    text::Arguments arguments{
        {"row", upper.label}, {"other", lower.label}, {"name", name_}, {"input", input}};
    Code code = Code::rows_overlap;
    const auto different = first_difference(*overlap.upper, *overlap.lower);
    if (table_.hit == HitPolicy::any && different) {
      code = Code::any_rows_differ;
      arguments.push_back({"value", model::plain_text(*literal_of(upper.outputs[*different]))});
      arguments.push_back({"other_value", model::plain_text(*literal_of(lower.outputs[*different]))});
    }
    draft_.error(code, lower.span, std::move(arguments))
        .label(LabelCode::other_row, upper.span)
        .help(Hint::exclude_or_first);
  }

  void report_too_complex() {
    draft_.error(Code::table_too_complex, table_.span, {{"name", name_}}).help(Hint::add_default_or_first);
  }

  void find_gaps() {
    std::vector<const Box*> boxes;
    for (const Box& box : space_.boxes()) boxes.push_back(&box);
    std::size_t steps = most_steps;
    Cover cover{space_, steps};
    Cover::Outcome outcome = cover.search({}, boxes);
    table_.complete = outcome == Cover::Outcome::covered;
    if (table_.complete || !must_match(table_.hit) || !table_.defaults.empty()) return;
    if (outcome == Cover::Outcome::too_complex) {
      report_too_complex();
      return;
    }
    std::vector<Box> gaps;
    gaps.reserve(most_reports);  // searches look at them again as if they were rows
    while (outcome == Cover::Outcome::gap && gaps.size() < most_reports) {
      gaps.push_back(cover.gap());
      boxes.push_back(&gaps.back());
      const std::string input = space_.text_of(space_.point_in(gaps.back()), {&gaps.back()});
      draft_.error(Code::gap_in_table, table_.span, {{"name", name_}, {"input", input}})
          .help(Hint::add_default_or_first);
      outcome = cover.search({}, boxes);
    }
  }

  /// Rows of a `first` table whose every input matches a row above. What is too complex to be found out is let pass.
  void report_hidden_rows() {
    std::size_t steps = most_steps;
    Cover cover{space_, steps};
    std::vector<const Box*> above;
    const auto& boxes = space_.boxes();
    for (std::size_t begin = 0; begin < boxes.size();) {
      std::size_t end = begin;
      bool hidden = true;
      for (; end < boxes.size() && boxes[end].row == boxes[begin].row; ++end) {
        hidden = hidden && cover.search(boxes[end], above) == Cover::Outcome::covered;
      }
      if (hidden) report_hidden(boxes[begin], above);
      for (; begin < end; ++begin) above.push_back(&boxes[begin]);
    }
  }

  void report_hidden(const Box& box, const std::vector<const Box*>& above) {
    const auto point = space_.point_in(box);
    auto& diagnostic = draft_.error(Code::row_unreachable, table_.rows[box.row].span,
                                    {{"row", table_.rows[box.row].label}, {"name", name_}});
    const auto taker =
        std::ranges::find_if(above, [&](const Box* other) { return space_.contains(*other, point); });
    if (taker == above.end()) return;
    diagnostic.label(LabelCode::row_takes, table_.rows[(*taker)->row].span,
                     {{"input", space_.text_of(point, {&box, *taker})}});
  }

  Draft& draft_;
  model::Table& table_;
  std::string name_;
  TableSpace space_;
};

}  // namespace

void analyse_table(Draft& draft, model::Table& table, std::string_view name, const model::Period& validity) {
  table.complete = false;
  table.disjoint = false;
  const auto days = days_of_both(validity, draft.pack.in_force);
  if (!days || !is_readable(table)) return;
  TableAnalysis{draft, table, name, *days}.run();
}

}  // namespace doudi::check
