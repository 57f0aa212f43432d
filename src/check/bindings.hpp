// src/check/bindings.hpp - names bound inside an expression; thousands of them may be in scope.
// Layer 4.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/model/type.hpp"

namespace doudi::check {

/// A name bound inside an expression. An `item` also lends the names of its members.
struct Binding {
  std::string name;
  model::LocalId local{};
  model::Type type;
  bool item = false;
};

/// Bindings inside each other, the innermost last. One that may mean a name is found without looking at all.
class Bindings {
 public:
  void push_back(Binding binding) {
    (binding.item ? items_ : by_name_[binding.name]).push_back(all_.size());
    all_.push_back(std::move(binding));
  }
  void push_back(const std::vector<Binding>& bindings) {
    for (const Binding& binding : bindings) push_back(binding);
  }
  void pop_back() {
    const Binding& last = all_.back();
    (last.item ? items_ : by_name_[last.name]).pop_back();
    all_.pop_back();
  }
  void resize(std::size_t size) {
    while (all_.size() > size) pop_back();
  }
  [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
  [[nodiscard]] const std::vector<Binding>& all() const noexcept { return all_; }
  /// Positions of items, the innermost last.
  [[nodiscard]] const std::vector<std::size_t>& items() const noexcept { return items_; }

  /// What may mean `name`, the innermost first: items, up to the innermost that is bound under it.
  [[nodiscard]] std::vector<std::size_t> candidates(std::string_view name) const {
    const auto named = by_name_.find(name);
    const bool found = named != by_name_.end() && !named->second.empty();
    std::vector<std::size_t> result;
    for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
      if (found && *item < named->second.back()) break;
      result.push_back(*item);
    }
    if (found) result.push_back(named->second.back());
    return result;
  }

 private:
  std::vector<Binding> all_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_name_;  // those that are no items
  std::vector<std::size_t> items_;
};

}  // namespace doudi::check
