"""Answers for one household: the decision, and the explanation with every step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, TypeAlias

from . import _core
from .language import Language
from .values import Failed, Unknown, Value

Status: TypeAlias = Literal["decided", "undetermined", "error"]
StepKind: TypeAlias = Literal[
    "fact", "parameter", "derived", "given", "members", "condition", "amount", "verdict", "state", "output"
]


@dataclass(frozen=True, slots=True)
class Grant:
    """One scheme that is granted."""

    scheme: str
    covered: tuple[str, ...]
    """Ids of the members for whom it is granted."""
    amount: Decimal
    """In the unit of the pack's amounts, mostly yuan a month: exact to the fen."""


@dataclass(frozen=True, slots=True)
class AnswerError:
    """Why an output has no value."""

    code: str
    """`E0530`: stable."""
    name: str
    """`division_by_zero`: the code in words."""
    output: str | None
    """None: the whole answer."""
    message: str
    file: str | None
    """Where in the pack it happened, with `line` and `column`, counted from 1."""
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One named value on the way to the answer. It only reads values that stand before it."""

    path: str
    """`persons.a.imputed_income`, `dibao_standard@2019-01-01`, `dibao_single[b].per_head`."""
    kind: StepKind
    value: Value
    label: str
    """In the language of the pack object; the path where the pack gives none."""
    formula: str
    """As written in the pack; empty for facts."""
    in_force_from: date | None
    """First day of the version that was used."""
    rows: tuple[str, ...]
    """Labels of the table rows that gave the value."""
    cites: tuple[str, ...]
    """Articles: `plan 四(一)一`."""
    assumed: tuple[str, ...]
    """What of it rests on an assumed source."""
    defaulted: bool
    """A fact that was not reported, whose value the pack gives."""
    reads: tuple[str, ...]
    """Paths of the values that it was computed from."""


class _Answer:
    """What explanations and decisions have in common."""

    _engine: _core.Explanation | _core.Decision
    _language: Language

    @cached_property
    def _fields(self) -> dict[str, Any]:
        return self._engine.answer(self._language)

    @property
    def status(self) -> Status:
        """`decided`; `undetermined`: facts are missing that it may depend on; `error`: an operation failed."""
        return self._engine.status

    @property
    def outputs(self) -> Mapping[str, Value]:
        """Every output of the pack: amounts as `Decimal`, texts and enumerations as `str`, days as `date`.

        None is a known "there is none". What is not known for want of facts is `Unknown`, what failed is `Failed`;
        neither can be used as a condition. Values that each member has are a dict by the member's id.
        """
        outputs: Mapping[str, Value] = self._fields["outputs"]
        return outputs

    @property
    def grants(self) -> tuple[Grant, ...] | None:
        """What is granted, in order. None if it is undetermined or failed, or the pack has no schemes.

        A decision has them only if `grants` is one of the pack's outputs, or the pack has a lifecycle; an explanation
        always does.
        """
        grants = self._fields["grants"]
        return None if grants is None else tuple(Grant(*grant) for grant in grants)

    @property
    def case(self) -> dict[str, Value] | None:
        """What to hand in as the record's `case` next month. None without a lifecycle, or if it is not known."""
        case: dict[str, Value] | None = self._fields["case"]
        return None if case is None else dict(case)

    @property
    def missing(self) -> tuple[str, ...]:
        """Paths of the facts that are missing: `persons.a.wage`. Empty if the answer depends on none."""
        missing: tuple[str, ...] = self._fields["missing"]
        return missing

    @property
    def undetermined(self) -> Mapping[str, tuple[str, ...]]:
        """For each output that is not known, the paths of what is missing for it."""
        undetermined: Mapping[str, tuple[str, ...]] = self._fields["undetermined"]
        return undetermined

    @property
    def errors(self) -> tuple[AnswerError, ...]:
        """What failed, in the order of the outputs."""
        return tuple(AnswerError(**error) for error in self._fields["errors"])

    def __repr__(self) -> str:
        def shown(value: Value) -> str:
            if isinstance(value, Decimal | date):
                return str(value)
            return "unknown" if isinstance(value, Unknown) else "failed" if isinstance(value, Failed) else repr(value)

        outputs = ", ".join(f"{name}={shown(value)}" for name, value in self.outputs.items())
        missing = f"; missing: {', '.join(self.missing)}" if self.missing else ""
        return f"<doudi.{type(self).__name__} {self.status}: {outputs}{missing}>"


class Decision(_Answer):
    """The answer for one household, without its steps: what `Pack.decide` gives.

    >>> import doudi
    >>> from pathlib import Path
    >>> pack = doudi.load("rules/xingan-2019", language="en")
    >>> decision = pack.decide(Path("rules/xingan-2019/households/single_person.yaml"), on="2019-06-01")
    >>> decision.status, decision.outputs["scheme"], decision.outputs["amount"]
    ('decided', 'dibao_single', Decimal('369.62'))
    """

    def __init__(self, core: _core.Decision, language: Language) -> None:
        self._engine = core
        self._language = language


class Explanation(_Answer):
    """The answer for one household with every step that led to it: what `Pack.explain` gives.

    `print(explanation)` says it in words, a notebook shows it as HTML.

    >>> import doudi
    >>> from pathlib import Path
    >>> pack = doudi.load("rules/xingan-2019", language="en")
    >>> why = pack.explain(Path("rules/xingan-2019/households/single_person.yaml"), on="2019-06-01")
    >>> print(why.text().splitlines()[1])
    Granted: dibao for one person as a household, 369.62 CNY/month, for son
    >>> print(why.text("zh").splitlines()[1])
    结论：单人户低保，369.62 元/月，对象：son
    >>> next(step.value for step in why.steps if step.path == "persons.son.labour_coefficient")
    Decimal('0')
    """

    _engine: _core.Explanation

    def __init__(self, core: _core.Explanation, language: Language) -> None:
        self._engine = core
        self._language = language

    @property
    def defaulted(self) -> tuple[str, ...]:
        """Paths of facts that were not reported and are taken by default."""
        defaulted: tuple[str, ...] = self._fields["defaulted"]
        return defaulted

    @property
    def assumed(self) -> tuple[str, ...]:
        """What the answer rests on that no source publishes: `name@from`, `name@from#row`."""
        assumed: tuple[str, ...] = self._fields["assumed"]
        return assumed

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every named value that was computed, each after all it reads. Elementary operations are in `json()`."""
        return tuple(Step(**step) for step in self._engine.steps(self._language))

    def text(self, language: Language | None = None) -> str:
        """The explanation in words, in English (`en`) or Chinese (`zh`); without it, in the pack object's language."""
        return self._engine.text(language or self._language)

    def text_of(self, path: str, language: Language | None = None) -> str:
        """What led to one value, in words: to a rule by its path, or to `scheme`, `covered`, `amount`, `state`.

        >>> import doudi
        >>> from pathlib import Path
        >>> pack = doudi.load("rules/xingan-2019", language="en")
        >>> why = pack.explain(Path("rules/xingan-2019/households/single_person.yaml"), on="2019-06-01")
        >>> print(why.text_of("persons.son.age"))
        full years of age persons.son.age = 20
          = full_years(birth_date)
          today() = 2019-06-01
          date of birth persons.son.birth_date = 1999-02-14
        <BLANKLINE>

        Raises:
            KeyError: nothing of that path was computed.

        """
        text = self._engine.text_of(path, language or self._language)
        if not text:
            raise KeyError(path)
        return text

    def html(self, language: Language | None = None) -> str:
        """The explanation as a piece of HTML, without scripts; reasons open and close, articles show their source."""
        return self._engine.html(language or self._language)

    def json(self) -> str:
        """JSON as `doudi explain --format json` writes it, enough to recompute every value without the engine.

        Its shape is `rules/explanation.schema.json`; numbers are texts, so that no reader rounds them.
        """
        return self._engine.json()

    def to_dict(self) -> dict[str, Any]:
        """`json()`, read."""
        result: dict[str, Any] = json.loads(self.json())
        return result

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()
