// tests/bench/hand_written_slots.cpp - b4: a block's households sorted by size, its persons by their place in the household.
#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "figures.hpp"
#include "hand_written.hpp"
#include "kernels.hpp"

namespace doudi::bench {
namespace {

using kernels::padding;

/// The households in blocks. In a block the largest come first, so that the households that have a person in a
/// slot are the first ones; the persons lie slot after slot: all first members, all second members ...
struct SlotLayout {
  struct Block {
    std::size_t first_person = 0;
    std::array<std::size_t, largest_household> in_slot{};  ///< how many households have a person there
  };

  std::size_t block_size;
  std::vector<Block> blocks;
  std::vector<std::uint32_t> household_of_row;
  Column<std::uint8_t> county, urban, months_over, counts;
  Column<std::int32_t> land_income, other_income, savings, previous_benefit;
  Column<std::uint8_t> age, sex, disability_grade, seriously_ill, student, caregiver;
  Column<std::int32_t> wage, transfers;

  SlotLayout(const Households& households, std::size_t block);

 private:
  void add_household(const Households& from, std::uint32_t household);
  void add_person(const Households& from, std::size_t person);
};

SlotLayout::SlotLayout(const Households& households, std::size_t block) : block_size{block} {
  const auto size_of = [&](std::uint32_t household) {
    return households.offsets[household + 1] - households.offsets[household];
  };
  for (std::size_t first = 0; first < households.size(); first += block) {
    std::vector<std::uint32_t> rows(std::min(block, households.size() - first));
    std::iota(rows.begin(), rows.end(), static_cast<std::uint32_t>(first));
    std::ranges::stable_sort(rows, std::ranges::greater{}, size_of);
    Block& added = blocks.emplace_back();
    added.first_person = age.size();
    for (const std::uint32_t household : rows) add_household(households, household);
    for (std::size_t slot = 0; slot < largest_household; ++slot) {
      for (const std::uint32_t household : rows) {
        if (size_of(household) <= slot) break;
        add_person(households, households.offsets[household] + slot);
        ++added.in_slot[slot];
      }
    }
  }
}

void SlotLayout::add_household(const Households& from, std::uint32_t household) {
  household_of_row.push_back(household);
  county.push_back(from.county[household]);
  urban.push_back(from.urban[household]);
  months_over.push_back(from.months_over[household]);
  counts.push_back(static_cast<std::uint8_t>(from.offsets[household + 1] - from.offsets[household]));
  land_income.push_back(static_cast<std::int32_t>(from.land_income[household]));
  other_income.push_back(static_cast<std::int32_t>(from.other_income[household]));
  savings.push_back(static_cast<std::int32_t>(from.savings[household]));
  previous_benefit.push_back(static_cast<std::int32_t>(from.previous_benefit[household]));
}

void SlotLayout::add_person(const Households& from, std::size_t person) {
  age.push_back(from.age[person]);
  sex.push_back(from.sex[person]);
  disability_grade.push_back(from.disability_grade[person]);
  seriously_ill.push_back(from.seriously_ill[person]);
  student.push_back(from.student[person]);
  caregiver.push_back(from.caregiver[person]);
  wage.push_back(static_cast<std::int32_t>(from.wage[person]));
  transfers.push_back(static_cast<std::int32_t>(from.transfers[person]));
}

class SlotVersion {
 public:
  SlotVersion(const Households& households, std::size_t block) : layout_{households, block} {
    const std::size_t persons = block * largest_household + padding;
    for (auto* column : {&coefficients_, &may_alone_}) column->resize(persons);
    for (auto* column : {&reference_, &exit_months_, &standard_, &single_, &income_}) {
      column->resize(block + padding);
    }
    alone_.resize(block + padding);
  }

  void decide(Decisions& decisions) {
    for (std::size_t block = 0; block < layout_.blocks.size(); ++block) decide_block(block, decisions);
  }

  void reorder(Decisions& decisions) const {
    const Decisions rows = decisions;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::uint32_t household = layout_.household_of_row[row];
      decisions.scheme[household] = rows.scheme[row];
      decisions.covered[household] = rows.covered[row];
      decisions.amount[household] = rows.amount[row];
    }
  }

 private:
  void decide_block(std::size_t block, Decisions& decisions) {
    const std::size_t first = block * layout_.block_size;
    const std::size_t count = std::min(layout_.block_size, layout_.county.size() - first);
    const SlotLayout::Block& of = layout_.blocks[block];
    const std::size_t persons = std::accumulate(of.in_slot.begin(), of.in_slot.end(), std::size_t{0});
    const std::size_t person = of.first_person;
    const kernels::PersonColumns members{layout_.age.data() + person,
                                         layout_.sex.data() + person,
                                         layout_.disability_grade.data() + person,
                                         layout_.seriously_ill.data() + person,
                                         layout_.student.data() + person,
                                         layout_.caregiver.data() + person};
    kernels::reckon_coefficients(members, persons, coefficients_.data(), may_alone_.data());
    kernels::look_up(tables_, layout_.county.data() + first, layout_.urban.data() + first, count,
                     {reference_.data(), exit_months_.data(), standard_.data(), single_.data()});
    begin_sums(first, count);
    std::size_t before = 0;  // persons of the slots before
    for (const std::size_t in_slot : of.in_slot) {
      add_slot(person + before, before, in_slot);
      before += in_slot;
    }
    decide_households(first, count, decisions);
  }

  void begin_sums(std::size_t first, std::size_t count) {
    const std::int32_t* __restrict land = layout_.land_income.data() + first;
    const std::int32_t* __restrict other = layout_.other_income.data() + first;
    std::int32_t* __restrict income = income_.data();
    for (std::size_t i = 0; i < count; ++i) income[i] = (land[i] + other[i]) * twentieths;
    std::fill_n(alone_.begin(), count, std::uint8_t{0});
  }

  /// Adds the persons of one slot, `person` the first of them and `in_block` the same in this block.
  void add_slot(std::size_t person, std::size_t in_block, std::size_t count) {
    const std::int32_t* __restrict wage = layout_.wage.data() + person;
    const std::int32_t* __restrict transfers = layout_.transfers.data() + person;
    const std::int32_t* __restrict reference = reference_.data();
    const std::uint8_t* __restrict coefficient = coefficients_.data() + in_block;
    const std::uint8_t* __restrict may_alone = may_alone_.data() + in_block;
    std::int32_t* __restrict income = income_.data();
    std::uint8_t* __restrict alone = alone_.data();
    for (std::size_t i = 0; i < count; ++i) {
      income[i] += kernels::income_of(wage[i], transfers[i], reference[i], coefficient[i]);
    }
    for (std::size_t i = 0; i < count; ++i) alone[i] = static_cast<std::uint8_t>(alone[i] + may_alone[i]);
  }

  void decide_households(std::size_t first, std::size_t count, Decisions& decisions) {
    const std::int32_t* __restrict savings = layout_.savings.data() + first;
    const std::int32_t* __restrict previous = layout_.previous_benefit.data() + first;
    const std::uint8_t* __restrict months = layout_.months_over.data() + first;
    const std::uint8_t* __restrict counts = layout_.counts.data() + first;
    const std::int32_t* __restrict exit_months = exit_months_.data();
    const std::int32_t* __restrict standards = standard_.data();
    const std::int32_t* __restrict singles = single_.data();
    const std::int32_t* __restrict incomes = income_.data();
    const std::uint8_t* __restrict alone = alone_.data();
    std::uint8_t* __restrict scheme = decisions.scheme.data() + first;
    std::uint8_t* __restrict covered = decisions.covered.data() + first;
    std::int64_t* __restrict amount = decisions.amount.data() + first;
    for (std::size_t i = 0; i < count; ++i) {
      const kernels::Outcome<std::int32_t> outcome =
          kernels::decide<std::int32_t>({incomes[i], counts[i], alone[i], savings[i], previous[i], months[i],
                                         exit_months[i], standards[i], singles[i]});
      scheme[i] = static_cast<std::uint8_t>(outcome.scheme);
      covered[i] = static_cast<std::uint8_t>(outcome.covered);
      amount[i] = outcome.amount;
    }
  }

  SlotLayout layout_;
  kernels::Tables<std::int32_t> tables_;
  Column<std::uint8_t> coefficients_, may_alone_;                              // persons of a block
  Column<std::int32_t> reference_, exit_months_, standard_, single_, income_;  // households of a block
  Column<std::uint8_t> alone_;
};

}  // namespace

Version slot_version(const Households& households, std::size_t block) {
  const auto version = std::make_shared<SlotVersion>(households, block);
  return {"b4/" + std::to_string(block), "slot-major, 32-bit", Role::beyond,
          [version](Decisions& decisions) { version->decide(decisions); },
          [version](Decisions& decisions) { version->reorder(decisions); }};
}

}  // namespace doudi::bench
