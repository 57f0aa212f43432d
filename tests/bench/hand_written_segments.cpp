// tests/bench/hand_written_segments.cpp - b2p and b3p: columns with offsets, loops over segments without branches.
#include <algorithm>
#include <memory>
#include <string>
#include <type_traits>

#include "figures.hpp"
#include "hand_written.hpp"
#include "kernels.hpp"

namespace doudi::bench {
namespace {

using kernels::padding;

/// The columns of money, as the input has them or narrowed.
template <class Money>
struct MoneyColumns {
  const Money* land_income;
  const Money* other_income;
  const Money* savings;
  const Money* previous_benefit;
  const Money* wage;
  const Money* transfers;
};

/// Copies each household's value to its members. Writes eight at a time whatever the household's size is: the
/// next household overwrites what is too much.
template <class Money>
void spread_to_members(const std::uint32_t* offsets, std::size_t households, const Money* values,
                       Money* __restrict members) {
  static_assert(largest_household <= 8);
  const std::uint32_t first = offsets[0];
  for (std::size_t household = 0; household < households; ++household) {
    const Money value = values[household];
    Money* __restrict own = members + (offsets[household] - first);
    for (int slot = 0; slot < 8; ++slot) own[slot] = value;
  }
}

/// Sums over each household's members as differences of running sums, which may wrap around without harm.
template <class Sum, class Value>
void sum_members(const std::uint32_t* offsets, std::size_t households, const Value* __restrict values,
                 Sum* __restrict running, Sum* __restrict sums) {
  const std::uint32_t first = offsets[0];
  const std::size_t persons = offsets[households] - first;
  Sum sum = 0;
  running[0] = 0;
  for (std::size_t person = 0; person < persons; ++person) {
    sum += static_cast<Sum>(values[person]);
    running[person + 1] = sum;
  }
  Sum before = 0;
  for (std::size_t household = 0; household < households; ++household) {
    const Sum after = running[offsets[household + 1] - first];
    sums[household] = after - before;
    before = after;
  }
}

/// Decides block after block in memory of its own, which stays in the cache.
template <class Money>
class SegmentVersion {
 public:
  SegmentVersion(const Households& households, const MoneyColumns<Money>& money, std::size_t block)
      : households_{households}, money_{money}, block_{block} {
    const std::size_t persons = block * largest_household + padding;
    for (auto* column : {&coefficients_, &may_alone_}) column->resize(persons);
    for (auto* column : {&member_reference_, &incomes_}) column->resize(persons);
    for (auto* column : {&reference_, &exit_months_, &standard_, &single_, &counts_}) {
      column->resize(block + padding);
    }
    running_income_.resize(persons);
    running_alone_.resize(persons);
    income_.resize(block + padding);
    alone_.resize(block + padding);
  }

  void decide(Decisions& decisions) {
    for (std::size_t first = 0; first < households_.size(); first += block_) {
      decide_block(first, std::min(block_, households_.size() - first), decisions);
    }
  }

 private:
  using Sum = std::make_unsigned_t<Money>;

  void decide_block(std::size_t first, std::size_t count, Decisions& decisions) {
    const std::uint32_t* offsets = households_.offsets.data() + first;
    const std::size_t person = offsets[0];
    const std::size_t persons = offsets[count] - offsets[0];
    const kernels::PersonColumns members{households_.age.data() + person,
                                         households_.sex.data() + person,
                                         households_.disability_grade.data() + person,
                                         households_.seriously_ill.data() + person,
                                         households_.student.data() + person,
                                         households_.caregiver.data() + person};
    kernels::reckon_coefficients(members, persons, coefficients_.data(), may_alone_.data());
    kernels::look_up(tables_, households_.county.data() + first, households_.urban.data() + first, count,
                     {reference_.data(), exit_months_.data(), standard_.data(), single_.data()});
    spread_to_members(offsets, count, reference_.data(), member_reference_.data());
    reckon_incomes(person, persons);
    sum_members(offsets, count, incomes_.data(), running_income_.data(), income_.data());
    sum_members(offsets, count, may_alone_.data(), running_alone_.data(), alone_.data());
    count_members(offsets, count);
    decide_households(first, count, decisions);
  }

  void reckon_incomes(std::size_t person, std::size_t persons) {
    const Money* __restrict wage = money_.wage + person;
    const Money* __restrict transfers = money_.transfers + person;
    const Money* __restrict reference = member_reference_.data();
    const std::uint8_t* __restrict coefficient = coefficients_.data();
    Money* __restrict income = incomes_.data();
    for (std::size_t i = 0; i < persons; ++i) {
      income[i] = kernels::income_of(wage[i], transfers[i], reference[i], coefficient[i]);
    }
  }

  void count_members(const std::uint32_t* __restrict offsets, std::size_t count) {
    Money* __restrict counts = counts_.data();
    for (std::size_t i = 0; i < count; ++i) counts[i] = static_cast<Money>(offsets[i + 1] - offsets[i]);
  }

  void decide_households(std::size_t first, std::size_t count, Decisions& decisions) {
    const Money* __restrict land = money_.land_income + first;
    const Money* __restrict other = money_.other_income + first;
    const Money* __restrict savings = money_.savings + first;
    const Money* __restrict previous = money_.previous_benefit + first;
    const std::uint8_t* __restrict months = households_.months_over.data() + first;
    const Money* __restrict exit_months = exit_months_.data();
    const Money* __restrict standards = standard_.data();
    const Money* __restrict singles = single_.data();
    const Money* __restrict counts = counts_.data();
    const Sum* __restrict incomes = income_.data();
    const std::uint32_t* __restrict alone = alone_.data();
    std::uint8_t* __restrict scheme = decisions.scheme.data() + first;
    std::uint8_t* __restrict covered = decisions.covered.data() + first;
    std::int64_t* __restrict amount = decisions.amount.data() + first;
    for (std::size_t i = 0; i < count; ++i) {
      const Money income = static_cast<Money>(incomes[i]) + (land[i] + other[i]) * twentieths;
      const kernels::Outcome<Money> outcome =
          kernels::decide<Money>({income, counts[i], static_cast<Money>(alone[i]), savings[i], previous[i],
                                  static_cast<Money>(months[i]), exit_months[i], standards[i], singles[i]});
      scheme[i] = static_cast<std::uint8_t>(outcome.scheme);
      covered[i] = static_cast<std::uint8_t>(outcome.covered);
      amount[i] = outcome.amount;
    }
  }

  const Households& households_;
  MoneyColumns<Money> money_;
  std::size_t block_;
  kernels::Tables<Money> tables_;
  // Persons of a block.
  Column<std::uint8_t> coefficients_, may_alone_;
  Column<Money> member_reference_, incomes_;
  Column<Sum> running_income_;
  Column<std::uint32_t> running_alone_;
  // Households of a block.
  Column<Money> reference_, exit_months_, standard_, single_, counts_;
  Column<Sum> income_;
  Column<std::uint32_t> alone_;
};

/// The input's columns of money in 32 bits.
struct NarrowMoney {
  Column<std::int32_t> land_income, other_income, savings, previous_benefit, wage, transfers;

  explicit NarrowMoney(const Households& households)
      : land_income{narrowed(households.land_income)},
        other_income{narrowed(households.other_income)},
        savings{narrowed(households.savings)},
        previous_benefit{narrowed(households.previous_benefit)},
        wage{narrowed(households.wage)},
        transfers{narrowed(households.transfers)} {}

  [[nodiscard]] MoneyColumns<std::int32_t> columns() const {
    return {land_income.data(),      other_income.data(), savings.data(),
            previous_benefit.data(), wage.data(),         transfers.data()};
  }

 private:
  static Column<std::int32_t> narrowed(const Column<std::int64_t>& wide) {
    Column<std::int32_t> narrow(wide.size());
    std::ranges::transform(wide, narrow.begin(),
                           [](std::int64_t fen) { return static_cast<std::int32_t>(fen); });
    return narrow;
  }
};

}  // namespace

Version opponent_version(const Households& households, std::size_t block) {
  const MoneyColumns<std::int64_t> money{households.land_income.data(), households.other_income.data(),
                                         households.savings.data(),     households.previous_benefit.data(),
                                         households.wage.data(),        households.transfers.data()};
  const auto version = std::make_shared<SegmentVersion<std::int64_t>>(households, money, block);
  return {"b2p/" + std::to_string(block), "segments, 64-bit", Role::opponent,
          [version](Decisions& decisions) { version->decide(decisions); }};
}

Version narrow_version(const Households& households, std::size_t block) {
  const auto money = std::make_shared<const NarrowMoney>(households);
  const auto version = std::make_shared<SegmentVersion<std::int32_t>>(households, money->columns(), block);
  return {"b3p/" + std::to_string(block), "segments, 32-bit", Role::beyond,
          [money, version](Decisions& decisions) { version->decide(decisions); }};
}

}  // namespace doudi::bench
