"""Decides social assistance by declarative rules: exactly, with reasons, naming what is missing.

>>> import doudi
>>> from pathlib import Path
>>> pack = doudi.load("rules/xingan-2019", language="en")
>>> why = pack.explain(Path("rules/xingan-2019/households/single_person.yaml"), on="2019-06-01")
>>> why.status, why.outputs["scheme"], why.outputs["amount"]
('decided', 'dibao_single', Decimal('369.62'))
"""

from ._core import version as __version__
from .answers import AnswerError, Decision, Explanation, Grant, Step
from .cases import CaseResult
from .errors import Diagnostic, PackError, RecordError
from .facts import Fact, Facts, Parameter, Parameters, ParameterVersion
from .pack import Pack, Record, check, check_text, load, load_text
from .values import Failed, Unknown, Value

__all__ = [
    "AnswerError",
    "CaseResult",
    "Decision",
    "Diagnostic",
    "Explanation",
    "Fact",
    "Facts",
    "Failed",
    "Grant",
    "Pack",
    "PackError",
    "Parameter",
    "ParameterVersion",
    "Parameters",
    "Record",
    "RecordError",
    "Step",
    "Unknown",
    "Value",
    "__version__",
    "check",
    "check_text",
    "load",
    "load_text",
]
