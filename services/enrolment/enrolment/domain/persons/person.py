"""Who is known: students and the guardians of minors, with no more data than the programmes need."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enrolment.domain.applications.candidate import Candidate, Guardian, clean
from enrolment.domain.errors import Problem


class Kind(StrEnum):
    """What somebody is to the programmes."""

    STUDENT = "student"
    GUARDIAN = "guardian"


class Gender(StrEnum):
    """As people say of themselves; nobody has to."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Standing(StrEnum):
    """RESTRICTED keeps what the law keeps and shows it to nobody but whom the law names; MERGED points to ``merged_into``."""

    ACTIVE = "ACTIVE"
    MERGED = "MERGED"
    RESTRICTED = "RESTRICTED"
    ERASED = "ERASED"


@dataclass(frozen=True)
class Person:
    """A student or a guardian, known to one coordinator. Guardians have no birth date here: nobody asks for it."""

    kind: Kind
    given_name: str
    family_name: str
    email: str
    coordinator: str
    birth_date: date | None = None
    guardian_of: str | None = None
    partners: tuple[str, ...] = ()
    """The other partners, beside the coordinator, that know the person because of a dossier with them."""
    phone: str = ""
    gender: Gender | None = None
    birth_place: str = ""
    nationality: str = ""
    ine: str = ""
    address: str = ""
    standing: Standing = Standing.ACTIVE
    merged_into: str | None = None

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"


def student(candidate: Candidate, coordinator: str) -> Person:
    """The person behind a candidate."""
    return Person(
        Kind.STUDENT,
        candidate.given_name,
        candidate.family_name,
        candidate.email,
        coordinator,
        birth_date=candidate.birth_date,
    )


def guardian(details: Guardian, coordinator: str, guardian_of: str) -> Person:
    """The person behind a minor's guardian."""
    return Person(
        Kind.GUARDIAN,
        details.given_name,
        details.family_name,
        details.email,
        coordinator,
        guardian_of=guardian_of,
    )


def contradictions(known: Person, given: Person) -> tuple[Problem, ...]:
    """Where a form says something else of a person than what is registered. Nothing is overwritten in silence."""
    prefix = "guardian_" if known.kind is Kind.GUARDIAN else ""
    pairs = (
        ("given_name", known.given_name, given.given_name),
        ("family_name", known.family_name, given.family_name),
        ("birth_date", str(known.birth_date), str(given.birth_date)),
    )
    return tuple(
        Problem(prefix + field, "is not what is registered for this e-mail address", registered, value)
        for field, registered, value in pairs
        if registered != value
    )


def same_name(one: str, other: str) -> bool:
    """Whether two writings are the same name: case, spaces and the kind of apostrophe do not count."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return clean(name).replace("’", "'").casefold()
