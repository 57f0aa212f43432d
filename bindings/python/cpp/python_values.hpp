// bindings/python/cpp/python_values.hpp - values of the engine as objects of Python, and days back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <pybind11/pybind11.h>

#include "doudi/base/date.hpp"
#include "doudi/base/decimal.hpp"
#include "doudi/explain/value.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/text/code.hpp"

namespace doudi::python {

/// An object of a Python module, imported once: `standard("decimal", "Decimal")`. Needs the GIL, as all that follows.
[[nodiscard]] pybind11::object attribute(const char* module, const char* name);

[[nodiscard]] pybind11::object number_object(const Decimal& number);
/// datetime.date; a text for years that Python has not.
[[nodiscard]] pybind11::object date_object(Date date);
/// Decimal, date, str, bool, None; durations and times as their ISO text.
[[nodiscard]] pybind11::object literal_object(const model::Literal& literal);
[[nodiscard]] pybind11::tuple texts(const std::vector<std::string>& values);

/// doudi.Unknown with the paths of what is missing.
[[nodiscard]] pybind11::object unknown_object(const std::vector<std::string>& missing);
/// doudi.Failed with the code's name and message.
[[nodiscard]] pybind11::object failed_object(text::Code code, const text::Arguments& arguments,
                                             text::Language language);

/// What values are made into objects with: names of members and missing facts, words of failures.
struct ValueContext {
  const model::Pack& pack;
  const model::Record& record;
  text::Language language;
};
/// Members by their names; a list as a tuple, a context as a dict, a range as its text.
[[nodiscard]] pybind11::object value_object(const ValueContext& context, const explain::Value& value);

/// The evaluation date: a datetime.date, or its ISO text. Throws TypeError or ValueError.
[[nodiscard]] Date date_from(pybind11::handle on);
/// `en` or `zh`. Throws ValueError.
[[nodiscard]] text::Language language_from(std::string_view name);

}  // namespace doudi::python
