// tests/bench/plain_evaluator.cpp - builds records through the public interface and reads answers back into columns.
#include "plain_evaluator.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "doudi/doudi.hpp"

namespace doudi::bench {
namespace {

constexpr std::array<std::string_view, 6> county_names{"first",  "second", "third",
                                                       "fourth", "fifth",  "sixth"};
constexpr std::array<std::string_view, 4> scheme_names{"none", "whole", "single", "gradual_exit"};

Decimal yuan(std::int64_t fen) {
  return Decimal::from_parts(false, static_cast<Uint128>(fen), -2).value();
}

std::int64_t fen(const Decimal& yuan) {
  return multiply(yuan, 100).value().to_int64().value();
}

void set_household(RecordBuilder& builder, const Households& all, std::size_t household) {
  builder.set("county", std::string{county_names[all.county[household]]});
  builder.set("urban", all.urban[household] != 0);
  builder.set("land_income", yuan(all.land_income[household]));
  builder.set("other_income", yuan(all.other_income[household]));
  builder.set("savings", yuan(all.savings[household]));
  builder.set("previous_benefit", yuan(all.previous_benefit[household]));
  builder.set("months_over", Decimal{all.months_over[household]});
}

void set_person(RecordBuilder& builder, const Households& all, std::size_t person, const std::string& path) {
  builder.set(path + "age", Decimal{all.age[person]});
  builder.set(path + "sex", std::string{all.sex[person] != 0 ? "female" : "male"});
  builder.set(path + "disability_grade", Decimal{all.disability_grade[person]});
  builder.set(path + "seriously_ill", all.seriously_ill[person] != 0);
  builder.set(path + "student", all.student[person] != 0);
  builder.set(path + "caregiver", all.caregiver[person] != 0);
  builder.set(path + "wage", yuan(all.wage[person]));
  builder.set(path + "transfers", yuan(all.transfers[person]));
}

const explain::Value& output(const explain::Answer& answer, std::string_view name) {
  const auto found = std::ranges::find(answer.outputs, name, &explain::OutputValue::name);
  if (found == answer.outputs.end()) throw std::logic_error{"no output " + std::string{name}};
  return found->value;
}

}  // namespace

model::Pack load_policy(const std::string& folder) {
  LoadedPack loaded = load(folder);
  if (!loaded) throw std::runtime_error{loaded.report(Language::en)};
  return std::move(loaded.pack).value();
}

model::Record make_record(const model::Pack& pack, const Households& households, std::size_t household,
                          Date on) {
  RecordBuilder builder{pack};
  set_household(builder, households, household);
  int number = 0;
  for (std::size_t person = households.offsets[household]; person < households.offsets[household + 1];
       ++person) {
    set_person(builder, households, person, "persons.p" + std::to_string(++number) + ".");
  }
  auto record = builder.finish(on);
  if (!record) throw std::logic_error{report(record.error(), Language::en)};
  return std::move(record).value();
}

std::vector<std::size_t> choose_sample(std::size_t households, std::size_t count) {
  count = std::min(count, households);
  std::vector<std::size_t> sample(count);
  for (std::size_t i = 0; i < count; ++i) sample[i] = i * households / count;
  return sample;
}

Decisions decide_by_explaining(const model::Pack& pack, const Households& households,
                               const std::vector<std::size_t>& sample, Date on) {
  Decisions decisions{sample.size()};
  for (std::size_t row = 0; row < sample.size(); ++row) {
    const model::Record record = make_record(pack, households, sample[row], on);
    const explain::Answer answer = explain::explain(pack, record, on).answer;
    if (answer.status != explain::Status::decided) {
      throw std::logic_error{"household " + std::to_string(sample[row]) + " is not decided"};
    }
    const auto scheme = std::ranges::find(scheme_names, output(answer, "scheme").get<std::string>());
    if (scheme == scheme_names.end()) throw std::logic_error{"a scheme that policy P does not have"};
    decisions.scheme[row] = static_cast<std::uint8_t>(scheme - scheme_names.begin());
    decisions.covered[row] =
        static_cast<std::uint8_t>(output(answer, "covered").get<explain::List>().items.size());
    decisions.amount[row] = fen(output(answer, "amount").get<Decimal>());
  }
  return decisions;
}

}  // namespace doudi::bench
