// src/io/facts_schema.cpp - the JSON Schema of a pack's records.
// Layer 8.
#include "doudi/io/facts_schema.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "doudi/text/json_writer.hpp"

namespace doudi::io {

using model::Entity;
using model::EntityId;
using model::Fact;
using model::Kind;
using model::Literal;
using model::Type;
using text::JsonWriter;
using Shape = text::JsonWriter::Shape;

namespace {

/// `残疾等级 / disability grade`, or what there is of it.
std::string title_of(const model::Labels& labels) {
  if (labels.zh.empty() || labels.en.empty()) return labels.zh + labels.en;
  return labels.zh + " / " + labels.en;
}

/// A name as a URI fragment has it.
std::string fragment(std::string_view name) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string text;
  for (const char character : name) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte > 0x20 && byte < 0x7f) {
      text += character;
    } else {
      text += '%';
      text += hex[byte >> 4U];
      text += hex[byte & 0xFU];
    }
  }
  return text;
}

std::string range_text(const std::string& low, const std::string& high) {
  return "range: [" + low + ", " + high + ']';
}

std::string bound_text(const std::optional<model::DateBound>& bound) {
  if (!bound) return "-";
  return bound->date ? bound->date->text() : "today";
}

/// The limits as a pack writes them, for people and for what JSON Schema cannot check.
std::string description_of(const Fact& fact, const Type& type) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (type.is(Kind::number)) {
    if (!type.unit.plain()) add("unit: " + type.unit.text());
    add("decimals: " + std::to_string(fact.decimals));
    if (fact.low && fact.high) add(range_text(fact.low->text(), fact.high->text()));
  }
  if (fact.first || fact.last) add(range_text(bound_text(fact.first), bound_text(fact.last)));
  return text;
}

/// What the schema of a scalar needs to know besides its type.
struct Limits {
  std::optional<int> decimals;
  std::optional<Decimal> low, high;
};

class SchemaWriter {
 public:
  explicit SchemaWriter(const model::Pack& pack) : pack_{pack} {}

  std::string write() {
    json_.begin_object();
    json_.member("$schema", "https://json-schema.org/draft/2020-12/schema");
    json_.member("title", pack_.name);
    if (const std::string title = title_of(pack_.title); !title.empty()) json_.member("description", title);
    write_fields(pack_.entities.front(), /*with_id=*/false, /*root=*/true);
    json_.key("$defs").begin_object();
    for (std::size_t index = 1; index < pack_.entities.size(); ++index) {
      const Entity& entity = pack_.entities[index];
      json_.key(entity.name).begin_object();
      if (const std::string title = title_of(entity.labels); !title.empty()) json_.member("title", title);
      write_fields(entity, /*with_id=*/false, /*root=*/false);
      json_.end_object();
      json_.key(entity.name + in_list_).begin_object();
      write_fields(entity, /*with_id=*/true, /*root=*/false);
      json_.end_object();
    }
    json_.end_object().end_object();
    return json_.text();
  }

 private:
  // No name ends so, as none holds a `-`.
  const std::string in_list_ = "-in-list";

  void write_fields(const Entity& entity, bool with_id, bool root) {
    json_.member("type", "object").key("properties").begin_object();
    if (with_id) {
      json_.key("id");
      write_id();
    }
    if (root && pack_.lifecycle) {
      json_.key("case").begin_object();
      write_case(*pack_.lifecycle);
      json_.end_object();
    }
    for (const Fact& fact : entity.facts) {
      json_.key(fact.name).begin_object();
      write_fact(fact);
      json_.end_object();
    }
    json_.end_object();
    if (with_id) json_.strings("required", {"id"});
    json_.member("additionalProperties", false);
  }

  void write_fact(const Fact& fact) {
    const bool values = fact.shape == Fact::Shape::values;
    const Type& type = values ? fact.type.element() : fact.type;
    if (const std::string title = title_of(fact.labels); !title.empty()) json_.member("title", title);
    if (const std::string text = description_of(fact, type); !text.empty()) json_.member("description", text);
    if (fact.default_value) {
      json_.key("default");
      write_literal(*fact.default_value);
    }
    const Limits limits{fact.decimals, fact.low, fact.high};
    json_.key("anyOf").begin_array();
    switch (fact.shape) {
      case Fact::Shape::value:
        write_scalar(type, limits);
        break;
      case Fact::Shape::values:
        json_.begin_object().member("type", "array").key("items").begin_object().key("anyOf").begin_array();
        write_scalar(type, limits);
        if (type.nullable) write_null();
        json_.end_array().end_object();
        write_size(fact, "minItems", "maxItems");
        json_.end_object();
        break;
      case Fact::Shape::members:
        write_members(fact);
        break;
      case Fact::Shape::reference:
        write_id();
        break;
    }
    if (fact.optional) write_null();
    json_.end_array();
  }

  void write_null() { json_.begin_object(Shape::line).member("type", "null").end_object(); }

  void write_id() {
    json_.begin_object(Shape::line).strings("type", {"string", "integer"});
    json_.key("minLength").integer(1).key("maxLength").integer(64).key("minimum").integer(0).end_object();
  }

  void write_size(const Fact& fact, std::string_view least, std::string_view most) {
    if (fact.least) json_.key(least).integer(*fact.least);
    if (fact.most) json_.key(most).integer(*fact.most);
  }

  void write_members(const Fact& fact) {
    const std::string reference = "#/$defs/" + fragment(pack_[fact.type.element().entity].name);
    json_.begin_object().member("type", "object");
    json_.key("propertyNames").begin_object(Shape::line).key("minLength").integer(1);
    json_.key("maxLength").integer(64).end_object();
    json_.key("additionalProperties").begin_object(Shape::line).member("$ref", reference).end_object();
    write_size(fact, "minProperties", "maxProperties");
    json_.end_object();
    json_.begin_object().member("type", "array");
    json_.key("items").begin_object(Shape::line).member("$ref", reference + in_list_).end_object();
    write_size(fact, "minItems", "maxItems");
    json_.end_object();
  }

  /// One or two items of `anyOf`.
  void write_scalar(const Type& type, const Limits& limits) {
    switch (type.kind) {
      case Kind::boolean:
        write_simple("boolean", "", "");
        break;
      case Kind::number:
        write_number(limits);
        break;
      case Kind::text:
        write_simple("string", "", "");
        break;
      case Kind::date:
        write_simple("string", "date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        break;
      case Kind::time:
        write_simple("string", "", "^[0-9]{2}:[0-9]{2}:[0-9]{2}");
        break;
      case Kind::date_time:
        write_simple("string", "", "^-?[0-9]{4,9}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}.*)?$");
        break;
      case Kind::years_months:
        write_simple("string", "duration", "^-?P([0-9]+Y([0-9]+M)?|[0-9]+M)$");
        break;
      case Kind::days_time:
        write_simple("string", "duration", "^-?P([0-9]+D)?(T[0-9HMS.]+)?$");
        break;
      case Kind::enumeration:
        write_enumeration(pack_[type.enumeration]);
        break;
      case Kind::member:
        write_id();
        break;
      case Kind::list:
        json_.begin_object().member("type", "array").key("items").begin_object().key("anyOf").begin_array();
        write_scalar(type.element(), {});
        json_.end_array().end_object().end_object();
        break;
      case Kind::error:
      case Kind::null:
      case Kind::range:
      case Kind::context:
      case Kind::function:
      case Kind::any:
        json_.begin_object(Shape::line).end_object();
        break;
    }
  }

  void write_simple(std::string_view type, std::string_view format, std::string_view pattern) {
    json_.begin_object(Shape::line).member("type", type);
    if (!format.empty()) json_.member("format", format);
    if (!pattern.empty()) json_.member("pattern", pattern);
    json_.end_object();
  }

  void write_number(const Limits& limits) {
    const bool whole = limits.decimals == 0;
    json_.begin_object(Shape::line).member("type", whole ? "integer" : "number");
    if (limits.low) json_.key("minimum").number(*limits.low);
    if (limits.high) json_.key("maximum").number(*limits.high);
    json_.end_object();
    std::string decimals = "[0-9]+";
    if (limits.decimals) {
      decimals = whole ? "0+" : "[0-9]{1," + std::to_string(*limits.decimals) + "}0*";
    }
    write_simple("string", "", "^-?[0-9]+(\\." + decimals + ")?$");
  }

  void write_enumeration(const model::Enumeration& enumeration) {
    bool labelled = false;
    for (const model::Labels& labels : enumeration.member_labels)
      labelled = labelled || !title_of(labels).empty();
    if (!labelled) {
      json_.begin_object().strings("enum", enumeration.members).end_object();
      return;
    }
    for (std::size_t index = 0; index < enumeration.members.size(); ++index) {
      json_.begin_object(Shape::line).member("const", enumeration.members[index]);
      const std::string title = title_of(enumeration.member_labels[index]);
      if (!title.empty()) json_.member("title", title);
      json_.end_object();
    }
  }

  void write_literal(const Literal& literal) {
    std::visit(
        [this](const auto& value) {
          using Value = std::decay_t<decltype(value)>;
          if constexpr (std::is_same_v<Value, model::Null>) {
            json_.null();
          } else if constexpr (std::is_same_v<Value, bool>) {
            json_.boolean(value);
          } else if constexpr (std::is_same_v<Value, Decimal>) {
            json_.number(value);
          } else if constexpr (std::is_same_v<Value, std::string>) {
            json_.string(value);
          } else {
            json_.string(value.text());
          }
        },
        literal);
  }

  void write_case(const model::Lifecycle& lifecycle) {
    if (const std::string title = title_of(lifecycle.labels); !title.empty()) json_.member("title", title);
    json_.key("anyOf").begin_array();
    write_null();
    json_.begin_object().member("type", "object").key("properties").begin_object();
    json_.key("state").begin_object().key("anyOf").begin_array();
    for (const model::State& state : lifecycle.states) {
      json_.begin_object(Shape::line).member("const", state.name);
      if (const std::string title = title_of(state.labels); !title.empty()) json_.member("title", title);
      json_.end_object();
    }
    json_.end_array().end_object();
    json_.key("since");
    write_simple("string", "date", "^[0-9]{4}-[0-9]{2}-01$");
    json_.key("amount").begin_object().key("anyOf").begin_array();
    write_number({2, Decimal{0}, std::nullopt});
    json_.end_array().end_object();
    json_.key("paid").begin_object().member("type", "array").key("items").begin_object();
    std::vector<std::string> schemes;
    for (const model::Scheme& scheme : pack_.schemes) schemes.push_back(scheme.name);
    json_.strings("enum", schemes).end_object().end_object();
    for (std::size_t index = 0; index < lifecycle.remember.size(); ++index) {
      const Type& type = lifecycle.remember_types[index];
      json_.key(lifecycle.remember[index].first).begin_object().key("anyOf").begin_array();
      write_scalar(type, {});
      if (type.nullable) write_null();
      json_.end_array().end_object();
    }
    json_.end_object().member("additionalProperties", false).end_object().end_array();
  }

  const model::Pack& pack_;
  JsonWriter json_;
};

}  // namespace

std::string facts_schema(const model::Pack& pack) {
  return SchemaWriter{pack}.write();
}

}  // namespace doudi::io
