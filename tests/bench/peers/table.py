"""Prints the table of all peers: table.py DOUDI RESULTS, what `doudi-bench policy-p` printed and a JSON object a line."""
import json
import pathlib
import re
import sys

HEADINGS = ["tool", "version", "how", "households", "ns a household", "least", "ratio", "wrong decisions", "wrong amounts"]


def rows_of_doudi(text):
    """The engine and two of the hand-written versions, each with the block size that was fastest."""
    version = re.search(r'version_text = "([^"]+)"', pathlib.Path("include/doudi/version.hpp").read_text())
    households = int(re.search(r": (\d+) households", text)[1])
    versions = re.findall(r"^(plain|b2p|engine)(?:/\d+)? .* ([\d.]+) +([\d.]+) +(\d+)$", text, re.MULTILINE)
    for tool, how, name in (("doudi", "the pack, 1 thread", "engine"), ("C++ by hand", "vectorised, whole fen", "b2p"),
                            ("C++ by hand", "row by row, whole fen", "plain")):
        median, least, wrong = min((float(median), float(least), int(wrong))
                                   for found, median, least, wrong in versions if found == name)
        yield {"tool": tool, "version": version[1] if version and tool == "doudi" else "", "how": how,
               "households": households, "ns": median, "least_ns": least, "wrong_decisions": wrong,
               "wrong_amounts": wrong}


def cells(row, engine):
    if "missing" in row:
        return [row["tool"], "", row["missing"]] + [""] * (len(HEADINGS) - 3)
    return [row["tool"], row["version"], row["how"], f"{row['households']:,}", f"{row['ns']:,.1f}",
            f"{row['least_ns']:,.1f}", f"{row['ns'] / engine:,.2f}", f"{row['wrong_decisions']:,}", f"{row['wrong_amounts']:,}"]


def main():
    doudi, results = sys.argv[1:3]
    rows = list(rows_of_doudi(pathlib.Path(doudi).read_text()))
    rows += [json.loads(line) for line in pathlib.Path(results).read_text().splitlines()]
    lines = [HEADINGS] + [cells(row, rows[0]["ns"]) for row in rows]
    # A reason may be longer than its column.
    widths = [max(len(line[i]) for line, row in zip(lines, [{}] + rows) if i != 2 or "missing" not in row)
              for i in range(len(HEADINGS))]
    print("\npolicy P, each tool on the same households; ratio: times the nanoseconds of doudi's engine")
    for line in lines:
        print("  ".join(cell.rjust(width) if i > 2 else cell.ljust(width)
                        for i, (cell, width) in enumerate(zip(line, widths))).rstrip())


if __name__ == "__main__":
    main()
