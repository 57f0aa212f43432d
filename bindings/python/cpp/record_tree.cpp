// bindings/python/cpp/record_tree.cpp - a household written as dicts of Python, as the tree that the engine validates.
#include "record_tree.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doudi/base/decimal.hpp"

#include "python_values.hpp"

namespace doudi::python {

namespace py = pybind11;
using model::RecordNode;

namespace {

constexpr int deepest = 64;  // as in JSON and YAML

std::string type_name(py::handle value) {
  return py::str(py::type::handle_of(value).attr("__name__"));
}

/// What is known about the place of a value: the entity whose fields it has, or the fact that it is of.
struct Where {
  const model::Entity* entity = nullptr;  ///< fields of a member or of the root
  const model::Fact* fact = nullptr;
  std::optional<int> decimals;  ///< of a number that is no fact: what a case keeps
  bool case_block = false;
  int depth = 0;
};

/// One step of the path to a value.
struct Step {
  std::string text;
  bool position = false;  ///< in a list, counted from 0
};

class TreeReader {
 public:
  explicit TreeReader(const model::Pack& pack)
      : pack_{pack},
        decimal_{attribute("decimal", "Decimal")},
        date_{attribute("datetime", "date")},
        datetime_{attribute("datetime", "datetime")},
        mapping_{attribute("collections.abc", "Mapping")} {}

  RecordNode read(py::handle value) {
    if (!is_mapping(value))
      throw py::type_error("a record is a dict of facts (or a pathlib.Path of a file), not " +
                           type_name(value));
    return node(value, {.entity = &pack_.entities.front()});
  }

 private:
  [[nodiscard]] bool is_mapping(py::handle value) const {
    return py::isinstance<py::dict>(value) || py::isinstance(value, mapping_);
  }

  [[nodiscard]] std::string path() const {
    std::string result;
    for (const Step& step : steps_) {
      if (!result.empty() && !step.position) result += '.';
      result += step.position ? '[' + step.text + ']' : model::path_step(step.text);
    }
    return result.empty() ? "record" : result;
  }

  RecordNode node(py::handle value, const Where& where) {
    if (where.depth > deepest) throw py::value_error(path() + ": more than 64 levels deep");
    if (value.is_none()) return {{}, model::Null{}};
    if (py::isinstance<py::bool_>(value)) return {{}, value.cast<bool>()};
    if (py::isinstance<py::str>(value)) return text_node(value.cast<std::string>());
    if (py::isinstance<py::dict>(value)) return map_node(value, where);
    if (py::isinstance<py::list>(value) || py::isinstance<py::tuple>(value)) return list_node(value, where);
    if (py::isinstance<py::float_>(value)) return float_node(value, where);
    if (py::isinstance<py::int_>(value)) return integer_node(value);
    if (py::isinstance(value, decimal_)) return decimal_node(value);
    if (py::isinstance(value, date_)) return date_node(value, where);
    if (is_mapping(value)) return map_node(value, where);  // asked last: it is slow to say no
    return foreign_node(value, where);
  }

  static RecordNode text_node(std::string text) {
    return {{}, model::ScalarNode{std::move(text), model::ScalarNode::Form::text}};
  }
  static RecordNode number_node(std::string text) {
    return {{}, model::ScalarNode{std::move(text), model::ScalarNode::Form::number}};
  }

  static RecordNode integer_node(py::handle value) {
    const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
    if (!number) throw py::error_already_set();
    return number_node(py::str(number));
  }

  RecordNode decimal_node(py::handle value) {
    if (!value.attr("is_finite")().cast<bool>())
      throw py::value_error(path() + ": no number; leave the fact out if it is unknown");
    const auto exponent = value.attr("adjusted")().cast<long>();
    if (exponent > 6200 || exponent < -6200) throw py::value_error(path() + ": the number is too long");
    return number_node(value.attr("__format__")("f").cast<std::string>());
  }

  RecordNode date_node(py::handle value, const Where& where) {
    const bool moment = py::isinstance(value, datetime_);
    if (moment && where.fact != nullptr && where.fact->type.is(model::Kind::date))
      throw py::type_error(path() + ": a day is asked for, not a " + type_name(value) + "; take its .date()");
    return text_node(value.attr("isoformat")().cast<std::string>());
  }

  /// How many decimals the place takes; nothing where no number is asked for.
  static std::optional<int> decimals_of(const Where& where) {
    if (where.decimals) return where.decimals;
    if (where.fact == nullptr) return std::nullopt;
    const model::Type& type =
        where.fact->shape == model::Fact::Shape::values ? where.fact->type.element() : where.fact->type;
    return type.is(model::Kind::number) ? std::optional{where.fact->decimals} : std::nullopt;
  }

  /// A float means the shortest decimal text that reads as it: 0.1 is 0.1. If that has more decimals than the fact takes it
  /// is the result of a calculation in binary, and only the caller knows how to round it.
  RecordNode float_node(py::handle value, const Where& where) {
    const double number = value.cast<double>();
    if (!std::isfinite(number))
      throw py::value_error(path() +
                            ": not a finite number; leave the fact out if it is unknown, give None"
                            " if there is none");
    const py::object shortest = decimal_(attribute("builtins", "float").attr("__repr__")(value));
    const std::string text = shortest.attr("__format__")("f").cast<std::string>();
    const auto decimals = decimals_of(where);
    if (!decimals) return number_node(text);  // no number is asked for here, which the builder says
    const auto exact = Decimal::parse(text);
    if (!exact || exact->decimals() > *decimals)
      throw py::value_error(path() + ": a float that does not fit the " + std::to_string(*decimals) +
                            " decimals of this number; round it as the rules ask, or give Decimal(\"…\")");
    return number_node(exact->text());
  }

  /// Scalars of numpy and others, known by what they can do: nothing is imported.
  RecordNode foreign_node(py::handle value, const Where& where) {
    if (py::hasattr(value, "dtype") && py::hasattr(value, "item")) {
      const py::object plain = value.attr("item")();
      if (!py::type::handle_of(plain).is(py::type::handle_of(value)) && !py::hasattr(plain, "dtype"))
        return node(plain, where);
    }
    if (PyIndex_Check(value.ptr()) != 0) return integer_node(value);
    if (py::isinstance(value, attribute("datetime", "time")))
      return text_node(value.attr("isoformat")().cast<std::string>());
    throw py::type_error(path() +
                         ": a fact is a Decimal, int, str, bool, datetime.date, None, dict or list, not " +
                         type_name(value));
  }

  RecordNode map_node(py::handle map, const Where& where) {
    model::MapNode result;
    for (const py::handle item : py::list(map.attr("items")())) {
      const auto pair = py::cast<py::tuple>(item);
      if (!py::isinstance<py::str>(pair[0]))
        throw py::type_error(path() + ": names of facts and ids are texts, not " + type_name(pair[0]));
      std::string key = pair[0].cast<std::string>();
      steps_.push_back({key, false});
      RecordNode value = node(pair[1], below(where, key));
      steps_.pop_back();
      result.fields.push_back({std::move(key), {}, std::move(value)});
    }
    return {{}, std::move(result)};
  }

  RecordNode list_node(py::handle list, const Where& where) {
    model::ListNode result;
    const bool members = where.fact != nullptr && where.fact->shape == model::Fact::Shape::members;
    Where inside = where;
    ++inside.depth;
    if (members) inside = {.entity = entity_of(*where.fact), .depth = inside.depth};
    std::size_t index = 0;
    for (const py::handle item : list) {
      steps_.push_back(step_of(item, index++));
      result.items.push_back(node(item, inside));
      steps_.pop_back();
    }
    return {{}, std::move(result)};
  }

  /// Members are named by their ids, as everywhere; other items by their position.
  [[nodiscard]] Step step_of(py::handle item, std::size_t index) const {
    if (py::isinstance<py::dict>(item)) {
      const py::object id = item.attr("get")("id");
      if (py::isinstance<py::str>(id)) return {id.cast<std::string>(), false};
    }
    return {std::to_string(index), true};
  }

  [[nodiscard]] const model::Entity* entity_of(const model::Fact& members) const {
    return &pack_[members.type.element().entity];
  }

  /// Where the value of a key stands.
  [[nodiscard]] Where below(const Where& where, const std::string& key) const {
    const int depth = where.depth + 1;
    if (where.case_block) return {.decimals = decimals_in_case(key), .depth = depth};
    if (where.entity != nullptr) {
      const auto fact = std::ranges::find(where.entity->facts, key, &model::Fact::name);
      if (fact != where.entity->facts.end()) return {.fact = &*fact, .depth = depth};
      const bool is_case = where.entity == &pack_.entities.front() && key == "case" && pack_.lifecycle;
      return {.case_block = is_case, .depth = depth};
    }
    // A list of members as a map: its keys are ids.
    if (where.fact != nullptr && where.fact->shape == model::Fact::Shape::members)
      return {.entity = entity_of(*where.fact), .depth = depth};
    return {.depth = depth};
  }

  [[nodiscard]] std::optional<int> decimals_in_case(const std::string& key) const {
    constexpr int of_amounts = 2;
    if (key == "amount") return of_amounts;
    const auto& remember = pack_.lifecycle->remember;
    for (std::size_t index = 0; index < remember.size(); ++index) {
      const model::Type& type = pack_.lifecycle->remember_types[index];
      if (remember[index].first == key && type.is(model::Kind::number)) return type.number.decimals;
    }
    return std::nullopt;
  }

  const model::Pack& pack_;
  py::object decimal_;
  py::object date_;
  py::object datetime_;
  py::object mapping_;
  std::vector<Step> steps_;
};

}  // namespace

RecordNode record_tree(const model::Pack& pack, py::handle record) {
  return TreeReader{pack}.read(record);
}

}  // namespace doudi::python
