"""Persons by e-mail address, INE, or name and birth date, for a partner that knows them: nobody browses the register."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.persons.folding import folded
from enrolment.domain.persons.person import Person, Standing
from essaim.kit.aggregate import Stored
from essaim.kit.paging import Page
from essaim.kit.store.port import Condition, Order, Range


@dataclass(frozen=True)
class FindPersons:
    """What is looked for. ``name`` is the beginning of family name, then given name."""

    partner: str
    email: str | None = None
    name: str | None = None
    birth_date: date | None = None
    ine: str | None = None
    limit: int = 50
    cursor: str | None = None


async def find_persons(command: FindPersons, deps: Deps) -> Page[Stored[Person]]:
    """A page. It may be shorter than asked: those whom the partner does not know are left out of it."""
    where = _where(command)
    if not where:
        accepted = "at least one of email, name, birth_date and ine"
        raise InputError(Problem("query", "names nobody", accepted))
    page = await deps.persons.find(where, order_by=(Order("sort_name"),), limit=command.limit, cursor=command.cursor)
    seen = (one for one in page.items if one.state.known_to(command.partner))
    return Page(tuple(one for one in seen if one.state.standing is Standing.ACTIVE), page.next)


def _where(command: FindPersons) -> dict[str, Condition]:
    where: dict[str, Condition] = {}
    if command.email:
        where["email"] = command.email.strip().lower()
    if command.ine:
        where["ine"] = command.ine.strip().upper()
    if command.birth_date:
        where["birth_date"] = str(command.birth_date)
    if command.name and (start := folded(command.name)):
        where["sort_name"] = Range(ge=start, lt=start + "\uffff")
    return where
