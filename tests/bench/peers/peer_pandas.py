"""Policy P in pandas, as one writes it: two frames, yuan as floats, names of counties, a groupby for sums over members."""
import numpy as np
import pandas as pd

from households import COUNTIES, EXIT_MONTHS, REFERENCE_INCOME, STANDARD, arguments, timed, tell

REFERENCE_INCOME = {county: fen / 100 for county, fen in zip(COUNTIES, REFERENCE_INCOME)}
EXIT_MONTHS = dict(zip(COUNTIES, EXIT_MONTHS))
STANDARD = pd.DataFrame([{"county": county, "urban": bool(urban), "standard": STANDARD[i][urban] / 100}
                         for i, county in enumerate(COUNTIES) for urban in (0, 1)])


def frames(all_):
    """The two tables that the analyst has."""
    names = pd.CategoricalDtype(COUNTIES)
    households = pd.DataFrame({
        "county": pd.Categorical.from_codes(all_.county, dtype=names), "urban": all_.urban == 1,
        "months_over": all_.months_over, "land_income": all_.land_income / 100,
        "other_income": all_.other_income / 100, "savings": all_.savings / 100,
        "previous_benefit": all_.previous_benefit / 100})
    persons = pd.DataFrame({
        "household": all_.household_of_person, "age": all_.age, "female": all_.sex == 1,
        "disability_grade": all_.disability_grade, "seriously_ill": all_.seriously_ill == 1,
        "student": all_.student == 1, "caregiver": all_.caregiver == 1, "wage": all_.wage / 100,
        "transfers": all_.transfers / 100})
    return households, persons


def half_up(yuan):
    return np.floor(yuan * 100 + 0.5) / 100


def decide(households, persons):
    p = persons
    severe = p.disability_grade.isin([1, 2])
    coefficient = np.select(
        [p.age < 16, (p.age >= 60) | (p.female & (p.age >= 55)), severe, p.seriously_ill, p.student,
         p.disability_grade == 3, p.disability_grade == 4], [0, 0.3, 0, 0.2, 0, 0.5, 0.7], 1.0)
    reference = households.county.map(REFERENCE_INCOME).astype(float).take(p.household).to_numpy()
    imputed = coefficient * np.where(p.caregiver, 0.5, 1) * reference
    by_household = pd.DataFrame({
        "household": p.household, "income": np.maximum(p.wage, imputed) + p.transfers,
        "alone": severe | p.seriously_ill}).groupby("household").agg(
            income=("income", "sum"), alone=("alone", "sum"), members=("alone", "size"))
    h = households.join(by_household).merge(STANDARD, on=["county", "urban"], how="left")
    per_capita = half_up((h.income + h.land_income + h.other_income) / h.members)
    assets = h.savings <= 2 * h.members * h.standard
    schemes = [assets & (per_capita <= h.standard),
               assets & (h.alone > 0) & (per_capita <= 2 * h.standard),
               (h.previous_benefit > 0) & (h.months_over <= h.county.map(EXIT_MONTHS).astype(int))]
    return pd.DataFrame({
        "scheme": np.select(schemes, [1, 2, 3], 0),
        "covered": np.select(schemes, [h.members, h.alone, h.members], 0),
        "amount": np.select(schemes, [(h.standard - per_capita) * h.members, h.alone * half_up(0.7 * h.standard),
                                      half_up(0.5 * h.previous_benefit)], 0.0)})


if __name__ == "__main__":
    households, runs = arguments()
    tables = frames(households)
    times, decided = timed(lambda: decide(*tables), runs)
    tell("pandas", pd.__version__, "yuan as floats, groupby", times, households, decided.scheme,
         decided.covered, decided.amount * 100)
