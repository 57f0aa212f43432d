// tests/unit/explain/completion.hpp - tries a pack on every record of a small domain, each with every set of facts missing.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/explain/explanation.hpp"
#include "doudi/model/record_builder.hpp"

namespace doudi::testing {

/// One fact and the values it takes; each may also be missing.
struct Domain {
  std::string path;
  std::vector<std::function<void(model::RecordBuilder&)>> values;
};

/// A fact that takes scalars.
[[nodiscard]] Domain domain(std::string path, std::vector<model::Literal> values);

/// Every partial record of the domains, and what the pack answers on it.
class Completions {
 public:
  /// `fixed` sets what is never missing.
  Completions(const model::Pack& pack, std::vector<Domain> domains, Date on,
              const std::function<void(model::RecordBuilder&)>& fixed);

  /// Checks that an output that is decided is the same for every completion, and that one that is not is decided (or
  /// failed) as soon as the facts it names are filled in, whatever with. Returns how many outputs of partial records were
  /// decided and how many were not, so that a test can see that it tested something.
  struct Counts {
    std::size_t decided = 0;
    std::size_t undecided = 0;
  };
  Counts check() const;

 private:
  struct Outcome {
    std::string text;
    bool decided = false;
    bool failed = false;
    std::vector<std::size_t> missing;  ///< positions of domains
  };
  using Outcomes = std::map<std::string, Outcome>;
  using Choice = std::vector<std::size_t>;  ///< of each domain: a value, or their number for missing

  void evaluate(const Choice& choice, Date on, const std::function<void(model::RecordBuilder&)>& fixed);
  void add(const std::string& output, std::string text, const explain::Obstacles& obstacles,
           const model::Record& record, Outcomes& outcomes) const;
  [[nodiscard]] std::size_t number(const Choice& choice) const;
  [[nodiscard]] Choice choice_of(std::size_t number) const;
  [[nodiscard]] bool complete(const Choice& choice) const;
  [[nodiscard]] bool completes(const Choice& full, const Choice& partial) const;
  [[nodiscard]] std::string shown(const Choice& choice) const;

  const model::Pack& pack_;
  std::vector<Domain> domains_;
  std::vector<Outcomes> outcomes_;
};

}  // namespace doudi::testing
