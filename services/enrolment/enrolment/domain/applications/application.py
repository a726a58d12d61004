"""The way of one person into a programme: submitted, perhaps awaiting a guardian, eligible, accepted or refused.

Online a dossier is a DRAFT before it is sent (``dossier``); on paper or by a roster it is submitted at once:

submitted ──► CONSENT_PENDING ──consent──► ELIGIBLE ──accept──► ACCEPTED
    │  (minor, YOUTH-01)     │                │ refuse
    └──► REFUSED (CAPE-04) ◄─┴── refuse ──────┘
DRAFT, CONSENT_PENDING, ELIGIBLE, WAITING_LIST and ACCEPTED (outside a group) may be WITHDRAWN.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from enrolment.domain.applications.asked import Asked as Asked
from enrolment.domain.applications.candidate import Candidate, Employment
from enrolment.domain.applications.letter import KeptLetter
from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.persons.person import same_name
from enrolment.domain.programmes.decider import Answer
from enrolment.domain.programmes.programme import CAPE_SCHEMES, Programme

FULL_TIME_EMPLOYEE = "full-time-employee"


class Status(StrEnum):
    """Where an application stands. ELIGIBLE is sent and waits for its deciders."""

    DRAFT = "DRAFT"
    CONSENT_PENDING = "CONSENT_PENDING"
    ELIGIBLE = "ELIGIBLE"
    WAITING_LIST = "WAITING_LIST"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


TRANSFERABLE = (Status.CONSENT_PENDING, Status.ELIGIBLE, Status.WAITING_LIST)
WITHDRAWABLE = (Status.DRAFT, Status.CONSENT_PENDING, Status.ELIGIBLE, Status.WAITING_LIST, Status.ACCEPTED)


@dataclass(frozen=True)
class Consent:
    """A guardian's consent with its evidence: who, to which text, when, and how it can be shown."""

    guardian_name: str
    text_version: str
    given_on: date
    evidence: str
    withdrawn_on: date | None = None
    """Set where somebody was accepted on it before: that stays, and says that it rests on nothing now."""


@dataclass(frozen=True)
class Decision:
    """The coordinator's decision. The reason is free text and stays with this service."""

    decision: str
    reason: str
    decided_on: date


@dataclass(frozen=True)
class RecordedAnswer:
    """What a decider answered: codes only. The opinion's words stay with the review at the decider's deployment, and come on
    ``personal`` when that is another one (``opinion``). ``answers`` are those of questions that are no free text."""

    decider: str
    answer: Answer
    answered_on: date
    review_id: str
    answers: dict[str, str | bool] = field(default_factory=dict)
    opinion: str | None = None
    number: int = 1
    """Counts the answers of one review: of two, the higher one is the last word."""
    words: dict[str, str] = field(default_factory=dict)
    """The answers to free questions, when they came on ``personal``."""
    shareable: bool = False
    """Whether the applicant may read the opinion."""


@dataclass(frozen=True)
class AttachedDocument:
    """A document of the dossier: what kind it is, and the file that is kept under its hash."""

    kind: str
    sha256: str
    name: str
    media_type: str
    size: int
    attached_at: datetime
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class TeamMember:
    """Somebody the applicant names as a member of their team: invited, and joined when they have a dossier of their own."""

    invitation_id: str
    given_name: str
    family_name: str
    email: str
    role: str = ""
    situation: str = ""
    person_id: str | None = None
    application_id: str | None = None


@dataclass(frozen=True)
class Transfer:
    """A wish to go on in another programme of the same scheme and year; its coordinator accepts or declines it."""

    programme_id: str
    coordinator: str
    reason: str
    asked_at: datetime
    asked_by: str


@dataclass(frozen=True)
class Happening:
    """One line of a dossier's history: an action in the past tense, by whom. Lines are only ever added."""

    at: datetime
    actor: str
    action: str
    detail: str = ""


Steps = dict[str, dict[str, str | int | bool | list[str] | None]]
"""What a dossier says: step, then field. Who the applicant is stands with the person, not here."""


@dataclass(frozen=True)
class Application:
    """One person's application to one programme. ``group_id`` is set while a group counts on them."""

    programme_id: str
    person_id: str
    scheme: str
    school_year: str
    coordinator: str
    year: int
    employment: Employment
    status: Status
    submitted_on: date
    guardian_id: str | None = None
    refused_rule: str | None = None
    consent: Consent | None = None
    decision: Decision | None = None
    withdrawal_reason: str | None = None
    group_id: str | None = None
    steps: Steps = field(default_factory=dict)
    attachments: tuple[AttachedDocument, ...] = ()
    team: tuple[TeamMember, ...] = ()
    team_id: str | None = None
    answers: tuple[RecordedAnswer, ...] = ()
    asked: tuple[Asked, ...] = ()
    waiting_rank: int | None = None
    offered_until: date | None = None
    promoted_on: date | None = None
    """When the waiting list gave them a place: what the deciders' answers alone would make of it counts no more."""
    drafted_at: datetime | None = None
    """When it was begun online; None for what came by a roster or from a coordinator's desk."""
    sent_at: datetime | None = None
    renewal_of: str | None = None
    transferred_from: str | None = None
    history: tuple[Happening, ...] = ()
    emptied: bool = False
    """Its content was erased, for the person or by a retention rule; what stands is a line of the figures."""
    step_revisions: dict[str, int] = field(default_factory=dict)
    """How often each step was saved: what an If-Match on a step is compared with."""
    form_version: date | None = None
    withdrawal_code: str | None = None
    transfer: Transfer | None = None
    transfer_to: str | None = None
    """The partner that a proposed transfer waits for; it follows from ``transfer``, and is there to be searched."""
    transferred_to: str | None = None
    tutor_told: str | None = None
    """The address of the tutor who was told last, so that nobody is told twice."""
    letters: tuple[KeptLetter, ...] = ()
    waits_for_place: bool = False
    left_place: bool = False
    """Its deciders accepted it and no place was left; they took its acceptance back, and its place is not given on yet."""
    year_key: str | None = None
    """Taken while the dossier counts as the one of its person, scheme and year (SNEE-03): the store keeps it unique."""

    def __post_init__(self) -> None:
        """Two fields follow from the others, whoever changes them."""
        counts = self.drafted_at is not None or self.scheme == "snee"
        open_ = counts and self.status not in (Status.WITHDRAWN, Status.REFUSED)
        key = f"{self.person_id} {self.scheme} {self.school_year}" if open_ else None
        object.__setattr__(self, "year_key", key)
        waits = self.transferred_to is None and self.status in TRANSFERABLE
        awaited = self.transfer if waits else None
        object.__setattr__(self, "transfer_to", awaited.coordinator if awaited else None)


def submit(
    candidate: Candidate,
    programme: Programme,
    *,
    programme_id: str,
    person_id: str,
    guardian_id: str | None,
    today: date,
) -> Application:
    """A new application: REFUSED for a full-time employee (CAPE-04), CONSENT_PENDING for a minor (YOUTH-01)."""
    refused = candidate.employment is Employment.FULL_TIME and programme.scheme in CAPE_SCHEMES
    status = Status.CONSENT_PENDING if candidate.guardian else Status.ELIGIBLE
    return Application(
        programme_id=programme_id,
        person_id=person_id,
        scheme=programme.scheme,
        school_year=programme.school_year,
        coordinator=programme.coordinator,
        year=candidate.year,
        employment=candidate.employment,
        status=Status.REFUSED if refused else status,
        submitted_on=today,
        guardian_id=guardian_id,
        refused_rule="CAPE-04" if refused else None,
    )


def contradictions(known: Application, given: Application) -> tuple[Problem, ...]:
    """Where a form says something else than the application that exists already."""
    pairs = (
        ("year", str(known.year), str(given.year)),
        ("employment", str(known.employment), str(given.employment)),
    )
    found = [
        Problem(field, "is not what the existing application says", registered, value)
        for field, registered, value in pairs
        if registered != value
    ]
    if known.guardian_id != given.guardian_id:
        message, accepted = "is not the guardian of the existing application", "the registered guardian's address"
        found.append(Problem("guardian_email", message, accepted))
    return tuple(found)


def give_consent(
    application: Application, consent: Consent, *, guardian_name: str, text_version: str, today: date
) -> Application:
    """A guardian's consent to the programme's current text makes a minor eligible (YOUTH-01)."""
    require_status("application", application.status, (Status.CONSENT_PENDING,), "record a guardian's consent")
    if consent.given_on > today:
        raise InputError(Problem("given_on", "is in the future", f"{today} or before"))
    if consent.text_version != text_version:
        raise RuleError(
            "YOUTH-01",
            "other-consent-text",
            f"the programme asks for consent to the text {text_version}",
            Problem("text_version", "is not the programme's text", text_version),
        )
    if not same_name(consent.guardian_name, guardian_name):
        raise RuleError(
            "YOUTH-01",
            "other-guardian",
            "only the registered guardian can consent",
            Problem("guardian_name", "is not the registered guardian", guardian_name),
        )
    return replace(application, status=Status.ELIGIBLE, consent=consent)


def decide(application: Application, decision: Decision) -> Application:
    """Accept an eligible application, or refuse one that is not decided yet."""
    if decision.decision == "accept":
        if application.status is Status.CONSENT_PENDING:
            detail = "a minor is accepted only after a guardian's consent is recorded"
            raise RuleError("YOUTH-01", "guardian-consent-missing", detail)
        require_status("application", application.status, (Status.ELIGIBLE,), "accept it")
        return replace(application, status=Status.ACCEPTED, decision=decision)
    require_status("application", application.status, (Status.CONSENT_PENDING, Status.ELIGIBLE), "refuse it")
    return replace(application, status=Status.REFUSED, decision=decision)


def withdraw(application: Application, reason: str, code: str | None = None) -> Application:
    """Withdraw before joining a group, a place that was given included; a member leaves by the group's own rules."""
    require_status("application", application.status, WITHDRAWABLE, "withdraw it")
    if application.group_id is not None:
        raise RuleError("", "application-in-group", f"the group {application.group_id} counts on this application")
    return replace(
        application,
        status=Status.WITHDRAWN,
        withdrawal_reason=reason,
        withdrawal_code=code,
        waiting_rank=None,
        transfer=None,
    )


def reserve(application: Application, group_id: str, *, abandoned: str | None = None) -> Application:
    """Count on an accepted application for a group. ``abandoned`` is a group that never came to be."""
    require_status("application", application.status, (Status.ACCEPTED,), "join a group")
    if application.group_id not in (None, group_id, abandoned):
        raise RuleError("", "application-in-group", f"the group {application.group_id} counts on this application")
    return replace(application, group_id=group_id)
