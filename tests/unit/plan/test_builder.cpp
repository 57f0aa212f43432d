// tests/unit/plan/test_builder.cpp - nodes: what is folded and shared, ranges, lanes and where they end.
#include <doctest/doctest.h>

#include "../explain/trial.hpp"
#include "plan/builder.hpp"

using namespace doudi;
using namespace doudi::plan;
using doudi::testing::Trial;

namespace {

const Trial& trial() {
  static const Trial shared{R"(
doudi: 1
pack: trial
types:
  county: {enum: [east, west, north]}
facts:
  household:
    byte: {type: number, decimals: 0, range: [0, 255]}
    above: {type: number, decimals: 0, range: [0, 256]}
    below: {type: number, decimals: 0, range: [-1, 255]}
    int: {type: number, decimals: 0, range: [-2147483647, 2147483647]}
    long: {type: number, decimals: 0, range: [0, 2147483648]}
    money: {type: number, decimals: 2, range: [0, 1000]}
    huge: {type: number, decimals: 0, range: [0, 10000000000000]}
    part: {type: number, decimals: 0, range: [1, 10]}
    gone: {type: boolean, optional: true}
    sure: {type: boolean}
    county: {type: county}
    name: {type: text}
    persons: {list: person, size: [0, 9]}
    cars: {list: car}
  person:
    wage: {type: number, decimals: 0, range: [-5, 100]}
    plots: {list: plot, size: [2, 4]}
  car:
    price: {type: number, decimals: 0, range: [0, 100]}
  plot:
    area: {type: number, decimals: 0, range: [0, 7]}
rules:
  household:
    unused: {formula: byte}
outputs: [unused]
)"};
  return shared;
}

[[nodiscard]] model::EntityId entity(std::string_view name) {
  for (std::uint32_t i = 0; i < trial().pack().entities.size(); ++i) {
    if (trial().pack().entities[i].name == name) return model::EntityId{i};
  }
  throw std::logic_error("no such entity");
}

/// A builder with columns by the names of their facts.
struct Nodes : Builder {
  explicit Nodes(bool with_gaps = false) : Builder{trial().pack(), with_gaps} {}
  [[nodiscard]] static model::FactId fact(std::string_view name) {
    const auto& entities = trial().pack().entities;
    for (std::uint32_t i = 0; i < entities.size(); ++i) {
      for (std::uint32_t k = 0; k < entities[i].facts.size(); ++k) {
        if (entities[i].facts[k].name == name) return {model::EntityId{i}, k};
      }
    }
    throw std::logic_error("no such fact");
  }
  [[nodiscard]] NodeId of(std::string_view name) { return column(fact(name)); }
  [[nodiscard]] bool has(NodeId id, std::int64_t low, std::int64_t high, Lane lane) const {
    const Node& node = (*this)[id];
    return node.low == low && node.high == high && node.lane == lane;
  }
};

constexpr std::int64_t exact_double = std::int64_t{1} << 50;
constexpr std::int64_t largest = std::int64_t{1} << 62;

}  // namespace

TEST_SUITE("plan/builder") {
  TEST_CASE("constants are computed at once") {
    Nodes nodes;
    const NodeId six = nodes.constant(6);
    const NodeId seven = nodes.constant(7);
    CHECK(nodes.is_constant(nodes.arithmetic(Opcode::add, six, seven), 13));
    CHECK(nodes.is_constant(nodes.arithmetic(Opcode::subtract, six, seven), -1));
    CHECK(nodes.is_constant(nodes.arithmetic(Opcode::multiply, six, seven), 42));
    CHECK(nodes.is_constant(nodes.arithmetic(Opcode::larger, six, seven), 7));
    CHECK(nodes.is_constant(nodes.arithmetic(Opcode::smaller, six, seven), 6));
    CHECK(nodes.is_constant(nodes.compare(Opcode::less, six, seven), 1));
    CHECK(nodes.is_constant(nodes.compare(Opcode::less_equal, seven, six), 0));
    CHECK(nodes.is_constant(nodes.compare(Opcode::equal, six, nodes.constant(600, 2)), 1));
    CHECK(nodes.is_constant(nodes.opposite(nodes.truth(true)), 0));
    CHECK(nodes.select(nodes.truth(false), six, seven) == seven);
    CHECK(nodes.is_constant(nodes.divide(six, nodes.constant(4), 0, RoundingMode::half_even), 2));
    CHECK(nodes.is_constant(nodes.divide(six, nodes.constant(4), 1, RoundingMode::up), 15));
  }

  TEST_CASE("what changes nothing makes no node") {
    Nodes nodes;
    const NodeId byte = nodes.of("byte");
    const NodeId sure = nodes.of("sure");
    CHECK(nodes.arithmetic(Opcode::add, byte, nodes.constant(0)) == byte);
    CHECK(nodes.arithmetic(Opcode::add, nodes.constant(0), byte) == byte);
    CHECK(nodes.arithmetic(Opcode::subtract, byte, nodes.constant(0)) == byte);
    CHECK(nodes.arithmetic(Opcode::multiply, nodes.constant(1), byte) == byte);
    CHECK(nodes.both(sure, nodes.truth(true)) == sure);
    CHECK(nodes.is_constant(nodes.both(sure, nodes.truth(false)), 0));
    CHECK(nodes.either(sure, nodes.truth(false)) == sure);
    CHECK(nodes.is_constant(nodes.either(nodes.truth(true), sure), 1));
    CHECK(nodes.opposite(nodes.opposite(sure)) == sure);
    CHECK(nodes.select(sure, nodes.truth(true), nodes.truth(false)) == sure);
    CHECK(nodes.select(sure, nodes.truth(false), nodes.truth(true)) == nodes.opposite(sure));
    CHECK(nodes.select(sure, byte, byte) == byte);
    CHECK(nodes.either(no_node, sure) == sure);
    CHECK(nodes.both(no_node, sure) == no_node);
    CHECK(nodes.is_constant(nodes.opposite(no_node), 1));
  }

  TEST_CASE("equal nodes are one, truths in any order") {
    Nodes nodes;
    const NodeId byte = nodes.of("byte");
    const NodeId money = nodes.of("money");
    CHECK(nodes.of("byte") == byte);
    CHECK(nodes.arithmetic(Opcode::add, byte, money) == nodes.arithmetic(Opcode::add, byte, money));
    CHECK(nodes.arithmetic(Opcode::add, byte, money) != nodes.arithmetic(Opcode::subtract, byte, money));
    CHECK(nodes.both(nodes.of("sure"), nodes.of("gone")) == nodes.both(nodes.of("gone"), nodes.of("sure")));
    CHECK(nodes.divide(money, nodes.of("part"), 2, RoundingMode::up) !=
          nodes.divide(money, nodes.of("part"), 2, RoundingMode::down));
  }

  TEST_CASE("a comparison that ranges settle is a constant, one that they do not is none") {
    Nodes nodes;
    const NodeId byte = nodes.of("byte");
    CHECK(nodes.is_constant(nodes.compare(Opcode::less, byte, nodes.constant(256)), 1));
    CHECK_FALSE(nodes.is_constant(nodes.compare(Opcode::less, byte, nodes.constant(255))));
    CHECK(nodes.is_constant(nodes.compare(Opcode::less_equal, byte, nodes.constant(255)), 1));
    CHECK_FALSE(nodes.is_constant(nodes.compare(Opcode::less_equal, byte, nodes.constant(254))));
    CHECK(nodes.is_constant(nodes.compare(Opcode::less, byte, nodes.constant(0)), 0));
    CHECK_FALSE(nodes.is_constant(nodes.compare(Opcode::less_equal, byte, nodes.constant(0))));
    CHECK(nodes.is_constant(nodes.compare(Opcode::equal, byte, nodes.constant(-1)), 0));
    CHECK(nodes.is_constant(nodes.compare(Opcode::equal, nodes.constant(256), byte), 0));
    CHECK_FALSE(nodes.is_constant(nodes.compare(Opcode::equal, byte, nodes.constant(255))));
    CHECK(nodes.is_constant(nodes.compare(Opcode::equal, byte, nodes.constant(2550, 1))) == false);
  }

  TEST_CASE("the narrowest lane holds both ends of a range") {
    CHECK(lane_for(0, 255) == Lane::u8);
    CHECK(lane_for(0, 256) == Lane::i32);
    CHECK(lane_for(-1, 0) == Lane::i32);
    CHECK(lane_for(-2147483647, 2147483647) == Lane::i32);
    CHECK(lane_for(0, 2147483648) == Lane::f64);
    CHECK(lane_for(-2147483648, 0) == Lane::f64);
    CHECK(lane_for(-exact_double, exact_double) == Lane::f64);
    CHECK(lane_for(0, exact_double + 1) == Lane::i64);
    CHECK(lane_for(-exact_double - 1, 0) == Lane::i64);
    Nodes nodes;
    CHECK(nodes.has(nodes.of("byte"), 0, 255, Lane::u8));
    CHECK(nodes.has(nodes.of("above"), 0, 256, Lane::i32));
    CHECK(nodes.has(nodes.of("below"), -1, 255, Lane::i32));
    CHECK(nodes.has(nodes.of("int"), -2147483647, 2147483647, Lane::i32));
    CHECK(nodes.has(nodes.of("long"), 0, 2147483648, Lane::f64));
    CHECK(nodes[nodes[nodes.of("long")].a].lane == Lane::i64);
    CHECK(nodes.has(nodes.of("county"), 0, 2, Lane::u8));
    CHECK_THROWS_AS((void)nodes.of("name"), NotInColumns);
  }

  TEST_CASE("a result's lane also holds its operands") {
    Nodes nodes;
    const NodeId byte = nodes.of("byte");
    CHECK(nodes.has(nodes.arithmetic(Opcode::add, byte, nodes.constant(1)), 1, 256, Lane::i32));
    CHECK(nodes.has(nodes.arithmetic(Opcode::subtract, byte, byte), -255, 255, Lane::i32));
    CHECK(
        nodes.has(nodes.arithmetic(Opcode::smaller, nodes.of("above"), nodes.constant(9)), 0, 9, Lane::i32));
    CHECK(nodes.has(nodes.arithmetic(Opcode::larger, byte, nodes.constant(9)), 9, 255, Lane::u8));
    CHECK(nodes.has(nodes.arithmetic(Opcode::add, nodes.of("int"), nodes.constant(1)), -2147483646,
                    2147483648, Lane::f64));
    CHECK(nodes.has(nodes.arithmetic(Opcode::multiply, nodes.of("below"), nodes.constant(-3)), -765, 3,
                    Lane::i32));
  }

  TEST_CASE("doubles end at 2^50, columns at 2^62") {
    Nodes nodes;
    const NodeId sure = nodes.of("sure");
    const auto scaled = [&](std::int64_t factor) {
      return nodes.arithmetic(Opcode::multiply, sure, nodes.constant(factor));
    };
    CHECK(nodes.has(scaled(exact_double), 0, exact_double, Lane::f64));
    CHECK(nodes.has(scaled(exact_double + 1), 0, exact_double + 1, Lane::i64));
    CHECK(nodes.has(scaled(largest), 0, largest, Lane::i64));
    CHECK_THROWS_AS((void)nodes.arithmetic(Opcode::add, scaled(largest), nodes.constant(1)), NotInColumns);
    CHECK_THROWS_AS((void)nodes.arithmetic(Opcode::subtract, scaled(-largest), nodes.constant(1)),
                    NotInColumns);
    CHECK_THROWS_AS((void)nodes.arithmetic(Opcode::multiply, nodes.of("huge"), nodes.of("huge")),
                    NotInColumns);
    CHECK_THROWS_AS((void)nodes.arithmetic(Opcode::add, nodes.constant(largest), nodes.constant(1)),
                    NotInColumns);
    CHECK(nodes.is_constant(nodes.arithmetic(Opcode::add, nodes.constant(largest - 1), nodes.constant(1)),
                            largest));
  }

  TEST_CASE("operands of different scales are brought to the larger one") {
    Nodes nodes;
    const NodeId sum = nodes.arithmetic(Opcode::add, nodes.of("money"), nodes.of("byte"));
    CHECK(nodes[sum].scale == 2);
    CHECK(nodes[sum].high == 100'000 + 25'500);
    CHECK(nodes[nodes.arithmetic(Opcode::multiply, nodes.of("money"), nodes.of("money"))].scale == 4);
    const NodeId constant = nodes.rescale(nodes.constant(3, 1), 3);
    CHECK(nodes.is_constant(constant, 300));
    CHECK(nodes[constant].scale == 3);
    CHECK(nodes.rescale(sum, 2) == sum);
    CHECK_THROWS_AS((void)nodes.rescale(nodes.of("money"), 20 + 2), NotInColumns);
    CHECK_THROWS_AS((void)nodes.rescale(nodes.of("huge"), 6), NotInColumns);
    CHECK_THROWS_AS((void)nodes.rescale(sum, 1), std::logic_error);
  }

  TEST_CASE("a quotient's range comes from the ends of both ranges, its lane from what is divided") {
    Nodes nodes;
    const NodeId money = nodes.of("money");
    const NodeId part = nodes.of("part");
    const NodeId up = nodes.divide(money, part, 0, RoundingMode::up);
    CHECK(nodes[up].low == 0);
    CHECK(nodes[up].high == 1000);
    CHECK(nodes[up].scale == 0);
    CHECK(nodes[up].opcode == Opcode::divide);
    CHECK(nodes[up].lane == Lane::i32);
    const NodeId negative = nodes.divide(nodes.of("below"), part, 1, RoundingMode::floor);
    CHECK(nodes[negative].low == -10);
    CHECK(nodes[negative].high == 2550);
    CHECK(nodes[nodes[negative].a].lane == Lane::i64);
    CHECK(nodes[nodes[nodes.divide(money, part, 0, RoundingMode::half_even)].a].lane == Lane::i64);
    CHECK(nodes[nodes.divide(nodes.of("huge"), part, 0, RoundingMode::down)].lane == Lane::f64);
    CHECK_THROWS_AS((void)nodes.divide(money, nodes.of("byte"), 0, RoundingMode::up), NotInColumns);
    CHECK_THROWS_AS((void)nodes.divide(money, nodes.constant(0), 0, RoundingMode::up), NotInColumns);
    CHECK_THROWS_AS((void)nodes.divide(money, nodes.of("below"), 0, RoundingMode::up), NotInColumns);
  }

  TEST_CASE("what is done to a look-up is done to its table") {
    Nodes nodes;
    const NodeId county = nodes.of("county");
    const NodeId found = nodes.lookup({100, 250, 300}, 1, county);
    CHECK(nodes.has(found, 100, 300, Lane::i32));
    CHECK(nodes.lookup({100, 250, 300}, 1, county) == found);
    CHECK(nodes.is_constant(nodes.lookup({8, 8, 8}, 0, county), 8));
    CHECK(nodes.is_constant(nodes.lookup({4, 5, 6}, 0, nodes.constant(2)), 6));
    const auto is_table = [&](NodeId id, std::int64_t low, std::int64_t high) {
      return nodes[id].opcode == Opcode::lookup && nodes[id].a == county && nodes[id].low == low &&
             nodes[id].high == high;
    };
    CHECK(is_table(nodes.arithmetic(Opcode::add, found, nodes.constant(1)), 110, 310));
    CHECK(is_table(nodes.arithmetic(Opcode::subtract, nodes.constant(40), found), 100, 300));
    CHECK(is_table(nodes.arithmetic(Opcode::add, found, nodes.lookup({3, 2, 1}, 1, county)), 103, 301));
    CHECK(is_table(nodes.compare(Opcode::less, found, nodes.constant(25)), 0, 1));
    CHECK(is_table(nodes.opposite(nodes.compare(Opcode::less, found, nodes.constant(25))), 0, 1));
    CHECK(is_table(nodes.divide(found, nodes.constant(4), 0, RoundingMode::half_even), 2, 8));
    const NodeId less = nodes.compare(Opcode::less, found, nodes.constant(25));
    const std::uint32_t table = nodes[less].table;
    CHECK(nodes.take_tables().at(table) == std::vector<std::int64_t>{1, 0, 0});
  }

  TEST_CASE("values of an entity are expanded to the one below, and refused beside it") {
    Nodes nodes;
    const NodeId wage = nodes.of("wage");
    const NodeId price = nodes.of("price");
    const NodeId sum = nodes.arithmetic(Opcode::add, nodes.of("byte"), wage);
    CHECK(nodes[sum].entity == entity("person"));
    CHECK(nodes[nodes.arithmetic(Opcode::add, sum, nodes.of("area"))].entity == entity("plot"));
    CHECK(nodes[nodes.expand(nodes.of("byte"), entity("plot"))].entity == entity("plot"));
    CHECK(nodes.expand(wage, entity("person")) == wage);
    CHECK(nodes.expand(nodes.constant(3), entity("plot")) == nodes.constant(3));
    CHECK_THROWS_AS((void)nodes.arithmetic(Opcode::add, wage, price), NotInColumns);
    CHECK_THROWS_AS((void)nodes.compare(Opcode::less, price, nodes.of("area")), NotInColumns);
    CHECK_THROWS_AS((void)nodes.expand(wage, entity("car")), NotInColumns);
    CHECK_THROWS_AS((void)nodes.expand(wage, model::EntityId{}), NotInColumns);
    CHECK(nodes.lies_in(entity("plot"), entity("person")));
    CHECK_FALSE(nodes.lies_in(entity("person"), entity("plot")));
  }

  TEST_CASE("constant factors move outwards, and what operands have in common cancels") {
    Nodes nodes;
    const NodeId money = nodes.of("money");
    const NodeId half = nodes.select(nodes.of("sure"), nodes.constant(5, 1), nodes.constant(1));
    CHECK(nodes.has(half, 5, 10, Lane::u8));
    CHECK(nodes[half].scale == 1);
    CHECK(nodes.has(nodes[half].a, 1, 2, Lane::u8));
    // 5 * (2 * money), not 10 * (10 * money): the figures that are compared stay narrow.
    const NodeId counted =
        nodes.arithmetic(Opcode::larger, money, nodes.arithmetic(Opcode::multiply, half, money));
    CHECK(nodes.has(counted, 0, 1'000'000, Lane::i32));
    CHECK(nodes[counted].scale == 3);
    CHECK(nodes.is_constant(nodes[counted].b, 5));
    CHECK(nodes.has(nodes[counted].a, 0, 200'000, Lane::i32));
    const NodeId hundredfold = nodes.arithmetic(Opcode::multiply, money, nodes.constant(100));
    CHECK(nodes.compare(Opcode::less, hundredfold, nodes.constant(700)) ==
          nodes.compare(Opcode::less, money, nodes.constant(7)));
    CHECK(nodes.divide(hundredfold, nodes.constant(300), 2, RoundingMode::half_up) ==
          nodes.divide(money, nodes.constant(3), 2, RoundingMode::half_up));
    CHECK(nodes.divide(hundredfold, nodes.constant(100), 2, RoundingMode::half_up) == money);
    CHECK(nodes.arithmetic(Opcode::multiply, hundredfold, nodes.constant(-2)) ==
          nodes.arithmetic(Opcode::multiply, money, nodes.constant(-200)));
    const NodeId wages = nodes.arithmetic(Opcode::multiply, nodes.of("wage"), nodes.constant(100));
    CHECK(nodes.over_members(Opcode::sum, wages, entity("person")) ==
          nodes.arithmetic(Opcode::multiply,
                           nodes.over_members(Opcode::sum, nodes.of("wage"), entity("person")),
                           nodes.constant(100)));
  }

  TEST_CASE("a value keeps its scale whatever cancels on the way to it") {
    Nodes nodes;
    const NodeId money = nodes.of("money");
    for (const int scale : {0, 1, 2, 3}) {
      const NodeId share = nodes.select(nodes.of("sure"), nodes.constant(20, 2), nodes.constant(0, scale));
      CHECK(nodes[share].scale == std::max(scale, 2));
      CHECK(nodes[nodes.arithmetic(Opcode::add, share, money)].scale == std::max(scale, 2));
      CHECK(nodes[nodes.arithmetic(Opcode::multiply, share, money)].scale == std::max(scale, 2) + 2);
      const NodeId quotient =
          nodes.divide(nodes.rescale(money, 6), nodes.constant(100), 2 + scale, RoundingMode::up);
      CHECK(nodes[quotient].scale == 2 + scale);
    }
  }

  TEST_CASE("what is the same for all members is computed above them") {
    Nodes nodes;
    const NodeId byte = nodes.expand(nodes.of("byte"), entity("person"));
    const NodeId sum = nodes.arithmetic(Opcode::add, byte, nodes.constant(1));
    CHECK(sum ==
          nodes.expand(nodes.arithmetic(Opcode::add, nodes.of("byte"), nodes.constant(1)), entity("person")));
    CHECK(nodes.compare(Opcode::less, byte, nodes.expand(nodes.of("above"), entity("person"))) ==
          nodes.expand(nodes.compare(Opcode::less, nodes.of("byte"), nodes.of("above")), entity("person")));
    const NodeId sure = nodes.of("sure");
    const NodeId many = nodes.compare(Opcode::less, nodes.constant(9), nodes.of("byte"));
    const NodeId rich = nodes.compare(Opcode::less, nodes.constant(50), nodes.of("wage"));
    const NodeId counted = nodes.both(nodes.both(rich, sure), many);
    CHECK(counted == nodes.both(rich, nodes.expand(nodes.both(sure, many), entity("person"))));
    CHECK(counted == nodes.both(nodes.expand(many, entity("person")), nodes.both(sure, rich)));
    CHECK(nodes.opposite(nodes.expand(sure, entity("person"))) ==
          nodes.expand(nodes.opposite(sure), entity("person")));
    CHECK(nodes.over_members(Opcode::sum, counted, entity("person")) ==
          nodes.select(nodes.both(sure, many), nodes.over_members(Opcode::sum, rich, entity("person")),
                       nodes.constant(0)));
    CHECK(nodes.over_members(Opcode::sum, byte, entity("person")) ==
          nodes.arithmetic(Opcode::multiply, nodes.list_size(entity("person")), nodes.of("byte")));
  }

  TEST_CASE("sums reach as far as the longest list, and never lose zero") {
    Nodes nodes;
    const NodeId sum = nodes.over_members(Opcode::sum, nodes.of("wage"), entity("person"));
    CHECK(nodes.has(sum, -45, 900, Lane::i32));
    CHECK(nodes[sum].entity == model::EntityId{});
    CHECK(nodes.has(nodes.over_members(Opcode::sum, nodes.of("price"), entity("car")), 0, 12'800, Lane::i32));
    CHECK(nodes.has(nodes.over_members(Opcode::sum, nodes.of("area"), entity("plot")), 0, 28, Lane::u8));
    CHECK(nodes.has(nodes.over_members(Opcode::largest, nodes.of("wage"), entity("person")), -5, 100,
                    Lane::i32));
    const NodeId threes = nodes.over_members(Opcode::sum, nodes.constant(3), entity("person"));
    CHECK(nodes[threes].high == 27);
    CHECK(nodes.is_constant(nodes.over_members(Opcode::sum, nodes.constant(0), entity("person")), 0));
    CHECK(nodes.has(nodes.list_size(entity("plot")), 2, 4, Lane::u8));
    CHECK(nodes.has(nodes.list_size(entity("car")), 0, 128, Lane::u8));
  }

  TEST_CASE("gaps have nodes only where they are kept track of, and are noted in any case") {
    Nodes without;
    CHECK(without.column_open(Nodes::fact("sure")) == no_node);
    CHECK(without.list_open(entity("person")) == no_node);
    CHECK(without.column_null(Nodes::fact("sure")) == no_node);
    CHECK(without.column_null(Nodes::fact("gone")) != no_node);
    CHECK(without.take_reads() == std::vector{Nodes::fact("sure"), Nodes::fact("persons")});
    Nodes with{true};
    CHECK(with[with.column_open(Nodes::fact("sure"))].opcode == Opcode::column_open);
    CHECK(with[with.list_open(entity("plot"))].entity == entity("person"));
    CHECK(with.take_reads() == std::vector{Nodes::fact("sure"), Nodes::fact("plots")});
  }
}
