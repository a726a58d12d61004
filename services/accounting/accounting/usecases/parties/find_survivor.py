"""Where a merged record leads: follow the trace to the one that was not merged itself."""

from typing import TypeVar

from accounting.domain.errors import RuleError
from accounting.domain.merging import LONGEST_CHAIN
from accounting.domain.parties import Customer
from accounting.domain.suppliers import Supplier
from essaim.kit.repository import Repository

T = TypeVar("T", Customer, Supplier)


async def find_survivor(id_: str, repository: Repository[T]) -> str:
    """The id of the survivor, which is the record's own when it was not merged. RuleError for traces that lead in a circle."""
    wanted = id_
    for _ in range(LONGEST_CHAIN):
        merge = (await repository.get(wanted)).state.merge
        if merge is None:
            return wanted
        wanted = merge.into
    raise RuleError("merge-chain", f"the traces from {id_} lead nowhere after {LONGEST_CHAIN} steps")
