"""Policy P in numpy, exactly: fen and twentieths of a fen in 64-bit whole numbers, every step a pass over a column."""
import numpy as np

from households import EXIT_MONTHS, REFERENCE_INCOME, STANDARD, arguments, timed, tell

REFERENCE_INCOME = np.array(REFERENCE_INCOME)
STANDARD = np.array(STANDARD)
EXIT_MONTHS = np.array(EXIT_MONTHS)


def decide(all_):
    severe = (all_.disability_grade == 1) | (all_.disability_grade == 2)
    old = all_.age >= np.where(all_.sex == 1, 55, 60)
    coefficient = np.select(
        [all_.age < 16, old, severe, all_.seriously_ill == 1, all_.student == 1, all_.disability_grade == 3,
         all_.disability_grade == 4], [0, 6, 0, 4, 0, 10, 14], 20)
    coefficient = np.where(all_.caregiver == 1, coefficient // 2, coefficient)
    imputed = coefficient * np.repeat(REFERENCE_INCOME[all_.county], all_.sizes)
    income = np.maximum(20 * all_.wage, imputed) + 20 * all_.transfers
    total = np.add.reduceat(income, all_.first[:-1]) + 20 * (all_.land_income + all_.other_income)
    per_capita = (2 * total + 20 * all_.sizes) // (40 * all_.sizes)
    standard = STANDARD[all_.county, all_.urban]
    alone = np.add.reduceat((severe | (all_.seriously_ill == 1)).astype(np.int64), all_.first[:-1])
    assets = all_.savings <= 2 * all_.sizes * standard
    whole = assets & (per_capita <= standard)
    single = assets & (alone > 0) & (per_capita <= 2 * standard)
    gradual = (all_.previous_benefit > 0) & (all_.months_over <= EXIT_MONTHS[all_.county])
    schemes = [whole, single, gradual]
    amount = np.select(schemes, [(standard - per_capita) * all_.sizes, alone * ((7 * standard + 5) // 10),
                                 (all_.previous_benefit + 1) // 2], 0)
    return np.select(schemes, [1, 2, 3], 0), np.select(schemes, [all_.sizes, alone, all_.sizes], 0), amount


if __name__ == "__main__":
    households, runs = arguments()
    times, decisions = timed(lambda: decide(households), runs)
    tell("numpy", np.__version__, "whole fen, 64-bit", times, households, *decisions)
