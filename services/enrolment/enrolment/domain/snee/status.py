"""One person's status for one academic year: given with an accepted dossier, in force with the charter, over on a day.

CHARTER_PENDING ──charter ticked by the student──► ACTIVE ──last day over──► EXPIRED
       └──────────┬─────────────────────────────────┘
                  └──► RENOUNCED (the student) | REVOKED (the Pépite; or the decision was withdrawn)

SNEE-07: there is no attestation before the charter. SNEE-08: it is for the programme's academic year, whose last day is data.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from enrolment.domain.applications.application import Happening
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.attestations.shown import AttestationKind, Shown, Validity
from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.snee.arrangement import Arrangement
from enrolment.domain.snee.d2e import OPEN, D2e, withdraw
from enrolment.domain.snee.terms import Charter


class Status(StrEnum):
    """Where a status stands."""

    CHARTER_PENDING = "CHARTER_PENDING"
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    RENOUNCED = "RENOUNCED"
    REVOKED = "REVOKED"


RUNNING = (Status.CHARTER_PENDING, Status.ACTIVE)
DECISION_CHANGED = "decision-changed"
"""The reason of a revocation that follows from the dossier, and that a new acceptance takes back."""


class Situation(StrEnum):
    """What the applicant is in September; UNKNOWN for dossiers on paper that do not say it."""

    STUDENT = "student"
    GRADUATE = "graduate"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AcceptedCharter:
    """Which text was accepted, and when. It was ticked by the student with their own login."""

    version: str
    url: str
    accepted_at: datetime


@dataclass(frozen=True)
class Attestation:
    """What a paper says that does not change with its person: the names of that day stay, whatever institutions become."""

    issued_on: date
    label: str
    carrier: str


@dataclass(frozen=True)
class Ending:
    """Why it ended before its time: a code for everybody, words for those concerned."""

    on: date
    reason: str
    words: str = ""


@dataclass(frozen=True)
class SneeStatus:
    """The status, with the diploma and the requests that depend on it. The tutors are beside it."""

    application_id: str
    person_id: str
    programme_id: str
    coordinator: str
    carrier: str
    school_year: str
    starts_on: date
    ends_on: date
    opened_on: date
    situation: Situation
    status: Status = Status.CHARTER_PENDING
    scheme: str = "snee"
    alternant: bool = False
    employer_informed_on: date | None = None
    charter: AcceptedCharter | None = None
    attestation: Attestation | None = None
    attestation_code: str | None = None
    """Unique; who has it sees what the public page shows, which is less than stands here: so it is kept as it is."""
    ending: Ending | None = None
    d2e: D2e | None = None
    arrangements: tuple[Arrangement, ...] = ()
    renewal_of: str | None = None
    renewed_by: str | None = None
    reminded_days: tuple[int, ...] = ()
    history: tuple[Happening, ...] = ()
    emptied: bool = False
    open_requests: bool = field(default=False)
    """Follows from the requests, and is there to be searched."""

    def __post_init__(self) -> None:
        """One field follows from the others, whoever changes them."""
        object.__setattr__(self, "open_requests", any(one.status == "OPEN" for one in self.arrangements))

    @property
    def training_year(self) -> int:
        """The year in which the academic year begins."""
        return int(self.school_year.split("-")[0])

    def arrangement(self, id_: str) -> Arrangement | None:
        """A request by its id."""
        return next((one for one in self.arrangements if one.id == id_), None)


@dataclass(frozen=True)
class Signing:
    """What the student ticks, and what the paper will say. ``code`` is fresh."""

    version: str
    charter: Charter
    label: str
    carrier: str
    code: str


def accept_charter(known: SneeStatus, signing: Signing, moment: Moment) -> SneeStatus:
    """ACTIVE, with its attestation (SNEE-07). The same version again changes nothing."""
    if known.charter is not None and known.charter.version == signing.version and known.status is Status.ACTIVE:
        return known
    require_status("snee", known.status, (Status.CHARTER_PENDING,), "accept the charter")
    if signing.version != signing.charter.version:
        accepted = signing.charter.version
        raise InputError(Problem("version", "is not the charter in force", accepted, signing.version))
    if moment.on > known.ends_on:
        raise RuleError("SNEE-08", "year-over", f"the academic year of this status ended on {known.ends_on}")
    accepted_charter = AcceptedCharter(signing.version, signing.charter.url, moment.at)
    active = replace(
        known,
        status=Status.ACTIVE,
        charter=accepted_charter,
        attestation=Attestation(moment.on, signing.label, signing.carrier),
        attestation_code=known.attestation_code or signing.code,
    )
    return with_line(active, moment, "charter-accepted", signing.version)


def check_attestable(known: SneeStatus, on: date) -> Attestation:
    """The attestation that can be printed. RuleError for every status that is not in force: no paper was ever true for it."""
    if known.attestation is None:
        raise RuleError(
            "SNEE-07",
            "charter-missing",
            "there is no attestation before the student has accepted the charter",
            Problem("status", f"is {known.status}", Status.ACTIVE),
        )
    if known.status is not Status.ACTIVE or on > known.ends_on:
        raise RuleError(
            "SNEE-08",
            "status-not-active",
            f"the status is {known.status} and ran until {known.ends_on}: nothing is attested",
        )
    return known.attestation


def end(known: SneeStatus, to: Status, ending: Ending, moment: Moment) -> SneeStatus:
    """RENOUNCED or REVOKED; a diploma that is under way ends with it (SNEE-06)."""
    require_status("snee", known.status, RUNNING, "end it")
    d2e = known.d2e
    if d2e is not None and d2e.status in OPEN:
        d2e = withdraw(d2e, ending.reason, status_ended=True)
    return with_line(replace(known, status=to, ending=ending, d2e=d2e), moment, to.lower(), ending.reason)


def expire(known: SneeStatus, moment: Moment) -> SneeStatus:
    """EXPIRED from the day after the last one; as it is before that."""
    if known.status not in RUNNING or moment.on <= known.ends_on:
        return known
    return with_line(replace(known, status=Status.EXPIRED), moment, "expired")


def due_notice(known: SneeStatus, notice_days: tuple[int, ...], on: date) -> int | None:
    """The reminder to send today, as its number of days: the nearest that is due and was not sent. None for a renewed one.

    One reminder, not three, when the service was away or the charter was accepted late.
    """
    left = (known.ends_on - on).days
    if known.status is not Status.ACTIVE or known.renewed_by is not None or left < 0:
        return None
    due = min((days for days in notice_days if left <= days), default=None)
    return None if due is None or any(sent <= due for sent in known.reminded_days) else due


def change_d2e(known: SneeStatus, d2e: D2e, moment: Moment) -> SneeStatus:
    """With the diploma as it stands now."""
    if d2e == known.d2e:
        return known
    return with_line(replace(known, d2e=d2e), moment, f"d2e-{d2e.status.lower()}")


def change_arrangement(
    known: SneeStatus, id_: str, make: Callable[[Arrangement], Arrangement], moment: Moment
) -> SneeStatus:
    """With one request changed. The caller knows that it is there."""
    changed = tuple(make(one) if one.id == id_ else one for one in known.arrangements)
    one = next(each for each in changed if each.id == id_)
    return with_line(replace(known, arrangements=changed), moment, f"request-{one.status.lower()}", one.kind)


def check_running(known: SneeStatus, action: str) -> None:
    """RuleError unless it is in force (SNEE-06 and everything else that rests on the status)."""
    require_status("snee", known.status, (Status.ACTIVE,), action)


def with_line(known: SneeStatus, moment: Moment, action: str, detail: str = "") -> SneeStatus:
    """With one more line of history."""
    return replace(known, history=(*known.history, Happening(moment.at, moment.actor, action, detail))[-300:])


def shown(known: SneeStatus, masked_name: str, on: date) -> Shown:
    """What the public page says of its attestation. A day decides, not whether the nightly pass has run."""
    attestation = known.attestation
    if attestation is None or known.emptied:
        return Shown(Validity.UNKNOWN)
    if known.status in (Status.RENOUNCED, Status.REVOKED):
        validity = Validity.REVOKED
    else:
        validity = Validity.EXPIRED if on > known.ends_on else Validity.VALID
    return Shown(
        validity=validity,
        kind=AttestationKind.SNEE,
        school_year=known.school_year,
        masked_name=masked_name,
        label=attestation.label,
        issued_on=attestation.issued_on,
        since=known.starts_on,
        until=known.ends_on,
    )


def emptied(known: SneeStatus) -> SneeStatus:
    """Without anything that somebody wrote; what stands is a line of the figures. A running one ends."""
    arrangements = tuple(replace(one, words="", answer="", answered_by="") for one in known.arrangements)
    return replace(
        known,
        status=Status.RENOUNCED if known.status in RUNNING else known.status,
        attestation_code=None,
        arrangements=arrangements,
        ending=replace(known.ending, words="") if known.ending else None,
        d2e=replace(known.d2e, withdrawal_reason="") if known.d2e else None,
        history=(),
        emptied=True,
    )
