"""Households that `doudi-bench export` wrote, as numpy columns; and how a peer tells what it came to.

Money is in fen. `first[i]` to `first[i + 1]` are the persons of household i.
"""
import json
import pathlib
import statistics
import sys
import time

import numpy as np

COUNTIES = ["first", "second", "third", "fourth", "fifth", "sixth"]
SCHEMES = ["none", "whole", "single", "gradual_exit"]

# The figures of tests/bench/policy_p/pack.yaml, in fen and months, by county; the standard also by country and town.
REFERENCE_INCOME = [185000, 162350, 210075, 148025, 139000, 175515]
STANDARD = [[48625, 72000], [45375, 69000], [52085, 76550], [44167, 65500], [42505, 64025], [49833, 70515]]
EXIT_MONTHS = [12, 18, 24, 12, 15, 20]

OF_HOUSEHOLDS = ["county", "urban", "months_over", "land_income", "other_income", "savings", "previous_benefit"]
OF_PERSONS = ["age", "sex", "disability_grade", "seriously_ill", "student", "caregiver", "wage", "transfers"]
KINDS = {".u8": np.uint8, ".u32": np.uint32, ".i64": np.int64}


class Households:
    """Columns by name: those of households, those of persons, and the right decisions."""

    def __init__(self, folder, limit=None):
        columns = {path.stem: np.fromfile(path, dtype=KINDS[path.suffix])
                   for path in pathlib.Path(folder).iterdir() if path.suffix in KINDS}
        whole = len(columns["county"])
        self.count = min(limit or whole, whole)
        self.first = columns["offsets"][:self.count + 1].astype(np.int64)
        self.sizes = np.diff(self.first)
        persons = int(self.first[-1])
        for name in OF_HOUSEHOLDS + ["scheme", "covered", "amount"]:
            setattr(self, name, columns[name][:self.count])
        for name in OF_PERSONS:
            setattr(self, name, columns[name][:persons])
        self.household_of_person = np.repeat(np.arange(self.count), self.sizes)

    def records(self):
        """Each household as JSON has it: amounts in yuan, names of counties."""
        person_columns = [getattr(self, name).tolist() for name in OF_PERSONS]
        for i in range(self.count):
            household = {name: getattr(self, name)[i].item() for name in OF_HOUSEHOLDS}
            household["county"] = COUNTIES[household["county"]]
            household["urban"] = bool(household["urban"])
            for name in ("land_income", "other_income", "savings", "previous_benefit"):
                household[name] /= 100
            household["persons"] = [
                {"age": person_columns[0][k], "sex": "female" if person_columns[1][k] else "male",
                 "disability_grade": person_columns[2][k], "seriously_ill": bool(person_columns[3][k]),
                 "student": bool(person_columns[4][k]), "caregiver": bool(person_columns[5][k]),
                 "wage": person_columns[6][k] / 100, "transfers": person_columns[7][k] / 100}
                for k in range(self.first[i], self.first[i + 1])]
            yield household


def timed(decide, runs):
    """The times of `runs` calls after a first one, in seconds, and what the last gave."""
    result = decide()
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        result = decide()
        times.append(time.perf_counter() - begin)
    return times, result


def tell(tool, version, how, times, households, scheme, covered, amount):
    """Prints one line for the table. `amount` in fen, whole or not; anything is rounded to the nearest fen."""
    fen = np.rint(np.asarray(amount, dtype=np.float64)).astype(np.int64)
    wrong = (np.asarray(scheme) != households.scheme) | (np.asarray(covered) != households.covered)
    print(json.dumps({"tool": tool, "version": version, "how": how, "households": households.count,
                      "ns": statistics.median(times) * 1e9 / households.count,
                      "least_ns": min(times) * 1e9 / households.count, "wrong_decisions": int(wrong.sum()),
                      "wrong_amounts": int((fen != households.amount).sum())}), flush=True)


def arguments():
    """FOLDER RUNS LIMIT: where the columns are, how often to run, how many households to take at most."""
    folder, runs, limit = sys.argv[1:4]
    return Households(folder, int(limit)), int(runs)
