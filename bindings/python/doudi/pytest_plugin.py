"""Collects the cases of packs for pytest: `pytest rules/` runs each case as a test.

A file is collected if its first key is `cases` and its pack is beside it: `pack.yaml` in the same folder, or
`x.yaml` for `x.cases.yaml`. A failure shows what was expected, what came out, and the steps that led there.
`doudi_collect = false` in pytest's configuration turns the collection off.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .cases import CaseResult
from .errors import PackError
from .language import Language
from .pack import Pack, load

_SUFFIXES = {".yaml", ".yml"}
_MOST_READ = 65536


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options."""
    group = parser.getgroup("doudi", "cases of rule packs")
    group.addoption(
        "--doudi-language",
        choices=("en", "zh"),
        default=None,
        help="language of messages and reasons; without it, that of LANG",
    )
    group.addoption(
        "--doudi-path",
        action="append",
        default=[],
        metavar="DIR",
        help="folder with packs that others extend; may be repeated",
    )
    parser.addini("doudi_collect", "collect the cases of rule packs: true or false", default="true")


def _language(config: pytest.Config) -> Language | None:
    language: Language | None = config.getoption("--doudi-language")
    return language


class _Packs:
    """Loads each pack once a session, and runs its cases once."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._packs: dict[Path, Pack] = {}
        self._results: dict[Path, dict[Path, tuple[CaseResult, ...]]] = {}

    def load(self, path: str | os.PathLike[str]) -> Pack:
        """The pack at a path, which is relative to pytest's root folder."""
        found = self._config.rootpath / path
        key = found.resolve()
        if key not in self._packs:
            folders = self._config.getoption("--doudi-path")
            here = Path.cwd()
            shown = found.relative_to(here) if found.is_relative_to(here) else found  # as messages are to name it
            self._packs[key] = load(shown, search_path=folders, language=_language(self._config))
        return self._packs[key]

    def results(self, pack: Path, case_file: Path) -> tuple[CaseResult, ...]:
        """What became of the cases of one file."""
        key = pack.resolve()
        if key not in self._results:
            by_file: dict[Path, tuple[CaseResult, ...]] = {}
            for result in self.load(pack).run_cases():
                file = Path(result.file).resolve()
                by_file[file] = (*by_file.get(file, ()), result)
            self._results[key] = by_file
        return self._results[key].get(case_file.resolve(), ())


_PACKS = pytest.StashKey[_Packs]()


def _packs(config: pytest.Config) -> _Packs:
    return config.stash.setdefault(_PACKS, _Packs(config))


def _first_key(path: Path) -> str:
    with path.open("rb") as file:
        text = file.read(_MOST_READ).decode("utf-8-sig", "replace")
    for line in text.splitlines():
        words = line.split("#")[0].strip()
        if words and words != "---":
            return line.split(":")[0].rstrip()
    return ""


def _pack_of(case_file: Path) -> Path | None:
    """The pack that a case file belongs to, as the command finds it."""
    if case_file.suffix not in _SUFFIXES:
        return None
    name = case_file.name.removesuffix(case_file.suffix)
    if name.endswith(".cases"):
        pack = case_file.with_name(name.removesuffix(".cases") + case_file.suffix)
        return pack if pack.is_file() else None
    if not (case_file.parent / "pack.yaml").is_file() or _first_key(case_file) != "cases":
        return None
    return case_file.parent


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Makes a collector of a file with cases."""
    if file_path.suffix not in _SUFFIXES or parent.config.getini("doudi_collect").lower() == "false":
        return None
    pack = _pack_of(file_path)
    if pack is None:
        return None
    collector: CaseFile = CaseFile.from_parent(parent, path=file_path)
    collector.pack_path = pack
    return collector


class CaseFile(pytest.File):
    """A file with cases of a pack."""

    pack_path: Path

    def collect(self) -> Iterator[pytest.Item]:
        """One test for each case, in the order of the file."""
        try:
            results = _packs(self.config).results(self.pack_path, self.path)
        except PackError as error:
            raise self.CollectError(error.report) from None
        for result in results:
            item: Case = Case.from_parent(self, name=result.name)
            item.result = result
            yield item


class CaseFailedError(Exception):
    """A case did not come out as expected."""


class Case(pytest.Item):
    """One case of a pack."""

    result: CaseResult

    def runtest(self) -> None:
        """Fails if the case did. It was run with all others of its pack."""
        if not self.result.passed:
            raise CaseFailedError(self.result.report)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was expected, what came out, and the steps that led there."""
        if isinstance(excinfo.value, CaseFailedError):
            return str(excinfo.value).rstrip("\n")
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The place of the case's name."""
        return self.path, self.result.line - 1, self.name


@pytest.fixture(scope="session")
def doudi_pack(request: pytest.FixtureRequest) -> Callable[[str | os.PathLike[str]], Pack]:
    """Loads packs, each once a session; paths are relative to pytest's root folder.

    Example::

        def test_nobody_knows_yet(doudi_pack):
            pack = doudi_pack("rules/xingan-2019")
            assert pack.decide({"persons": {}}, on="2019-06-01").status == "undetermined"
    """
    return _packs(request.config).load
