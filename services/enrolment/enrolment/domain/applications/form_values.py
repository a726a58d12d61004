"""What somebody saves of a step, checked field by field: every problem is told at once, nothing unknown is kept."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enrolment.domain.applications.application import TeamMember
from enrolment.domain.applications.candidate import MAX_NAME, clean, is_email
from enrolment.domain.applications.form import Field, FieldType, Step
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.writing import LINES, is_written

Value = str | int | bool | list[str] | None
MAX_TEXT = 300
MAX_LONG_TEXT = 4000
MAX_MEMBERS = 20
_MEMBER_FIELDS = ("given_name", "family_name", "email", "role", "situation")
_SIRET = re.compile(r"^[0-9]{14}$")
_YEARS = (1950, 2100)


@dataclass(frozen=True)
class Saved:
    """The values of a step in their one form, and the members it names when it is the step of the team."""

    values: dict[str, Value]
    members: tuple[TeamMember, ...] | None = None


class _WrongError(Exception):
    """A value that cannot be accepted: what is wrong, and what would be accepted."""

    def __init__(self, message: str, accepted: str) -> None:
        super().__init__(message)
        self.message, self.accepted = message, accepted


def checked(step: Step, given: Mapping[str, Any]) -> Saved:
    """The step as it is kept; what is left out or null is unanswered. InputError with every field that is wrong."""
    problems: list[Problem] = []
    values: dict[str, Value] = {}
    members: tuple[TeamMember, ...] | None = None
    for key, value in given.items():
        field = step.field(key)
        if field is None:
            accepted = ", ".join(one.key for one in step.fields if one.type is not FieldType.PERSON)
            problems.append(Problem(f"values.{key}", "is unknown in this step", accepted))
        elif field.type is FieldType.PERSON:
            problems.append(Problem(f"values.{key}", "stands with the person", "a change of the person"))
        elif field.type is FieldType.MEMBERS:
            members = _members(field, value, problems)
        elif value is not None and value != "":
            try:
                values[key] = _CHECKS[field.type](field, value)
            except _WrongError as error:
                problems.append(Problem(f"values.{key}", error.message, error.accepted))
    if problems:
        raise InputError(*problems)
    if members is None and any(one.type is FieldType.MEMBERS for one in step.fields):
        members = ()
    return Saved(values, members)


def _text(field: Field, value: Any) -> Value:
    limit = field.maximum or MAX_TEXT
    accepted = f"a text of at most {limit} characters on one line"
    if not isinstance(value, str):
        raise _WrongError("is not a text", accepted)
    text = clean(value)
    if len(text) > limit:
        raise _WrongError(f"has {len(text)} characters", accepted)
    if not is_written(text):
        raise _WrongError("has control characters", accepted)
    return text or None


def _long_text(field: Field, value: Any) -> Value:
    limit = field.maximum or MAX_LONG_TEXT
    accepted = f"a text of at most {limit} characters"
    if not isinstance(value, str):
        raise _WrongError("is not a text", accepted)
    text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > limit:
        raise _WrongError(f"has {len(text)} characters", accepted)
    if not is_written(text, LINES):
        raise _WrongError("has control characters", accepted)
    return text or None


def _integer(field: Field, value: Any) -> Value:
    lowest = 0 if field.minimum is None else field.minimum
    highest = 1_000_000 if field.maximum is None else field.maximum
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise _WrongError("is not one of the numbers", f"a whole number from {lowest} to {highest}")
    keys = [one.key for one in field.choices]
    if keys and str(value) not in keys:
        raise _WrongError("is not one of the numbers", ", ".join(keys))
    return value


def _year(field: Field, value: Any) -> Value:
    del field
    if isinstance(value, bool) or not isinstance(value, int) or not _YEARS[0] <= value <= _YEARS[1]:
        raise _WrongError("is not a year", f"a year from {_YEARS[0]} to {_YEARS[1]}")
    return value


def _boolean(field: Field, value: Any) -> Value:
    del field
    if not isinstance(value, bool):
        raise _WrongError("is neither true nor false", "true or false")
    return value


def _choice(field: Field, value: Any) -> Value:
    keys = [one.key for one in field.choices]
    if not isinstance(value, str) or value not in keys:
        raise _WrongError("is not one of the choices", ", ".join(keys))
    return value


def _choices(field: Field, value: Any) -> Value:
    keys = [one.key for one in field.choices]
    if not isinstance(value, list) or any(one not in keys for one in value) or len(set(value)) != len(value):
        raise _WrongError("is not a list of the choices, each once", ", ".join(keys))
    return list(value)


def _date(field: Field, value: Any) -> Value:
    del field
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise _WrongError("is not a date", "a day such as 2026-09-01") from None


def _email(field: Field, value: Any) -> Value:
    del field
    email = clean(value).lower() if isinstance(value, str) else ""
    if not is_email(email):
        raise _WrongError("is not an e-mail address", "an address such as prenom.nom@example.org")
    return email


def _siret(field: Field, value: Any) -> Value:
    del field
    digits = re.sub(r"\s", "", value) if isinstance(value, str) else ""
    if not _SIRET.match(digits) or not _luhn(digits):
        raise _WrongError("is not a SIRET", "14 digits with a right check digit")
    return digits


def _luhn(digits: str) -> bool:
    doubled = [int(one) * (2 if place % 2 else 1) for place, one in enumerate(reversed(digits))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _members(field: Field, value: Any, problems: list[Problem]) -> tuple[TeamMember, ...]:
    limit = field.maximum or MAX_MEMBERS
    path = f"values.{field.key}"
    if not isinstance(value, list) or len(value) > limit:
        problems.append(Problem(path, "is not a list of members", f"at most {limit} members"))
        return ()
    found = [_member(f"{path}.{place}", one, problems) for place, one in enumerate(value)]
    emails = [one.email for one in found]
    for place, email in enumerate(emails):
        if email and email in emails[:place]:
            problems.append(Problem(f"{path}.{place}.email", "is there already", "each member once"))
    return tuple(found)


def _member(path: str, given: Any, problems: list[Problem]) -> TeamMember:
    cells = given if isinstance(given, dict) else {}
    for key in cells:
        if key not in _MEMBER_FIELDS:
            problems.append(Problem(f"{path}.{key}", "is unknown", ", ".join(_MEMBER_FIELDS)))
    texts = {key: clean(cells[key]) if isinstance(cells.get(key), str) else "" for key in _MEMBER_FIELDS}
    for key in ("given_name", "family_name"):
        if not texts[key]:
            problems.append(Problem(f"{path}.{key}", "is missing", f"a name of 1 to {MAX_NAME} characters"))
    for key in ("given_name", "family_name", "role", "situation"):
        if len(texts[key]) > MAX_NAME or not all(one.isprintable() for one in texts[key]):
            problems.append(Problem(f"{path}.{key}", "is too long", f"at most {MAX_NAME} characters"))
    email = texts["email"].lower()
    if not is_email(email):
        problems.append(
            Problem(f"{path}.email", "is not an e-mail address", "an address such as prenom.nom@example.org")
        )
    return TeamMember("", texts["given_name"], texts["family_name"], email, texts["role"], texts["situation"])


_CHECKS: dict[FieldType, Callable[[Field, Any], Value]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _long_text,
    FieldType.INTEGER: _integer,
    FieldType.YEAR: _year,
    FieldType.BOOLEAN: _boolean,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.DATE: _date,
    FieldType.EMAIL: _email,
    FieldType.SIRET: _siret,
}
