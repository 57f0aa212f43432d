"""What is wrong with a pack or a record: every fault at once, with its place and a way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Diagnostic:
    r"""One problem.

    >>> import doudi
    >>> doudi.check_text("doudi: 1\npack: broken\nfacts: {}\n", name="broken.yaml", language="en")[0].code
    'E0121'
    """

    code: str
    """`E0103`: stable, the same in every language."""
    name: str
    """`duplicate_key`: the code in words."""
    severity: Literal["error", "warning"]
    message: str
    hints: tuple[str, ...]
    """Ways out."""
    file: str | None
    line: int | None
    """Counted from 1."""
    column: int | None
    """Counted from 1, in characters."""
    path: str
    """The place in a record, `persons.b.wage`; empty if it is about none."""
    text: str
    """All of it, with the line that it is about and a caret, as the command `doudi` prints it."""

    def __str__(self) -> str:
        return self.text.rstrip("\n")

    def _at(self, path: str) -> Diagnostic:
        return replace(self, path=path)


class _DiagnosedError(ValueError):
    """Carries diagnostics and prints them."""

    def __init__(self, diagnostics: Iterable[Diagnostic], report: str) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        """Sorted by place, at most 50."""
        self.report: str = report
        """All of them as text, with the lines that they are about and carets: what the command `doudi` prints."""
        super().__init__(report)

    def __reduce__(self) -> tuple[type[_DiagnosedError], tuple[tuple[Diagnostic, ...], str]]:
        return type(self), (self.diagnostics, self.report)

    def __str__(self) -> str:
        return "\n" + self.report.rstrip("\n")


class PackError(_DiagnosedError):
    r"""A pack, or the cases of a pack, has faults. All of them are in it.

    >>> import doudi
    >>> try:
    ...     doudi.load_text("doudi: 1\npack: p\nfacts:\n  household: {land: {type: numbr}}\n"
    ...                     "rules: {household: {half: {formula: land}}}\noutputs: [half]\n",
    ...                     name="p.yaml", language="en")
    ... except doudi.PackError as error:
    ...     print(error.diagnostics[0])
    p.yaml:4:28: error[E0220]: `numbr` is not a type
       4 |   household: {land: {type: numbr}}
         |                            ^~~~~
      help: did you mean `number`?
    """


class RecordError(_DiagnosedError):
    """A record does not fit the facts of its pack. All faults are in it, each with its path, never with its value.

    >>> import doudi
    >>> pack = doudi.load("rules/xingan-2019", language="en")
    >>> try:
    ...     pack.decide({"land_incom": 0, "persons": {"a": {"wage": "much"}}}, on="2019-06-01")
    ... except doudi.RecordError as error:
    ...     [fault.path for fault in error.diagnostics]
    ['land_incom', 'persons.a.wage']
    """
