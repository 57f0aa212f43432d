// tests/bench/csv_by_hand.cpp - writes households as CSV and reads them as quickly as one can by hand.
#include "csv_by_hand.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace doudi::bench {
namespace {

constexpr std::array<std::string_view, 6> county_names{"first",  "second", "third",
                                                       "fourth", "fifth",  "sixth"};

void append_yuan(std::string& text, std::int64_t fen) {
  text += std::to_string(fen / 100);
  text += '.';
  text += static_cast<char>('0' + fen / 10 % 10);
  text += static_cast<char>('0' + fen % 10);
}

void append_truth(std::string& text, std::uint8_t truth) {
  text += truth != 0 ? "true" : "false";
}

/// Reads one text from its first cell to its last.
class Cells {
 public:
  /// Begins behind the header.
  explicit Cells(const std::string& text) : at_{text.data()}, end_{text.data() + text.size()} {
    while (at_ != end_ && *at_++ != '\n') {
    }
  }
  [[nodiscard]] bool done() const noexcept { return at_ == end_; }

  std::uint32_t whole() {
    const std::uint32_t value = digits();
    ++at_;
    return value;
  }
  std::uint8_t small() { return static_cast<std::uint8_t>(whole()); }
  std::int64_t fen() {
    std::int64_t value = std::int64_t{digits()} * 100;
    if (*at_ == '.') {
      value += 10 * (at_[1] - '0') + (at_[2] - '0');
      at_ += 3;
    }
    ++at_;
    return value;
  }
  std::uint8_t truth() {
    const std::uint8_t value = *at_ == 't' ? 1 : 0;
    at_ += value != 0 ? 5 : 6;
    return value;
  }
  std::uint8_t female() {
    const std::uint8_t value = *at_ == 'f' ? 1 : 0;
    at_ += value != 0 ? 7 : 5;
    return value;
  }
  /// The third letters of their names tell the counties apart.
  std::uint8_t county() {
    constexpr std::string_view third_letters = "rciufx";
    const auto code = static_cast<std::uint8_t>(third_letters.find(at_[2]));
    at_ += county_names[code].size() + 1;
    return code;
  }
  void skip() {
    while (*at_++ != ',') {
    }
  }

 private:
  std::uint32_t digits() {
    std::uint32_t value = 0;
    while (static_cast<std::uint8_t>(*at_ - '0') < 10)
      value = value * 10 + static_cast<std::uint32_t>(*at_++ - '0');
    return value;
  }

  const char* at_;
  const char* end_;
};

void read_persons(const std::string& text, Households& all) {
  for (Cells cells{text}; !cells.done();) {
    const std::uint32_t household = cells.whole();
    cells.skip();
    while (all.offsets.size() < household) all.offsets.push_back(static_cast<std::uint32_t>(all.age.size()));
    all.age.push_back(cells.small());
    all.sex.push_back(cells.female());
    all.disability_grade.push_back(cells.small());
    all.seriously_ill.push_back(cells.truth());
    all.student.push_back(cells.truth());
    all.caregiver.push_back(cells.truth());
    all.wage.push_back(cells.fen());
    all.transfers.push_back(cells.fen());
  }
  all.offsets.push_back(static_cast<std::uint32_t>(all.age.size()));
}

}  // namespace

CsvText csv_of(const Households& all) {
  CsvText text;
  text.households = "id,county,urban,land_income,other_income,savings,previous_benefit,months_over\n";
  text.persons = "household_id,id,age,sex,disability_grade,seriously_ill,student,caregiver,wage,transfers\n";
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string id = std::to_string(i + 1);
    text.households += id + ',' + std::string{county_names.at(all.county[i])} + ',';
    append_truth(text.households, all.urban[i]);
    for (const auto* column : {&all.land_income, &all.other_income, &all.savings, &all.previous_benefit}) {
      text.households += ',';
      append_yuan(text.households, (*column)[i]);
    }
    text.households += ',' + std::to_string(all.months_over[i]) + '\n';
    for (std::size_t k = all.offsets[i]; k < all.offsets[i + 1]; ++k) {
      text.persons += id + ",p" + std::to_string(k - all.offsets[i] + 1) + ',' + std::to_string(all.age[k]) +
                      (all.sex[k] != 0 ? ",female," : ",male,") + std::to_string(all.disability_grade[k]);
      for (const auto* column : {&all.seriously_ill, &all.student, &all.caregiver}) {
        text.persons += ',';
        append_truth(text.persons, (*column)[k]);
      }
      for (const auto* column : {&all.wage, &all.transfers}) {
        text.persons += ',';
        append_yuan(text.persons, (*column)[k]);
      }
      text.persons += '\n';
    }
  }
  return text;
}

Households parse_by_hand(const CsvText& text) {
  Households all;
  for (Cells cells{text.households}; !cells.done();) {
    cells.skip();
    all.county.push_back(cells.county());
    all.urban.push_back(cells.truth());
    all.land_income.push_back(cells.fen());
    all.other_income.push_back(cells.fen());
    all.savings.push_back(cells.fen());
    all.previous_benefit.push_back(cells.fen());
    all.months_over.push_back(cells.small());
  }
  read_persons(text.persons, all);
  return all;
}

}  // namespace doudi::bench
