"""Fails if including <doudi/doudi.hpp> costs more than twice what a few standard headers cost.

The cost is counted in preprocessed lines, which are the same on every run; times are printed as information only.
Run from the repository's root: check_include_cost.py COMPILER
"""
import subprocess
import sys
import time

YARDSTICK = "".join(f"#include <{name}>\n" for name in ("string", "vector", "variant", "optional", "span", "memory"))
MEASURED = "#include <doudi/doudi.hpp>\n"
AT_MOST = 2.0


def preprocessed_lines(compiler, source):
    command = [compiler, "-std=c++20", "-Iinclude", "-E", "-P", "-x", "c++", "-"]
    output = subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout
    return sum(1 for line in output.splitlines() if line.strip())


def fastest_of_three(compiler, source):
    command = [compiler, "-std=c++20", "-Iinclude", "-fsyntax-only", "-x", "c++", "-"]
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, input=source, text=True, check=True)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main():
    compiler = sys.argv[1]
    lines = {source: preprocessed_lines(compiler, source) for source in (YARDSTICK, MEASURED)}
    seconds = {source: fastest_of_three(compiler, source) for source in (YARDSTICK, MEASURED)}
    ratio = lines[MEASURED] / lines[YARDSTICK]
    print(f"<doudi/doudi.hpp>: {lines[MEASURED]} preprocessed lines, {seconds[MEASURED]:.2f} s")
    print(f"the yardstick:     {lines[YARDSTICK]} preprocessed lines, {seconds[YARDSTICK]:.2f} s")
    print(f"ratio of lines {ratio:.2f} (at most {AT_MOST}), of times {seconds[MEASURED] / seconds[YARDSTICK]:.2f}")
    return ratio > AT_MOST


if __name__ == "__main__":
    sys.exit(main())
