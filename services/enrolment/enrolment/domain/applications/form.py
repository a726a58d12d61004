"""A form: steps and fields, what each accepts, and when it is asked for.

A condition is one word for a circumstance of the applicant (``minor``, ``student``, ``graduate``, ``alternant``), or
``step.field=value`` with several values separated by ``|``. An empty condition holds for everybody.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from enrolment.domain.errors import InputError, Problem

CIRCUMSTANCES = ("minor", "student", "graduate", "alternant")


class FieldType(StrEnum):
    """What a field takes. ``person`` stands with the person and is never saved in a dossier, ``members`` is the team."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    YEAR = "year"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    EMAIL = "email"
    SIRET = "siret"
    MEMBERS = "members"
    PERSON = "person"


@dataclass(frozen=True)
class Choice:
    """One of the answers that can be chosen."""

    key: str
    label: str


@dataclass(frozen=True)
class Field:
    """One question. ``maximum`` bounds a text's characters, a number, or how many members there are.

    Choices of a number say what each of the numbers means, and no other one is taken."""

    key: str
    label: str
    type: FieldType
    required: bool = False
    required_when: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    help: str = ""


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    key: str
    label: str
    fields: tuple[Field, ...]
    when: str = ""
    help: str = ""

    def field(self, key: str) -> Field | None:
        """The field under this key."""
        return next((one for one in self.fields if one.key == key), None)


@dataclass(frozen=True)
class Form:
    """The form of a scheme, from a day on."""

    scheme: str
    valid_from: date
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step | None:
        """The step under this key."""
        return next((one for one in self.steps if one.key == key), None)


@cache
def versions(scheme: str) -> tuple[Form, ...]:
    """Every version of a scheme's form, the oldest first."""
    text = resources.files("enrolment.forms").joinpath(f"{scheme}.toml").read_text(encoding="utf-8")
    found = (
        Form(scheme, one["valid_from"], tuple(_step(step) for step in one["steps"]))
        for one in tomllib.loads(text)["versions"]
    )
    return tuple(sorted(found, key=lambda one: one.valid_from))


def form_on(scheme: str, day: date) -> Form:
    """The form in force on a day; before the first version, the first."""
    known = versions(scheme)
    return max((one for one in known if one.valid_from <= day), key=lambda one: one.valid_from, default=known[0])


def step_of(form: Form, key: str) -> Step:
    """The step. InputError, with the names of all steps, when the form has no such step."""
    step = form.step(key)
    if step is None:
        accepted = ", ".join(one.key for one in form.steps)
        raise InputError(Problem("step", f"{key} is no step of this form", accepted))
    return step


def _step(given: Mapping[str, Any]) -> Step:
    fields = tuple(_field(one) for one in given["fields"])
    return Step(given["key"], given["label"], fields, given.get("when", ""), given.get("help", ""))


def _field(given: Mapping[str, Any]) -> Field:
    type_ = FieldType.PERSON if given.get("source") == "person" else FieldType(given["type"])
    choices = tuple(Choice(one["key"], one["label"]) for one in given.get("choices", ()))
    rest = {key: given[key] for key in ("required", "required_when", "minimum", "maximum", "help") if key in given}
    return Field(given["key"], given["label"], type_, choices=choices, **rest)
