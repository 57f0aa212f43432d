// examples/02_decide_many_cpp/main.cpp - ten thousand households that are made up here, decided at once by columns.
#include <iostream>
#include <string>

#include "doudi/decide.hpp"
#include "doudi/doudi.hpp"

int main() {
  const doudi::LoadedPack pack = doudi::load("rules/jinghe-2023");
  if (!pack) return 1;
  const doudi::Date on = doudi::Date::parse("2023-07-01").value();
  doudi::exec::Batch batch{*pack};
  for (int number = 0; number < 10'000; ++number) {
    doudi::RecordBuilder record{*pack};
    record.set("城乡", number % 3 == 0 ? "城镇" : "农村").set("财产符合规定", true);
    if (number % 100 != 0) record.set("其他月收入", number % 500);  // every hundredth has not said
    for (int member = 0; member <= number % 4; ++member) {
      const std::string path = "家庭成员.m" + std::to_string(member) + '.';
      record.set(path + "出生日期", doudi::Date::from_parts(1950 + 17 * member, 3, 1).value());
      record.set(path + "残疾等级", doudi::Null{}).set(path + "重病", number % 7 == 0);
      record.set(path + "月收入", number % 900);
    }
    batch.add(record.finish(on).value());
  }
  const doudi::Decider decider{*pack, on};  // ready for any number of batches, from any thread
  const doudi::Decisions decisions = decider.decide(batch);

  // Outputs are columns, in the pack's order. The answers of households that columns leave open are in `single`.
  const doudi::exec::ResultColumn& amount = decisions.results.outputs.at(2);
  doudi::Decimal sum{0};
  for (std::size_t i = 0; i < batch.households(); ++i) {
    if (decisions.results.open[i] == 0)
      sum = doudi::add(sum, doudi::model::number_of_cell(amount.cell(i), amount.scale)).value();
  }
  std::cout << batch.households() << " households get " << sum.text() << " CNY a month by columns; "
            << decisions.single.size() << " more were asked one by one, and lack "
            << decisions.single.front().second.missing.front() << '\n';
}
