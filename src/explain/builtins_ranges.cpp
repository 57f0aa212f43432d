// src/explain/builtins_ranges.cpp - how points and ranges lie to each other (DMN 1.5, table 78).
// Layer 7.
#include <algorithm>
#include <array>
#include <compare>
#include <stdexcept>

#include "explain/builtins.hpp"
#include "model/range_text.hpp"

namespace doudi::explain {
namespace {

using model::Builtin;
using model::Literal;

/// An end of a range; without a literal it lies beyond everything.
struct End {
  const Literal* literal = nullptr;
  bool included = false;
  bool high = false;
};

/// Two points or ranges and the order of their ends. A point is a range from itself to itself.
class Pair {
 public:
  explicit Pair(const Call& call) : order_{call.pack, type_of(call)} {
    ends_[0] = ends_of(call.arguments[0]);
    ends_[1] = ends_of(call.arguments[1]);
    point_ = {call.arguments[0].get_if<Range>() == nullptr, call.arguments[1].get_if<Range>() == nullptr};
  }

  [[nodiscard]] const End& low(int which) const { return ends_.at(static_cast<std::size_t>(which))[0]; }
  [[nodiscard]] const End& high(int which) const { return ends_.at(static_cast<std::size_t>(which))[1]; }
  [[nodiscard]] bool is_point(int which) const { return point_.at(static_cast<std::size_t>(which)); }
  /// Whether all ends can be compared: they are of one kind that has an order, and there are none that are null.
  [[nodiscard]] bool comparable() const {
    std::vector<const Literal*> literals;
    for (const auto& pair : ends_) {
      for (const End& end : pair) {
        if (end.literal != nullptr) literals.push_back(end.literal);
      }
    }
    return std::all_of(literals.begin(), literals.end(), [&](const Literal* literal) {
      return order_.compare(*literals.front(), *literal).has_value();
    });
  }
  [[nodiscard]] std::strong_ordering compare(const End& lhs, const End& rhs) const {
    if (lhs.literal == nullptr || rhs.literal == nullptr) return side(lhs) <=> side(rhs);
    return order_(*lhs.literal, *rhs.literal);
  }

 private:
  [[nodiscard]] static int side(const End& end) { return end.literal != nullptr ? 0 : end.high ? 1 : -1; }
  [[nodiscard]] static const model::Type& type_of(const Call& call) {
    const model::Type& type = call.expression.operands.front().type;
    return type.is(model::Kind::range) && !type.arguments.empty() ? type.element() : type;
  }
  [[nodiscard]] static std::array<End, 2> ends_of(const Value& value) {
    const auto* range = value.get_if<Range>();
    if (range == nullptr)
      return {End{&value.get<Literal>(), true, false}, End{&value.get<Literal>(), true, true}};
    return {End{range->low ? &*range->low : nullptr, range->bounds.low_included, false},
            End{range->high ? &*range->high : nullptr, range->bounds.high_included, true}};
  }

  Order order_;
  std::array<std::array<End, 2>, 2> ends_;
  std::array<bool, 2> point_{};
};

/// The one ends before the other begins.
[[nodiscard]] bool lies_before(const Pair& pair, int one, int other) {
  const auto gap = pair.compare(pair.high(one), pair.low(other));
  return gap < 0 || (gap == 0 && (!pair.high(one).included || !pair.low(other).included));
}

[[nodiscard]] bool touches(const Pair& pair, int one, int other) {
  return pair.high(one).included && pair.low(other).included &&
         pair.compare(pair.high(one), pair.low(other)) == 0;
}

/// One begins no later than the other.
[[nodiscard]] bool begins_first(const Pair& pair, int one, int other) {
  const auto begin = pair.compare(pair.low(one), pair.low(other));
  return begin < 0 || (begin == 0 && (pair.low(one).included || !pair.low(other).included));
}

/// One ends no sooner than the other.
[[nodiscard]] bool ends_last(const Pair& pair, int one, int other) {
  const auto end = pair.compare(pair.high(one), pair.high(other));
  return end > 0 || (end == 0 && (pair.high(one).included || !pair.high(other).included));
}

[[nodiscard]] bool same_begin(const Pair& pair) {
  const bool equal = pair.compare(pair.low(0), pair.low(1)) == 0;
  return equal && pair.low(0).included == pair.low(1).included;
}

[[nodiscard]] bool same_end(const Pair& pair) {
  const bool equal = pair.compare(pair.high(0), pair.high(1)) == 0;
  return equal && pair.high(0).included == pair.high(1).included;
}

[[nodiscard]] bool includes(const Pair& pair, int one, int other) {
  return begins_first(pair, one, other) && ends_last(pair, one, other);
}

[[nodiscard]] bool overlaps_before(const Pair& pair, int one, int other) {
  const auto begin = pair.compare(pair.low(one), pair.low(other));
  const bool sooner = begin < 0 || (begin == 0 && pair.low(one).included && !pair.low(other).included);
  return sooner && !lies_before(pair, one, other) && ends_last(pair, other, one);
}

/// A relation of two points or ranges; what cannot be compared has none.
template <bool (*relation)(const Pair&)>
[[nodiscard]] Value related(const Call& call) {
  const Pair pair{call};
  return pair.comparable() ? Value{relation(pair)} : wrong_kinds(call);
}

[[nodiscard]] bool before(const Pair& pair) {
  return lies_before(pair, 0, 1);
}
[[nodiscard]] bool after(const Pair& pair) {
  return lies_before(pair, 1, 0);
}
[[nodiscard]] bool meets(const Pair& pair) {
  return touches(pair, 0, 1);
}
[[nodiscard]] bool met_by(const Pair& pair) {
  return touches(pair, 1, 0);
}
[[nodiscard]] bool overlaps(const Pair& pair) {
  return !lies_before(pair, 0, 1) && !lies_before(pair, 1, 0);
}
[[nodiscard]] bool overlaps_first(const Pair& pair) {
  return overlaps_before(pair, 0, 1);
}
[[nodiscard]] bool overlaps_after(const Pair& pair) {
  return overlaps_before(pair, 1, 0);
}
[[nodiscard]] bool finishes(const Pair& pair) {
  return same_end(pair) && (pair.is_point(0) || begins_first(pair, 1, 0));
}
[[nodiscard]] bool finished_by(const Pair& pair) {
  return same_end(pair) && (pair.is_point(1) || begins_first(pair, 0, 1));
}
[[nodiscard]] bool includes_other(const Pair& pair) {
  return includes(pair, 0, 1);
}
[[nodiscard]] bool during(const Pair& pair) {
  return includes(pair, 1, 0);
}
[[nodiscard]] bool starts(const Pair& pair) {
  return same_begin(pair) && (pair.is_point(0) || ends_last(pair, 1, 0));
}
[[nodiscard]] bool started_by(const Pair& pair) {
  return same_begin(pair) && (pair.is_point(1) || ends_last(pair, 0, 1));
}
[[nodiscard]] bool coincides(const Pair& pair) {
  return same_begin(pair) && same_end(pair);
}

[[nodiscard]] Value range_of(const Call& call) {
  const auto& text = call.get<std::string>(0);
  auto range = model::read_range(text);
  if (!range) return call.fail(Reason::text_is_no_range, {{"value", text}});
  return Range{std::move(range->low), std::move(range->high), range->bounds, std::nullopt};
}

constexpr std::array functions{
    BuiltinFunction{Builtin::range_of, range_of},
    BuiltinFunction{Builtin::before, related<before>},
    BuiltinFunction{Builtin::after, related<after>},
    BuiltinFunction{Builtin::meets, related<meets>},
    BuiltinFunction{Builtin::met_by, related<met_by>},
    BuiltinFunction{Builtin::overlaps, related<overlaps>},
    BuiltinFunction{Builtin::overlaps_before, related<overlaps_first>},
    BuiltinFunction{Builtin::overlaps_after, related<overlaps_after>},
    BuiltinFunction{Builtin::finishes, related<finishes>},
    BuiltinFunction{Builtin::finished_by, related<finished_by>},
    BuiltinFunction{Builtin::includes, related<includes_other>},
    BuiltinFunction{Builtin::during, related<during>},
    BuiltinFunction{Builtin::starts, related<starts>},
    BuiltinFunction{Builtin::started_by, related<started_by>},
    BuiltinFunction{Builtin::coincides, related<coincides>},
};

}  // namespace

std::span<const BuiltinFunction> range_functions() noexcept {
  return functions;
}

}  // namespace doudi::explain
