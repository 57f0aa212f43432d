// tests/agreement/random_record.cpp - random values for every kind of fact.
#include "random_record.hpp"

#include <algorithm>
#include <string>

#include "doudi/base/duration.hpp"
#include "doudi/model/lane.hpp"

namespace doudi::agreement {
namespace {

using model::Fact;
using model::RecordNode;

class Maker {
 public:
  Maker(const model::Pack& pack, Date on, const Mixture& mixture, std::mt19937_64& random)
      : pack_{pack}, on_{on}, mixture_{mixture}, random_{random} {}

  [[nodiscard]] RecordNode household() {
    plan_members();
    RecordNode root = instance(model::EntityId{});
    if (pack_.lifecycle && !one_in_thousand(mixture_.missing))
      std::get<model::MapNode>(root.value).fields.push_back({"case", {}, case_block()});
    return root;
  }

 private:
  [[nodiscard]] std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }
  [[nodiscard]] bool one_in_thousand(unsigned share) { return below(1000) < share; }

  /// The ids of a list's members are known before any fact, since links may lead to them.
  void plan_members() {
    ids_.assign(pack_.entities.size(), {});
    not_given_.assign(pack_.entities.size(), false);
    for (std::size_t i = 0; i < pack_.entities.size(); ++i) {
      const model::Entity& entity = pack_.entities[i];
      if (!entity.parent || pack_[*entity.parent].parent) continue;
      for (std::size_t k = size_of(pack_[model::FactId{*entity.parent, entity.list_fact}]); k > 0; --k)
        ids_[i].push_back("m" + std::to_string(k));
      not_given_[i] = one_in_thousand(mixture_.missing);
    }
  }

  [[nodiscard]] std::size_t size_of(const Fact& list) {
    const std::uint64_t least = list.least.value_or(0);
    const std::uint64_t most = std::min<std::uint64_t>(list.most.value_or(mixture_.members), least + 7);
    return static_cast<std::size_t>(least + below(std::max(most, least) - least + 1));
  }

  /// A new case, or one that began within the last years: often this month, or a year ago to the month.
  [[nodiscard]] RecordNode case_block() {
    if (below(3) == 0) return {{}, model::Null{}};
    constexpr std::uint64_t most_months = 40;
    const std::uint64_t months = below(6) == 0 ? 0 : below(4) == 0 ? 12 * below(3) : below(most_months);
    const auto since = add_months(on_.first_of_month(), YearsMonths{-static_cast<std::int64_t>(months)});
    const auto& states = pack_.lifecycle->states;
    model::MapNode map;
    const auto add = [&](const std::string& name, RecordNode value) {
      if (!one_in_thousand(mixture_.missing)) map.fields.push_back({name, {}, std::move(value)});
    };
    add("state", text(states[below(states.size())].name));
    if (since.has_value()) add("since", model::record_node(model::Literal{*since}));
    add("amount", model::record_node(model::Literal{Decimal::from_parts(false, below(100'000), -2).value()}));
    model::ListNode paid;
    for (const model::Scheme& scheme : pack_.schemes) {
      if (below(3) == 0) paid.items.push_back(text(scheme.name));
    }
    add("paid", {{}, std::move(paid)});
    const auto& remembered = pack_.lifecycle->remember;
    for (std::size_t i = 0; i < remembered.size(); ++i)
      add(remembered[i].first, of_type(pack_.lifecycle->remember_types[i]));
    return {{}, std::move(map)};
  }

  [[nodiscard]] RecordNode instance(model::EntityId entity) {
    model::MapNode map;
    for (const Fact& fact : pack_[entity].facts) {
      // Nobody can be linked to in a list that is not given.
      const bool linked = fact.shape == Fact::Shape::members && entity == model::EntityId{};
      if (linked ? not_given_[static_cast<std::size_t>(fact.type.element().entity)]
                 : one_in_thousand(mixture_.missing))
        continue;
      if (fact.default_value && below(3) == 0) continue;
      map.fields.push_back({fact.name, {}, value_of(fact)});
    }
    return {{}, std::move(map)};
  }

  [[nodiscard]] RecordNode value_of(const Fact& fact) {
    if (fact.optional && below(3) == 0) return {{}, model::Null{}};
    switch (fact.shape) {
      case Fact::Shape::value:
        return scalar(fact, fact.type);
      case Fact::Shape::values: {
        model::ListNode list;
        for (std::size_t i = size_of(fact); i > 0; --i)
          list.items.push_back(scalar(fact, fact.type.element()));
        return {{}, std::move(list)};
      }
      case Fact::Shape::members:
        return members(fact);
      case Fact::Shape::reference: {
        const auto& ids = ids_[static_cast<std::size_t>(fact.type.entity)];
        if (ids.empty() || not_given_[static_cast<std::size_t>(fact.type.entity)])
          return {{}, model::UnknownNode{}};
        return text(ids[below(ids.size())]);
      }
    }
    return {{}, model::UnknownNode{}};
  }

  /// What the case remembers of an earlier month.
  [[nodiscard]] RecordNode of_type(const model::Type& type) {
    if (type.nullable && below(3) == 0) return {{}, model::Null{}};
    if (!type.is(model::Kind::number)) return scalar(Fact{}, type);
    const std::int64_t cell = below(3) == 0 ? 0 : between(0, 999);
    return model::record_node(model::Literal{Decimal{cell}});
  }

  [[nodiscard]] RecordNode members(const Fact& fact) {
    const model::EntityId entity = fact.type.element().entity;
    std::vector<std::string> ids = ids_[static_cast<std::size_t>(entity)];
    if (ids.empty() && pack_[*pack_[entity].parent].parent) {
      for (std::size_t k = size_of(fact); k > 0; --k) ids.push_back("n" + std::to_string(k));
    }
    model::MapNode map;
    for (const std::string& id : ids) map.fields.push_back({id, {}, instance(entity)});
    return {{}, std::move(map)};
  }

  [[nodiscard]] static RecordNode text(std::string text) {
    return {{}, model::ScalarNode{std::move(text), model::ScalarNode::Form::text}};
  }

  [[nodiscard]] RecordNode scalar(const Fact& fact, const model::Type& type) {
    switch (type.kind) {
      case model::Kind::boolean:
        return {{}, below(2) == 0};
      case model::Kind::number:
        return number(fact);
      case model::Kind::enumeration: {
        const auto& members = pack_[type.enumeration].members;
        return text(members[below(members.size())]);
      }
      case model::Kind::date:
        return date(fact);
      case model::Kind::years_months:
        return text("P" + std::to_string(below(40)) + "M");
      case model::Kind::days_time:
        return text("P" + std::to_string(below(400)) + "D");
      case model::Kind::text:
        return text(std::string(1, static_cast<char>('a' + below(4))));
      default:
        return {{}, model::UnknownNode{}};
    }
  }

  [[nodiscard]] RecordNode number(const Fact& fact) {
    std::int64_t unit = 1;
    for (int i = 0; i < fact.decimals; ++i) unit *= 10;
    const auto end = [&](const std::optional<Decimal>& bound, std::int64_t otherwise) {
      const auto cell = bound ? multiply(*bound, Decimal{unit})->to_int64() : std::nullopt;
      return cell.value_or(otherwise * unit);
    };
    const std::int64_t low = end(fact.low, 0);
    const std::int64_t high = std::max(low, end(fact.high, 100'000));
    std::int64_t cell = 0;
    if (!fact.high && one_in_thousand(mixture_.extreme)) {  // beyond what columns hold
      const std::uint64_t digits = 999'999'999'999'999 - below(100);
      return model::record_node(
          model::Literal{Decimal::from_parts(below(2) == 0, digits, static_cast<int>(below(5))).value()});
    }
    if (one_in_thousand(mixture_.extreme)) {
      cell = below(2) == 0 ? low : high;
    } else {
      // Most numbers of households are small beside what is allowed.
      const std::int64_t usual = std::min(high, low + 3000 * unit);
      cell = below(4) == 0 ? between(low, high) : between(low, usual);
      if (below(3) == 0) cell = std::clamp(cell / (100 * unit) * (100 * unit), low, high);
    }
    return model::record_node(model::Literal{model::number_of_cell(cell, fact.decimals)});
  }

  [[nodiscard]] RecordNode date(const Fact& fact) {
    constexpr std::int64_t days_of_a_life = 36'000;
    std::int64_t low = on_.days() - days_of_a_life;
    std::int64_t high = on_.days();
    if (fact.first) low = std::max(low, fact.first->date.value_or(on_).days());
    if (fact.last) high = std::min(high, fact.last->date.value_or(on_).days());
    if (low > high) low = high = fact.first->date.value_or(on_).days();
    std::int64_t day = one_in_thousand(mixture_.extreme) ? (below(2) == 0 ? low : high) : between(low, high);
    if (below(5) == 0) {  // a birthday today
      const auto birthday = Date::from_parts(Date::from_days(day)->year(), on_.month(), on_.day());
      if (birthday && birthday->days() >= low && birthday->days() <= high) day = birthday->days();
    }
    return model::record_node(model::Literal{Date::from_days(day).value()});
  }

  const model::Pack& pack_;
  Date on_;
  const Mixture& mixture_;
  std::mt19937_64& random_;
  std::vector<std::vector<std::string>> ids_;
  std::vector<bool> not_given_;  // lists of members
};

}  // namespace

RecordNode random_record(const model::Pack& pack, Date on, const Mixture& mixture, std::mt19937_64& random) {
  return Maker{pack, on, mixture, random}.household();
}

}  // namespace doudi::agreement
