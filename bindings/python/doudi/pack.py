"""Packs: loading them, looking at them, asking them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from . import _core
from .answers import Decision, Explanation
from .cases import CaseResult
from .errors import Diagnostic, PackError
from .facts import Fact, Facts, Parameter, Parameters, ParameterVersion
from .language import Language, language_of_environment

Record: TypeAlias = "Mapping[str, Any] | os.PathLike[str]"
"""A household: a dict of facts, or the path of a JSON or YAML file that holds one.

Facts are `Decimal`, `int`, `str`, `bool`, `datetime.date`, None (there is none) or, for members, a dict by id or a
list of dicts with `id`. What is left out is unknown. A `float` is taken only where its shortest decimal text
fits the declared decimals of the fact.
"""


class Pack:
    """The rules of a place and time, loaded and checked. Never changes; may be used from many threads at once.

    Made by `doudi.load` and `doudi.load_text`.

    >>> import doudi
    >>> pack = doudi.load("rules/xingan-2019", language="en")
    >>> pack
    <doudi.Pack xingan-2019: Safety net for those without labour capacity, Xing'an League>
    >>> pack.outputs[:3]
    ('scheme', 'covered', 'amount')
    """

    def __init__(self, core: _core.Pack, language: Language) -> None:
        """For `load` and `load_text`."""
        self._core = core
        self._language: Language = language

    @property
    def name(self) -> str:
        """`xingan-2019`."""
        return self._core.name

    @property
    def title(self) -> Mapping[str, str]:
        """By language: `zh`, `en`."""
        return self._core.title

    @property
    def digest(self) -> str:
        """`sha256:…` of its files: what an answer was decided by."""
        return self._core.digest

    @property
    def in_force(self) -> tuple[date | None, date | None]:
        """First and last day that it may be asked about, both included; None where it is open."""
        start, end = self._core.in_force
        return start, end

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of what an answer gives, in order."""
        return self._core.outputs

    @property
    def language(self) -> Language:
        """The language of messages and reasons where none is asked for."""
        return self._language

    @cached_property
    def facts(self) -> Facts:
        """What a record may have: types, units, limits, labels. A mapping by path; a notebook shows a table."""
        facts = (Fact(**fact) for fact in _core.facts(self._core))
        return Facts({fact.path: fact for fact in facts}, self._language)

    @cached_property
    def parameters(self) -> Parameters:
        """The dated figures with their sources. A mapping by name; a notebook shows a table."""
        parameters = {}
        for fields in _core.parameters(self._core):
            versions = tuple(ParameterVersion(**version) for version in fields.pop("versions"))
            parameters[fields["name"]] = Parameter(**fields, versions=versions)
        return Parameters(parameters, self._language)

    @property
    def case_files(self) -> tuple[Path, ...]:
        """The files with the pack's own cases."""
        return tuple(Path(path) for path in self._core.case_files)

    def check(self, language: Language | None = None) -> tuple[Diagnostic, ...]:
        """The warnings: what is sound and yet worth a look. A pack with errors is not loaded at all.

        >>> import doudi
        >>> doudi.load("rules/xingan-2019").check()
        ()
        """
        return self._core.diagnostics(language or self._language)

    def schema(self) -> str:
        """The JSON Schema of the pack's records, as `doudi facts` prints it."""
        return self._core.schema()

    def _record(self, record: Record, on: date | str) -> _core.Record:
        if isinstance(record, os.PathLike):
            name = os.fspath(record)
            return self._core.read_record(name, Path(record).read_bytes(), on, self._language)
        return self._core.record(record, on, self._language)

    def explain(self, record: Record, *, on: date | str) -> Explanation:
        """Decides a household and says why, with every step.

        Args:
            record: the household's facts; see `Record`. Amounts in the units of `facts`, mostly yuan.
            on: the evaluation date, a `datetime.date` or ISO text. The clock is never read.

        Returns:
            An explanation. Missing facts, failed operations and days outside of `in_force` are answers, not exceptions.

        Raises:
            RecordError: the record does not fit the facts; all faults are in it.
            TypeError: a value that no fact can have, a date that is none. Names the path.
            ValueError: a float with more decimals than its fact; a text that is no date. Names the path.

        >>> import doudi
        >>> pack = doudi.load("rules/xingan-2019", language="en")
        >>> why = pack.explain({"county": "突泉县", "persons": {"a": {"student": True}}}, on="2019-06-01")
        >>> why.status, "persons.a.wage" in why.missing
        ('undetermined', True)

        """
        return Explanation(_core.explain(self._core, self._record(record, on), on), self._language)

    def decide(self, record: Record, *, on: date | str) -> Decision:
        """Decides a household by the fast evaluator: the same answer as `explain`, without its steps.

        Takes and raises what `explain` does.

        >>> import doudi, datetime
        >>> from pathlib import Path
        >>> pack = doudi.load("rules/xingan-2019")
        >>> household = Path("rules/xingan-2019/households/refused.yaml")
        >>> pack.decide(household, on=datetime.date(2019, 6, 1)).outputs["amount"]
        Decimal('0')

        """
        return Decision(_core.decide(self._core, self._record(record, on), on), self._language)

    def run_cases(self, language: Language | None = None) -> tuple[CaseResult, ...]:
        """Runs the pack's own cases with zero tolerance, as `doudi test` does.

        Raises:
            PackError: the case files have faults, or there is no case.

        >>> import doudi
        >>> all(case.passed for case in doudi.load("rules/xingan-2019").run_cases())
        True

        """
        diagnostics, report, results = _core.run_cases(self._core, language or self._language)
        if any(diagnostic.severity == "error" for diagnostic in diagnostics):
            raise PackError(diagnostics, report)
        return tuple(CaseResult(**result) for result in results)

    def __repr__(self) -> str:
        title = self.title.get(self._language) or next(iter(self.title.values()), "")
        return f"<doudi.Pack {self.name}{': ' if title else ''}{title}>"


def _sound(core: _core.Pack, language: Language) -> Pack:
    if not core.sound:
        raise PackError(core.diagnostics(language), core.report(language))
    return Pack(core, language)


def _language(language: Language | None) -> Language:
    if language is None:
        return language_of_environment()
    _core.language_known(language)
    return language


def _search(search_path: Sequence[str | os.PathLike[str]]) -> list[str]:
    if isinstance(search_path, str):
        raise TypeError("search_path: a list of folders, not one text")
    return [os.fspath(folder) for folder in search_path]


def load(
    path: str | os.PathLike[str],
    *,
    search_path: Sequence[str | os.PathLike[str]] = (),
    language: Language | None = None,
) -> Pack:
    """Loads and checks the pack at `path`: a file, or a folder.

    Args:
        path: a YAML file, or a folder with `pack.yaml`.
        search_path: folders in which packs that it extends may lie, besides its own.
        language: of messages and reasons: `en` or `zh`; without it, that of LC_ALL, LC_MESSAGES or LANG.

    Raises:
        PackError: it has faults, or cannot be read. All of them are in it, with file, line, column and ways out.

    >>> import doudi
    >>> doudi.load("rules/xingan-2019").name
    'xingan-2019'

    """
    words = _language(language)
    return _sound(_core.load(os.fspath(path), _search(search_path)), words)


def load_text(
    text: str,
    *,
    name: str = "pack.yaml",
    search_path: Sequence[str | os.PathLike[str]] = (),
    language: Language | None = None,
) -> Pack:
    """Loads and checks a one-file pack that is in memory. `name` stands for its file in messages.

    Takes and raises what `load` does.

    >>> import doudi
    >>> pack = doudi.load_text('''
    ... doudi: 1
    ... pack: half
    ... facts:
    ...   household:
    ...     rent: {type: number, unit: CNY/month, decimals: 2, range: [0, 10000]}
    ... rules:
    ...   household:
    ...     support:
    ...       formula: round half up(rent / 2, 2)
    ... outputs: [support]
    ... ''')
    >>> pack.decide({"rent": 1001.01}, on="2024-01-01").outputs["support"]
    Decimal('500.51')

    """
    words = _language(language)
    return _sound(_core.load_text(name, text, _search(search_path)), words)


def check(
    path: str | os.PathLike[str],
    *,
    search_path: Sequence[str | os.PathLike[str]] = (),
    language: Language | None = None,
) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a pack, or worth a warning: sorted by place, at most 50. Raises nothing.

    >>> import doudi
    >>> doudi.check("rules/xingan-2019")
    ()
    >>> doudi.check("rules/nowhere")[0].name
    'pack_unreadable'
    """
    words = _language(language)
    return _core.load(os.fspath(path), _search(search_path)).diagnostics(words)


def check_text(
    text: str,
    *,
    name: str = "pack.yaml",
    search_path: Sequence[str | os.PathLike[str]] = (),
    language: Language | None = None,
) -> tuple[Diagnostic, ...]:
    r"""The same for a one-file pack that is in memory.

    >>> import doudi
    >>> problems = doudi.check_text("doudi: 1\npack: p\nfcts: {}\n")
    >>> [problem.line for problem in problems if problem.name == "unknown_key"]
    [3]
    """
    words = _language(language)
    return _core.load_text(name, text, _search(search_path)).diagnostics(words)
