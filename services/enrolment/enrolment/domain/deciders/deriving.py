"""What the deciders' answers make of a dossier: always all answers by the programme's rules, never one answer after the other.

So the outcome is the same in whatever order answers arrive, and however often. Opinions never count.
"""

from dataclasses import replace

from enrolment.domain.applications.application import Application, RecordedAnswer, Status
from enrolment.domain.deciders.asking import asked_of
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.programmes.decider import Answer, DeciderKind
from enrolment.domain.programmes.outcome import Outcome, outcome_of
from enrolment.domain.programmes.parameters import Parameters

DERIVED = (Status.ELIGIBLE, Status.WAITING_LIST, Status.ACCEPTED, Status.REFUSED)
"""The statuses of a dossier that is with its deciders, or was."""
FINAL = (Status.ACCEPTED, Status.REFUSED)
"""The outcomes after which an answer changes only when the coordinator reopens it. A waiting list is not the end."""


def record_answer(
    application: Application, given: RecordedAnswer, parameters: Parameters, *, rank: int | None = None
) -> Application:
    """The application with this answer, and with the status that all answers make. ``rank`` is the next one on the waiting list.

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
    return derive(replace(application, answers=answers), parameters, rank=rank)


def derive(application: Application, parameters: Parameters, *, rank: int | None = None) -> Application:
    """The application with the status that its answers make. One that is not with its deciders, because a guardian has to
    consent again, or it was withdrawn, keeps its own."""
    if application.status not in DERIVED or application.group_id is not None or not application.asked:
        return application
    status = derived_status(application, parameters)
    if status is application.status:
        return application
    waiting = rank if status is Status.WAITING_LIST else None
    return replace(application, status=status, waiting_rank=waiting)


def derived_status(application: Application, parameters: Parameters) -> Status:
    """ELIGIBLE while no rule holds; ACCEPTED for whom the waiting list gave a place since."""
    outcome = outcome_of(parameters.outcome_rules, _counting(application, parameters))
    if outcome is Outcome.WAITING_LIST and application.promoted_on is not None:
        return Status.ACCEPTED
    return _STATUS[outcome] if outcome is not None else Status.ELIGIBLE


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
