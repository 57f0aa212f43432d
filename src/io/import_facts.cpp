// src/io/import_facts.cpp - inputs of a DMN model as facts: their types, and the components of structures.
// Layer 8.
#include "io/import_facts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace doudi::io {

using syntax::DecisionModel;
using syntax::ItemDefinition;

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> plain_types{{
    {"number", "number"},
    {"string", "text"},
    {"boolean", "boolean"},
    {"date", "date"},
    {"time", "time"},
    {"date and time", "date and time"},
    {"dateTime", "date and time"},
    {"years and months duration", "years and months duration"},
    {"yearMonthDuration", "years and months duration"},
    {"days and time duration", "days and time duration"},
    {"dayTimeDuration", "days and time duration"},
    {"integer", "number"},
    {"double", "number"},
}};

[[nodiscard]] const ItemDefinition* find_item(const DecisionModel& model, const std::string& name) {
  const auto item = std::ranges::find(model.types, name, [](const auto& each) { return each.name; });
  return item == model.types.end() ? nullptr : &*item;
}

/// The text of a cell that is written as such in the model.
[[nodiscard]] std::string one_line(const std::string& text) {
  std::string result;
  for (const char letter : text) {
    const bool space = letter == '\n' || letter == '\r' || letter == '\t' || letter == ' ';
    if (!space) {
      result += letter;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

class FactReader {
 public:
  FactReader(const DecisionModel& model, ImportedParts& parts, PackNames& names)
      : model_{model}, parts_{parts}, names_{names} {}

  void read(const std::string& path, const std::string& id, const std::string& type, int depth = 0) {
    const std::string plain = plain_type(type);
    const ItemDefinition* item = plain.empty() ? find_item(model_, type) : nullptr;
    if (item != nullptr && depth < 16) {
      read_item(path, id, *item, false, depth);
    } else {
      add(path, id, plain, {});
    }
  }

 private:
  void read_item(const std::string& path, const std::string& id, const ItemDefinition& item, bool list,
                 int depth) {
    const bool collection = list || item.collection;
    if (!item.components.empty() && !collection && !item.function) {
      std::vector<std::string>& components = parts_.scope.structures[path];
      for (const ItemDefinition& component : item.components) components.push_back(component.name);
      for (const ItemDefinition& component : item.components)
        read_item(path + "." + component.name, id, component, false, depth + 1);
      return;
    }
    const std::string allowed = item.allowed_values ? one_line(item.allowed_values->text) : std::string{};
    const std::string plain = item.components.empty() ? plain_type(item.type) : std::string{};
    const ItemDefinition* base = plain.empty() ? find_item(model_, item.type) : nullptr;
    if (base != nullptr && base != &item && depth < 16) {
      read_item(path, id, *base, collection, depth + 1);
      if (!parts_.facts.empty() && !allowed.empty()) parts_.facts.back().allowed = allowed;
      return;
    }
    add(path, id, plain.empty() || !collection ? plain : "list of " + plain, allowed);
  }

  void add(const std::string& path, const std::string& id, std::string type, std::string allowed) {
    const std::string name = names_.take(spoken(path));
    parts_.scope.names[path] = name;
    parts_.facts.push_back({path, name, id, std::move(type), std::move(allowed)});
  }

  /// `loan.rate` as `loan rate`.
  static std::string spoken(std::string path) {
    std::ranges::replace(path, '.', ' ');
    return path;
  }

  const DecisionModel& model_;
  ImportedParts& parts_;
  PackNames& names_;
};

}  // namespace

std::string plain_type(std::string_view type) {
  for (const auto& [theirs, ours] : plain_types) {
    if (theirs == type) return std::string{ours};
  }
  return {};
}

void import_facts(const DecisionModel& model, ImportedParts& parts, PackNames& names) {
  FactReader reader{model, parts, names};
  for (const syntax::InputData& input : model.inputs) reader.read(input.name, input.id, input.type);
}

void import_free_fact(const DecisionModel& model, const std::string& name, const std::string& type,
                      ImportedParts& parts, PackNames& names) {
  FactReader{model, parts, names}.read(name, {}, type);
}

}  // namespace doudi::io
