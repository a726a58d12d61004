"""Bounded texts, as people type them: outer spaces are cut, nothing is empty by accident, nothing in them is hidden."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from enrolment.domain.writing import LINES, is_written


def _line(text: str) -> str:
    if not is_written(text):
        raise ValueError("one line without control characters")
    return text


def _lines(text: str) -> str:
    if not is_written(text, f"{LINES}\r"):
        raise ValueError("a text without control characters")
    return text


OneLine = AfterValidator(_line)
Lines = AfterValidator(_lines)
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), OneLine]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), Lines]
ActivityCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}\.[0-9]{2}[A-Z]$")]
"""A NAF code such as 13.92Z."""
