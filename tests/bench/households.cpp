// tests/bench/households.cpp - draws households: sizes, ages, work, illness and incomes as in poor counties, by chance.
#include "households.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "chance.hpp"
#include "figures.hpp"

namespace doudi::bench {
namespace {

class Drawing {
 public:
  Drawing(std::uint64_t seed, Spread spread) : chance_{seed}, spread_{spread} {}

  void reserve(std::size_t count);
  void draw_household();
  [[nodiscard]] Households take() { return std::move(drawn_); }

 private:
  // The order of the draws is what a seed means: whoever changes it changes every household.
  [[nodiscard]] int draw_size();
  void draw_person(bool first);
  [[nodiscard]] std::uint8_t draw_age(bool first);
  [[nodiscard]] std::int64_t draw_wage(bool can_work, std::uint8_t age);
  [[nodiscard]] std::int64_t draw_skewed_wage();
  [[nodiscard]] std::int64_t draw_transfers(std::uint8_t age);
  void draw_caregiver(std::size_t first_person);
  void move_to_limits(std::size_t first_person);
  [[nodiscard]] std::int64_t imputed_twentieths(std::size_t person) const;

  Chance chance_;
  Spread spread_;
  Households drawn_;
  bool frail_ = false;       // of the household at hand: more illness, more disability, less work
  bool needs_care_ = false;  // somebody in it is severely disabled or ill
};

bool is_severe(std::uint8_t disability_grade) {
  return disability_grade == 1 || disability_grade == 2;
}

std::uint8_t retirement_age(std::uint8_t sex) {
  return sex != 0 ? 55 : 60;
}

void Drawing::reserve(std::size_t count) {
  drawn_.offsets.reserve(count + 1);
  for (auto* column : {&drawn_.county, &drawn_.urban, &drawn_.months_over}) column->reserve(count);
  for (auto* column :
       {&drawn_.land_income, &drawn_.other_income, &drawn_.savings, &drawn_.previous_benefit}) {
    column->reserve(count);
  }
}

int Drawing::draw_size() {
  constexpr std::array<std::uint32_t, largest_household> up_to{180, 400, 600, 780, 900, 960, 1000};
  const std::uint32_t draw = chance_.below(1000);
  return static_cast<int>(std::ranges::upper_bound(up_to, draw) - up_to.begin()) + 1;
}

void Drawing::draw_household() {
  const int size = draw_size();
  drawn_.county.push_back(chance_.small_between(0, counties - 1));
  const bool urban = chance_.happens(220);
  drawn_.urban.push_back(static_cast<std::uint8_t>(urban));
  frail_ = chance_.happens(450);
  needs_care_ = false;
  drawn_.land_income.push_back(!urban && chance_.happens(700) ? chance_.between(500, 45000) : 0);
  drawn_.other_income.push_back(chance_.happens(250) ? chance_.between(100, 30000) : 0);
  drawn_.savings.push_back(chance_.between(0, chance_.happens(820) ? 300000 : 6000000));
  const bool benefited = chance_.happens(170);
  drawn_.previous_benefit.push_back(benefited ? chance_.between(3000, 180000) : 0);
  drawn_.months_over.push_back(benefited ? chance_.small_between(0, 40) : std::uint8_t{0});
  const std::size_t first_person = drawn_.persons();
  for (int position = 0; position < size; ++position) draw_person(position == 0);
  if (needs_care_) draw_caregiver(first_person);
  drawn_.offsets.push_back(static_cast<std::uint32_t>(drawn_.persons()));
  if (spread_ == Spread::boundary) move_to_limits(first_person);
}

std::uint8_t Drawing::draw_age(bool first) {
  if (first) return chance_.small_between(22, 84);
  const std::uint32_t draw = chance_.below(100);
  if (draw < 34) return chance_.small_between(0, 15);
  if (draw < 45) return chance_.small_between(16, 22);
  if (draw < 78) return chance_.small_between(23, 59);
  return chance_.small_between(60, 95);
}

void Drawing::draw_person(bool first) {
  const std::uint8_t age = draw_age(first);
  const std::uint8_t sex = chance_.small_between(0, 1);
  const std::uint8_t grade =
      chance_.happens(frail_ ? 260 : 45) ? chance_.small_between(1, 4) : std::uint8_t{0};
  const bool ill = chance_.happens(frail_ ? 150 : 25);
  const bool student = age >= 7 && age <= 23 && chance_.happens(age < 18 ? 950 : 450);
  const bool can_work = age >= 16 && age < retirement_age(sex) && !is_severe(grade) && !student;
  drawn_.wage.push_back(draw_wage(can_work, age));
  drawn_.transfers.push_back(draw_transfers(age));
  drawn_.age.push_back(age);
  drawn_.sex.push_back(sex);
  drawn_.disability_grade.push_back(grade);
  drawn_.seriously_ill.push_back(static_cast<std::uint8_t>(ill));
  drawn_.student.push_back(static_cast<std::uint8_t>(student));
  drawn_.caregiver.push_back(0);
  needs_care_ = needs_care_ || is_severe(grade) || ill;
}

std::int64_t Drawing::draw_wage(bool can_work, std::uint8_t age) {
  if (can_work && chance_.happens(frail_ ? 380 : 640)) return draw_skewed_wage();
  if (age >= 60 && chance_.happens(150)) return chance_.between(10000, 120000);
  return 0;
}

// About log-normal around 1,400 yuan. Doubles only draw it: what comes out is whole fen, and a third of the
// wages whole tens of yuan.
std::int64_t Drawing::draw_skewed_wage() {
  double sum = 0;
  for (int draw = 0; draw < 4; ++draw) sum += chance_.below(1000000) / 1e6;
  const double deviation = (sum - 2.0) * 1.7320508;
  const std::int64_t wage =
      std::min<std::int64_t>(std::llround(std::exp(7.25 + 0.55 * deviation) * 100), 3000000);
  return chance_.happens(350) ? wage / 1000 * 1000 : wage;
}

std::int64_t Drawing::draw_transfers(std::uint8_t age) {
  if (age >= 60) return chance_.happens(900) ? chance_.between(10300, 28000) : 0;
  return chance_.happens(120) ? chance_.between(2000, 60000) : 0;
}

void Drawing::draw_caregiver(std::size_t first_person) {
  for (std::size_t person = first_person; person < drawn_.persons(); ++person) {
    const bool able = drawn_.age[person] >= 16 && !is_severe(drawn_.disability_grade[person]) &&
                      drawn_.seriously_ill[person] == 0;
    if (able && chance_.happens(450)) {
      drawn_.caregiver[person] = 1;
      return;
    }
  }
}

std::int64_t Drawing::imputed_twentieths(std::size_t person) const {
  const std::uint8_t age = drawn_.age[person];
  const std::uint8_t grade = drawn_.disability_grade[person];
  std::int64_t coefficient = twentieths;
  if (age < 16) {
    coefficient = 0;
  } else if (age >= retirement_age(drawn_.sex[person])) {
    coefficient = 6;
  } else if (is_severe(grade)) {
    coefficient = 0;
  } else if (drawn_.seriously_ill[person] != 0) {
    coefficient = 4;
  } else if (drawn_.student[person] != 0) {
    coefficient = 0;
  } else if (grade != 0) {
    coefficient = grade == 3 ? 10 : 14;
  }
  if (drawn_.caregiver[person] != 0) coefficient /= 2;
  return coefficient * reference_income[drawn_.county.back()];
}

// Other income fills the household up to a limit or a few fen off it; savings are put at theirs or kept below.
void Drawing::move_to_limits(std::size_t first_person) {
  std::int64_t income = twentieths * drawn_.land_income.back();
  for (std::size_t person = first_person; person < drawn_.persons(); ++person) {
    income += std::max(twentieths * drawn_.wage[person], imputed_twentieths(person)) +
              twentieths * drawn_.transfers[person];
  }
  const std::int64_t size = static_cast<std::int64_t>(drawn_.persons() - first_person);
  const std::int64_t of_all = size * standard[2U * drawn_.county.back() + drawn_.urban.back()];
  const std::int64_t limit = needs_care_ && chance_.happens(400) ? 2 * of_all : of_all;
  const std::int64_t wanted = limit + chance_.between(-3, 3);
  drawn_.other_income.back() = std::max<std::int64_t>(wanted - (income + twentieths - 1) / twentieths, 0);
  if (chance_.happens(333)) {
    drawn_.savings.back() = 2 * of_all + chance_.between(-3, 3);
  } else if (chance_.happens(700)) {
    drawn_.savings.back() %= 2 * of_all;
  }
}

}  // namespace

Households make_households(std::size_t count, std::uint64_t seed, Spread spread) {
  Drawing drawing{seed, spread};
  drawing.reserve(count);
  for (std::size_t household = 0; household < count; ++household) drawing.draw_household();
  return drawing.take();
}

}  // namespace doudi::bench
