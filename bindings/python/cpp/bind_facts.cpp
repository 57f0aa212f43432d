// bindings/python/cpp/bind_facts.cpp - what a pack reads: the facts of a record, and its dated parameters.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <pybind11/stl.h>

#include "bind.hpp"
#include "loaded.hpp"
#include "python_values.hpp"

namespace doudi::python {

namespace py = pybind11;

namespace {

py::tuple cites_of(const std::vector<model::Cite>& cites) {
  std::vector<std::string> result;
  for (const model::Cite& cite : cites)
    result.push_back(cite.locator.empty() ? cite.source : cite.source + ' ' + cite.locator);
  return texts(result);
}

void add_labels(py::dict& fields, const model::Labels& labels) {
  fields["zh"] = labels.zh;
  fields["en"] = labels.en;
}

/// The value's type in a word, with its unit and, of an enumeration, its members and their labels.
void add_type(py::dict& fields, const model::Pack& pack, const model::Type& type) {
  fields["type"] = std::string{model::kind_name(type.kind)};
  fields["unit"] = type.is(model::Kind::number) && !type.unit.plain() ? py::object{py::str(type.unit.text())}
                                                                      : py::object{py::none()};
  py::dict members;
  if (type.is(model::Kind::enumeration)) {
    const model::Enumeration& enumeration = pack[type.enumeration];
    for (std::size_t index = 0; index < enumeration.members.size(); ++index) {
      const bool labelled = index < enumeration.member_labels.size();
      const model::Labels labels = labelled ? enumeration.member_labels[index] : model::Labels{};
      members[py::str(enumeration.members[index])] = py::make_tuple(labels.zh, labels.en);
    }
  }
  fields["members"] = std::move(members);
}

py::object optional_number(const std::optional<Decimal>& number) {
  return number ? number_object(*number) : py::object{py::none()};
}

py::object bound_object(const std::optional<model::DateBound>& bound) {
  if (!bound) return py::none();
  return bound->date ? date_object(*bound->date) : py::object{py::str("today")};
}

/// What a fact is in a word, and the type of what stands in it.
const char* shape_name(model::Fact::Shape shape) {
  switch (shape) {
    case model::Fact::Shape::value:
      return "value";
    case model::Fact::Shape::values:
      return "values";
    case model::Fact::Shape::members:
      return "members";
    case model::Fact::Shape::reference:
      return "reference";
  }
  return "";
}

/// `persons.wage`: the list that holds the entity, then the fact.
std::string path_of(const model::Pack& pack, const model::Entity& entity, const std::string& name) {
  if (!entity.parent) return name;
  const model::Entity& parent = pack[*entity.parent];
  return path_of(pack, parent, parent.facts[entity.list_fact].name) + '.' + name;
}

py::dict fact_object(const model::Pack& pack, const model::Entity& entity, const model::Fact& fact) {
  using Shape = model::Fact::Shape;
  py::dict fields;
  fields["path"] = path_of(pack, entity, fact.name);
  fields["name"] = fact.name;
  fields["entity"] = entity.name;
  fields["shape"] = shape_name(fact.shape);
  add_labels(fields, fact.labels);
  const bool scalar = fact.shape == Shape::value;
  add_type(fields, pack, scalar || fact.shape == Shape::reference ? fact.type : fact.type.element());
  const bool of_entity = fact.shape == Shape::members || fact.shape == Shape::reference;
  const model::Type& linked = fact.shape == Shape::members ? fact.type.element() : fact.type;
  if (of_entity) fields["type"] = pack[linked.entity].name;
  const bool number = std::string{py::str(fields["type"])} == "number";
  fields["decimals"] = number ? py::object{py::int_(fact.decimals)} : py::object{py::none()};
  fields["low"] = fact.low ? optional_number(fact.low) : bound_object(fact.first);
  fields["high"] = fact.high ? optional_number(fact.high) : bound_object(fact.last);
  fields["optional"] = fact.optional;
  fields["has_default"] = fact.default_value.has_value();
  fields["default"] = fact.default_value ? literal_object(*fact.default_value) : py::object{py::none()};
  fields["cites"] = cites_of(fact.cites);
  return fields;
}

py::list facts_of(const Loaded& loaded) {
  py::list result;
  for (const model::Entity& entity : loaded.pack().entities) {
    for (const model::Fact& fact : entity.facts) result.append(fact_object(loaded.pack(), entity, fact));
  }
  return result;
}

/// A known value, exactly; None where the pack says that nothing was in force, Unknown where it says that it is not known.
py::object parameter_value(const model::ParameterValue& value, const std::string& name) {
  if (const auto* literal = std::get_if<model::Literal>(&value)) return literal_object(*literal);
  if (const auto* quotient = std::get_if<model::Quotient>(&value)) {
    const py::object fraction = attribute("fractions", "Fraction");
    return fraction(number_object(quotient->numerator)) / fraction(number_object(quotient->denominator));
  }
  if (std::holds_alternative<model::NoneInForce>(value)) return py::none();
  return unknown_object({"parameters." + name});
}

py::dict version_object(const Loaded& loaded, const model::Parameter& parameter,
                        const model::ParameterVersion& version) {
  const model::Pack& pack = loaded.pack();
  py::dict fields;
  fields["start"] = version.period.from ? date_object(*version.period.from) : py::object{py::none()};
  fields["end"] = version.period.until ? date_object(*version.period.until) : py::object{py::none()};
  fields["value"] = version.rows.empty() ? parameter_value(version.value, parameter.name) : py::none();
  py::list rows;
  for (const model::ParameterRow& row : version.rows) {
    std::vector<std::string> cells;
    for (const model::Cell& cell : row.cells) {
      std::string text = cell.any ? "-" : std::string{loaded->sources.text(cell.span)};
      cells.push_back(std::move(text));
    }
    rows.append(py::make_tuple(texts(cells), parameter_value(row.value, parameter.name)));
  }
  fields["rows"] = py::tuple(rows);
  fields["cites"] = cites_of(version.cites);
  fields["assumed"] = pack.is_assumed(version.cites) || pack.is_assumed(parameter.cites);
  return fields;
}

py::list parameters_of(const Loaded& loaded) {
  const model::Pack& pack = loaded.pack();
  py::list result;
  for (const model::Parameter& parameter : pack.parameters) {
    py::dict fields;
    fields["name"] = parameter.name;
    add_labels(fields, parameter.labels);
    add_type(fields, pack, parameter.type);
    std::vector<std::string> keys;
    for (const model::FactId key : parameter.keys)
      keys.push_back(path_of(pack, pack[key.entity], pack[key].name));
    fields["keys"] = texts(keys);
    fields["cites"] = cites_of(parameter.cites);
    py::list versions;
    for (const model::ParameterVersion& version : parameter.versions)
      versions.append(version_object(loaded, parameter, version));
    fields["versions"] = std::move(versions);
    result.append(std::move(fields));
  }
  return result;
}

}  // namespace

void bind_facts(py::module_& module) {
  module.def("facts", &facts_of);
  module.def("parameters", &parameters_of);
}

}  // namespace doudi::python
