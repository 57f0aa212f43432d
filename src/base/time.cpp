// src/base/time.cpp - times of day from text and back, and what durations do to them.
// Layer 0.
#include "doudi/base/time.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/zone.hpp"

namespace doudi {
namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t nanoseconds_per_day = seconds_per_day * nanoseconds_per_second;
constexpr std::int64_t largest_offset = 18 * 3'600;
// In seconds after 1970: where clocks are set forward in summer, one of the two is not in it.
constexpr std::int64_t january_2020 = 1'577'836'800;
constexpr std::int64_t july_2020 = 1'593'561'600;

constexpr bool is_digit(char character) noexcept {
  return character >= '0' && character <= '9';
}

constexpr std::int64_t floor_modulo(std::int64_t dividend, std::int64_t divisor) noexcept {
  const std::int64_t rest = dividend % divisor;
  return rest < 0 ? rest + divisor : rest;
}

/// Takes two digits from the front; -1 if there are none.
int take_two(std::string_view& text) {
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return -1;
  const int value = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return value;
}

bool take(std::string_view& text, char mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(1);
  return true;
}

/// `.123` as nanoseconds; -1 for a point without digits.
std::int64_t take_decimals(std::string_view& text) {
  if (!take(text, '.')) return 0;
  std::int64_t value = 0;
  std::size_t count = 0;
  for (; count < text.size() && is_digit(text[count]); ++count) {
    if (count < 9) value = value * 10 + (text[count] - '0');
  }
  if (count == 0) return -1;
  for (std::size_t digits = count; digits < 9; ++digits) value *= 10;
  text.remove_prefix(count);
  return value;
}

/// `+08:00` or `-03:30:15`, in seconds.
Result<std::int32_t, TimeProblem> read_offset(std::string_view text) {
  const bool negative = text.front() == '-';
  text.remove_prefix(1);
  const int hours = take_two(text);
  const int minutes = hours >= 0 && take(text, ':') ? take_two(text) : -1;
  int seconds = 0;
  if (minutes >= 0 && take(text, ':')) seconds = take_two(text);
  if (minutes < 0 || seconds < 0 || !text.empty()) return Failure{TimeProblem::malformed};
  const int total = hours * 3'600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || total > largest_offset) return Failure{TimeProblem::no_such_time};
  return negative ? -total : total;
}

std::string two_digits(std::int64_t value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

std::string offset_text(std::int32_t offset) {
  if (offset == 0) return "Z";
  const std::int32_t size = offset < 0 ? -offset : offset;
  std::string text = (offset < 0 ? "-" : "+") + two_digits(size / 3'600) + ":" + two_digits(size / 60 % 60);
  if (size % 60 != 0) text += ":" + two_digits(size % 60);
  return text;
}

}  // namespace

Result<Time, TimeProblem> Time::parse(std::string_view text) {
  const int hour = take_two(text);
  const int minute = hour >= 0 && take(text, ':') ? take_two(text) : -1;
  const int second = minute >= 0 && take(text, ':') ? take_two(text) : -1;
  const std::int64_t decimals = second >= 0 ? take_decimals(text) : -1;
  if (decimals < 0) return Failure{TimeProblem::malformed};
  Time time;
  if (text == "Z") {
    time.offset_ = 0;
  } else if (text.starts_with('+') || text.starts_with('-')) {
    const auto offset = read_offset(text);
    if (!offset) return Failure{offset.error()};
    time.offset_ = *offset;
  } else if (text.starts_with('@')) {
    time.zone_ = text.substr(1);
  } else if (!text.empty()) {
    return Failure{TimeProblem::malformed};
  }
  const bool end_of_day = hour == 24 && minute == 0 && second == 0 && decimals == 0;
  if (!end_of_day && (hour > 23 || minute > 59 || second > 59)) return Failure{TimeProblem::no_such_time};
  if (text.starts_with('@') && !zone_exists(time.zone_)) return Failure{TimeProblem::no_such_zone};
  time.nanosecond_of_day_ =
      (std::int64_t{hour} * 3'600 + minute * 60 + second) * nanoseconds_per_second + decimals;
  return time;
}

std::optional<Time> Time::from_parts(std::int64_t hour, std::int64_t minute, Decimal second,
                                     std::optional<DaysTime> offset) {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  if (second.is_negative() || second >= Decimal{60}) return std::nullopt;
  const auto scaled = multiply(second, Decimal{nanoseconds_per_second});
  const auto whole = scaled ? rounded(*scaled, 0, RoundingMode::down) : scaled;
  const auto nanoseconds = whole ? whole->to_int64() : std::nullopt;
  if (!nanoseconds) return std::nullopt;
  Time time;
  time.nanosecond_of_day_ = (hour * 3'600 + minute * 60) * nanoseconds_per_second + *nanoseconds;
  if (!offset) return time;
  const std::int64_t seconds = offset->seconds_floor();
  if (offset->nanoseconds() != 0 || seconds > largest_offset || seconds < -largest_offset)
    return std::nullopt;
  time.offset_ = static_cast<std::int32_t>(seconds);
  return time;
}

Time Time::since_midnight(std::int64_t nanoseconds, const Time& like) {
  if (nanoseconds < 0 || nanoseconds >= nanoseconds_per_day) {
    throw std::invalid_argument("no time of day is " + std::to_string(nanoseconds) + " ns after midnight");
  }
  Time time = like;
  time.nanosecond_of_day_ = nanoseconds;
  return time;
}

int Time::hour() const noexcept {
  return static_cast<int>(nanosecond_of_day_ / (3'600 * nanoseconds_per_second));
}
int Time::minute() const noexcept {
  return static_cast<int>(nanosecond_of_day_ / (60 * nanoseconds_per_second) % 60);
}
int Time::second() const noexcept {
  return static_cast<int>(nanosecond_of_day_ / nanoseconds_per_second % 60);
}
std::int32_t Time::nanosecond() const noexcept {
  return static_cast<std::int32_t>(nanosecond_of_day_ % nanoseconds_per_second);
}

std::string Time::text() const {
  std::string text = two_digits(hour()) + ":" + two_digits(minute()) + ":" + two_digits(second());
  if (const std::int64_t decimals = nanosecond(); decimals != 0) {
    std::string digits = std::to_string(nanoseconds_per_second + decimals);
    digits[0] = '.';
    digits.erase(digits.find_last_not_of('0') + 1);
    text += digits;
  }
  if (!zone_.empty()) return text + "@" + zone_;
  return offset_ ? text + offset_text(*offset_) : text;
}

std::optional<std::int64_t> offset_of(const Time& time) {
  if (time.zone().empty()) return time.written_offset();
  const auto in_january = zone_offset_at(time.zone(), january_2020);
  const auto in_july = zone_offset_at(time.zone(), july_2020);
  if (!in_january || !in_july) return std::nullopt;
  return std::min(*in_january, *in_july);
}

namespace {

/// Both times in nanoseconds of UTC's day, or of their own where neither has an offset; nothing if only one has.
std::optional<std::pair<std::int64_t, std::int64_t>> comparable(const Time& lhs, const Time& rhs) {
  const auto left = offset_of(lhs);
  const auto right = offset_of(rhs);
  if (left.has_value() != right.has_value()) return std::nullopt;
  return std::pair{lhs.nanosecond_of_day() - left.value_or(0) * nanoseconds_per_second,
                   rhs.nanosecond_of_day() - right.value_or(0) * nanoseconds_per_second};
}

/// Whole seconds, towards the past.
std::int64_t seconds_of(std::int64_t nanoseconds) {
  return (nanoseconds - floor_modulo(nanoseconds, nanoseconds_per_second)) / nanoseconds_per_second;
}

}  // namespace

bool same_moment(const Time& lhs, const Time& rhs) {
  const auto both = comparable(lhs, rhs);
  return both && seconds_of(both->first) == seconds_of(both->second);
}

std::optional<std::strong_ordering> order_of(const Time& lhs, const Time& rhs) {
  const auto both = comparable(lhs, rhs);
  if (!both) return std::nullopt;
  return both->first <=> both->second;
}

Time add(const Time& time, DaysTime duration) {
  // Whole days make no difference, and what is left cannot overflow.
  const std::int64_t rest = floor_modulo(duration.seconds_floor(), seconds_per_day);
  const std::int64_t sum = time.nanosecond_of_day() + rest * nanoseconds_per_second + duration.nanoseconds();
  return Time::since_midnight(floor_modulo(sum, nanoseconds_per_day), time);
}

std::optional<DaysTime> difference(const Time& lhs, const Time& rhs) {
  const auto both = comparable(lhs, rhs);
  if (!both) return std::nullopt;
  return DaysTime::from_seconds(0, both->first - both->second);
}

}  // namespace doudi
