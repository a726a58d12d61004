"""The cells of a form or of a roster's row, checked one by one: a candidate, or every problem at once."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enrolment.domain.dates import ACCEPTED_DATES, age, is_minor, read_date
from enrolment.domain.errors import Problem
from enrolment.domain.persons.numbers import ACCEPTED_INE, ACCEPTED_PHONE, french_mobile, ine_of


class Employment(StrEnum):
    """The candidate's employment beside their studies: a CAPE is not for full-time employees (CAPE-04)."""

    NONE = "none"
    PART_TIME = "part_time"
    FULL_TIME = "full_time"


@dataclass(frozen=True)
class Guardian:
    """The legal representative of a minor."""

    given_name: str
    family_name: str
    email: str


@dataclass(frozen=True)
class Candidate:
    """A checked candidate. ``guardian`` is kept for minors only: nobody else's is needed."""

    given_name: str
    family_name: str
    email: str
    birth_date: date
    year: int
    employment: Employment
    guardian: Guardian | None = None
    phone: str = ""
    ine: str = ""


OPTIONAL_COLUMNS = ("phone", "ine")
GUARDIAN_COLUMNS = ("guardian_given_name", "guardian_family_name", "guardian_email")
COLUMNS = ("given_name", "family_name", "email", "birth_date", "year", "employment")
MAX_NAME = 100
MAX_EMAIL = 254
LAST_YEAR = 6
YOUNGEST, OLDEST = 8, 100
_EMAIL = re.compile(r"^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$")
_SHOWN = 80


def read_candidate(cells: Mapping[str, str], starts_on: date) -> tuple[Candidate | None, tuple[Problem, ...]]:
    """The candidate, or None and what is wrong. Minority counts on the day the programme starts (YOUTH-01)."""
    form = _Form(cells)
    given_name, family_name = form.name("given_name"), form.name("family_name")
    email = form.email("email")
    birth_date = form.birth_date(starts_on)
    year, employment = form.year(), form.employment()
    guardian = None
    if birth_date is not None and is_minor(birth_date, starts_on):
        guardian = form.guardian(email)
    phone, ine = form.phone(), form.ine()
    if form.problems or birth_date is None or employment is None:
        return None, tuple(form.problems)
    return Candidate(given_name, family_name, email, birth_date, year, employment, guardian, phone, ine), ()


def clean(text: str) -> str:
    """Composed characters and single spaces, so that the same name is the same text from every keyboard."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_email(value: str) -> bool:
    """Whether this is an e-mail address, in lower case, as people have them."""
    local = value.partition("@")[0]
    dots = ".." in value or local[:1] == "." or local[-1:] == "."
    return len(value) <= MAX_EMAIL and not dots and bool(_EMAIL.match(value))


class _Form:
    """The cells, and the problems found in them so far."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = {column: clean(value) for column, value in cells.items()}
        self.problems: list[Problem] = []

    def _wrong(self, field: str, message: str, accepted: str) -> None:
        self.problems.append(Problem(field, message, accepted, self._cells.get(field, "")[:_SHOWN]))

    def name(self, field: str, needed: str = "") -> str:
        value = self._cells.get(field, "")
        if not value:
            self._wrong(field, "is missing" + needed, f"a name of 1 to {MAX_NAME} characters")
        elif len(value) > MAX_NAME or not all(one.isprintable() for one in value):
            self._wrong(field, "is too long or has control characters", f"a name of 1 to {MAX_NAME} characters")
        return value

    def email(self, field: str, needed: str = "") -> str:
        value = self._cells.get(field, "").lower()
        if not value:
            self._wrong(field, "is missing" + needed, "an e-mail address such as prenom.nom@example.org")
        elif not is_email(value):
            self._wrong(field, "is not an e-mail address", "an address such as prenom.nom@example.org")
        return value

    def birth_date(self, starts_on: date) -> date | None:
        day = read_date(self._cells.get("birth_date", ""))
        if day is None:
            missing = not self._cells.get("birth_date")
            self._wrong("birth_date", "is missing" if missing else "is not a date", ACCEPTED_DATES)
        elif not YOUNGEST <= age(day, starts_on) < OLDEST:
            accepted = f"{YOUNGEST} to {OLDEST - 1} years old when the programme starts on {starts_on}"
            self._wrong("birth_date", "cannot be the birth date of a student", accepted)
            return None
        return day

    def year(self) -> int:
        value = self._cells.get("year", "")
        if value not in {str(one) for one in range(1, LAST_YEAR + 1)}:
            self._wrong("year", "is not a year of study", f"1 to {LAST_YEAR}")
            return 0
        return int(value)

    def employment(self) -> Employment | None:
        try:
            return Employment(self._cells.get("employment", "").lower())
        except ValueError:
            self._wrong("employment", "is unknown", ", ".join(Employment))
            return None

    def phone(self) -> str:
        return self._number("phone", french_mobile, "is not a French mobile number", ACCEPTED_PHONE)

    def ine(self) -> str:
        return self._number("ine", ine_of, "is not an INE", ACCEPTED_INE)

    def _number(self, field: str, read: Callable[[str], str | None], message: str, accepted: str) -> str:
        """A number that may be missing, in its one form."""
        value = self._cells.get(field, "")
        found = read(value) if value else ""
        if found is None:
            self._wrong(field, message, accepted)
        return found or ""

    def guardian(self, email: str) -> Guardian:
        needed = ": the candidate is a minor when the programme starts"
        found = Guardian(
            self.name("guardian_given_name", needed),
            self.name("guardian_family_name", needed),
            self.email("guardian_email", needed),
        )
        if found.email and found.email == email:
            self._wrong("guardian_email", "is the candidate's own address", "the guardian's own address")
        return found
