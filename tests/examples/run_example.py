"""Fails if an example does not print what its expected.txt says, or is longer than a face of the library may be.

Run from the repository's root, where the example runs too: run_example.py EXPECTED COMMAND [ARGUMENT...]
DOUDI_ACCEPT=1 rewrites expected.txt where it differs.
"""
import difflib
import os
import pathlib
import subprocess
import sys

MOST_LINES = 40


def main():
    expected_file, command = pathlib.Path(sys.argv[1]), sys.argv[2:]
    for source in expected_file.parent.glob("main.*"):
        lines = len(source.read_text(encoding="utf-8").splitlines())
        if lines > MOST_LINES:
            print(f"{source}: {lines} lines; an example has at most {MOST_LINES}")
            return 1
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    actual = done.stdout.decode("utf-8", "backslashreplace")
    if done.returncode != 0:
        print(f"{command}: exit {done.returncode}\n{actual}{done.stderr.decode('utf-8', 'replace')}")
        return 1
    expected = expected_file.read_text(encoding="utf-8") if expected_file.exists() else ""
    if actual == expected:
        return 0
    if os.environ.get("DOUDI_ACCEPT") == "1":
        expected_file.write_text(actual, encoding="utf-8")
        print(f"accepted {expected_file}")
        return 0
    sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), actual.splitlines(True),
                                               str(expected_file), "what it prints now"))
    return 1


if __name__ == "__main__":
    sys.exit(main())
