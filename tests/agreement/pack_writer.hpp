// tests/agreement/pack_writer.hpp - the sections of a random pack, one after the other.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "../random/random_formulas.hpp"
#include "pack_draft.hpp"

namespace doudi::agreement {

using doudi::testing::RandomFormulas;
using doudi::testing::Sort;
using doudi::testing::Vocabulary;

/// Every line indented by so many spaces.
[[nodiscard]] std::string indented(const std::string& text, std::size_t spaces);

class PackWriter {
 public:
  explicit PackWriter(std::uint32_t seed) : random_{seed, nothing_, RandomFormulas::Manner::prudent} {}
  [[nodiscard]] PackDraft write();

 private:
  struct Link {
    std::string name;
    std::size_t to = 0;
    bool optional = false;
  };
  struct Entity {
    std::string name;
    std::size_t parent = 0;  ///< of the household: itself
    std::string list;        ///< in the parent
    bool may_be_empty = true;
    Vocabulary names;       ///< of facts and rules
    Vocabulary parameters;  ///< keyed by facts, which nobody else can read
    std::vector<Link> links;
    PackDraft rules;
  };
  struct Enumeration {
    std::string name;
    std::vector<std::string> members;
    bool ordered = false;
  };
  struct Unit {
    std::string name;
    std::size_t entity = 0;
    bool each = false;
    Vocabulary figures;  ///< of the candidate
  };
  struct SchemeDraft {
    std::string name;
    bool always = true;  ///< in force, so that others may read it
  };

  // Sections, see random_pack.cpp and random_schemes.cpp.
  void plan_entities();
  void plan_enumerations();
  void write_facts();
  void write_lists(std::size_t entity);
  void write_links(std::size_t entity);
  void write_parameters();
  void write_keyed_parameter();
  void write_functions();
  void write_rules(std::size_t entity, int wanted);
  void write_rule(std::size_t entity, Sort sort);
  void write_list_rules();
  void write_units();
  void write_figures(Unit& unit);
  void write_schemes();
  void write_scheme(const std::string& name, const Unit& unit, bool of_lifecycle);
  void write_state_schemes();
  void write_lifecycle();
  void write_outputs();

  // What stands in them.
  [[nodiscard]] std::string fact(Sort sort, std::string& name, std::size_t entity);
  [[nodiscard]] std::string number_type(Sort sort);
  [[nodiscard]] std::string sample(Sort sort, const Enumeration* enumeration);
  [[nodiscard]] std::string new_name(std::size_t entity, std::string_view word);
  /// What rules of the entity may read.
  [[nodiscard]] Vocabulary scope_of(std::size_t entity) const;
  [[nodiscard]] Vocabulary scope_of(const Unit& unit) const;
  /// A rule with a body of this kind, in ways from the boldest to a constant.
  [[nodiscard]] std::vector<std::string> ways_to_write(const std::string& name, Sort sort, bool maybe,
                                                       const Enumeration* enumeration,
                                                       const Vocabulary& scope);
  [[nodiscard]] std::string rule_body(const std::string& name, Sort sort, int depth);
  [[nodiscard]] std::vector<std::string> condition_rows(const Vocabulary& scope, std::size_t number);
  void write_conditions(PackDraft& scheme, const Vocabulary& scope);
  void write_amount(PackDraft& scheme, const Vocabulary& scope);
  void declare(Vocabulary& names, const std::string& name, Sort sort, bool maybe,
               const Enumeration* enumeration);
  /// Also for those who reach the entity by a link.
  void declare(std::size_t entity, const std::string& name, Sort sort, bool maybe,
               const Enumeration* enumeration);
  [[nodiscard]] const Enumeration& any_enumeration();
  [[nodiscard]] Sort any_sort();
  [[nodiscard]] bool one_in(int number) { return random_.one_in(number); }
  [[nodiscard]] int below(int bound) { return random_.below(bound); }

  Vocabulary nothing_;
  RandomFormulas random_;
  int style_ = 0;  ///< of names
  int next_ = 1;
  bool has_lifecycle_ = false;
  bool rarities_ = false;        ///< also what programs leave to the plain evaluator
  std::deque<Entity> entities_;  // the household first; addresses are kept
  std::vector<Enumeration> enumerations_;
  Vocabulary everywhere_;   ///< parameters and functions
  Vocabulary for_schemes_;  ///< of the household, but in no rule that schemes read
  std::vector<Unit> units_;
  std::vector<SchemeDraft> scheme_names_;
  std::vector<std::string> of_household_;  ///< rules with values that are no lists
  std::vector<std::string> of_members_;    ///< paths of rules and facts of members
  PackDraft types_, facts_, parameters_, functions_, rules_of_units_, assess_, schemes_, lifecycle_, outputs_;
};

}  // namespace doudi::agreement
