"""Tell again, on `personal`, who the persons and groups of this deployment are: for one that is new, or made its copies anew.

Each person and each group tells it with a sequence of its own, so that whoever keeps a copy has the last word, and one that is
told twice changes nothing.
"""

from collections.abc import AsyncIterator
from typing import TypeVar

from enrolment.deps import Deps
from enrolment.domain.groups.group import Group
from enrolment.domain.persons.person import Person, Standing
from enrolment.usecases.groups.tell_group_name import tell_group_name
from enrolment.usecases.persons.tell_person import tell_person
from essaim.contracts.enrolment import PersonErased
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.repository import Repository

PAGE = 200
T = TypeVar("T")


async def tell_again(deps: Deps, cause: Cause) -> None:
    """All persons, then all groups. Safe to repeat: each tells once for one request."""
    async for person in _all(deps.persons):

        def again(state: Person, id_: str = person.id) -> Change[Person] | None:
            # Who keeps copies from before an erasure, for instance in a backup, is told of it again.
            if state.standing in (Standing.ERASED, Standing.RESTRICTED) and state.erasure_id is not None:
                return Change(state, (PersonErased(erasure_id=state.erasure_id, person_id=id_),))
            # A merged person is nobody that anybody writes to.
            if state.standing is not Standing.ACTIVE:
                return None
            return Change(state, (tell_person(id_, state),))

        await deps.persons.change(person.id, again, cause)
    async for group in _all(deps.groups):

        def named(state: Group, id_: str = group.id) -> Change[Group]:
            return Change(state, (tell_group_name(id_, state),))

        await deps.groups.change(group.id, named, cause)


async def _all(repository: Repository[T]) -> AsyncIterator[Stored[T]]:
    """Page by page, by id. What is added meanwhile tells itself."""
    cursor: str | None = None
    while True:
        page = await repository.find(limit=PAGE, cursor=cursor)
        for one in page.items:
            yield one
        if page.next is None:
            return
        cursor = page.next
