#!/usr/bin/env python3
"""Rewrites the table of results in tests/tck/README.md: write_table.py DOUDI_TCK [SUITE]."""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
README = HERE / "README.md"
MODES = ("conformance direct", "conformance lifted", "strict direct", "strict lifted")


def categories():
    of_folder, order = {}, []
    for line in (HERE / "categories.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, numbers = line.split(":")
        order.append(name)
        for number in numbers.split():
            of_folder[number] = name
    return of_folder, order


def counts(program, suite, mode):
    """By folder: passed, rejected_null, rejected_value, wrong, all."""
    done = subprocess.run([program, *suite, "--mode", mode, "--folders"], capture_output=True, text=True, check=False)
    result = {}
    for line in done.stdout.splitlines():
        match = re.fullmatch(r"compliance-level-(\d)/(\d+)\S* (\d+) (\d+) (\d+) (\d+) (\d+)", line)
        if match:
            number = ("2/" if match[1] == "2" else "") + match[2]
            result[number] = [int(text) for text in match.groups()[2:]]
    return result


def main():
    of_folder, order = categories()
    table = {name: [[0] * 5 for _ in MODES] for name in order}
    for index, mode in enumerate(MODES):
        for folder, numbers in counts(sys.argv[1], sys.argv[2:], mode).items():
            row = table[of_folder[folder]][index]
            for column, number in enumerate(numbers):
                row[column] += number
    lines = ["| category | cases | conformance: direct | lifted | strict: direct, passed | refused, null expected"
             " | refused, value expected | lifted, passed | wrong in any |",
             "|---|--:|--:|--:|--:|--:|--:|--:|--:|"]
    sums = [[0] * 5 for _ in MODES]
    for name in order:
        rows = table[name]
        for mode, row in enumerate(rows):
            for column, number in enumerate(row):
                sums[mode][column] += number
        lines.append(written(name, rows))
    lines.append(written("**total**", sums))
    text = README.read_text(encoding="utf-8")
    begin, end = "<!-- results -->\n", "<!-- end of results -->"
    head, rest = text.split(begin)
    README.write_text(head + begin + "\n".join(lines) + "\n" + end + rest.split(end)[1], encoding="utf-8")


def written(name, rows):
    cells = [rows[0][4], rows[0][0], rows[1][0], rows[2][0], rows[2][1], rows[2][2], rows[3][0],
             sum(row[3] for row in rows)]
    return "| " + name + " | " + " | ".join(f"{number:,}" for number in cells) + " |"


if __name__ == "__main__":
    main()
