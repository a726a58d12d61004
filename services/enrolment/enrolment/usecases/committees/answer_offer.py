"""An applicant takes the place that they were offered, or declines it: then it goes to the next."""

from dataclasses import dataclass, replace
from typing import Literal

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status, withdraw
from enrolment.domain.applications.dossier import Moment, with_line
from enrolment.domain.applications.promoting import promoted
from enrolment.domain.committees.waiting_list import end_offer
from enrolment.domain.errors import RuleError
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from enrolment.usecases.persons.require_consent import require_consent
from essaim.contracts.enrolment import ApplicationAccepted, ApplicationWithdrawn
from essaim.contracts.enrolment_committees import PlaceLapsed
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError

DECLINED, EXPIRED = "place-declined", "place-not-confirmed"


@dataclass(frozen=True)
class AnswerOffer:
    """``confirm``: the place is taken; ``decline``: it is not wanted; ``expire``: the day to confirm is over."""

    application_id: str
    answer: Literal["confirm", "decline", "expire"]
    expected_version: int | None = None


async def answer_offer(command: AnswerOffer, deps: Deps, cause: Cause) -> Stored[Application]:
    """ACCEPTED or WITHDRAWN; refused when there is no offer, or its day is over. Confirmed twice is confirmed once."""
    if command.answer == "confirm":
        await require_consent(command.application_id, deps, field="answer")
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())
    known = (await deps.applications.get(command.application_id)).state
    booked = await _is_booked(known.programme_id, command.application_id, deps)

    def decide(state: Application) -> Change[Application] | None:
        if command.answer == "confirm" and state.status is Status.ACCEPTED and state.promoted_on is not None:
            return None
        _check(state, command.answer, moment, booked=booked)
        ids = {
            "application_id": command.application_id,
            "person_id": state.person_id,
            "programme_id": state.programme_id,
        }
        if command.answer == "confirm":
            return Change(
                with_line(promoted(state, moment.on), moment, "place-confirmed"),
                (ApplicationAccepted(**ids, scheme=Scheme(state.scheme)),),
            )
        code = DECLINED if command.answer == "decline" else EXPIRED
        gone = replace(withdraw(state, "", code), offered_until=None)
        reason = "declined" if command.answer == "decline" else "expired"
        lapsed = PlaceLapsed(**ids, scheme=Scheme(state.scheme), reason=reason)
        return Change(with_line(gone, moment, code), (ApplicationWithdrawn(**ids, reason_code=code), lapsed))

    stored = await deps.applications.change(
        command.application_id, decide, cause, expected_version=command.expected_version
    )
    await _end(stored.state.programme_id, command.application_id, deps, cause)
    if stored.state.status is Status.WITHDRAWN:
        await close_reviews(CloseReviews(command.application_id, "withdrawn"), deps, cause)
        await fill_places(FillPlaces(stored.state.programme_id), deps, cause)
    return stored


async def _is_booked(programme_id: str, application_id: str, deps: Deps) -> bool:
    """Whether the programme's place book has the offer: what a dossier says of an earlier one gives nobody a place."""
    try:
        offer = (await deps.place_books.get(programme_id)).state.offer(application_id)
        return offer is not None and offer.taken_at is None
    except NotFoundError:
        return False


def _check(state: Application, answer: str, moment: Moment, *, booked: bool) -> None:
    if state.status is not Status.WAITING_LIST or state.offered_until is None or not booked:
        raise RuleError("", "no-place-offered", "there is no offer of a place to answer")
    over = moment.on > state.offered_until
    if answer != "expire" and over:
        raise RuleError("", "offer-over", f"the place could be confirmed until {state.offered_until}")
    if answer == "expire" and not over:
        raise RuleError("", "offer-stands", f"the place can be confirmed until {state.offered_until}")


async def _end(programme_id: str, application_id: str, deps: Deps, cause: Cause) -> None:
    try:
        await deps.place_books.change(programme_id, lambda book: Change(end_offer(book, application_id)), cause)
    except NotFoundError:
        return
