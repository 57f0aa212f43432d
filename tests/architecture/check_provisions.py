#!/usr/bin/env python3
"""Compares the provision table of a pack's README.md with the pack.

Every name in backticks in the table must exist in the pack; every rule, parameter, scheme, assessment unit and lifecycle state of the
pack, and every item of the plan's section four, must stand in the table. Reads the packs' two-space block style, nothing more.

usage: check_provisions.py rules/xingan-2019
"""
import pathlib
import re
import sys

PROVISIONS = ["四(一)一", "四(一)二", "四(一)三", "四(一)四", "四(一)六", "四(二)一", "四(二)二", "四(二)三"]
HEADING = "## The provisions of section four"
KEY = re.compile(r"^( *)(- )?([^\s#:|-][^:|]*):(\s|$)")
# Words of the dialect that a cell may quote without naming anything of the pack.
DIALECT = {"assumed", "unknown", "until"}


def names_of(pack_files):
    """The names that the pack gives, by kind."""
    found = {kind: set() for kind in ("fact", "rule", "parameter", "scheme", "unit", "state")}
    for path in pack_files:
        trail = []  # (indent, key) of the keys above the line
        for line in path.read_text(encoding="utf-8").splitlines():
            match = KEY.match(line)
            if not match:
                continue
            indent = len(match.group(1)) + len(match.group(2) or "")
            while trail and trail[-1][0] >= indent:
                trail.pop()
            above = [key for _, key in trail]
            key = match.group(3).strip()
            trail.append((indent, key))
            if above[:1] == ["facts"] and len(above) == 2:
                found["fact"].add(key)
            elif above[:1] == ["rules"] and len(above) == 2:
                found["rule"].add(key)
            elif above == ["parameters"]:
                found["parameter"].add(key)
            elif above == ["assess"]:
                found["unit"].add(key)
            elif above == ["lifecycle", "states"]:
                found["state"].add(key)
            elif above == ["schemes"] and key == "scheme":
                found["scheme"].add(line.split(":", 1)[1].split("#")[0].strip())
    return found


def rows_of(readme):
    """The rows of the provision table, as lists of cells."""
    section = readme.split(HEADING, 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def problems(folder):
    pack_files = [path for path in sorted(folder.glob("*.yaml"))
                  if not re.match(r"(\s*#.*\n|\s*\n)*cases:", path.read_text(encoding="utf-8"))]
    found = names_of(pack_files)
    known = set().union(*found.values())
    rows = rows_of((folder / "README.md").read_text(encoding="utf-8"))
    used = set()
    for provision, _, where in rows:
        if provision not in PROVISIONS:
            yield f"`{provision}` is no item of the plan's section four"
        names = re.findall(r"`([^`]+)`", where)
        used.update(names)
        if not names and "administrative" not in where:
            yield f"a line of {provision} names nothing and is not called administrative: {where}"
        for name in names:
            if name not in known and name not in DIALECT:
                yield f"the table names `{name}`, which is not in the pack"
    for provision in PROVISIONS:
        if provision not in {row[0] for row in rows}:
            yield f"the table has no line for {provision}"
    for kind in ("rule", "parameter", "scheme", "unit", "state"):
        if not found[kind]:
            yield f"no {kind} was found in the pack: this script no longer reads its style"
        for name in sorted(found[kind] - used):
            yield f"the {kind} `{name}` is not named in the table"


def main():
    if len(sys.argv) != 2:
        print(__doc__.strip().splitlines()[-1], file=sys.stderr)
        return 2
    found = list(problems(pathlib.Path(sys.argv[1])))
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
