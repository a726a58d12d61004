"""Look through all deadlines: dossiers not sent, answers due, committees to come, places to confirm. Each step is told once.

What was done meanwhile is not reminded of: a dossier that was sent, a review that was answered, is no longer found.
"""

from datetime import timedelta

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.committees.committee import PARIS, Status as CommitteeStatus
from enrolment.domain.deciders.review import Status as ReviewStatus
from enrolment.usecases.applications.period_of import period_of
from enrolment.usecases.committees.tell_deadline import TellDeadline, tell_deadline
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.store.port import In, Range, Where

NOT_SENT, DECISION_DUE, AGENDA, CONFIRMATION = (
    "dossier-not-sent",
    "decision-due",
    "committee-agenda",
    "place-confirmation",
)


async def remind_deadlines(deps: Deps) -> None:
    """Safe to repeat, and to run in several replicas at once."""
    cause = fresh_cause("remind-deadlines")
    await _drafts(deps, cause)
    await _reviews(deps, cause)
    await _committees(deps, cause)
    await _offers(deps, cause)


async def _drafts(deps: Deps, cause: Cause) -> None:
    today = deps.clock.today()
    for programme in await deps.programmes.all():
        parameters = programme.state.parameters_on(today)
        due_on = (await period_of(programme.id, programme.state, None, deps)).last_on
        given = parameters.reminder_days
        steps = deps.settings.reminder_days if given is None else given
        if due_on is None or not 0 <= (due_on - today).days <= max(steps, default=-1):
            continue
        where = {"programme_id": programme.id, "status": Status.DRAFT.value}
        for draft in await deps.applications.all(where):
            state = draft.state
            told = TellDeadline(NOT_SENT, draft.id, due_on, state.scheme, person_id=state.person_id, steps=steps)
            await tell_deadline(told, deps, cause)


async def _reviews(deps: Deps, cause: Cause) -> None:
    today = deps.clock.today()
    until = today + timedelta(days=max(deps.settings.reminder_days, default=0))
    for partner in sorted({one.state.partner for one in await deps.reviews.all({"status": ReviewStatus.OPEN.value})}):
        where: Where = {
            "partner": partner,
            "status": ReviewStatus.OPEN.value,
            "due_on": Range(ge=str(today), le=str(until)),
        }
        for review in await deps.reviews.all(where):
            state = review.state
            if state.due_on is not None and not state.by_committee:
                told = TellDeadline(
                    DECISION_DUE, review.id, state.due_on, state.scheme, partner=partner, role=state.role
                )
                await tell_deadline(told, deps, cause)


async def _committees(deps: Deps, cause: Cause) -> None:
    now = deps.clock.now()
    where: Where = {
        "status": In((CommitteeStatus.PLANNED.value, CommitteeStatus.OPEN.value)),
        "held_at": Range(ge=now.isoformat()[:10]),
    }
    for one in await deps.committees.all(where):
        committee = one.state
        day = committee.held_at.astimezone(PARIS).date()
        told = TellDeadline(AGENDA, one.id, day, committee.scheme, partner=committee.partner, role="committee_member")
        await tell_deadline(told, deps, cause)


async def _offers(deps: Deps, cause: Cause) -> None:
    for book in await deps.place_books.all({"has_offers": True}):
        for offer in book.state.standing:
            if offer.confirm_by is None:
                continue
            application = (await deps.applications.get(offer.application_id)).state
            if application.status is Status.WAITING_LIST:
                told = TellDeadline(
                    CONFIRMATION,
                    offer.application_id,
                    offer.confirm_by,
                    application.scheme,
                    person_id=application.person_id,
                )
                await tell_deadline(told, deps, cause)
