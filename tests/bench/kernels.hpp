// tests/bench/kernels.hpp - the small loops that the hand-written versions are made of; compilers turn them into vectors.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "decisions.hpp"
#include "figures.hpp"

// Pointers in these loops are `__restrict`, and conditions choose between values and never jump: both are what
// lets a compiler make vectors of them. Arrays that a loop fills have room for `padding` values more.
namespace doudi::bench::kernels {

inline constexpr std::size_t padding = 64;

/// Columns of persons, from the first person of a block.
struct PersonColumns {
  const std::uint8_t* age;
  const std::uint8_t* sex;
  const std::uint8_t* disability_grade;
  const std::uint8_t* seriously_ill;
  const std::uint8_t* student;
  const std::uint8_t* caregiver;
};

/// Labour coefficients in twentieths, a caregiver's halved, and who may be included alone (0 or 1). The last
/// assignment wins, so the conditions stand in the order opposite to the policy's.
inline void reckon_coefficients(const PersonColumns& persons, std::size_t count,
                                std::uint8_t* __restrict coefficients, std::uint8_t* __restrict may_alone) {
  const std::uint8_t* __restrict ages = persons.age;
  const std::uint8_t* __restrict sexes = persons.sex;
  const std::uint8_t* __restrict grades = persons.disability_grade;
  const std::uint8_t* __restrict illnesses = persons.seriously_ill;
  const std::uint8_t* __restrict students = persons.student;
  const std::uint8_t* __restrict caregivers = persons.caregiver;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t grade = grades[i];
    const bool severe = static_cast<std::uint8_t>(grade - 1) < 2;
    const std::uint8_t old_age = sexes[i] != 0 ? 55 : 60;
    std::uint8_t value = twentieths;
    value = grade == 4 ? std::uint8_t{14} : value;
    value = grade == 3 ? std::uint8_t{10} : value;
    value = students[i] != 0 ? std::uint8_t{0} : value;
    value = illnesses[i] != 0 ? std::uint8_t{4} : value;
    value = severe ? std::uint8_t{0} : value;
    value = ages[i] >= old_age ? std::uint8_t{6} : value;
    value = ages[i] < 16 ? std::uint8_t{0} : value;
    value = caregivers[i] != 0 ? static_cast<std::uint8_t>(value >> 1U) : value;
    coefficients[i] = value;
    may_alone[i] = static_cast<std::uint8_t>(severe | (illnesses[i] != 0));
  }
}

/// What the county and the town decide, looked up beforehand for every county; the sizes are powers of two.
template <class Money>
struct Tables {
  std::array<Money, 8> reference{};
  std::array<Money, 8> exit_months{};
  std::array<Money, 16> standard{};
  std::array<Money, 16> single{};

  Tables() {
    for (std::size_t i = 0; i < counties; ++i) {
      reference[i] = static_cast<Money>(reference_income[i]);
      exit_months[i] = gradual_exit_months[i];
    }
    for (std::size_t i = 0; i < 2 * counties; ++i) {
      standard[i] = static_cast<Money>(bench::standard[i]);
      single[i] = static_cast<Money>(single_benefit(bench::standard[i]));
    }
  }
};

/// The figures of each household of a block.
template <class Money>
struct LookedUp {
  Money* reference;
  Money* exit_months;
  Money* standard;
  Money* single;
};

template <class Money>
void look_up(const Tables<Money>& tables, const std::uint8_t* __restrict county,
             const std::uint8_t* __restrict urban, std::size_t count, const LookedUp<Money>& found) {
  Money* __restrict reference = found.reference;
  Money* __restrict exit_months = found.exit_months;
  Money* __restrict standard = found.standard;
  Money* __restrict single = found.single;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t place = county[i];
    const std::uint32_t row = 2 * place + urban[i];
    reference[i] = tables.reference[place];
    exit_months[i] = tables.exit_months[place];
    standard[i] = tables.standard[row];
    single[i] = tables.single[row];
  }
}

/// `factor` is below 2^32; without saying so, 64-bit products would not become vectors.
inline std::int64_t times(std::int64_t factor, std::uint8_t coefficient) {
  return static_cast<std::int64_t>((static_cast<std::uint64_t>(factor) & 0xffffffffU) * coefficient);
}
inline std::int32_t times(std::int32_t factor, std::uint8_t coefficient) {
  return factor * coefficient;
}

template <class Money>
Money income_of(Money wage, Money transfers, Money reference, std::uint8_t coefficient) {
  const Money imputed = times(reference, coefficient);
  const Money earned = wage * twentieths;
  return (imputed > earned ? imputed : earned) + transfers * twentieths;
}

// A whole number below 2^52 as a double and back, by its bits: exact, and there are vector instructions for it
// wherever there are vectors.
inline constexpr std::uint64_t two_to_52_bits = 0x4330000000000000U;
inline constexpr double two_to_52 = 4503599627370496.0;
inline double to_double(std::int64_t value) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(value) | two_to_52_bits) - two_to_52;
}
inline std::int64_t from_double(double value) {
  return static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(value + two_to_52) & 0x000fffffffffffffU);
}

/// The quotient rounded down. Exact although it divides doubles: both are whole and far below 2^53, so a quotient
/// that is not whole is further from the next whole number than a division may err.
inline std::int64_t whole_quotient(std::int64_t dividend, std::int64_t divisor) {
  return from_double(std::floor(to_double(dividend) / to_double(divisor)));
}
inline std::int32_t whole_quotient(std::int32_t dividend, std::int32_t divisor) {
  return static_cast<std::int32_t>(static_cast<double>(dividend) / static_cast<double>(divisor));
}

/// All bits or none.
template <class Money>
Money mask_of(bool condition) {
  return condition ? Money{-1} : Money{0};
}
template <class Money>
Money chosen(Money mask, Money if_set, Money otherwise) {
  return (mask & if_set) | (~mask & otherwise);
}

template <class Money>
struct Outcome {
  Money scheme;
  Money covered;
  Money amount;
};

/// What is known of a household when it comes to the schemes.
template <class Money>
struct Situation {
  Money income;  ///< of all members and the household, in twentieths of a fen
  Money count;
  Money may_alone;
  Money savings;
  Money previous_benefit;
  Money months_over;
  Money exit_months;
  Money standard;
  Money single;
};

/// All three schemes, of which masks choose: the later overrules the earlier, so the policy's first comes last.
template <class Money>
inline Outcome<Money> decide(const Situation<Money>& it) {
  const Money half_up = twentieths / 2;
  const Money per_capita = whole_quotient(static_cast<Money>(it.income + half_up * it.count),
                                          static_cast<Money>(twentieths * it.count));
  const Money within_assets = mask_of<Money>(it.savings <= 2 * it.count * it.standard);
  const Money whole = within_assets & mask_of<Money>(per_capita <= it.standard);
  const Money single =
      within_assets & mask_of<Money>(it.may_alone > 0) & mask_of<Money>(per_capita <= 2 * it.standard);
  const Money leaving =
      mask_of<Money>(it.previous_benefit > 0) & mask_of<Money>(it.months_over <= it.exit_months);
  using Bits = std::make_unsigned_t<Money>;
  const Money half = static_cast<Money>(static_cast<Bits>(it.previous_benefit + 1) >> 1U);
  Outcome<Money> outcome{leaving & Money{static_cast<Money>(Scheme::gradual_exit)}, leaving & it.count,
                         leaving & half};
  outcome.scheme = chosen(single, static_cast<Money>(Scheme::single), outcome.scheme);
  outcome.covered = chosen(single, it.may_alone, outcome.covered);
  outcome.amount = chosen<Money>(single, it.may_alone * it.single, outcome.amount);
  outcome.scheme = chosen(whole, static_cast<Money>(Scheme::whole), outcome.scheme);
  outcome.covered = chosen(whole, it.count, outcome.covered);
  outcome.amount = chosen<Money>(whole, (it.standard - per_capita) * it.count, outcome.amount);
  return outcome;
}

}  // namespace doudi::bench::kernels
