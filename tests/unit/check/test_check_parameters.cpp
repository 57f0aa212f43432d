// tests/unit/check/test_check_parameters.cpp - values of parameters, their versions, ranges and keys.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

/// The village with a parameter `p`, which `r` reads.
LoadedPack with_parameter(std::string_view parameter, std::string_view formula = "p") {
  Village village;
  village.parameters = "p:\n" + indented(parameter, 2);
  return with_formula(formula, std::move(village)).load();
}

std::string in_braces(std::string_view parameter) {
  Village village;
  village.parameters = "p: {" + std::string{parameter} + "}\n";
  return said("p", village);
}

const model::Parameter& first_parameter(const LoadedPack& loaded) {
  for (const model::Parameter& parameter : loaded->parameters) {
    if (parameter.name == "p") return parameter;
  }
  return loaded->parameters.front();
}

std::string value_of(std::string_view text) {
  const LoadedPack loaded = with_parameter("from: 2019-01-01\ncite: law\nvalue: " + std::string{text} + "\n");
  if (!loaded) return codes_of(loaded);
  const model::ParameterValue& value = first_parameter(loaded).versions.front().value;
  if (std::holds_alternative<model::NoneInForce>(value)) return "none";
  if (std::holds_alternative<model::NotKnown>(value)) return "unknown";
  if (const auto* quotient = std::get_if<model::Quotient>(&value))
    return quotient->numerator.text() + " over " + quotient->denominator.text();
  return model::literal_text(std::get<model::Literal>(value));
}

}  // namespace

TEST_SUITE("check/check_parameters") {
  TEST_CASE("a number is a decimal, a percentage or a quotient of whole numbers") {
    CHECK(value_of("600") == "600");
    CHECK(value_of("600.50") == "600.5");
    CHECK(value_of("-1.5") == "-1.5");
    CHECK(value_of("130%") == "1.3");
    CHECK(value_of("33.5%") == "0.335");
    CHECK(value_of("3/4") == "0.75");
    CHECK(value_of("1/3") == "1 over 3");
    CHECK(value_of("-2/3") == "-2 over 3");
    CHECK(value_of("none") == "none");
    CHECK(value_of("unknown") == "unknown");
    for (const char* text : {"1/0", "1/-3", "1.5/3", "a", "1/3%", "5 CNY", "1/3/4", "/"}) {
      CAPTURE(text);
      CHECK(value_of(text) == "bad_parameter_value");
    }
  }

  TEST_CASE("other types take values of their own") {
    CHECK(in_braces("type: date, from: 2019-01-01, cite: law, value: 2019-06-30") == "date");
    CHECK(in_braces("type: boolean, from: 2019-01-01, cite: law, value: true") == "boolean");
    CHECK(in_braces("type: text, from: 2019-01-01, cite: law, value: \"unknown\"") == "text");
    CHECK(in_braces("type: county, from: 2019-01-01, cite: law, value: east") == "county");
    CHECK(in_braces("type: years and months duration, from: 2019-01-01, cite: law, value: P6M") ==
          "years and months duration");
    CHECK(in_braces("type: money, from: 2019-01-01, cite: law, value: 5") == "CNY/month");
    CHECK(in_braces("type: county, from: 2019-01-01, cite: law, value: mars") == "unknown_member");
    CHECK(in_braces("type: date, from: 2019-01-01, cite: law, value: 5") == "literal_does_not_fit");
    CHECK(in_braces("type: boolean, from: 2019-01-01, cite: law, value: 1") == "literal_does_not_fit");
    CHECK(in_braces("type: money, unit: CNY/year, from: 2019-01-01, cite: law, value: 5") == "unit_on_type");
    CHECK(in_braces("unit: CNY/yaer, from: 2019-01-01, cite: law, value: 5") == "unknown_symbol");
    CHECK(in_braces("type: nuber, from: 2019-01-01, cite: law, value: 5") == "unknown_type");
    CHECK(in_braces("from: 2019-01-01, cite: lwa, value: 5") == "unknown_source");
  }

  TEST_CASE("a range holds for every value") {
    CHECK(in_braces("range: [1, 9], from: 2019-01-01, cite: law, value: 9") == "number");
    CHECK(in_braces("range: [1, 9], from: 2019-01-01, cite: law, value: 9.5") == "parameter_out_of_range");
    CHECK(in_braces("range: [1, 9], from: 2019-01-01, cite: law, value: 1/3") == "parameter_out_of_range");
    CHECK(in_braces("range: [9, 1], from: 2019-01-01, cite: law, value: 5").starts_with("range_upside_down"));
    CHECK(in_braces("range: [1, 9], from: 2019-01-01, cite: law, value: unknown") == "number");
    CHECK(in_braces("type: money, from: 2019-01-01, cite: law, value: 100000") == "parameter_out_of_range");
    CHECK(codes_of(with_parameter("range: [1, 9]\nfrom: 2019-01-01\ncite: law\nby: |\n  county || value\n"
                                  "  east   || 5\n  -      || 10\n")) == "parameter_out_of_range");
  }

  TEST_CASE("what is read has the range where there is one, else the values") {
    Village village;
    village.parameters = R"(p: {range: [1, 9], from: 2019-01-01, cite: law, value: 5}
q:
  versions:
    - {from: 2019-01-01, until: 2019-12-31, cite: law, value: 1.5}
    - {from: 2020-01-01, cite: law, value: 2.25}
)";
    CHECK(shape("p", village) == "0 decimals, from 1 to 9");
    CHECK(shape("q", village) == "2 decimals, from 1.5 to 2.25");
    CHECK(shape("share") ==
          "? decimals, from 0.3333333333333333333333333333333333 to "
          "0.3333333333333333333333333333333333, quotient");
  }

  TEST_CASE("versions follow each other without holes, unless the hole is owned up to") {
    const auto versions = [](std::string_view list) {
      return codes_of(with_parameter("versions:\n" + indented(list, 2)));
    };
    CHECK(versions("- {from: 2019-01-01, until: 2019-12-31, cite: law, value: 1}\n"
                   "- {from: 2020-01-01, cite: law, value: 2}\n") == "");
    CHECK(versions("- {from: 2020-01-01, cite: law, value: 2}\n"
                   "- {from: 2019-01-01, until: 2019-12-31, cite: law, value: 1}\n") == "");
    CHECK(versions("- {from: 2019-01-01, until: 2019-12-31, cite: law, value: 1}\n"
                   "- {from: 2020-01-02, cite: law, value: 2}\n") == "hole_between_versions");
    CHECK(versions("- {from: 2019-01-01, until: 2019-12-31, cite: law, value: 1}\n"
                   "- {from: 2020-01-01, until: 2020-06-30, value: none}\n"
                   "- {from: 2020-07-01, cite: law, value: 2}\n") == "");
    CHECK(versions("- {from: 2019-01-01, until: 2020-01-01, cite: law, value: 1}\n"
                   "- {from: 2020-01-01, cite: law, value: 2}\n") == "versions_overlap");
    CHECK(versions("- {from: 2019-01-01, cite: law, value: 1}\n"
                   "- {from: 2020-01-01, cite: law, value: 2}\n") == "versions_overlap");
    CHECK(versions("- {from: 2019-01-01, until: 2019-12-31, cite: law, value: 1}\n") == "outlives");
    const LoadedPack hole = with_parameter(
        "versions:\n  - {from: 2019-01-01, until: 2019-12-31, cite: law, value: 1}\n"
        "  - {from: 2020-02-01, cite: law, value: 2}\n");
    CHECK(hinted(hole, text::Hint::own_up_to_hole, "from") == "2020-01-01");
    CHECK(hinted(hole, text::Hint::own_up_to_hole, "until") == "2020-01-31");
  }

  TEST_CASE("a grid of keys covers everything, the rest in its last rows") {
    const auto by = [](std::string_view grid) {
      return codes_of(with_parameter("from: 2019-01-01\ncite: law\nby: |\n" + indented(grid, 2)));
    };
    CHECK(by("county || value\neast || 1\nwest, north east || 2\n") == "");
    CHECK(by("county || value\neast || 1\n- || 2\n") == "");
    CHECK(by("county | poor || value\neast | true || 1\neast | - || 2\n- | - || 3\n") == "");
    CHECK(by("heads || value\n1 || 1\n[2..4] || 1/3\n> 4 || 50%\n") == "");
    CHECK(by("household.county || value\n- || 2\n") == "");
    CHECK(by("county || value\neast || 1\nwest || 2\n") == "gap_in_table");
    CHECK(by("county || value\n- || 1\neast || 2\n") == "row_unreachable");
    CHECK(by("county || value\nesat || 1\n- || 2\n") == "unknown_member");
    CHECK(by("conty || value\n- || 2\n") == "unknown_key_fact");
    CHECK(hinted(with_parameter("from: 2019-01-01\ncite: law\nby: |\n  conty || value\n  - || 2\n"),
                 text::Hint::did_you_mean, "name") == "county");
    CHECK(by("county || value\neast || none\n- || unknown\n") == "");
    CHECK(by("county || value\neast || x\n- || 2\n") == "bad_parameter_value");
    CHECK(by("line || value\n- || 2\n") == "unknown_key_fact");
  }

  TEST_CASE("a grid with a line left out is not asked for what may stand in it") {
    const LoadedPack loaded = with_parameter(
        "from: 2019-01-01\ncite: law\nby: |\n  county || value\n  east || 1\n  west, north east\n");
    CHECK(codes_of(loaded).find("gap_in_table") == std::string::npos);
    CHECK_FALSE(loaded);
  }

  TEST_CASE("versions of one parameter have the same keys, or none") {
    CHECK(codes_of(with_parameter(R"(versions:
  - from: 2019-01-01
    until: 2019-12-31
    cite: law
    by: |
      county || value
      -      || 1
  - from: 2020-01-01
    cite: law
    by: |
      heads || value
      -     || 1
)")) == "keys_differ");
    CHECK(codes_of(with_parameter(R"(versions:
  - {from: 2019-01-01, until: 2019-12-31, cite: law, value: 5}
  - from: 2020-01-01
    cite: law
    by: |
      county || value
      -      || 1
)")) == "");
  }

  TEST_CASE("a quotient is kept as two whole numbers where it multiplies or divides") {
    CHECK(differences({
              {"income * share", "CNY/month"},
              {"share * income", "CNY/month"},
              {"income * share * heads", "CNY/month"},
              {"income / share * 2", "CNY/month"},
              {"share * share * income", "CNY/month"},
              {"share(today()) * income", "CNY/month"},
              {"round half up(income * share, 2) * heads", "CNY/month"},
              {"income * share + line", "CNY/month"},
              {"(income * share) * heads", "quotient_multiplied"},
              {"income * share + line * share", "two_quotients"},
              {"income / heads * share", "quotient_multiplied"},
              {"share + share", "two_quotients"},
          }) == "");
  }
}
