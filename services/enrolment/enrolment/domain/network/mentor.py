"""A mentor: a professional who gives time to teams and students. What they offer, and the places that are taken already.

The places are in the mentor's own document, so that two people who choose the same mentor in the same instant write to one
document: one of them is second, and sees that the last place is gone. A place is held from the asking on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from enrolment.domain.applications.candidate import is_email
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.network.company import is_phone
from enrolment.domain.network.sectors import ACCEPTED_SECTOR, is_sector
from enrolment.domain.network.slots import ACCEPTED_SLOT, Period, Slot, is_slot
from enrolment.domain.writing import is_written

MOST_TEAMS = 20
FARTHEST_KM = 500


class MentorStatus(StrEnum):
    """PAUSED: asked for nothing new, what runs goes on. ERASED: nothing of the person is left."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    ERASED = "ERASED"


class Format(StrEnum):
    """What a mentor may follow: the formats of Mini-Entreprise, and the status (SNEE)."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"
    SNEE = "SNEE"


@dataclass(frozen=True)
class Place:
    """One place that is taken, by a need and a choice of it."""

    need_id: str
    choice_id: str
    since: datetime


@dataclass(frozen=True)
class Mentor:
    """``wishes`` and ``refusals`` are ids of teams, students' statuses or establishments."""

    given_name: str
    family_name: str
    email: str | None
    coordinator: str
    city: str = ""
    phone: str = ""
    company_id: str | None = None
    sectors: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    radius_km: int = 30
    remote: bool = False
    slots: tuple[Slot, ...] = ()
    periods: tuple[Period, ...] = ()
    maximum_teams: int = 1
    languages: tuple[str, ...] = ("fr",)
    formats: tuple[Format, ...] = ()
    youngest: int | None = None
    oldest: int | None = None
    wishes: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    status: MentorStatus = MentorStatus.ACTIVE
    honorability_until: date | None = None
    """The last day of the check; whoever recorded it saw the paper, which is not kept."""
    source: str = ""
    retired_on: date | None = None
    places: tuple[Place, ...] = ()
    retired: bool = field(default=False)
    busy: bool = field(default=False)

    def __post_init__(self) -> None:
        """Two fields follow from others, and are there to be searched."""
        object.__setattr__(self, "retired", self.retired_on is not None)
        object.__setattr__(self, "busy", bool(self.places))

    @property
    def load(self) -> int:
        """How many places are taken, by whoever was asked or follows."""
        return len(self.places)

    @property
    def free(self) -> int:
        """How many places are left."""
        return max(0, self.maximum_teams - self.load)

    @property
    def name(self) -> str:
        """As people read it."""
        return f"{self.given_name} {self.family_name}".strip()


def mentor_problems(given: Mentor) -> Iterator[Problem]:
    """Everything that is wrong with one."""
    yield from _name_problems(given)
    if not given.email or not is_email(given.email):
        yield Problem("email", "is not an e-mail address", "an address such as nom@example.org")
    if given.phone and not is_phone(given.phone):
        yield Problem("phone", "is not a telephone number", "such as 06 12 34 56 78 or +33 3 81 00 00 00")
    if not 0 <= given.radius_km <= FARTHEST_KM:
        yield Problem("radius_km", "is out of bounds", f"0 to {FARTHEST_KM}", str(given.radius_km))
    if not 0 <= given.maximum_teams <= MOST_TEAMS:
        yield Problem("maximum_teams", "is out of bounds", f"0 to {MOST_TEAMS}", str(given.maximum_teams))
    if not given.languages:
        yield Problem("languages", "is empty", "codes such as fr, de, en")
    yield from _list_problems(given)
    if given.youngest is not None and given.oldest is not None and given.oldest < given.youngest:
        yield Problem("oldest", "is less than youngest", f"{given.youngest} or more", str(given.oldest))


def _name_problems(given: Mentor) -> Iterator[Problem]:
    for field_name, name in (("given_name", given.given_name), ("family_name", given.family_name)):
        if not name:
            yield Problem(field_name, "is missing", "a name")
        elif not is_written(name):
            yield Problem(field_name, "has control characters", "a name on one line")


def _list_problems(given: Mentor) -> Iterator[Problem]:
    for place, code in enumerate(given.sectors):
        if not is_sector(code):
            yield Problem(f"sectors.{place}", "is no sector", ACCEPTED_SECTOR, code[:60])
    for place, slot in enumerate(given.slots):
        if not is_slot(slot):
            yield Problem(f"slots.{place}", "is no part of a day", ACCEPTED_SLOT)
    for place, period in enumerate(given.periods):
        if period.last < period.first:
            yield Problem(f"periods.{place}", "ends before it begins", f"{period.first} or after", str(period.last))
    both = sorted(set(given.wishes) & set(given.refusals))
    if both:
        yield Problem("refusals", "has what is wished too", "each id in one of the two lists", ", ".join(both)[:60])


def take_place(mentor: Mentor, place: Place) -> Mentor:
    """With the place taken. The same one again changes nothing; RuleError when none is left, or nobody may be asked."""
    if any(one.choice_id == place.choice_id for one in mentor.places):
        return mentor
    if mentor.status is not MentorStatus.ACTIVE or mentor.retired:
        state = "retired" if mentor.retired else mentor.status
        raise RuleError("", "mentor-not-active", f"this mentor is {state} and is asked for nothing new")
    if any(one.need_id == place.need_id for one in mentor.places):
        raise RuleError("", "mentor-asked", "this mentor has been asked for this need already")
    if mentor.free == 0:
        detail = f"this mentor follows, or is asked for, {mentor.load} of at most {mentor.maximum_teams}"
        raise RuleError("", "mentor-full", detail, Problem("mentor_id", "has no free place", "another mentor"))
    return replace(mentor, places=(*mentor.places, place))


def free_place(mentor: Mentor, choice_id: str) -> Mentor:
    """With the place of that choice free again; the same when it is free."""
    return replace(mentor, places=tuple(one for one in mentor.places if one.choice_id != choice_id))


def edited(known: Mentor, given: Mentor) -> Mentor:
    """What was given, with what is not the author's to say: places, the check, whose network it is. RuleError when erased."""
    if known.status is MentorStatus.ERASED:
        raise RuleError("", "mentor-erased", "nothing that names this mentor is held any more")
    return replace(
        given, places=known.places, honorability_until=known.honorability_until, coordinator=known.coordinator
    )


def erased(known: Mentor) -> Mentor:
    """Nothing of the person is left; what stands in needs is an id that leads nowhere."""
    return Mentor(
        given_name="",
        family_name="",
        email=None,
        coordinator=known.coordinator,
        maximum_teams=0,
        status=MentorStatus.ERASED,
    )
