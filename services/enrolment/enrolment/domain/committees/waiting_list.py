"""Places of a programme: who was offered one, one change at a time, so that two that are freed at once never go over the number.

An offer with a day stays until it is confirmed, declined or over; without one, the place is given at once.
"""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Offer:
    """A place for somebody of the waiting list. ``confirm_by`` is None when nobody has to confirm."""

    application_id: str
    offered_on: date
    confirm_by: date | None = None


@dataclass(frozen=True)
class PlaceBook:
    """The offers of a programme that stand. The document is the lock: an offer is only ever made in a change of it."""

    programme_id: str
    offers: tuple[Offer, ...] = ()
    count: int = 0
    """How many were ever made; it tells two states of the book apart."""
    has_offers: bool = False

    def offer(self, application_id: str) -> Offer | None:
        """The offer to an application."""
        return next((one for one in self.offers if one.application_id == application_id), None)


def add_offer(book: PlaceBook, offer: Offer) -> PlaceBook:
    """One more offer; the same again when there is one."""
    if book.offer(offer.application_id) is not None:
        return book
    return replace(book, offers=(*book.offers, offer), count=book.count + 1, has_offers=True)


def end_offer(book: PlaceBook, application_id: str) -> PlaceBook:
    """The offer is answered, or over."""
    left = tuple(one for one in book.offers if one.application_id != application_id)
    return replace(book, offers=left, has_offers=bool(left))


def free_places(places: int | None, accepted: int, book: PlaceBook) -> int:
    """How many can be offered; none when the programme does not limit its places, for then nobody waits for one."""
    return 0 if places is None else max(0, places - accepted - len(book.offers))
