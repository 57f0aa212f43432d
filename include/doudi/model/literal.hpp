// doudi/model/literal.hpp - values that can be written down: constants of expressions, facts of records.
// Layer 3.
#pragma once

#include <string>
#include <variant>

#include "doudi/base/date.hpp"
#include "doudi/base/date_time.hpp"
#include "doudi/base/decimal.hpp"
#include "doudi/base/duration.hpp"
#include "doudi/base/time.hpp"

namespace doudi::model {

/// The FEEL null.
struct Null {
  friend bool operator==(Null, Null) = default;
};

/// A scalar. Members of enumerations are texts; which enumeration is said by the type.
using Literal = std::variant<Null, bool, Decimal, std::string, Date, YearsMonths, DaysTime, Time, DateTime>;

/// As FEEL writes it in a formula: `"text"`, `@"2019-06-01"`, `369.62`, `null`.
[[nodiscard]] std::string literal_text(const Literal& literal);
/// As answers show it: text and dates without quotes.
[[nodiscard]] std::string plain_text(const Literal& literal);

}  // namespace doudi::model
