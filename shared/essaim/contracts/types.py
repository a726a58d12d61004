"""Scalar types of the wire. Amounts are integer cents in Python and decimal strings such as ``"12.50"`` in JSON.

A float never carries money, and a string with three decimals is refused rather than rounded.
"""

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema

AMOUNT_PATTERN = r"^-?(0|[1-9][0-9]{0,12})\.[0-9]{2}$"
MAX_CENTS = 999_999_999_999_999
_AMOUNT = re.compile(r"^(-?)(0|[1-9][0-9]{0,12})(?:\.([0-9]{1,2}))?$")


def parse_amount(value: Any) -> int:
    """Cents from ``"12.5"``, ``"12.50"`` or ``"12"``; an int is taken as cents (the Python side of the type).

    Raises ValueError for floats, more than two decimals, thousands separators and amounts of 10 000 billion or more.
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("an amount is a decimal string with at most two decimals, such as '12.50'")
    if isinstance(value, int):
        return value
    match = _AMOUNT.fullmatch(value)
    if match is None:
        raise ValueError("an amount is a decimal string with at most two decimals, such as '12.50'")
    sign, units, decimals = match.groups()
    cents = int(units) * 100 + int((decimals or "").ljust(2, "0"))
    return -cents if sign else cents


def format_amount(cents: int) -> str:
    """The decimal string of an amount in cents: ``1250`` becomes ``"12.50"``."""
    units, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{units}.{rest:02d}"


Amount = Annotated[
    int,
    BeforeValidator(parse_amount),
    Field(ge=-MAX_CENTS, le=MAX_CENTS),
    PlainSerializer(format_amount, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": AMOUNT_PATTERN, "examples": ["1250.00"]}),
]


def _parse_text(value: Any) -> int:
    if not isinstance(value, str):
        raise ValueError("an amount is a string in quotes with at most two decimals, such as '12.50'")
    return parse_amount(value)


AmountIn = Annotated[
    int,
    BeforeValidator(_parse_text),
    Field(ge=-MAX_CENTS, le=MAX_CENTS),
    PlainSerializer(format_amount, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?$", "examples": ["1250.00"]}),
]
"""An amount in a request body: only a string, because a bare number would leave open whether it means euros or cents."""
Id = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]*$")]
PartnerId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Siren = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
Code = Annotated[str, StringConstraints(pattern=r"^\S{1,80}$")]
"""A code without spaces: free text, which may become personal, has no place on the bus."""
SchoolYear = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{4}$")]


class Scheme(StrEnum):
    """The four schemes that the suite serves."""

    STUDENT_COOPERATIVE = "student_cooperative"
    SNEE = "snee"
    ICI = "ici"
    MINI_ENTREPRISE = "mini_entreprise"
