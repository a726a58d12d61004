"""Offers whose day is over lapse, and their places go to the next; offers that a crash left half told are completed."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.usecases.committees.answer_offer import AnswerOffer, answer_offer
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from essaim.kit.cause import fresh_cause


async def end_offers(deps: Deps) -> None:
    """All programmes with offers. Safe to repeat."""
    today = deps.clock.today()
    for book in await deps.place_books.all({"has_offers": True}):
        cause = fresh_cause("end-offers")
        for offer in book.state.offers:
            if offer.confirm_by is None or offer.confirm_by >= today:
                continue
            application = (await deps.applications.get(offer.application_id)).state
            if application.status is Status.WAITING_LIST and application.offered_until is not None:
                await answer_offer(AnswerOffer(offer.application_id, "expire"), deps, cause)
        await fill_places(FillPlaces(book.id), deps, cause)
