"""Fails if including <doudi/doudi.hpp> costs more than twice what a few standard headers cost.

The cost is counted in preprocessed lines and, with gcc, in memory that the compiler allocates, which follows its time
closely and is the same on every run. Times are printed as information only.
Run from the repository's root: check_include_cost.py COMPILER
"""
import resource
import subprocess
import sys

YARDSTICK = "".join(f"#include <{name}>\n" for name in ("string", "vector", "variant", "optional", "span", "memory"))
MEASURED = "#include <doudi/doudi.hpp>\n"
AT_MOST = 2.0


def run(compiler, source, *options):
    command = [compiler, "-std=c++20", "-Iinclude", *options, "-x", "c++", "-"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True)


def preprocessed_lines(compiler, source):
    return sum(1 for line in run(compiler, source, "-E", "-P").stdout.splitlines() if line.strip())


def allocated_megabytes(compiler, source):
    """The last column of gcc's time report, or None where the compiler has no such report."""
    try:
        report = run(compiler, source, "-fsyntax-only", "-ftime-report").stderr
    except subprocess.CalledProcessError:
        return None
    totals = [line.split() for line in report.splitlines() if line.strip().startswith("TOTAL")]
    return float(totals[0][-1][:-1]) if totals and totals[0][-1].endswith("M") else None


def processor_seconds(compiler, source):
    """The best of three; of the processor, since others may be using the machine."""
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(compiler, source, "-fsyntax-only")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime - before.ru_utime)
    return min(seconds)


def main():
    compiler = sys.argv[1]
    failed = False
    for what, measure, counts in (("preprocessed lines", preprocessed_lines, True),
                                  ("MB allocated by the compiler", allocated_megabytes, True),
                                  ("s of processor time", processor_seconds, False)):
        cost, yardstick = (measure(compiler, source) for source in (MEASURED, YARDSTICK))
        if cost is None or yardstick is None:
            continue
        ratio = cost / yardstick
        print(f"{cost:.2f} {what}, the yardstick {yardstick:.2f}: {ratio:.2f} times"
              + (f", at most {AT_MOST}" if counts else ", as information"))
        failed = failed or (counts and ratio > AT_MOST)
    return failed


if __name__ == "__main__":
    sys.exit(main())
