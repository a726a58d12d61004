"""What is due by a retention rule today: ids and whose it is, found by declared fields, page by page."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status as DossierStatus
from enrolment.domain.groups.contract import Status as ContractStatus
from enrolment.domain.network.mentor import MentorStatus
from enrolment.domain.persons.person import Kind, Standing
from enrolment.domain.privacy.erasure import OPEN
from enrolment.domain.privacy.retention import RuleInForce
from enrolment.domain.snee.contact import ContactStatus
from enrolment.usecases.privacy.find_obstacles import find_obstacles
from essaim.kit.clock import fixed_width
from essaim.kit.errors import NotFoundError
from essaim.kit.store.port import In, Order, Range, Where

LAST_DAY = (8, 31)
"""The month and day on which a school year ends."""


@dataclass(frozen=True)
class Due:
    """One aggregate, and the person who may have a legal hold on it."""

    id: str
    person_id: str


async def find_due(rule: RuleInForce, deps: Deps) -> list[Due]:
    """Everything that the rule lets go today; nothing when it is not in force or has no duration."""
    before = rule.due_before(deps.clock.today())
    if before is None:
        return []
    return await _FINDERS[rule.name](before, deps)


async def _dossiers(before: date, deps: Deps) -> list[Due]:
    """Refused or withdrawn, of programmes that ended before."""
    followed = In((DossierStatus.REFUSED.value, DossierStatus.WITHDRAWN.value))
    found = []
    for programme in await deps.programmes.all():
        if programme.state.ends_on < before:
            where: Where = {"programme_id": programme.id, "status": followed}
            found += [
                Due(one.id, one.state.person_id) for one in await deps.applications.all(where) if not one.state.emptied
            ]
    return found


async def _drafts(before: date, deps: Deps) -> list[Due]:
    where: Where = {"status": DossierStatus.DRAFT.value, "created_at": Range(lt=_instant(before))}
    return [Due(one.id, one.state.person_id) for one in await deps.applications.all(where) if not one.state.emptied]


async def _contracts(before: date, deps: Deps) -> list[Due]:
    """Signed ones whose last day is before; those whose signatories have no names any more are done."""
    found = []
    async for documents in deps.contracts.scan({"created_at": Range(lt=_instant(before))}):
        for one in documents:
            state = one["state"]
            named = any(each["name"] for each in state["signatories"])
            if named and state["status"] != ContractStatus.DRAFT and state["ends_on"] < before.isoformat():
                found.append(Due(one["id"], state["person_id"]))
    return found


async def _access_pieces(before: date, deps: Deps) -> list[Due]:
    where: Where = {"created_at": Range(lt=_instant(before))}
    return [Due(one.id, one.state.person_id) for one in await deps.access_pieces.all(where) if one.state.piece]


async def _inactive(before: date, deps: Deps) -> list[Due]:
    """Students for whom nothing has happened since, and nothing is going on; their guardians go with them."""
    found = []
    async for person_id in _old_students(before, deps):
        quiet = await _last_activity(person_id, deps) < before
        if quiet and not await _has_asked(person_id, deps) and not await find_obstacles(person_id, deps):
            found.append(Due(person_id, person_id))
    return found


async def _has_asked(person_id: str, deps: Deps) -> bool:
    """Whether a request of theirs is open: then an officer answers it."""
    where: Where = {"person_id": person_id, "status": In(tuple(one.value for one in OPEN))}
    return await deps.erasures.find_one(where) is not None


async def _old_students(before: date, deps: Deps) -> AsyncIterator[str]:
    where: Where = {"kind": Kind.STUDENT.value, "created_at": Range(lt=_instant(before))}
    async for documents in deps.persons.scan(where, order_by=(Order("created_at"),)):
        for one in documents:
            if one["state"]["standing"] == Standing.ACTIVE:
                yield one["id"]


async def _last_activity(person_id: str, deps: Deps) -> date:
    """The last day on which a programme or a contract of theirs went on."""
    days = [date.min]
    for dossier in await deps.applications.all({"person_id": person_id}):
        days.append(dossier.state.submitted_on)
        try:
            days.append((await deps.programmes.get(dossier.state.programme_id)).state.ends_on)
        except NotFoundError:
            continue
    days += [one.state.ends_on for one in await deps.contracts.all({"person_id": person_id})]
    return max(days)


def _instant(day: date) -> str:
    return fixed_width(datetime.combine(day, time(), tzinfo=UTC))


async def _outside(before: date, deps: Deps) -> list[Due]:
    """Each by its place and id: tutors of a year that is over, mentors and companies that left, questions that are closed."""
    found = []
    for tutoring in (one for one in await deps.snee_tutorings.all() if not one.state.emptied):
        if date(int(tutoring.state.school_year[-4:]), *LAST_DAY) < before:
            found.append(Due(f"tutors:{tutoring.id}", tutoring.state.person_id))
    for question in (one for one in await deps.snee_contacts.all() if not one.state.emptied):
        closed = question.state.status in (ContactStatus.APPLIED, ContactStatus.CLOSED)
        if closed and question.state.asked_at.date() < before:
            found.append(Due(f"questions:{question.id}", question.state.person_id))
    for mentor in await deps.mentors.all({"retired": True}):
        left = mentor.state.retired_on
        if (
            left is not None
            and left < before
            and mentor.state.status is not MentorStatus.ERASED
            and not mentor.state.busy
        ):
            found.append(Due(f"mentors:{mentor.id}", mentor.id))
    for company in await deps.companies.all({"retired": True}):
        left = company.state.retired_on
        if left is not None and left < before and company.state.contacts:
            found.append(Due(f"contacts:{company.id}", company.id))
    return found


_FINDERS: dict[str, Callable[[date, Deps], Awaitable[list[Due]]]] = {
    "inactive-persons": _inactive,
    "dossiers-not-followed": _dossiers,
    "drafts-never-sent": _drafts,
    "contracts": _contracts,
    "outside-people": _outside,
    "access-answers": _access_pieces,
}
