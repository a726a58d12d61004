"""Take a merge back that closed a circle: two people merged two records into each other at the same time."""

from datetime import datetime
from typing import TypeVar

from accounting.domain.errors import RuleError
from accounting.domain.merging import taken_back
from accounting.domain.parties import Customer
from accounting.domain.suppliers import Supplier
from accounting.usecases.parties.find_survivor import find_survivor
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.repository import Repository

T = TypeVar("T", Customer, Supplier)


async def refuse_circle(id_: str, repository: Repository[T], at: datetime, cause: Cause) -> None:
    """Return when the traces end somewhere. RuleError when they do not; the record is then as it was before."""
    try:
        await find_survivor(id_, repository)
    except RuleError:

        def back(one: T) -> Change[T]:
            return Change(taken_back(one, cause.actor, at))

        await repository.change(id_, back, cause, effect="circle")
        raise
