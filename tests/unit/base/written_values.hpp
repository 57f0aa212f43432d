// tests/unit/base/written_values.hpp - short ways to write the numbers and dates of tests, and to show them.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "doudi/base/date.hpp"
#include "doudi/base/decimal.hpp"
#include "doudi/base/duration.hpp"

namespace doudi {

// Found by doctest through the argument, to show values that differ.
inline std::ostream& operator<<(std::ostream& stream, const Decimal& value) {
  return stream << value.text();
}
inline std::ostream& operator<<(std::ostream& stream, const Date& value) {
  return stream << value.text();
}
inline std::ostream& operator<<(std::ostream& stream, const YearsMonths& value) {
  return stream << value.text();
}
inline std::ostream& operator<<(std::ostream& stream, const DaysTime& value) {
  return stream << value.text();
}

namespace tests {

/// The number that a test writes; throws if it is none.
inline Decimal number(std::string_view text) {
  return Decimal::from_scientific(text).value();
}
/// The day that a test writes; throws if it is none.
inline Date day(std::string_view text) {
  return Date::parse(text).value();
}

}  // namespace tests
}  // namespace doudi
