"""Values that an answer may have instead of a value: unknown for want of facts, or failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NoReturn, TypeAlias


@dataclass(frozen=True, slots=True)
class Unknown:
    """There may be a value, but facts are missing.

    It is neither true nor false: as a condition it raises `TypeError`, so that no missing fact is a silent no.

    >>> from doudi import Unknown
    >>> amount = Unknown(missing=("persons.a.wage",))
    >>> amount.missing
    ('persons.a.wage',)
    >>> bool(amount)
    Traceback (most recent call last):
        ...
    TypeError: unknown, for want of persons.a.wage: neither true nor false
    """

    missing: tuple[str, ...]
    """Paths of facts and parameters, sorted."""

    def __bool__(self) -> NoReturn:
        raise TypeError(f"unknown, for want of {', '.join(self.missing)}: neither true nor false")


@dataclass(frozen=True, slots=True)
class Failed:
    """An operation on the way to this value failed, such as a division by zero.

    As with `Unknown`, using it as a condition raises `TypeError`.

    >>> from doudi import Failed
    >>> Failed("division_by_zero", "a division by zero").code
    'division_by_zero'
    """

    code: str
    """The stable name of the failure."""
    message: str

    def __bool__(self) -> NoReturn:
        raise TypeError(f"failed ({self.code}): neither true nor false")


Scalar: TypeAlias = Decimal | date | str | bool | None
"""Amounts and other numbers are `Decimal`, members of enumerations and durations `str`, null is None."""

Value: TypeAlias = "Scalar | Unknown | Failed | tuple[Value, ...] | dict[str, Value]"
"""A list is a tuple; what each member has of its own is a dict by the member's id."""
