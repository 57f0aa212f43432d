"""Fails if the doudi command reads standard input, chooses its language or writes JSON otherwise than it says.

Run from the repository's root: check_command.py COMMAND
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

PACK = "tests/golden/records/yaml_faults/pack.yaml"
EXAMPLE = "tests/cases/design_example/pack"
HOUSEHOLD = "tests/cases/design_example/household.yaml"


class Command:
    def __init__(self, program):
        self.program = program
        self.problems = []

    def run(self, *arguments, input_text="", language=None):
        environment = {key: value for key, value in os.environ.items()
                       if key not in ("LC_ALL", "LC_MESSAGES", "LANG")}
        environment.update(language or {})
        return subprocess.run([self.program, *arguments], input=input_text.encode("utf-8"), capture_output=True,
                              env=environment, timeout=60)

    def expect(self, condition, what, done=None):
        if not condition:
            shown = "" if done is None else f"\n{done.returncode}\n{done.stdout.decode()[:2000]}{done.stderr.decode()[:2000]}"
            self.problems.append(what + shown)


def check_standard_input(command):
    for text in ('{"persons": {"a": {"wage": "2.50"}}}', "persons:\n  a: {wage: 2.50}\n"):
        done = command.run("explain", PACK, "--on", "2019-06-01", "-", "--format", "json", input_text=text)
        command.expect(done.returncode == 0 and json.loads(done.stdout)["outputs"]["wages"] == "2.5",
                       f"standard input is read as a record: {text!r}", done)
    done = command.run("explain", PACK, "--on", "2019-06-01", "-", input_text='{"persons": 1}')
    command.expect(done.returncode == 1 and b"stdin:1:13: error[E0505]" in done.stderr and not done.stdout,
                   "a fault of standard input has its place", done)


def check_language(command):
    cases = [({}, b"rules"), ({"LANG": "zh_CN.UTF-8"}, "规则".encode()), ({"LANG": "de_DE.UTF-8"}, b"rules"),
             ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "规则".encode()),
             ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, b"rules")]
    for language, wanted in cases:
        done = command.run("check", PACK, language=language)
        command.expect(wanted in done.stdout, f"the language of {language} is chosen", done)
    done = command.run("check", PACK, "--lang", "en", language={"LANG": "zh_CN.UTF-8"})
    command.expect(b"rules" in done.stdout, "--lang goes before LANG", done)
    done = command.run("--lang", "zh", "check", PACK)
    command.expect("规则".encode() in done.stdout, "--lang may stand before the command", done)


def check_several(command):
    arguments = ["explain", EXAMPLE, "--on", "2019-06-01", HOUSEHOLD, HOUSEHOLD, "--format", "json"]
    done = command.run(*arguments)
    answers = json.loads(done.stdout)
    command.expect(len(answers) == 2 and answers[0] == answers[1], "several answers are one JSON array", done)
    done = command.run(*arguments[:-2], "nowhere.yaml")
    command.expect(done.returncode == 1 and not done.stdout, "if one record is at fault none is decided", done)
    done = command.run("explain", EXAMPLE, "--on", "2019-06-01", "tests")
    command.expect(done.returncode == 1 and b"E0529" in done.stderr, "a folder is no record", done)


def check_tests(command):
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "junit.xml"
        done = command.run("test", EXAMPLE, "rules/jinghe-2023", "--junit", str(report))
        suites = xml.etree.ElementTree.parse(report).getroot().findall("testsuite")
        command.expect(done.returncode == 0 and len(suites) == 2, "the cases of two packs are one JUnit file", done)
        done = command.run("test", EXAMPLE, "--junit", folder)
        command.expect(done.returncode == 2, "a JUnit file that cannot be written is wrong usage", done)
        copy = pathlib.Path(folder) / "pack.yaml"
        copy.write_bytes(pathlib.Path(PACK).read_bytes())
        cases = pathlib.Path(folder) / "pack.cases.yaml"
        cases.write_text("cases: household\ndate: 2019-06-01\ntests:\n  - name: wrong\n"
                         "    given: {persons: {a: {wage: 1}}}\n    expect: {wages: 2}\n", encoding="utf-8")
        done = command.run("test", str(copy))
        command.expect(done.returncode == 1 and b":4: failed: wrong" in done.stdout, "a failed case is named", done)


def check_help(command):
    for arguments in (["--help"], ["--version"], ["explain", "--help"]):
        done = command.run(*arguments)
        command.expect(done.returncode == 0 and done.stdout, f"{arguments} is good", done)
    done = command.run("explain", "--help")
    command.expect(b"--lang" in done.stdout and b"--path" in done.stdout, "a command's help has all options", done)


def main():
    command = Command(sys.argv[1])
    for check in (check_standard_input, check_language, check_several, check_tests, check_help):
        check(command)
    print("\n".join(command.problems) or "command ok")
    return bool(command.problems)


if __name__ == "__main__":
    sys.exit(main())
