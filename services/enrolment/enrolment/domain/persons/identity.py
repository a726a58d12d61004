"""The fields that say who somebody is, each checked and brought into one form; all bad ones are told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from enrolment.domain.applications.candidate import MAX_EMAIL, MAX_NAME, clean, is_email
from enrolment.domain.dates import age
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.persons.countries import COUNTRIES
from enrolment.domain.persons.numbers import ACCEPTED_INE, ACCEPTED_PHONE, french_mobile, ine_of
from enrolment.domain.persons.person import Gender

YOUNGEST, OLDEST = 8, 100
"""Absolute bounds of an age; a programme asks for more by its parameters."""
MAX_PLACE, MAX_ADDRESS = 120, 300
ACCEPTED_COUNTRY = "a country of ISO 3166 in two letters, such as FR"

IdentityValue = str | date | Gender | None
Changes = dict[str, IdentityValue]
"""Field of a person, and its new value; None empties a field that may be empty."""


@dataclass(frozen=True)
class Problems:
    """Problems of a form, gathered."""

    found: list[Problem]

    def wrong(self, field: str, message: str, accepted: str) -> None:
        """One more."""
        self.found.append(Problem(field, message, accepted))


def checked_identity(given: Mapping[str, IdentityValue], today: date) -> Changes:
    """The fields in their one form. InputError with every field that cannot be accepted."""
    problems = Problems([])
    changes: Changes = {}
    for field, value in given.items():
        changes[field] = _CHECKS[field](field, value, today, problems)
    if problems.found:
        raise InputError(*problems.found)
    return changes


def _name(field: str, value: IdentityValue, today: date, problems: Problems) -> str:
    del today
    name = clean(str(value or ""))
    if not name or len(name) > MAX_NAME or not all(one.isprintable() for one in name):
        message = "is too long or has control characters" if name else "is missing"
        problems.wrong(field, message, f"a name of 1 to {MAX_NAME} characters")
    return name


def _email(field: str, value: IdentityValue, today: date, problems: Problems) -> str:
    del today
    email = clean(str(value or "")).lower()
    if len(email) > MAX_EMAIL or not is_email(email):
        problems.wrong(
            field,
            "is not an e-mail address" if email else "is missing",
            "an address such as prenom.nom@example.org",
        )
    return email


def _phone(field: str, value: IdentityValue, today: date, problems: Problems) -> str:
    del today
    if not value:
        return ""
    number = french_mobile(str(value))
    if number is None:
        problems.wrong(field, "is not a French mobile number", ACCEPTED_PHONE)
    return number or ""


def _birth_date(field: str, value: IdentityValue, today: date, problems: Problems) -> date | None:
    if not isinstance(value, date) or not YOUNGEST <= age(value, today) <= OLDEST:
        message = "is missing" if value is None else "cannot be the birth date of a participant"
        problems.wrong(field, message, f"a day that makes somebody {YOUNGEST} to {OLDEST} years old")
        return None
    return value


def _ine(field: str, value: IdentityValue, today: date, problems: Problems) -> str:
    del today
    if not value:
        return ""
    found = ine_of(str(value))
    if found is None:
        problems.wrong(field, "is not an INE", ACCEPTED_INE)
    return found or ""


def _country(field: str, value: IdentityValue, today: date, problems: Problems) -> str:
    del today
    code = str(value or "").strip().upper()
    if code and code not in COUNTRIES:
        problems.wrong(field, "is not a country", ACCEPTED_COUNTRY)
    return code


def _bounded(most: int) -> Callable[[str, IdentityValue, date, Problems], str]:
    def check(field: str, value: IdentityValue, today: date, problems: Problems) -> str:
        del today
        text = clean(str(value or ""))
        if len(text) > most or not all(one.isprintable() for one in text):
            problems.wrong(field, "is too long or has control characters", f"at most {most} characters")
        return text

    return check


def _gender(field: str, value: IdentityValue, today: date, problems: Problems) -> Gender | None:
    del today
    if value is None or value in tuple(Gender):
        return None if value is None else Gender(str(value))
    problems.wrong(field, "is unknown", ", ".join(Gender))
    return None


_CHECKS: dict[str, Callable[[str, IdentityValue, date, Problems], IdentityValue]] = {
    "given_name": _name,
    "family_name": _name,
    "email": _email,
    "phone": _phone,
    "birth_date": _birth_date,
    "ine": _ine,
    "nationality": _country,
    "birth_place": _bounded(MAX_PLACE),
    "address": _bounded(MAX_ADDRESS),
    "gender": _gender,
}
FIELDS = tuple(_CHECKS)
"""All fields of an identity, in the order in which they are checked."""
