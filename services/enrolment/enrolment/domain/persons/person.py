"""Who is known: students and the guardians of minors, with no more data than the programmes need.

Who a person is stands here and nowhere else: what belongs to a dossier, a consent or a group names the person by id. A human
who is the guardian of two children is two guardians here, one for each child: each guardianship begins and ends for itself.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from enrolment.domain.applications.candidate import Candidate, Guardian, clean
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.persons.folding import name_key, sort_name

MOST_LINES = 200
"""Lines of history that a person keeps: the oldest go first."""


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
class Line:
    """One change of a person: who, when and which fields. Values are not kept: a history must not keep what was erased."""

    at: datetime
    actor: str
    action: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merging:
    """How a person was merged into another: by whom, and which fields of theirs were chosen over the kept person's."""

    at: datetime
    actor: str
    chosen: tuple[str, ...] = ()


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
    merging: Merging | None = None
    merge_open: bool = False
    """MERGED, and what names them may not all name the kept person yet."""
    ended_on: date | None = None
    """The day on which a guardianship ended: since then the guardian is not asked and not told anything."""
    end_reason: str = ""
    history: tuple[Line, ...] = ()
    erasure_id: str | None = None
    """ERASED or RESTRICTED by this request: told again to whoever still has a copy."""
    name_key: str = ""
    sort_name: str = ""

    def __post_init__(self) -> None:
        """The two keys follow from the name, whatever was stored."""
        object.__setattr__(self, "name_key", name_key(self.given_name, self.family_name))
        object.__setattr__(self, "sort_name", sort_name(self.given_name, self.family_name))

    def known_to(self, partner: str) -> bool:
        """Whether a partner knows the person: as their coordinator, or by a dossier."""
        return partner == self.coordinator or partner in self.partners

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
        phone=candidate.phone,
        ine=candidate.ine,
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


def made_known(person: Person, partner: str) -> Person:
    """The same person, known to one more partner. Nothing changes when the partner knows them already."""
    return person if person.known_to(partner) else replace(person, partners=(*person.partners, partner))


_COMPLETED = ("phone", "gender", "birth_date", "birth_place", "nationality", "ine", "address")


def completed(known: Person, given: Person, at: datetime, actor: str) -> Person:
    """What a form says of a person and the register does not know yet is added; what it knows stays."""
    added = {
        field: getattr(given, field) for field in _COMPLETED if getattr(given, field) and not getattr(known, field)
    }
    return with_line(replace(known, **added), Line(at, actor, "completed", tuple(added))) if added else known


def with_line(person: Person, line: Line) -> Person:
    """The person with one more line of history."""
    return replace(person, history=(*person.history, line)[-MOST_LINES:])


def require_active(person: Person, action: str) -> None:
    """Return for somebody who is simply there; a refusal for a merged, restricted or erased person."""
    if person.standing is Standing.MERGED:
        raise merged_error(person)
    if person.standing is not Standing.ACTIVE:
        way_out = (
            "; who comes back is registered anew (POST /v1/persons), and their logins get the new id as subject"
            if person.standing is Standing.ERASED
            else ""
        )
        raise RuleError("", "person-standing", f"this person is {person.standing}; nobody can {action} them{way_out}")


def merged_error(person: Person) -> RuleError:
    """For those who knew somebody who is another one since."""
    kept = Problem("person_id", "was merged into another person", str(person.merged_into))
    return RuleError("", "person-merged", f"this person was merged into {person.merged_into}", kept)


def same_name(one: str, other: str) -> bool:
    """Whether two writings are the same name: case, spaces and the kind of apostrophe do not count."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return clean(name).replace("’", "'").casefold()
