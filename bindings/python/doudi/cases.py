"""What became of the cases of a pack."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Diagnostic


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case that was run, with zero tolerance."""

    file: str
    name: str
    line: int
    """Of its name in the file, counted from 1."""
    pinned: bool
    """A derived value was set by hand, against its own inputs."""
    failures: tuple[Diagnostic, ...]
    """What was expected, what came out, and where the expectation stands."""
    steps: str
    """What led to the values that came out differently, in words; empty if it passed."""

    @property
    def passed(self) -> bool:
        """Nothing came out differently."""
        return not self.failures

    @property
    def report(self) -> str:
        """The failures as `doudi test` prints them, then the deciding steps; empty if it passed."""
        if self.passed:
            return ""
        failures = "".join(failure.text for failure in self.failures)
        return f"{failures}\n{self.steps}" if self.steps else failures
