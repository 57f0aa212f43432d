// bindings/python/cpp/python_values.cpp - values of the engine as objects of Python, and days back.
#include "python_values.hpp"

#include <datetime.h>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include <pybind11/stl.h>

#include "doudi/explain/explanation.hpp"
#include "doudi/explain/value_text.hpp"
#include "doudi/text/message.hpp"

namespace doudi::python {

namespace py = pybind11;

py::object attribute(const char* module, const char* name) {
  // Python keeps modules: looking one up again is two look-ups in dicts.
  return py::module_::import(module).attr(name);
}

py::object number_object(const Decimal& number) {
  return attribute("decimal", "Decimal")(number.text());
}

py::object date_object(Date date) {
  if (date.year() < 1 || date.year() > 9999) return py::str(date.text());
  return attribute("datetime", "date")(date.year(), date.month(), date.day());
}

py::object literal_object(const model::Literal& literal) {
  if (std::holds_alternative<model::Null>(literal)) return py::none();
  if (const auto* boolean = std::get_if<bool>(&literal)) return py::bool_(*boolean);
  if (const auto* number = std::get_if<Decimal>(&literal)) return number_object(*number);
  if (const auto* date = std::get_if<Date>(&literal)) return date_object(*date);
  return py::str(model::plain_text(literal));
}

py::tuple texts(const std::vector<std::string>& values) {
  py::tuple result(values.size());
  for (std::size_t index = 0; index < values.size(); ++index) result[index] = py::str(values[index]);
  return result;
}

py::object unknown_object(const std::vector<std::string>& missing) {
  return attribute("doudi.values", "Unknown")(texts(missing));
}

py::object failed_object(text::Code code, const text::Arguments& arguments, text::Language language) {
  return attribute("doudi.values", "Failed")(std::string{text::code_name(code)},
                                             text::message_text(code, arguments, language));
}

py::object value_object(const ValueContext& context, const explain::Value& value) {
  if (const auto* literal = value.get_if<model::Literal>()) return literal_object(*literal);
  if (const auto* member = value.get_if<model::Member>())
    return py::str(explain::member_name(context.pack, context.record, *member));
  if (const auto* unknown = value.get_if<explain::Unknown>()) {
    std::vector<std::string> missing;
    for (const explain::MissingFact& fact : unknown->facts.facts())
      missing.push_back(explain::missing_path(context.pack, context.record, fact));
    return unknown_object(missing);
  }
  if (const auto* failed = value.get_if<explain::Failed>())
    return failed_object(explain::code_of(failed->reason), failed->arguments, context.language);
  if (const auto* list = value.get_if<explain::List>()) {
    py::tuple items(list->items.size());
    for (std::size_t index = 0; index < list->items.size(); ++index)
      items[index] = value_object(context, list->items[index].value);
    return items;
  }
  if (const auto* entries = value.get_if<explain::Context>()) {
    py::dict result;
    for (const auto& [key, entry] : entries->entries) result[py::str(key)] = value_object(context, entry);
    return result;
  }
  return py::str(explain::value_text(context.pack, context.record, value));
}

Date date_from(py::handle on) {
  const bool moment = py::isinstance(on, attribute("datetime", "datetime"));
  if (!moment && py::isinstance(on, attribute("datetime", "date"))) {
    const auto day = Date::from_parts(on.attr("year").cast<int>(), on.attr("month").cast<int>(),
                                      on.attr("day").cast<int>());
    return day.value();
  }
  if (!py::isinstance<py::str>(on))
    throw py::type_error("on: a datetime.date or a text such as \"2019-06-01\", not " +
                         std::string{py::str(py::type::handle_of(on).attr("__name__"))} +
                         (moment ? "; take its .date()" : ""));
  const std::string text = on.cast<std::string>();
  const auto day = Date::parse(text);
  if (!day) throw py::value_error("on: " + text + " is no date such as 2019-06-01");
  return *day;
}

text::Language language_from(std::string_view name) {
  if (name == "en") return text::Language::en;
  if (name == "zh") return text::Language::zh;
  throw py::value_error("language: \"en\" or \"zh\", not \"" + std::string{name} + '"');
}

}  // namespace doudi::python
