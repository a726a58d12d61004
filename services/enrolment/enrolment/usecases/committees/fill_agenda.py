"""Fill a committee's agenda: every open review of its decider whose dossier came in time, so by the day after the last
application date (SNEE-09): whoever is told that this committee reads their dossier is read by it.

A review is taken first, in its own document, and put on the agenda next: so no dossier is on two agendas. One that a crash left
taken is put on the agenda by the next filling; one whose committee was cancelled or is over is taken over.
"""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.committees.committee import MOST_ITEMS, Committee, Status, add_items, reads, with_line
from enrolment.domain.deciders.review import Review, Status as ReviewStatus
from enrolment.domain.errors import RuleError, require_status
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.store.port import Order, Where


@dataclass(frozen=True)
class FillAgenda:
    """The committee; with ``only`` a single review, added by hand although it came late, and why."""

    committee_id: str
    only: str | None = None
    reason: str = ""


async def fill_agenda(command: FillAgenda, deps: Deps, cause: Cause) -> Stored[Committee]:
    """The committee with its agenda. What no longer fits, or was taken off by hand, waits for the next one; a single review
    that cannot be added is a RuleError."""
    committee = (await deps.committees.get(command.committee_id)).state
    require_status("committee", committee.status, (Status.PLANNED, Status.OPEN), "change its agenda")
    taken: list[str] = []
    for review in await _candidates(command, committee, deps):
        if command.only is None and len(committee.items) + len(taken) >= MOST_ITEMS:
            break
        if await _take(review.id, command.committee_id, deps, cause):
            taken.append(review.id)
        elif command.only is not None:
            detail = "another committee has this dossier on its agenda; take it off there first"
            raise RuleError("", "on-another-agenda", detail)

    def decide(state: Committee) -> Change[Committee] | None:
        filled = add_items(state, taken)
        if filled == state:
            return None
        added = len(filled.items) - len(state.items)
        line = Happening(deps.clock.now(), cause.actor, "agenda-filled", command.reason or f"{added}")
        return Change(with_line(filled, line))

    return await deps.committees.change(command.committee_id, decide, cause)


async def _candidates(command: FillAgenda, committee: Committee, deps: Deps) -> list[Stored[Review]]:
    where: Where = {
        "partner": committee.partner,
        "decider": committee.decider,
        "status": ReviewStatus.OPEN.value,
        "by_committee": True,
    }
    found = [
        one
        for one in await deps.reviews.all(where, order_by=(Order("created_at"),))
        if one.state.scheme == committee.scheme and _of(one.state, committee)
    ]
    if command.only is not None:
        found = [one for one in found if one.id == command.only]
        if not found:
            raise NotFoundError("not-found", "there is no open review of this committee's decider under this id")
        return found
    return [
        one
        for one in found
        if one.id not in committee.removed
        and one.state.requested
        and one.state.shared
        and reads(committee, one.state.requested_on)
    ]


def _of(review: Review, committee: Committee) -> bool:
    return not committee.programme_ids or review.programme_id in committee.programme_ids


async def _take(review_id: str, committee_id: str, deps: Deps, cause: Cause) -> bool:
    """Whether the review is this committee's now."""
    held_by = (await deps.reviews.get(review_id)).state.committee_id
    free = held_by in (None, committee_id) or await _is_over(str(held_by), review_id, deps)

    def decide(state: Review) -> Change[Review] | None:
        if state.committee_id != held_by or not free or held_by == committee_id:
            return None
        return Change(replace(state, committee_id=committee_id))

    stored = await deps.reviews.change(review_id, decide, cause)
    return stored.state.committee_id == committee_id


async def _is_over(committee_id: str, review_id: str, deps: Deps) -> bool:
    """Whether that committee is, or has held without it what a crash left taken."""
    try:
        committee = (await deps.committees.get(committee_id)).state
    except NotFoundError:
        return True
    missed = committee.status is Status.HELD and committee.item(review_id) is None
    return missed or committee.status in (Status.CANCELLED, Status.CLOSED)
