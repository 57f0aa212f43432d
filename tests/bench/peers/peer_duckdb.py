"""Policy P in SQL by DuckDB: two tables, whole fen as BIGINT. One thread, as everything in the table."""
import duckdb
import pandas as pd

from households import COUNTIES, EXIT_MONTHS, REFERENCE_INCOME, STANDARD, arguments, timed, tell

QUERY = """
WITH member AS (
  SELECT p.household, p.wage, p.transfers, r.reference,
         p.disability_grade IN (1, 2) OR p.seriously_ill AS alone,
         CASE WHEN age < 16 THEN 0
              WHEN age >= 60 OR (female AND age >= 55) THEN 6
              WHEN disability_grade IN (1, 2) THEN 0
              WHEN seriously_ill THEN 4
              WHEN student THEN 0
              WHEN disability_grade = 3 THEN 10
              WHEN disability_grade = 4 THEN 14
              ELSE 20 END // CASE WHEN caregiver THEN 2 ELSE 1 END AS twentieths
  FROM persons p JOIN households h ON p.household = h.household
       JOIN by_county r ON h.county = r.county
), summed AS (
  SELECT household, count(*) AS members, count(*) FILTER (alone) AS alone,
         sum(greatest(20 * wage, twentieths * reference) + 20 * transfers)::BIGINT AS income
  FROM member GROUP BY household
), reckoned AS (
  SELECT h.household, members, alone, standard, previous_benefit,
         (2 * (income + 20 * (land_income + other_income)) + 20 * members) // (40 * members) AS per_capita,
         savings <= 2 * members * standard AS assets,
         previous_benefit > 0 AND months_over <= exit_months AS gradual
  FROM households h JOIN summed s ON h.household = s.household
       JOIN by_county c ON h.county = c.county
       JOIN standards t ON h.county = t.county AND h.urban = t.urban
), decided AS (
  SELECT *, CASE WHEN assets AND per_capita <= standard THEN 1
                 WHEN assets AND alone > 0 AND per_capita <= 2 * standard THEN 2
                 WHEN gradual THEN 3 ELSE 0 END AS scheme
  FROM reckoned
)
SELECT scheme,
       CASE scheme WHEN 0 THEN 0 WHEN 2 THEN alone ELSE members END AS covered,
       CASE scheme WHEN 1 THEN (standard - per_capita) * members
                   WHEN 2 THEN alone * ((7 * standard + 5) // 10)
                   WHEN 3 THEN (previous_benefit + 1) // 2
                   ELSE 0 END AS amount
FROM decided ORDER BY household
"""


def database(all_):
    """Everything as tables of DuckDB's own, in memory."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    frames = {
        "households": pd.DataFrame({
            "household": range(all_.count), "county": [COUNTIES[code] for code in all_.county],
            "urban": all_.urban == 1, "months_over": all_.months_over, "land_income": all_.land_income,
            "other_income": all_.other_income, "savings": all_.savings,
            "previous_benefit": all_.previous_benefit}),
        "persons": pd.DataFrame({
            "household": all_.household_of_person, "age": all_.age, "female": all_.sex == 1,
            "disability_grade": all_.disability_grade, "seriously_ill": all_.seriously_ill == 1,
            "student": all_.student == 1, "caregiver": all_.caregiver == 1, "wage": all_.wage,
            "transfers": all_.transfers}),
        "by_county": pd.DataFrame({"county": COUNTIES, "reference": REFERENCE_INCOME, "exit_months": EXIT_MONTHS}),
        "standards": pd.DataFrame([{"county": county, "urban": bool(urban), "standard": STANDARD[i][urban]}
                                   for i, county in enumerate(COUNTIES) for urban in (0, 1)])}
    quoted = ", ".join(f"'{county}'" for county in COUNTIES)
    connection.execute(f"CREATE TYPE county AS ENUM ({quoted})")
    for name, frame in frames.items():
        connection.register("given", frame)
        columns = "* REPLACE (county::county AS county)" if "county" in frame else "*"
        connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM given")
        connection.unregister("given")
    return connection


if __name__ == "__main__":
    households, runs = arguments()
    connection = database(households)
    times, decided = timed(lambda: connection.execute(QUERY).fetchnumpy(), runs)
    tell("DuckDB", duckdb.__version__, "whole fen, SQL, 1 thread", times, households, decided["scheme"],
         decided["covered"], decided["amount"])
