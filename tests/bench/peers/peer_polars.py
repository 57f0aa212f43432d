"""Policy P in Polars: lazy frames, whole fen, one query. One thread, as everything in the table."""
import os

os.environ["POLARS_MAX_THREADS"] = "1"

import polars as pl  # noqa: E402  (reads the number of threads when it is imported)

from households import (COUNTIES, EXIT_MONTHS, REFERENCE_INCOME, STANDARD, arguments, timed,  # noqa: E402
                        tell)

COUNTY = pl.Enum(COUNTIES)


def frames(all_):
    """Households, persons, and the figures by county and by county and town."""
    households = pl.DataFrame({
        "household": range(all_.count), "county": pl.Series([COUNTIES[code] for code in all_.county], dtype=COUNTY),
        "urban": all_.urban == 1, "months_over": all_.months_over, "land_income": all_.land_income,
        "other_income": all_.other_income, "savings": all_.savings, "previous_benefit": all_.previous_benefit},
        schema_overrides={"household": pl.Int64})
    persons = pl.DataFrame({
        "household": all_.household_of_person, "age": all_.age, "female": all_.sex == 1,
        "disability_grade": all_.disability_grade, "seriously_ill": all_.seriously_ill == 1,
        "student": all_.student == 1, "caregiver": all_.caregiver == 1, "wage": all_.wage,
        "transfers": all_.transfers})
    figures = pl.DataFrame({
        "county": [county for county in COUNTIES for _ in (0, 1)], "urban": [False, True] * len(COUNTIES),
        "standard": [fen for pair in STANDARD for fen in pair],
        "reference": [fen for fen in REFERENCE_INCOME for _ in (0, 1)],
        "exit_months": [months for months in EXIT_MONTHS for _ in (0, 1)]}, schema_overrides={"county": COUNTY})
    return households.lazy(), persons.lazy(), figures.lazy()


def first(*pairs, otherwise):
    """The value beside the first condition that holds."""
    chain = pl
    for condition, value in pairs:
        chain = chain.when(condition).then(value)
    return chain.otherwise(otherwise)


def query(households, persons, figures):
    col = pl.col
    severe = col("disability_grade").is_in([1, 2])
    twentieths = first(
        (col("age") < 16, pl.lit(0)), ((col("age") >= 60) | (col("female") & (col("age") >= 55)), pl.lit(6)),
        (severe, pl.lit(0)), (col("seriously_ill"), pl.lit(4)), (col("student"), pl.lit(0)),
        (col("disability_grade") == 3, pl.lit(10)), (col("disability_grade") == 4, pl.lit(14)),
        otherwise=pl.lit(20)).cast(pl.Int64)
    kept = pl.when(col("caregiver")).then(twentieths // 2).otherwise(twentieths)
    known = households.join(figures, on=["county", "urban"], how="left", maintain_order="left")
    sums = (persons.join(known.select("household", "reference"), on="household", how="left")
            .group_by("household")
            .agg((pl.max_horizontal(20 * col("wage"), kept * col("reference")) + 20 * col("transfers"))
                 .sum().alias("income"),
                 (severe | col("seriously_ill")).sum().cast(pl.Int64).alias("alone"),
                 pl.len().cast(pl.Int64).alias("members")))
    total = col("income") + 20 * (col("land_income") + col("other_income"))
    decided = (known.join(sums, on="household", how="left", maintain_order="left")
               .with_columns(((2 * total + 20 * col("members")) // (40 * col("members"))).alias("per_capita")))
    assets = col("savings") <= 2 * col("members") * col("standard")
    whole = assets & (col("per_capita") <= col("standard"))
    single = assets & (col("alone") > 0) & (col("per_capita") <= 2 * col("standard"))
    gradual = (col("previous_benefit") > 0) & (col("months_over") <= col("exit_months"))
    return decided.select(
        first((whole, pl.lit(1)), (single, pl.lit(2)), (gradual, pl.lit(3)), otherwise=pl.lit(0)).alias("scheme"),
        first((whole, col("members")), (single, col("alone")), (gradual, col("members")),
              otherwise=pl.lit(0)).alias("covered"),
        first((whole, (col("standard") - col("per_capita")) * col("members")),
              (single, col("alone") * ((7 * col("standard") + 5) // 10)),
              (gradual, (col("previous_benefit") + 1) // 2), otherwise=pl.lit(0)).alias("amount"))


if __name__ == "__main__":
    households, runs = arguments()
    tables = frames(households)
    times, decided = timed(lambda: query(*tables).collect(), runs)
    tell("Polars", pl.__version__, "whole fen, lazy query, 1 thread", times, households, decided["scheme"],
         decided["covered"], decided["amount"])
