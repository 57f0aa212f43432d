"""Explains every bundled household and checks that each explanation fits its schema and can be recomputed.

    check_explanations.py COMMAND    from the repository's folder

Also checks the explanations in JSON that golden tests expect, and that the schema refuses what it should.
The date is the one that the first line of the household's file names; a household in JSON shares that of the YAML.
"""
import copy
import json
import pathlib
import re
import subprocess
import sys

import json_schema
import replay

SCHEMA = json.loads(pathlib.Path("rules/explanation.schema.json").read_text(encoding="utf-8"))
DESIGN = pathlib.Path("tests/cases/design_example")


def households():
    """Pack, household and date of each."""
    for file in sorted(pathlib.Path("rules").glob("*/households/*")):
        comment = file.with_suffix(".yaml").read_text(encoding="utf-8").splitlines()[0]
        yield file.parent.parent, file, re.search(r"on (\d{4}-\d\d-\d\d)", comment).group(1)
    yield pathlib.Path("tests/cases/language"), pathlib.Path("tests/explain/language.yaml"), "2019-09-15"
    yield DESIGN / "pack", DESIGN / "household.yaml", "2019-06-01"


def explain(command, pack, household, date):
    done = subprocess.run([command, "explain", pack, "--on", date, household, "--format", "json"],
                          capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


def golden():
    """Name and explanation of each golden case that explains in JSON."""
    for file in sorted(pathlib.Path("tests/golden").glob("*/*/expected.txt")):
        for block in re.split(r"^\$ doudi ", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
            arguments, _, output = block.partition("\n")
            output = re.sub(r"(\[stderr\]\n(.*\n)*)?\[exit \d\]\n+$", "", output)
            if arguments.startswith("explain ") and "--format json" in arguments and output:
                found = json.loads(output)
                yield file.parent, found if isinstance(found, list) else [found]


def check_refusals(explanation):
    """The schema refuses an explanation that is not whole; else it would check nothing."""
    faults = []
    for key in explanation:
        without = {name: value for name, value in explanation.items() if name != key}
        if not json_schema.faults(without, SCHEMA):
            faults.append(f"the schema does not miss {key}")
    spoilt = copy.deepcopy(explanation)
    spoilt["values"][0]["value"] = {"number": "1e3"}
    if not json_schema.faults(spoilt, SCHEMA):
        faults.append("the schema accepts a number with an exponent")
    return faults


def main(command):
    faults, steps, explanations = [], 0, []
    for pack, household, date in households():
        explanation = explain(command, pack, household, date)
        wrong, count = replay.replay(explanation)
        steps += count
        explanations.append((household, explanation))
        faults += [f"{household}: {fault}" for fault in wrong]
        if count == 0:
            faults.append(f"{household}: nothing to recompute")
    replayed = len(explanations)
    explanations += [(case, explanation) for case, found in golden() for explanation in found]
    for name, explanation in explanations:
        faults += [f"{name}: {fault}" for fault in json_schema.faults(explanation, SCHEMA)]
    faults += check_refusals(explanations[0][1])
    for fault in faults:
        print(fault)
    print(f"{replayed} explanations recomputed in {steps} steps, {len(explanations)} checked, {len(faults)} faults")
    return 1 if faults or not replayed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
