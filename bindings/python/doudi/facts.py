"""What a pack reads: the facts of a record and the dated parameters, to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Generic, Literal, TypeVar
from unicodedata import east_asian_width

from .language import Language
from .values import Scalar, Unknown


def _label(zh: str, en: str, language: Language) -> str:
    return zh if language == "zh" else en


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that a record may have."""

    path: str
    """Where it stands in a record, without the ids of members: `persons.wage`."""
    name: str
    entity: str
    """Whose it is: `household`, `person`."""
    shape: Literal["value", "values", "members", "reference"]
    """One value; a list of values; a list of members (a dict by id, or a list with ids); the id of a member."""
    type: str
    """`number`, `boolean`, `text`, `date`, `enumeration` …; of members and references the entity's name."""
    zh: str
    en: str
    unit: str | None
    """`CNY/month`; None for a plain number and for what is none."""
    members: Mapping[str, tuple[str, str]]
    """Of an enumeration: what may stand here, with its labels in Chinese and English."""
    decimals: int | None
    """Of a number: how many digits after the point are accepted."""
    low: Decimal | date | str | None
    """Smallest accepted value, included; of a date a day or `today`."""
    high: Decimal | date | str | None
    optional: bool
    """None is accepted and means that there is none."""
    has_default: bool
    default: Scalar
    """What a fact that is left out is taken to be, if `has_default`; else it is unknown."""
    cites: tuple[str, ...]

    def label(self, language: Language) -> str:
        """The label in that language; the name where the pack gives none."""
        return _label(self.zh, self.en, language) or self.name

    @property
    def limits(self) -> str:
        """What is accepted, in a few words: `0 to 100000, 2 decimals`."""
        parts = []
        if self.members:
            parts.append(" | ".join(self.members))
        if self.low is not None or self.high is not None:
            parts.append(f"{'…' if self.low is None else self.low} to {'…' if self.high is None else self.high}")
        if self.decimals:
            parts.append(f"{self.decimals} decimals")
        if self.optional:
            parts.append("or None")
        return ", ".join(parts)


ParameterValue = Scalar | Fraction | Unknown
"""A quotient such as 1/3 is a Fraction. None: nothing was in force. Unknown: in force, but not known here."""


@dataclass(frozen=True, slots=True)
class ParameterVersion:
    """A parameter's value for a time."""

    start: date | None
    """First day, included; None: from ever."""
    end: date | None
    """Last day, included; None: until further notice."""
    value: ParameterValue
    """The same for all keys; None if it depends on them: see `rows`."""
    rows: tuple[tuple[tuple[str, ...], ParameterValue], ...]
    """Of a keyed parameter: what the keys must be, as written, and the value; the first row that fits counts."""
    cites: tuple[str, ...]
    assumed: bool
    """Its source is marked as assumed: it is published nowhere."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated figure of a pack."""

    name: str
    zh: str
    en: str
    type: str
    unit: str | None
    members: Mapping[str, tuple[str, str]]
    keys: tuple[str, ...]
    """Paths of the facts that it depends on."""
    cites: tuple[str, ...]
    versions: tuple[ParameterVersion, ...]
    """By date."""

    def label(self, language: Language) -> str:
        """The label in that language; the name where the pack gives none."""
        return _label(self.zh, self.en, language) or self.name

    def on(self, day: date) -> ParameterVersion | None:
        """The version in force on a day; None if there is none.

        >>> import doudi, datetime
        >>> standard = doudi.load("rules/xingan-2019").parameters["dibao_standard"]
        >>> standard.on(datetime.date(2019, 6, 1)).value, standard.unit
        (Decimal('5914'), 'CNY/year')
        """
        for version in self.versions:
            if (version.start is None or version.start <= day) and (version.end is None or day <= version.end):
                return version
        return None


Item = TypeVar("Item", bound="Fact | Parameter")


def _cells(text: str) -> int:
    """How wide a text is on a terminal: Chinese characters take two cells."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


class _Table(Mapping[str, Item], Generic[Item]):
    """Named things in the pack's order, which a notebook shows as a table."""

    def __init__(self, items: Mapping[str, Item], language: Language) -> None:
        self._items: dict[str, Item] = dict(items)
        self._language: Language = language

    def __getitem__(self, name: str) -> Item:
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def _header(self) -> tuple[str, ...]:
        raise NotImplementedError

    def _rows(self) -> list[tuple[str, ...]]:
        raise NotImplementedError

    def __repr__(self) -> str:
        rows = [self._header(), *self._rows()]
        widths = [max(_cells(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]

        def line(row: tuple[str, ...]) -> str:
            padded = [cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=False)]
            return "  ".join([*padded, row[-1]]).rstrip()

        return "\n".join(line(row) for row in rows)

    def _repr_html_(self) -> str:
        def row(cells: tuple[str, ...], tag: str) -> str:
            style = "text-align:left;vertical-align:top;white-space:nowrap"
            return "<tr>" + "".join(f'<{tag} style="{style}">{escape(cell)}</{tag}>' for cell in cells) + "</tr>"

        body = "\n".join(row(cells, "td") for cells in self._rows())
        return f"<table>\n<thead>{row(self._header(), 'th')}</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


class Facts(_Table[Fact]):
    """The facts of a pack's records by their paths.

    >>> import doudi
    >>> facts = doudi.load("rules/xingan-2019", language="en").facts
    >>> facts["persons.wage"].unit, facts["persons.wage"].decimals
    ('CNY/month', 2)
    >>> print(repr(facts).splitlines()[0].split())
    ['path', 'type', 'unit', 'accepts', 'label']
    """

    def _header(self) -> tuple[str, ...]:
        return ("path", "type", "unit", "accepts", "label")

    def _rows(self) -> list[tuple[str, ...]]:
        kinds = {"value": "", "values": "list of ", "members": "members: ", "reference": "id of a "}
        return [
            (fact.path, kinds[fact.shape] + fact.type, fact.unit or "", fact.limits, fact.label(self._language))
            for fact in self.values()
        ]


def _value_text(version: ParameterVersion) -> str:
    def one(value: ParameterValue) -> str:
        if isinstance(value, Unknown):
            return "unknown"
        return "none" if value is None else str(value)

    if not version.rows:
        return one(version.value)
    return "; ".join(f"{', '.join(keys)}: {one(value)}" for keys, value in version.rows)


class Parameters(_Table[Parameter]):
    """The dated figures of a pack by their names.

    >>> import doudi
    >>> parameters = doudi.load("rules/xingan-2019", language="en").parameters
    >>> [version.value for version in parameters["care_share"].versions]
    [Decimal('1'), Decimal('0.5')]
    """

    def _header(self) -> tuple[str, ...]:
        return ("name", "from", "until", "value", "unit", "cites", "label")

    def _rows(self) -> list[tuple[str, ...]]:
        return [
            (
                parameter.name,
                "" if version.start is None else str(version.start),
                "" if version.end is None else str(version.end),
                _value_text(version),
                parameter.unit or "",
                ", ".join((*parameter.cites, *version.cites)),
                parameter.label(self._language),
            )
            for parameter in self.values()
            for version in parameter.versions
        ]
