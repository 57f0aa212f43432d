// src/base/duration_text.cpp - durations from text and back.
// Layer 0.
#include <array>
#include <cstddef>
#include <limits>
#include <span>

#include "doudi/base/duration.hpp"

namespace doudi {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

constexpr bool is_digit(char character) noexcept {
  return character >= '0' && character <= '9';
}

/// A part such as `12M`, and what one of it counts.
struct Part {
  char letter;
  std::int64_t unit;
};
constexpr std::array year_parts{Part{'Y', 12}, Part{'M', 1}};
constexpr std::array day_parts{Part{'D', 86'400}};
constexpr std::array time_parts{Part{'H', 3'600}, Part{'M', 60}, Part{'S', 1}};

/// Reads parts in their order from the front of a text and adds them up.
class PartReader {
 public:
  explicit PartReader(std::string_view text) : text_{text} {}

  /// Takes the parts that are there; returns how many.
  int take(std::span<const Part> parts) {
    int taken = 0;
    for (const Part& part : parts) taken += take(part) ? 1 : 0;
    return taken;
  }
  bool take(char letter) {
    if (!text_.starts_with(letter)) return false;
    text_.remove_prefix(1);
    return true;
  }
  [[nodiscard]] bool at_end() const noexcept { return text_.empty(); }
  [[nodiscard]] bool overflowed() const noexcept { return overflowed_; }
  [[nodiscard]] std::int64_t total() const noexcept { return total_; }
  [[nodiscard]] std::int64_t nanoseconds() const noexcept { return nanoseconds_; }

 private:
  bool take(const Part& part) {
    std::size_t end = 0;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    const std::string_view whole = text_.substr(0, end);
    std::string_view decimals;
    if (part.letter == 'S' && end < text_.size() && text_[end] == '.') {
      const std::size_t begin = ++end;
      while (end < text_.size() && is_digit(text_[end])) ++end;
      decimals = text_.substr(begin, end - begin);
    }
    if (whole.empty() || end == text_.size() || text_[end] != part.letter) return false;
    text_.remove_prefix(end + 1);
    count(whole, part.unit);
    std::int64_t unit = 100'000'000;
    for (std::size_t i = 0; i < decimals.size() && unit > 0; ++i, unit /= 10) {
      nanoseconds_ += (decimals[i] - '0') * unit;
    }
    return true;
  }

  void count(std::string_view digits, std::int64_t unit) {
    std::int64_t value = 0;
    for (const char digit : digits) {
      overflowed_ = overflowed_ || value > (largest - (digit - '0')) / 10;
      value = overflowed_ ? 0 : value * 10 + (digit - '0');
    }
    overflowed_ = overflowed_ || value > (largest - total_) / unit;
    total_ = overflowed_ ? 0 : total_ + value * unit;
  }

  std::string_view text_;
  std::int64_t total_ = 0;
  std::int64_t nanoseconds_ = 0;
  bool overflowed_ = false;
};

/// A magnitude; the smallest int64 has one too.
constexpr std::uint64_t magnitude_of(std::int64_t value) noexcept {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

std::string part_text(std::uint64_t value, char letter) {
  return value == 0 ? std::string{} : std::to_string(value) + letter;
}

std::string seconds_text(std::uint64_t seconds, std::uint64_t nanoseconds) {
  if (nanoseconds == 0) return part_text(seconds, 'S');
  std::string decimals = std::to_string(nanoseconds);
  decimals.insert(0, 9 - decimals.size(), '0');
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return std::to_string(seconds) + "." + decimals + "S";
}

}  // namespace

Result<YearsMonths, DurationProblem> YearsMonths::parse(std::string_view text) {
  PartReader reader{text};
  const bool negative = reader.take('-');
  if (!reader.take('P') || reader.take(year_parts) == 0 || !reader.at_end()) {
    return Failure{DurationProblem::malformed};
  }
  if (reader.overflowed()) return Failure{DurationProblem::overflow};
  return YearsMonths{negative ? -reader.total() : reader.total()};
}

std::string YearsMonths::text() const {
  if (months == 0) return "P0M";
  const std::uint64_t magnitude = magnitude_of(months);
  return (months < 0 ? "-P" : "P") + part_text(magnitude / 12, 'Y') + part_text(magnitude % 12, 'M');
}

Result<DaysTime, DurationProblem> DaysTime::parse(std::string_view text) {
  PartReader reader{text};
  const bool negative = reader.take('-');
  if (!reader.take('P')) return Failure{DurationProblem::malformed};
  const int day_count = reader.take(day_parts);
  const bool with_time = reader.take('T');
  const int time_count = with_time ? reader.take(time_parts) : 0;
  if (day_count + time_count == 0 || (with_time && time_count == 0) || !reader.at_end()) {
    return Failure{DurationProblem::malformed};
  }
  if (reader.overflowed()) return Failure{DurationProblem::overflow};
  return *from_seconds(negative ? -reader.total() : reader.total(),
                       negative ? -reader.nanoseconds() : reader.nanoseconds());
}

std::string DaysTime::text() const {
  if (*this == DaysTime{}) return "PT0S";
  const bool negative = seconds_ < 0;
  // Below zero the nanoseconds count upwards from the seconds: -1.5 is -2 and 0.5.
  const bool borrowed = negative && nanoseconds_ > 0;
  const std::uint64_t seconds = magnitude_of(seconds_) - (borrowed ? 1 : 0);
  const auto nanoseconds = static_cast<std::uint64_t>(borrowed ? 1'000'000'000 - nanoseconds_ : nanoseconds_);
  const std::string time = part_text(seconds % 86'400 / 3'600, 'H') + part_text(seconds % 3'600 / 60, 'M') +
                           seconds_text(seconds % 60, nanoseconds);
  return (negative ? "-P" : "P") + part_text(seconds / 86'400, 'D') + (time.empty() ? "" : "T" + time);
}

}  // namespace doudi
