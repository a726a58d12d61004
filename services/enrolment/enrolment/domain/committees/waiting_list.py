"""Places of a programme: who was offered one, one change at a time, so that two that are freed at once never go over the number.

An offer with a day stays until it is confirmed, declined or over; without one, the place is given at once. An acceptance takes
its place here too, before the dossier is accepted, and leaves the book when it is: then it counts as accepted.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

STALE = timedelta(minutes=10)
"""An acceptance that has not come to its end by then died: its place is free again. One that goes on takes it anew."""


@dataclass(frozen=True)
class Offer:
    """A place for somebody of the waiting list. ``confirm_by`` is None when nobody has to confirm.

    With ``taken_at`` it is no offer: somebody, by the command ``taken_by``, is just being accepted.
    """

    application_id: str
    offered_on: date
    confirm_by: date | None = None
    taken_at: datetime | None = None
    taken_by: str = ""


@dataclass(frozen=True)
class PlaceBook:
    """The offers of a programme that stand. The document is the lock: an offer is only ever made in a change of it."""

    programme_id: str
    offers: tuple[Offer, ...] = ()
    count: int = 0
    """How many were ever made; it tells two states of the book apart."""
    has_offers: bool = False

    def offer(self, application_id: str) -> Offer | None:
        """The entry of an application: an offer, or an acceptance that is under way."""
        return next((one for one in self.offers if one.application_id == application_id), None)

    @property
    def standing(self) -> tuple[Offer, ...]:
        """What was offered to the waiting list, without acceptances under way."""
        return tuple(one for one in self.offers if one.taken_at is None)


def add_offer(book: PlaceBook, offer: Offer) -> PlaceBook:
    """One more offer; the same again when there is one. An acceptance that goes on takes the place of its earlier try."""
    known = book.offer(offer.application_id)
    if known is not None and (known.taken_at is None or offer.taken_at is None):
        return book
    left = tuple(one for one in book.offers if one is not known)
    return replace(book, offers=(*left, offer), count=book.count + 1, has_offers=True)


def end_offer(book: PlaceBook, application_id: str) -> PlaceBook:
    """The offer is answered, or over."""
    left = tuple(one for one in book.offers if one.application_id != application_id)
    return replace(book, offers=left, has_offers=bool(left))


def free_places(places: int | None, accepted: Set[str], book: PlaceBook) -> int:
    """How many can be offered; none when the programme does not limit its places, for then nobody waits for one. Who is accepted
    and still in the book has one place, not two."""
    taken = accepted | {one.application_id for one in book.offers}
    return 0 if places is None else max(0, places - len(taken))


def is_stale(offer: Offer, now: datetime) -> bool:
    """Whether it is an acceptance that died."""
    return offer.taken_at is not None and offer.taken_at + STALE < now
