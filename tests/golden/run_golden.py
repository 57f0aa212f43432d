"""Runs the doudi command on every golden case and compares what it prints.

A case is a folder tests/golden/<group>/<case>/ with
  cmd           one command a line: the arguments of doudi, quoted as in a shell; `#` begins a comment
  expected.txt  for each command: `$ doudi ARGUMENTS`, its output, below `[stderr]` its error output, `[exit N]`
and whatever files the commands read; they run with the case's folder as working directory.

Usage: run_golden.py COMMAND [PART_OF_A_NAME...]    from anywhere; only cases whose <group>/<case> has such a part
DOUDI_ACCEPT=1 rewrites expected.txt where it differs; review the change with git diff.
"""
import concurrent.futures
import difflib
import os
import pathlib
import shlex
import subprocess
import sys

GOLDEN = pathlib.Path(__file__).resolve().parent
SECONDS = 20
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class Broken(Exception):
    """A case that no accepting can mend: a crash, an endless run, nothing to run."""


def commands_of(case):
    lines = (case / "cmd").read_text(encoding="utf-8").splitlines()
    commands = [shlex.split(line, comments=True) for line in lines]
    return [command for command in commands if command]


def run_one(program, arguments, case):
    """What one command prints, in the form of expected.txt."""
    spoken = " ".join(["$ doudi", *map(shlex.quote, arguments)])
    try:
        done = subprocess.run([program, *arguments], cwd=case, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise Broken(f"{spoken}: still running after {SECONDS} s") from None
    if done.returncode < 0:
        raise Broken(f"{spoken}: killed by signal {-done.returncode}\n{done.stderr.decode('utf-8', 'replace')}")
    output, errors = (stream.decode("utf-8", "backslashreplace") for stream in (done.stdout, done.stderr))
    parts = [spoken + "\n", output]
    if output and not output.endswith("\n"):
        parts.append("\n[no end of line]\n")
    if errors:
        parts += ["[stderr]\n", errors, "" if errors.endswith("\n") else "\n[no end of line]\n"]
    return "".join([*parts, f"[exit {done.returncode}]\n"])


def check_case(program, case, accept):
    """Returns (passed, report): the report is empty where there is nothing to say."""
    name = case.relative_to(GOLDEN).as_posix()
    try:
        commands = commands_of(case)
        if not commands:
            raise Broken("cmd has no command")
        actual = "\n".join(run_one(program, arguments, case) for arguments in commands)
    except Broken as broken:
        return False, f"FAILED {name}: {broken}"
    file = case / "expected.txt"
    expected = file.read_text(encoding="utf-8") if file.exists() else ""
    if actual == expected:
        return True, ""
    if accept:
        file.write_text(actual, encoding="utf-8")
        return True, f"accepted {name}"
    difference = difflib.unified_diff(expected.splitlines(True), actual.splitlines(True),
                                      f"{name}/expected.txt", "what the command prints now")
    return False, f"FAILED {name}\n{''.join(difference)}"


def main():
    program, parts = os.path.abspath(sys.argv[1]), sys.argv[2:]
    accept = os.environ.get("DOUDI_ACCEPT") == "1"
    cases = sorted(file.parent for file in GOLDEN.glob("*/*/cmd"))
    stray = sorted({file.parent for file in GOLDEN.glob("*/*/expected.txt")} - set(cases))
    if parts:
        cases = [case for case in cases if any(part in case.relative_to(GOLDEN).as_posix() for part in parts)]
    with concurrent.futures.ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + 1) as pool:
        results = list(pool.map(lambda case: check_case(program, case, accept), cases))
    results += [(False, f"FAILED {case.relative_to(GOLDEN).as_posix()}: expected.txt without a cmd") for case in stray]
    for _, report in results:
        if report:
            print(report)
    passed = sum(1 for good, _ in results if good)
    if not results:
        print("no golden case to run")
    print(f"{passed} passed, {len(results) - passed} failed")
    return passed != len(results) or not results


if __name__ == "__main__":
    sys.exit(main())
