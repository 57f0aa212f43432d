// tests/random/vocabulary.hpp - what random formulas may read in one place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace doudi::testing {

/// Kinds of values that random formulas give.
enum class Sort : std::uint8_t { money, plain, boolean, date, choice, text };

/// Names, or whatever else stands where a name may, by the kind of their value. What is written twice is drawn more often.
struct Vocabulary {
  /// May be null: where `guard` is, which is the name itself or the link that it is read through.
  struct Maybe {
    std::string name;
    std::string guard;
  };
  /// A member of an enumeration.
  struct Choice {
    std::string name;
    std::string type;
    std::vector<std::string> members;
    bool ordered = false;
    bool maybe = false;
  };
  /// A list of members, each of whom has names of their own.
  struct People {
    std::string name;
    const Vocabulary* of_member = nullptr;  ///< lives at least as long
    bool may_be_empty = true;
  };
  struct Function {
    std::string name;
    std::vector<Sort> parameters;
    Sort result = Sort::money;
  };

  std::vector<std::string> moneys;  ///< CNY/month
  std::vector<std::string> plains;
  std::vector<std::string> booleans;
  std::vector<std::string> dates;
  std::vector<std::string> durations;
  std::vector<std::string> texts;
  std::vector<std::string> yearly;  ///< CNY/year
  std::vector<std::string> shares;  ///< plain quotients
  std::vector<Maybe> maybe_moneys;
  std::vector<Maybe> maybe_plains;
  std::vector<Maybe> maybe_booleans;
  std::vector<Maybe> maybe_dates;
  std::vector<Choice> choices;
  std::vector<People> people;
  std::vector<std::string> number_lists;  ///< never empty
  std::vector<std::string> date_lists;    ///< may be empty
  std::vector<Function> functions;

  /// What can be read besides: the names of the entities above.
  void add(const Vocabulary& other);
};

}  // namespace doudi::testing
