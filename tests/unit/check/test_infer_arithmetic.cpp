// tests/unit/check/test_infer_arithmetic.cpp - what may be added, multiplied and divided, and in which unit it comes out.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

TEST_SUITE("check/infer_arithmetic") {
  TEST_CASE("numbers are added in equal units, and literals fit any unit") {
    CHECK(differences({
              {"income + line", "CNY/month"},
              {"income - line", "CNY/month"},
              {"income + 5", "CNY/month"},
              {"5 - income", "CNY/month"},
              {"2 * 500 + income", "CNY/month"},
              {"(if poor then 1 else 2) + income", "CNY/month"},
              {"-income + 1", "CNY/month"},
              {"1 + 2 * -3", "number"},
              {"income + yearly", "unit_mismatch_sum"},
              {"income - heads", "unit_mismatch_difference"},
              {"income + line + yearly", "unit_mismatch_sum"},
              {"land + income", "unit_mismatch_sum"},
              {"per month(yearly) + income", "CNY/month"},
          }) == "");
  }

  TEST_CASE("products and quotients combine units, and literals are plain factors") {
    CHECK(differences({
              {"income * heads", "CNY/month"},
              {"heads * income", "CNY/month"},
              {"0.7 * income", "CNY/month"},
              {"(if poor then 1 else 2) * income", "CNY/month"},
              {"income * income", "CNY^2/month^2"},
              {"income / heads", "CNY/month"},
              {"income / income", "number"},
              {"income / land", "CNY/month/mu"},
              {"income * months(24)", "CNY"},
              {"yearly * years(2)", "CNY"},
              {"income * months(24) / land", "CNY/mu"},
              {"months(heads) * line", "CNY"},
              {"months(income)", "unit_mismatch"},
              {"years(village)", "unit_mismatch"},
          }) == "");
  }

  TEST_CASE("a year is 12 months, and only of money per time") {
    CHECK(differences({
              {"per month(yearly)", "CNY/month"},
              {"per year(income)", "CNY/year"},
              {"per quarter(income)", "CNY/quarter"},
              {"per quarter(yearly)", "CNY/quarter"},
              {"per month(per quarter(yearly))", "CNY/month"},
              {"per year(per quarter(income))", "CNY/year"},
              {"per month(income)", "no_such_conversion"},
              {"per month(land)", "no_such_conversion"},
              {"per month(12)", "no_such_conversion"},
              {"per month(village)", "no_such_conversion"},
              {"per month(yearly) * 2", "quotient_multiplied"},
              {"per year(income / 3)", "quotient_multiplied"},
          }) == "");
  }

  TEST_CASE("texts, dates and durations are added as in FEEL") {
    CHECK(differences({
              {"village + \"x\"", "text"},
              {"notice + notice", "years and months duration"},
              {"notice - @\"P1M\"", "years and months duration"},
              {"stay + stay", "days and time duration"},
              {"stay - @\"P1D\"", "days and time duration"},
              {"started + notice", "date"},
              {"started - notice", "date"},
              {"notice + started", "date"},
              {"started + stay", "date"},
              {"stay + started", "date"},
              {"today() - started", "days and time duration"},
              {"village - village", "cannot_add"},
              {"village + 1", "cannot_add"},
              {"1 + village", "cannot_add"},
              {"started + started", "cannot_add"},
              {"started + 1", "cannot_add"},
              {"notice - started", "cannot_add"},
              {"notice + stay", "cannot_add"},
              {"poor + poor", "cannot_add"},
              {"persons + persons", "cannot_add"},
              {"income + null", "cannot_add"},
              {"null - income", "cannot_add"},
          }) == "");
  }

  TEST_CASE("a duration is multiplied by a plain number, or by months where it is of months") {
    CHECK(differences({
              {"notice * 2", "years and months duration"},
              {"heads * notice", "years and months duration"},
              {"notice / heads", "years and months duration"},
              {"notice * months(2)", "years and months duration"},
              {"stay * 2", "days and time duration"},
              {"2 * stay", "days and time duration"},
              {"notice / notice", "number"},
              {"stay / stay", "number"},
              {"stay * months(2)", "unit_mismatch"},
              {"notice * income", "unit_mismatch"},
              {"income * notice", "unit_mismatch"},
              {"notice * (heads / 3)", "quotient_multiplied"},
              {"heads / 3 * stay", "quotient_multiplied"},
              {"2 / notice", "cannot_multiply"},
              {"notice * notice", "cannot_multiply"},
              {"notice / stay", "cannot_multiply"},
              {"village * 2", "cannot_multiply"},
              {"started * 2", "cannot_multiply"},
              {"null * 2", "cannot_multiply"},
          }) == "");
  }

  TEST_CASE("powers are of plain exact numbers with whole exponents") {
    CHECK(differences({
              {"heads ** 2", "number"},
              {"ratio ** heads", "number"},
              {"2 ** 3 ** 2", "number"},
              {"heads ** -1", "number"},
              {"heads ** -1 * 3", "quotient_multiplied"},
              {"heads ** 0.5", "exponent_not_whole"},
              {"heads ** ratio", "exponent_not_whole"},
              {"income ** 2", "unit_mismatch"},
              {"2 ** income", "unit_mismatch"},
              {"(heads / 3) ** 2", "quotient_raised"},
              {"2 ** (heads / 3)", "quotient_raised"},
              {"village ** 2", "cannot_raise"},
              {"heads ** null", "cannot_raise"},
          }) == "");
  }

  TEST_CASE("only numbers and durations have an opposite") {
    CHECK(differences({
              {"-income", "CNY/month"},
              {"-notice", "years and months duration"},
              {"-stay", "days and time duration"},
              {"-bonus", "CNY/month?"},
              {"-village", "cannot_negate"},
              {"-poor", "cannot_negate"},
              {"-null", "cannot_negate"},
              {"-scores", "cannot_negate"},
          }) == "");
  }

  TEST_CASE("null in an operand makes the result nullable") {
    CHECK(differences({
              {"bonus + income", "CNY/month?"},
              {"income - bonus", "CNY/month?"},
              {"bonus * 2", "CNY/month?"},
              {"2 / bonus", "month/CNY?"},
              {"ended + notice", "date?"},
              {"today() - ended", "days and time duration?"},
              {"(if poor then heads else null) ** 2", "number?"},
          }) == "");
  }

  TEST_CASE("literals are read as decimals, dates and durations") {
    CHECK(differences({
              {".5", "number"},
              {"@\"2019-02-28\"", "date"},
              {"@\"P1Y2M\"", "years and months duration"},
              {"@\"P1DT2H\"", "days and time duration"},
              {"@\"2019-02-29\"", "bad_temporal"},
              {"@\"12:00:00\"", "time"},
              {"@\"2019-02-28T12:00:00@Asia/Shanghai\"", "date and time"},
              {"@\"25:00:00\"", "bad_temporal"},
              {"1234567890123456789012345678901234", "number"},
              {"12345678901234567890123456789012345", "literal_too_long"},
          }) == "");
  }

  TEST_CASE("what is wrong in one operand is said once") {
    CHECK(said("(village - 1) * 2 + income") == "cannot_add");
    CHECK(said("incom + 1 + incom") == "unknown_name unknown_name");
  }
}
