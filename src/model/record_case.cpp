// src/model/record_case.cpp - the `case` block: state, since, amount, paid and what the lifecycle remembers.
// Layer 3.
#include "model/record_case.hpp"

#include <algorithm>
#include <utility>

#include "model/record_links.hpp"

namespace doudi::model {

using text::Code;

namespace {

/// What all schemes of a case can have paid in a month: far beyond any household, and narrow enough for exact
/// columns of 64 bits.
const Decimal& largest_case_amount() {
  static const Decimal amount = *Decimal::parse("999999999999.99");
  return amount;
}

class CaseReader {
 public:
  CaseReader(const Pack& pack, const Lifecycle& lifecycle, const Record& record, Date on, DataFaults& faults)
      : pack_{pack},
        lifecycle_{lifecycle},
        record_{record},
        on_{on},
        faults_{faults},
        scalars_{pack, on, faults} {}

  CaseFacts read(const MapNode& map) {
    CaseFacts facts;
    facts.presence = CaseFacts::Presence::existing;
    facts.remembered.resize(lifecycle_.remember.size(), Absent{});
    std::vector<std::string> seen;
    const RecordPath case_path = "case";
    for (const RecordField& field : map.fields) {
      const RecordPath path{case_path, field.key};
      if (std::ranges::find(seen, field.key) != seen.end()) {
        faults_.add(Code::duplicate_field, path, field.key_span);
      } else {
        seen.push_back(field.key);
        read_field(facts, field, path);
      }
    }
    return facts;
  }

 private:
  void read_field(CaseFacts& facts, const RecordField& field, const RecordPath& path) {
    const RecordNode& node = field.value;
    const auto remembered = std::ranges::find(
        lifecycle_.remember, field.key, [](const auto& entry) { return std::string_view{entry.first}; });
    if (remembered != lifecycle_.remember.end()) {
      const auto index = static_cast<std::size_t>(remembered - lifecycle_.remember.begin());
      if (!is_unknown(node)) facts.remembered[index] = read_remembered(node, index, path);
    } else if (field.key == "state") {
      if (!is_unknown(node)) facts.state = read_state(node, path);
    } else if (field.key == "since") {
      if (!is_unknown(node)) facts.since = read_since(node, path);
    } else if (field.key == "amount") {
      if (!is_unknown(node)) facts.amount = read_amount(node, path);
    } else if (field.key == "paid") {
      if (!is_unknown(node)) facts.paid = read_paid(node, path);
    } else {
      report_unknown(field, path);
    }
  }

  void report_unknown(const RecordField& field, const RecordPath& path) {
    std::vector<std::string> known{"state", "since", "amount", "paid"};
    for (const auto& [name, formula] : lifecycle_.remember) known.push_back(name);
    faults_.add(Code::unknown_field, path, field.key_span);
    faults_.propose(field.key, known);
  }

  template <class Value>
  std::optional<Value> read_as(const RecordNode& node, const ScalarRule& rule, const RecordPath& path) {
    const auto value = scalars_.read(node, rule, path);
    if (!value) return std::nullopt;
    return std::get<Value>(*value);
  }

  std::optional<std::string> read_state(const RecordNode& node, const RecordPath& path) {
    auto state = read_as<std::string>(node, {simple_type(Kind::text), {}, {}, {}, {}, {}, {}}, path);
    if (!state) return std::nullopt;
    std::vector<std::string> names;
    for (const State& each : lifecycle_.states) names.push_back(each.name);
    if (std::ranges::find(names, *state) != names.end()) return state;
    faults_.add(Code::unknown_state, path, node.span);
    faults_.propose_or_list(*state, names);
    return std::nullopt;
  }

  std::optional<Date> read_since(const RecordNode& node, const RecordPath& path) {
    const auto since = read_as<Date>(node, {simple_type(Kind::date), {}, {}, {}, {}, {}, {}}, path);
    if (!since) return std::nullopt;
    if (since->day() != 1) {
      faults_.add(Code::since_not_first_of_month, path, node.span);
    } else if (*since > on_.first_of_month()) {
      faults_.add(Code::since_after_evaluation, path, node.span, {{"on", on_.text()}});
    } else {
      return since;
    }
    return std::nullopt;
  }

  std::optional<Decimal> read_amount(const RecordNode& node, const RecordPath& path) {
    return read_as<Decimal>(
        node, {simple_type(Kind::number), false, 2, Decimal{0}, largest_case_amount(), {}, {}}, path);
  }

  std::optional<std::vector<std::string>> read_paid(const RecordNode& node, const RecordPath& path) {
    const auto* list = std::get_if<ListNode>(&node.value);
    if (list == nullptr) {
      faults_.add(Code::values_expected, path, node.span);
      return std::nullopt;
    }
    std::vector<std::string> names;
    for (const Scheme& scheme : pack_.schemes) names.push_back(scheme.name);
    std::vector<std::string> paid;
    for (const RecordNode& item : list->items) {
      auto name = read_as<std::string>(item, {simple_type(Kind::text), {}, {}, {}, {}, {}, {}}, path);
      if (!name) continue;
      if (std::ranges::find(names, *name) == names.end()) {
        faults_.add(Code::unknown_paid_scheme, path, item.span);
        faults_.propose_or_list(*name, names);
      } else {
        paid.push_back(std::move(*name));
      }
    }
    return paid;
  }

  FactValue read_remembered(const RecordNode& node, std::size_t index, const RecordPath& path) {
    const Type& type = lifecycle_.remember_types[index];
    if (std::holds_alternative<Null>(node.value) && type.nullable) return Literal{Null{}};
    if (!type.is(Kind::list)) return read_item(node, type, path);
    const auto* list = std::get_if<ListNode>(&node.value);
    if (list == nullptr) {
      faults_.add(Code::values_expected, path, node.span);
      return Absent{};
    }
    std::vector<Member> members;
    std::vector<Literal> values;
    for (const RecordNode& item : list->items) {
      const FactValue value = read_item(item, type.element(), path);
      if (const auto* member = std::get_if<Member>(&value)) members.push_back(*member);
      if (const auto* literal = std::get_if<Literal>(&value)) values.push_back(*literal);
    }
    if (type.element().is(Kind::member)) return members;
    return values;
  }

  FactValue read_item(const RecordNode& node, const Type& type, const RecordPath& path) {
    if (type.is(Kind::member)) {
      auto id = read_id(node, path, faults_);
      if (!id) return Absent{};
      const auto member = linked_member(pack_, record_, type.entity,
                                        {{}, 0, std::move(*id), path.text(), node.span}, faults_);
      return member ? FactValue{*member} : FactValue{Absent{}};
    }
    auto value = scalars_.read(node, {type, type.nullable, {}, {}, {}, {}, {}}, path);
    return value ? FactValue{std::move(*value)} : FactValue{Absent{}};
  }

  const Pack& pack_;
  const Lifecycle& lifecycle_;
  const Record& record_;
  Date on_;
  DataFaults& faults_;
  ScalarReader scalars_;
};

}  // namespace

CaseFacts read_case(const Pack& pack, const Lifecycle& lifecycle, const Record& record,
                    const RecordNode& node, Date on, DataFaults& faults) {
  CaseFacts facts;
  facts.remembered.resize(lifecycle.remember.size(), Absent{});
  if (is_unknown(node)) return facts;
  if (std::holds_alternative<Null>(node.value)) {
    facts.presence = CaseFacts::Presence::new_case;
    return facts;
  }
  const auto* map = std::get_if<MapNode>(&node.value);
  if (map != nullptr) return CaseReader{pack, lifecycle, record, on, faults}.read(*map);
  if (std::holds_alternative<EmptyNode>(node.value)) {
    faults.add(Code::no_value, "case", node.span).help(text::Hint::null_or_leave_out);
  } else {
    faults.add(Code::fields_expected, "case", node.span);
  }
  return facts;
}

}  // namespace doudi::model
