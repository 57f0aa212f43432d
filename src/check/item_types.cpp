// src/check/item_types.cpp - the types that DMN models declare.
#include "check/item_types.hpp"

#include <algorithm>
#include <string>

#include "check/infer.hpp"

namespace doudi::check {

using model::Kind;
using model::Type;
using syntax::DecisionModel;
using syntax::ItemDefinition;

namespace {

class ItemTypes {
 public:
  ItemTypes(Draft& draft, const DecisionModel& model, std::string prefix)
      : draft_{draft}, model_{model}, prefix_{std::move(prefix)} {}

  void declare() {
    for (const ItemDefinition& item : model_.types) static_cast<void>(named(item.name));
  }

 private:
  /// The type of that name, which may be declared further down.
  std::optional<Type> named(const std::string& name) {
    if (const auto found = draft_.standard.types.find(prefix_ + name); found != draft_.standard.types.end())
      return found->second;
    const auto item = std::ranges::find(model_.types, name, [](const auto& each) { return each.name; });
    if (item == model_.types.end()) return standard_type(draft_, name);
    draft_.standard.types[prefix_ + name] = model::simple_type(Kind::any);  // inside of itself
    constexpr int deepest = 200;
    if (depth_ >= deepest) return model::simple_type(Kind::any);
    ++depth_;
    Type type = type_of(*item);
    --depth_;
    draft_.standard.types[prefix_ + name] = type;
    return type;
  }

  Type type_of(const ItemDefinition& item) {
    Type type = model::simple_type(Kind::any);
    if (item.function) {
      type = model::simple_type(Kind::function);
      if (const auto result = named(item.type)) type.arguments.push_back(*result);
    } else if (!item.components.empty()) {
      type = model::simple_type(Kind::context);
      constexpr std::size_t most_parts = 10'000;
      std::size_t parts = 0;
      for (const ItemDefinition& component : item.components) {
        type.names.push_back(component.name);
        type.arguments.push_back(type_of(component));
        parts += part_count(type.arguments.back(), most_parts);
        // Types that hold others twice double each time: of one so large nothing is known beforehand.
        if (parts >= most_parts) return model::simple_type(Kind::any);
      }
    } else if (!item.type.empty()) {
      type = named(item.type).value_or(type);
    }
    return item.collection ? model::list_of(std::move(type)) : type;
  }

  Draft& draft_;
  const DecisionModel& model_;
  std::string prefix_;
  int depth_ = 0;  // of types being looked up inside each other
};

}  // namespace

void declare_item_types(Draft& draft, std::span<const DecisionModel> models) {
  // Those of imported models first, since types of the model may be made of them.
  for (const syntax::ModelImport& import : models.front().imports) {
    const auto model = std::ranges::find(models, import.model_namespace,
                                         [](const DecisionModel& each) { return each.model_namespace; });
    if (model != models.end()) ItemTypes{draft, *model, import.name + "."}.declare();
  }
  ItemTypes{draft, models.front(), {}}.declare();
}

}  // namespace doudi::check
