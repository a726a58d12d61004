"""Accounting opened the books of a group, or paid its share-out: remembered for the team of its dossiers."""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.mini.books import Books
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class HearOfBooks:
    """What was said, and by whose accounting."""

    group_id: str
    partner: str
    activity_id: str
    opened_on: date | None = None
    settled_on: date | None = None


async def hear_of_books(command: HearOfBooks, deps: Deps, cause: Cause) -> None:
    """Only of a group of a mini-entreprise that is kept here, and only from the partner that carries it."""
    try:
        group = (await deps.groups.get(command.group_id)).state
    except NotFoundError:
        return
    if group.scheme != Scheme.MINI_ENTREPRISE or group.carrier != command.partner:
        return

    def decide(known: Books | None) -> Change[Books] | None:
        before = known or Books()
        after = replace(
            before,
            activity_id=command.activity_id,
            opened_on=command.opened_on or before.opened_on,
            settled_on=command.settled_on or before.settled_on,
        )
        return None if after == known else Change(after)

    await deps.mini_books.put(command.group_id, decide, cause)
