// examples/02_decide_many_cpp/main.cpp - ten thousand households that are made up here, decided at once by columns.
#include <iostream>
#include <string>

#include "doudi/decide.hpp"
#include "doudi/doudi.hpp"

namespace {

/// A rural family of one to four; every hundredth has not said what it earns besides wages.
doudi::Record family(const doudi::Pack& pack, int number, doudi::Date on) {
  doudi::RecordBuilder record{pack};
  record.set("城乡", number % 3 == 0 ? "城镇" : "农村").set("财产符合规定", true);
  if (number % 100 != 0) record.set("其他月收入", number % 500);
  for (int member = 0; member <= number % 4; ++member) {
    const std::string path = "家庭成员.m" + std::to_string(member) + '.';
    record.set(path + "出生日期", doudi::Date::from_parts(1950 + 17 * member, 3, 1).value());
    record.set(path + "残疾等级", doudi::Null{}).set(path + "重病", number % 7 == 0);
    record.set(path + "月收入", number % 900);
  }
  return record.finish(on).value();
}

}  // namespace

int main() {
  const doudi::LoadedPack pack = doudi::load("rules/jinghe-2023");
  if (!pack) return 1;
  const doudi::Date on = doudi::Date::parse("2023-07-01").value();
  const doudi::Decider decider{*pack, on};  // ready for any number of batches, from any thread

  doudi::exec::Batch batch{*pack};
  for (int number = 0; number < 10'000; ++number) batch.add(family(*pack, number, on));
  doudi::exec::EvaluateOptions options;
  options.progress = [](std::size_t) { return true; };  // false would stop it
  const doudi::Decisions decisions = decider.decide(batch, options);

  // Each output is a column, in the pack's order: scheme, covered, amount ... What they say of a household in `single` means
  // nothing: its answer is there, with what is missing.
  const doudi::exec::ResultColumn& amount = decisions.results.outputs.at(2);
  doudi::Decimal sum{0};
  std::size_t granted = 0;
  for (std::size_t i = 0; i < batch.households(); ++i) {
    if (decisions.results.open[i] != 0 || amount.cell(i) == 0) continue;
    ++granted;
    sum = doudi::add(sum, doudi::model::number_of_cell(amount.cell(i), amount.scale)).value();
  }
  std::cout << batch.households() << " households, of which " << granted << " get " << sum.text()
            << " CNY a month by columns\n";
  std::cout << decisions.single.size() << " were answered one by one; the first lacks";
  for (const std::string& path : decisions.single.front().second.missing) std::cout << ' ' << path;
  std::cout << '\n';
}
