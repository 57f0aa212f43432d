// tests/unit/check/random_formulas.cpp - random formulas over the village of pack_checking.hpp, and random records of it.
#include "random_formulas.hpp"

#include <initializer_list>

namespace doudi::check::testing {

using model::Literal;
using model::Null;

std::string RandomFormulas::pick(std::initializer_list<std::string_view> words) {
  return std::string{*(words.begin() + below(static_cast<int>(words.size())))};
}

std::string RandomFormulas::person_prefix() {
  if (bound_.empty()) return "";
  const std::string& name = bound_[static_cast<std::size_t>(below(static_cast<int>(bound_.size())))];
  return name + ".";
}

std::string RandomFormulas::money(int depth) {
  if (depth == 0) {
    if (!bound_.empty() && below(2) == 0)
      return person_prefix() + pick({"wage", "pension", "wage", "cares_for.wage"});
    return pick({"income", "change", "bonus", "line", "income", "100", "0.05"});
  }
  const int next = depth - 1;
  switch (below(16)) {
    case 0:
      return "(" + money(next) + " + " + money(next) + ")";
    case 1:
      return "(" + money(next) + " - " + money(next) + ")";
    case 2:
      return "(" + money(next) + " * " + plain(next) + ")";
    case 3:
      return "(" + money(next) + " / " + plain(next) + ")";
    case 4:
      return "(" + money(next) + " * share)";
    case 5:
      return pick({"max", "min"}) + "(" + money(next) + ", " + money(next) + ")";
    case 6:
      return "(if " + boolean(next) + " then " + money(next) + " else " + money(next) + ")";
    case 7:
      return "otherwise(" + money(next) + ", " + money(next) + ")";
    case 8:
      return pick({"round half up", "decimal", "floor", "round down"}) + "(" + money(next) + ", " +
             pick({"0", "1", "2"}) + ")";
    case 9:
      return "total(" + moneys(next) + ")";
    case 10:
      return pick({"sum", "max", "min"}) + "(" + moneys(next) + ")";
    case 11: {
      const std::string name = pick({"bonus", "bonus", "ended"});
      return "(if " + name + " = null then " + money(next) + " else " +
             (name == "bonus" ? name : money(next)) + ")";
    }
    case 12:
      return "per month(yearly)";
    case 13:
      return "abs(" + money(next) + ")";
    case 14: {
      const std::string list = moneys(next);
      return "(if count(" + list + ") > 0 then max(" + list + ") else " + money(next) + ")";
    }
    default:
      return money(0);
  }
}

std::string RandomFormulas::plain(int depth) {
  if (depth == 0) return pick({"heads", "ratio", "2", "0.5", "3", "heads", "0", "10"});
  const int next = depth - 1;
  switch (below(13)) {
    case 0:
      return "(" + plain(next) + pick({" + ", " - ", " * ", " / "}) + plain(next) + ")";
    case 1:
      return "(" + money(next) + " / " + money(next) + ")";
    case 2:
      return "count(" + people(next) + ")";
    case 3:
      return "count(" + numbers(next) + ")";
    case 4:
      return "total(" + numbers(next) + ")";
    case 5:
      return date(next) + pick({".year", ".month", ".day"});
    case 6:
      return "full_years(" + date(next) + ")";
    case 7:
      return "(if " + boolean(next) + " then " + plain(next) + " else " + plain(next) + ")";
    case 8:
      return "round half up(" + plain(next) + ", " + pick({"0", "2"}) + ")";
    case 9:
      return "modulo(" + plain(next) + ", " + plain(next) + ")";
    case 10:
      return numbers(next) + "[" + pick({"1", "-1", "2"}) + "]";
    case 11:
      return "string length(" + text(next) + ")";
    default:
      return plain(0);
  }
}

std::string RandomFormulas::boolean(int depth) {
  if (depth == 0)
    return pick({"poor", "marked", "true", "poor", "bonus != null", "ended = null", "village = \"x\""});
  const int next = depth - 1;
  const std::string compares = pick({" < ", " <= ", " = ", " != ", " > ", " >= "});
  switch (below(18)) {
    case 0:
      return "(" + boolean(next) + " and " + boolean(next) + ")";
    case 1:
      return "(" + boolean(next) + " or " + boolean(next) + ")";
    case 2:
      return "not(" + boolean(next) + ")";
    case 3:
      return "(" + money(next) + compares + money(next) + ")";
    case 4:
      return "(" + plain(next) + compares + plain(next) + ")";
    case 5:
      return "(" + date(next) + compares + date(next) + ")";
    case 6:
      return "(" + money(next) + " between " + money(0) + " and " + money(next) + ")";
    case 7:
      return "(" + money(next) + " in [" + money(0) + ".." + money(0) + "])";
    case 8:
      return "(" + money(next) + " in (" + money(0) + ", < " + money(0) + "))";
    case 9:
      return "(bonus " + pick({"!= null and bonus", "= null or bonus"}) + compares + money(next) + ")";
    case 10:
      return "(county in (\"east\", \"west\"))";
    case 11:
      return "(level " + pick({"<", ">=", "="}) + " \"middle\")";
    case 12: {
      const std::string name = "v" + std::to_string(next_++);
      const std::string list = people(next);
      bound_.push_back(name);
      const std::string body = boolean(next);
      bound_.pop_back();
      return "(" + pick({"some ", "every "}) + name + " in " + list + " satisfies " + body + ")";
    }
    case 13:
      return "(otherwise(" + boolean(next) + ", false))";
    case 14:
      return "(if " + boolean(next) + " then " + boolean(next) + " else " + boolean(next) + ")";
    case 15:
      return "(" + plain(next) + " in " + numbers(next) + ")";
    case 16:
      return "list contains(" + moneys(next) + ", " + money(next) + ")";
    default:
      return boolean(0);
  }
}

std::string RandomFormulas::date(int depth) {
  if (depth == 0) return pick({"started", "ended", "today()", "@\"2019-02-28\"", "started"});
  const int next = depth - 1;
  switch (below(6)) {
    case 0:
      return "(" + date(next) + pick({" + ", " - "}) + duration(next) + ")";
    case 1:
      return "otherwise(" + date(next) + ", " + date(next) + ")";
    case 2:
      return pick({"max", "min"}) + "(" + date(next) + ", " + date(next) + ")";
    case 3:
      return "(if ended = null then today() else ended)";
    case 4:
      return "max(append(visits, " + date(next) + "))";
    default:
      return date(0);
  }
}

std::string RandomFormulas::duration(int depth) {
  if (depth == 0) return pick({"notice", "@\"P1M\"", "@\"P1Y\"", "stay", "@\"P3D\""});
  return pick({"notice", "(notice * 2)", "(notice * heads)", "stay", "(stay / 2)",
               "years and months duration(started, today())"});
}

std::string RandomFormulas::text(int depth) {
  if (depth == 0) return pick({"village", "\"x\"", "\"\""});
  return pick({"(village + \"x\")", "upper case(village)", "string(heads)", "substring(village, 1, 1)",
               "(if poor then village else \"y\")", "string(income)"});
}

std::string RandomFormulas::people(int depth) {
  if (depth == 0) return "persons";
  switch (below(5)) {
    case 0: {
      bound_.emplace_back("item");
      const std::string condition = boolean(depth - 1);
      bound_.pop_back();
      return people(depth - 1) + "[" + condition + "]";
    }
    case 1:
      return "persons[pension != null]";
    case 2:
      return "persons[cares_for != null]";
    case 3:
      return "(if " + boolean(depth - 1) + " then " + people(depth - 1) + " else " + pick({"[]", "persons"}) +
             ")";
    default:
      return "persons";
  }
}

std::string RandomFormulas::moneys(int depth) {
  if (depth == 0) return pick({"persons.wage", "persons.pension", "[income, line]", "[bonus]", "[]"});
  const int next = depth - 1;
  switch (below(7)) {
    case 0:
      return people(next) + pick({".wage", ".pension", ".cares_for.wage"});
    case 1:
      return "[" + money(next) + ", " + money(next) + "]";
    case 2: {
      const std::string name = "v" + std::to_string(next_++);
      const std::string list = people(next);
      bound_.push_back(name);
      const std::string body = money(next);
      bound_.pop_back();
      return "(for " + name + " in " + list + " return " + body + ")";
    }
    case 3:
      return "concatenate(" + moneys(next) + ", " + moneys(next) + ")";
    case 4:
      return "append(" + moneys(next) + ", " + money(next) + ")";
    case 5:
      return moneys(next) + "[item > " + money(0) + "]";
    default:
      return moneys(0);
  }
}

std::string RandomFormulas::numbers(int depth) {
  if (depth == 0) return pick({"scores", "visits.year", "[1, heads]", "scores"});
  const int next = depth - 1;
  switch (below(8)) {
    case 0:
      return "(for i" + std::to_string(next_++) + " in " + pick({"1..3", "1..heads", "scores"}) + " return " +
             plain(next) + ")";
    case 1:
      return "scores[item > " + plain(next) + "]";
    case 2:
      return "sort(" + numbers(next) + ")";
    case 3:
      return "reverse(" + numbers(next) + ")";
    case 4:
      return "distinct values(" + numbers(next) + ")";
    case 5:
      return "sublist(" + numbers(next) + ", 1)";
    case 6:
      return "(if " + boolean(next) + " then " + numbers(next) + " else " + numbers(next) + ")";
    default:
      return numbers(0);
  }
}

std::vector<std::string> RandomFormulas::cells_of(std::string_view column) {
  if (column == "poor") return {"true", "false"};
  if (column == "marked") return {"true", "false", "null"};
  if (column == "county") return {"east", "not(east)"};
  if (column == "level")
    return below(2) == 0 ? std::vector<std::string>{"low", ">= middle"}
                         : std::vector<std::string>{"[low..middle]", "> middle"};
  const int first = below(12);
  const std::string low = std::to_string(first);
  const std::string high = std::to_string(first + 1 + below(4));
  std::vector<std::string> cells{"< " + low, "[" + low + ".." + high + ")", ">= " + high};
  if (below(3) == 0) cells = {"<= " + low, "(" + low + ".." + high + "]", "> " + high};
  if (below(4) == 0) cells = {low, "not(" + low + ")"};
  if (below(6) == 0) cells[static_cast<std::size_t>(below(2))] = "< " + high;
  if (below(12) == 0) cells.pop_back();
  if (column == "bonus" && below(5) > 0 && !cells.back().starts_with("not")) cells.emplace_back("null");
  return cells;
}

std::string RandomFormulas::table(std::string_view rule) {
  const std::string first =
      pick({"heads", "poor", "marked", "county", "level", "bonus", "count(visits)", "heads + 1"});
  const std::string second = pick({"heads", "count(persons)", "poor", "level", "heads * 2"});
  const bool two = below(2) == 0;
  std::string grid = pick({"unique", "first", "any", "unique"}) + " | " + first +
                     (two ? " | " + second : "") + " || " + std::string{rule} + "\n";
  int row = 0;
  for (const std::string& left : cells_of(first)) {
    const std::vector<std::string> rights = two ? cells_of(second) : std::vector<std::string>{""};
    for (const std::string& right : rights) {
      grid += "row" + std::to_string(row++) + " | " + left + (two ? " | " + right : "") + " || " +
              (below(3) == 0 ? "1" : money(1)) + "\n";
    }
  }
  if (below(6) == 0) grid += "rest | -" + std::string{two ? " | -" : ""} + " || 5\n";
  return grid;
}

std::string RandomFormulas::formula(int depth) {
  bound_.clear();
  switch (below(8)) {
    case 0:
    case 1:
    case 2:
      return money(depth);
    case 3:
      return plain(depth);
    case 4:
    case 5:
      return boolean(depth);
    case 6:
      return date(depth);
    default:
      return below(2) == 0 ? moneys(depth) : numbers(depth);
  }
}

void fill_village(model::RecordBuilder& builder, RandomFormulas& random) {
  const auto number = [&](int low, int high, int hundredths) -> Decimal {
    const int value = low + random.below(high - low + 1);
    return *divide(Decimal{value}, Decimal{hundredths});
  };
  const auto maybe = [&](Literal value) { return random.below(3) == 0 ? Literal{Null{}} : std::move(value); };
  const auto day = [&] { return *Date::from_days(Date::parse("2018-01-01")->days() + random.below(1200)); };
  builder.set("county", std::string{random.below(2) == 0 ? "east" : "north east"})
      .set("level", std::string{random.below(2) == 0 ? "low" : "high"})
      .set("village", std::string{random.below(2) == 0 ? "x" : ""})
      .set("income", number(0, random.below(2) == 0 ? 9'999'900 : 50'000, 100))
      .set("yearly", number(0, 99'999'900, 100))
      .set("land", number(0, 10'000, 10))
      .set("heads", 1 + random.below(20))
      .set("ratio", number(0, 1000, 1000))
      .set("change", number(-50'000, 50'000, 100))
      .set("bonus", maybe(number(0, 100'000, 100)))
      .set("poor", random.below(2) == 0)
      .set("marked", maybe(random.below(2) == 0))
      .set("started", day())
      .set("ended", maybe(day()))
      .set("notice", *YearsMonths::parse("P1Y2M"))
      .set("stay", *DaysTime::parse("P40D"));
  std::vector<Literal> visits;
  for (int index = random.below(3); index > 0; --index) visits.emplace_back(day());
  builder.set_list("visits", visits);
  std::vector<Literal> scores{Decimal{50}};
  for (int index = random.below(3); index > 0; --index) scores.emplace_back(Decimal{random.below(101)});
  builder.set_list("scores", scores);
  const int people = 1 + random.below(3);
  for (int index = 0; index < people; ++index) {
    const std::string member = "persons.p" + std::to_string(index) + ".";
    builder.set(member + "wage", number(0, 500'000, 100))
        .set(member + "pension", maybe(number(0, 100'000, 100)))
        .set(member + "born", day())
        .set(member + "sex", std::string{"f"})
        .set(member + "cares_for", maybe("p" + std::to_string(random.below(people))))
        .set_list(member + "plots");
  }
}

std::vector<std::string> village_paths() {
  return {"income",  "heads",           "ratio",
          "change",  "bonus",           "poor",
          "marked",  "ended",           "county",
          "level",   "visits",          "scores",
          "village", "yearly",          "notice",
          "stay",    "persons.p0.wage", "persons.p0.pension",
          "persons", "started",         "persons.p0.cares_for"};
}

}  // namespace doudi::check::testing
