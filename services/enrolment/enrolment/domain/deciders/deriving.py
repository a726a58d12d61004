"""What the deciders' answers make of a dossier: always all answers by the programme's rules, never one answer after the other.

So the outcome is the same in whatever order answers arrive, and however often. Opinions never count.
"""

from dataclasses import replace

from enrolment.domain.applications.application import Application, RecordedAnswer, Status
from enrolment.domain.deciders.asking import asked_of
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.persons.consent_lost import lacks_consent
from enrolment.domain.programmes.decider import Answer, DeciderKind
from enrolment.domain.programmes.outcome import Outcome, outcome_of
from enrolment.domain.programmes.parameters import Parameters

DERIVED = (Status.ELIGIBLE, Status.WAITING_LIST, Status.ACCEPTED, Status.REFUSED)
"""The statuses of a dossier that is with its deciders, or was."""
FINAL = (Status.ACCEPTED, Status.REFUSED)
"""The outcomes after which an answer changes only when the coordinator reopens it. A waiting list is not the end."""


def record_answer(
    application: Application,
    given: RecordedAnswer,
    parameters: Parameters,
    *,
    rank: int | None = None,
    place: bool = True,
) -> Application:
    """The application with this answer, and with the status that all answers make. ``rank`` is the next one on the waiting list;
    without a ``place`` left, an acceptance waits for one there.

    An answer to a review that does not count (any more) changes nothing, nor does one that a later answer has overtaken.
    While a group counts on the application its status stays, whatever the answers say.
    """
    asked = asked_of(application, given.decider)
    if asked is None or asked.review_id != given.review_id:
        return application
    known = next((one for one in application.answers if one.decider == given.decider), None)
    if known is not None and known.review_id == given.review_id:
        if known.number > given.number:
            return application
        if known.number == given.number:
            given = replace(known, opinion=known.opinion or given.opinion, words=known.words or given.words)
    others = tuple(one for one in application.answers if one.decider != given.decider)
    answers = tuple(sorted((*others, given), key=lambda one: one.decider))
    return derive(replace(application, answers=answers), parameters, rank=rank, place=place)


def derive(
    application: Application, parameters: Parameters, *, rank: int | None = None, place: bool = True
) -> Application:
    """The application with the status that its answers make. One that is not with its deciders, because a guardian has to
    consent again, or it was withdrawn, keeps its own."""
    if application.status not in DERIVED or application.group_id is not None or not application.asked:
        return application
    outcome = outcome_of(parameters.outcome_rules, _counting(application, parameters))
    status = _consented(application, _status(outcome, application, place))
    waits = outcome is Outcome.ACCEPTED and status is Status.WAITING_LIST
    if status is application.status:
        return application if waits == application.waits_for_place else replace(application, waits_for_place=waits)
    accepted = status is Status.ACCEPTED
    return replace(
        application,
        status=status,
        consent=None if status is Status.CONSENT_PENDING else application.consent,
        waiting_rank=rank if status is Status.WAITING_LIST else None,
        waits_for_place=waits,
        offered_until=None if accepted else application.offered_until,
        promoted_on=application.promoted_on if accepted else None,
        left_place=not accepted and (application.left_place or application.status is Status.ACCEPTED),
    )


def takes_place(before: Application, after: Application) -> bool:
    """Whether it is accepted now and was not: where places are limited, it needs one."""
    return after.status is Status.ACCEPTED and before.status is not Status.ACCEPTED


def _status(outcome: Outcome | None, application: Application, place: bool) -> Status:
    """ELIGIBLE while no rule holds; ACCEPTED for whom the waiting list gave a place since. Who has a place keeps it, and who
    waits for one gets it by the list, never because an answer is told once more."""
    promoted = application.promoted_on is not None
    if outcome is None:
        return Status.ELIGIBLE
    if outcome is not Outcome.ACCEPTED and not (outcome is Outcome.WAITING_LIST and promoted):
        return _STATUS[outcome]
    if application.status is Status.ACCEPTED:
        return Status.ACCEPTED
    return Status.ACCEPTED if place and not application.waits_for_place else Status.WAITING_LIST


def _consented(application: Application, status: Status) -> Status:
    """YOUTH-01: what the answers give somebody new waits while the guardian's consent does not stand."""
    if status in (application.status, Status.REFUSED) or not lacks_consent(application):
        return status
    return Status.CONSENT_PENDING


def check_group(before: Application, given: RecordedAnswer, parameters: Parameters) -> None:
    """RuleError when this answer would change an outcome that a group counts on."""
    if before.group_id is None:
        return
    free = replace(before, group_id=None)
    if record_answer(free, given, parameters).status is not before.status:
        detail = f"the group {before.group_id} counts on this application; its member leaves by the group's own rules"
        raise RuleError("", "application-in-group", detail)


def another_counts(state: Application) -> RuleError:
    """What is said to whoever would make a second one of it."""
    return RuleError(
        "SNEE-03" if state.scheme == "snee" else "",
        "one-dossier-a-year",
        f"this dossier was refused, and its person has begun another one of {state.school_year}; that one counts",
        Problem("status", f"is {state.status}", "the other dossier, withdrawn first"),
    )


def _counting(application: Application, parameters: Parameters) -> dict[str, Answer]:
    deciding = {one.key for one in parameters.deciders if one.kind is DeciderKind.DECISION}
    current = {one.decider: one.review_id for one in application.asked if not one.closed}
    return {
        one.decider: one.answer
        for one in application.answers
        if one.decider in deciding and current.get(one.decider) == one.review_id
    }


_STATUS = {
    Outcome.ACCEPTED: Status.ACCEPTED,
    Outcome.REFUSED: Status.REFUSED,
    Outcome.WAITING_LIST: Status.WAITING_LIST,
}
