"""English or Chinese: which one words are in."""

from __future__ import annotations

import os
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["en", "zh"]


def language_of_environment() -> Language:
    """`zh` if the first of LC_ALL, LC_MESSAGES and LANG that is set begins so, else `en`: as the command `doudi` does.

    >>> language_of_environment() in ("en", "zh")
    True
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.startswith("zh") else "en"
    return "en"
