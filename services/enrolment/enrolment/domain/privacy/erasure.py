"""A request to be erased (domain §8.14), from its receipt to the last answer.

RECEIVED ──► IDENTITY_CHECKED ──► ERASING ──► PARTIAL | ERASED ──► CLOSED
    └───────────────┴──► REJECTED, with its legal basis

ERASING lasts until this service has done its part; PARTIAL and ERASED say what became of that, and wait for the others. The
answer is due one month after the receipt (GDPR-03, art. 12.3), two months later when that was said within the first one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.dates import add_months
from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.privacy.answering import Answerer, missing
from enrolment.domain.privacy.holding import Kept

ANSWER_MONTHS = 1
EXTENSION_MONTHS = 2
LEGAL_BASES = {
    "gdpr-12-2": "nous n’avons pas pu nous assurer de l’identité du demandeur",
    "gdpr-12-5-b": "la demande est manifestement infondée ou excessive",
    "gdpr-17-1-a": "les données sont encore nécessaires à ce pour quoi elles ont été recueillies",
    "gdpr-17-3-b": "une obligation légale impose de les conserver",
    "gdpr-17-3-d": "elles servent à des fins d’archives ou de statistiques d’intérêt public",
    "gdpr-17-3-e": "elles sont nécessaires à la constatation, à l’exercice ou à la défense de droits en justice",
}
EXTENSION_REASONS = {
    "complexity": "en raison de la complexité de la demande",
    "number-of-requests": "en raison du nombre de demandes que nous traitons",
}


class Status(StrEnum):
    """Where a request stands."""

    RECEIVED = "RECEIVED"
    IDENTITY_CHECKED = "IDENTITY_CHECKED"
    REJECTED = "REJECTED"
    ERASING = "ERASING"
    PARTIAL = "PARTIAL"
    ERASED = "ERASED"
    CLOSED = "CLOSED"


UNDECIDED = (Status.RECEIVED, Status.IDENTITY_CHECKED)
OPEN = (*UNDECIDED, Status.ERASING, Status.PARTIAL, Status.ERASED)


class Origin(StrEnum):
    """Who wants it: the person, by themselves or over the counter; a retention rule (GDPR-04); or another partner, where they
    were erased, and from whom this one has them (art. 19)."""

    PERSON = "person"
    OFFICE = "office"
    RETENTION = "retention"
    PARTNER = "partner"


class Outcome(StrEnum):
    """What became of it in the end, all services together."""

    ERASED = "erased"
    PARTIAL = "partial"


@dataclass(frozen=True)
class IdentityCheck:
    """How somebody made sure that it is the person."""

    how: str
    checked_by: str
    checked_on: date


@dataclass(frozen=True)
class Extension:
    """The two months more, with the reason that the person was told."""

    reason: str
    told_on: date


@dataclass(frozen=True)
class Rejection:
    """Why it cannot be followed."""

    legal_basis: str
    rejected_by: str
    rejected_on: date


@dataclass(frozen=True)
class Answer:
    """What a deployment kept."""

    kept: tuple[str, ...]
    kept_until: date | None
    answered_on: date


@dataclass(frozen=True)
class ErasureRequest:
    """One request. ``person_ids`` are those to erase: the person, and guardians that are known because of them only.

    ``partial`` was forced although a contract or a group runs: then nothing goes that these need, and nobody else is asked.
    ``done`` names the holdings that were erased, as ``<holding>/<person>``.
    """

    person_id: str
    coordinator: str
    origin: Origin
    received_on: date
    due_on: date
    recorded_by: str
    status: Status = Status.RECEIVED
    identity: IdentityCheck | None = None
    extension: Extension | None = None
    rejection: Rejection | None = None
    person_ids: tuple[str, ...] = ()
    partial: bool = False
    accepted_by: str | None = None
    accepted_on: date | None = None
    done: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)
    outcome: Outcome | None = None
    closed_on: date | None = None
    warned: bool = False

    def waits_for(self, expected: Sequence[str]) -> tuple[str, ...]:
        """Who has not answered yet."""
        return () if self.partial else missing(self.answers, self.person_ids, expected)


def received(
    person_id: str, coordinator: str, origin: Origin, by: str, received_on: date, today: date
) -> ErasureRequest:
    """A new request. One that came on paper is recorded with the day on which it came: the month counts from there."""
    if received_on > today:
        raise InputError(Problem("received_on", "is in the future", f"{today} or before"))
    due_on = add_months(received_on, ANSWER_MONTHS)
    return ErasureRequest(person_id, coordinator, origin, received_on, due_on, by)


def identified(request: ErasureRequest, check: IdentityCheck) -> ErasureRequest:
    """RECEIVED → IDENTITY_CHECKED. The same check again changes nothing."""
    if request.identity == check:
        return request
    require_status("erasure-request", request.status, (Status.RECEIVED,), "record how identity was checked")
    return replace(request, status=Status.IDENTITY_CHECKED, identity=check)


def extended(request: ErasureRequest, reason: str, today: date) -> ErasureRequest:
    """GDPR-03: once, by two months, and the person is told within the first month."""
    require_status("erasure-request", request.status, UNDECIDED, "extend it")
    if reason not in EXTENSION_REASONS:
        raise InputError(Problem("reason", "is no reason of article 12.3", ", ".join(EXTENSION_REASONS)))
    if request.extension is not None:
        raise RuleError("GDPR-03", "extended-already", f"it was extended on {request.extension.told_on}, once is all")
    if today > request.due_on:
        detail = f"the person had to be told of it by {request.due_on}, within the first month"
        raise RuleError("GDPR-03", "extension-too-late", detail)
    due_on = add_months(request.received_on, ANSWER_MONTHS + EXTENSION_MONTHS)
    return replace(request, due_on=due_on, extension=Extension(reason, today), warned=False)


def rejected(request: ErasureRequest, rejection: Rejection) -> ErasureRequest:
    """Not followed. A doubt about who asks (art. 12.2) is no reason once identity was checked."""
    require_status("erasure-request", request.status, UNDECIDED, "reject it")
    allowed = {"gdpr-12-2"} if request.status is Status.RECEIVED else set(LEGAL_BASES) - {"gdpr-12-2"}
    if rejection.legal_basis not in allowed:
        accepted = ", ".join(sorted(allowed))
        raise InputError(Problem("legal_basis", f"is no reason for a request that is {request.status}", accepted))
    return replace(request, status=Status.REJECTED, rejection=rejection, closed_on=rejection.rejected_on)


def accepted(
    request: ErasureRequest, person_ids: Sequence[str], by: str, today: date, *, partial: bool
) -> ErasureRequest:
    """IDENTITY_CHECKED → ERASING. From here on it goes by itself."""
    require_status("erasure-request", request.status, (Status.IDENTITY_CHECKED,), "accept it")
    return replace(
        request,
        status=Status.ERASING,
        person_ids=tuple(person_ids),
        accepted_by=by,
        accepted_on=today,
        partial=partial,
    )


def with_holding(request: ErasureRequest, step: str, kept: Sequence[Kept]) -> ErasureRequest:
    """One holding is done with one person."""
    if request.status is not Status.ERASING or step in request.done:
        return request
    return replace(request, done=(*request.done, step), kept=tuple(dict.fromkeys((*request.kept, *kept))))


def with_persons(request: ErasureRequest, person_ids: Sequence[str]) -> ErasureRequest:
    """More registrations turned out to be the person's while they were erased."""
    if request.status is not Status.ERASING:
        return request
    return replace(request, person_ids=tuple(dict.fromkeys((*person_ids, *request.person_ids))))


def own_part_done(request: ErasureRequest, expected: Sequence[str], today: date) -> ErasureRequest:
    """ERASING → PARTIAL or ERASED; CLOSED at once when nobody else has to answer, or all have."""
    if request.status is not Status.ERASING:
        return request
    status = Status.PARTIAL if request.kept or request.partial else Status.ERASED
    return _closed_when_complete(replace(request, status=status), expected, today)


def answered(
    request: ErasureRequest, answerer: Answerer, answer: Answer, expected: Sequence[str], today: date
) -> ErasureRequest:
    """One more deployment has answered; CLOSED with the last one that has to. A later answer is remembered as well."""
    if request.partial or answerer.person_id not in request.person_ids:
        return request
    heard = replace(request, answers={**request.answers, answerer.key: answer})
    return _closed_when_complete(heard, expected, today)


def _closed_when_complete(request: ErasureRequest, expected: Sequence[str], today: date) -> ErasureRequest:
    outcome = Outcome.PARTIAL if request.partial or all_kept(request) else Outcome.ERASED
    if request.status is Status.CLOSED:
        return replace(request, outcome=outcome)
    if request.status not in (Status.PARTIAL, Status.ERASED) or request.waits_for(expected):
        return request
    return replace(request, status=Status.CLOSED, outcome=outcome, closed_on=today)


def require_something_to_say(request: ErasureRequest) -> None:
    """Return when there is an answer to write; a refusal as long as nothing was decided or extended."""
    if request.status in UNDECIDED and request.extension is None:
        raise RuleError("", "erasure-undecided", f"the request is {request.status}: there is nothing to answer yet")


def all_kept(request: ErasureRequest) -> tuple[str, ...]:
    """Every code that stays, with the service in front."""
    own = [f"enrolment.{one.code}" for one in request.kept]
    others = [
        f"{key.partition('/')[0].partition('.')[2]}.{code}"
        for key, answer in sorted(request.answers.items())
        for code in answer.kept
    ]
    return tuple(dict.fromkeys((*own, *others)))
