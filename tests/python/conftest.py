"""What the tests of the Python package share: the repository as working directory, packs, the command to compare with."""

import os
import pathlib
import subprocess

import pytest

import doudi

pytest_plugins = ["pytester"]

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _at_root(monkeypatch):
    monkeypatch.chdir(ROOT)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def pack():
    return doudi.load(ROOT / "rules/xingan-2019", language="en")


@pytest.fixture(scope="session")
def command():
    """Runs the `doudi` command, as bytes; tests that compare with it are skipped where it was not built."""
    program = os.environ.get("DOUDI_COMMAND")
    if not program:
        pytest.skip("DOUDI_COMMAND does not say where the command is")

    def run(*arguments):
        environment = {key: value for key, value in os.environ.items()
                       if key not in ("LC_ALL", "LC_MESSAGES", "LANG")}
        done = subprocess.run([program, *map(str, arguments)], cwd=ROOT, env=environment, capture_output=True,
                              timeout=60, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run
