"""The auxiliary accounts that are read together: a third party's own, and those of the records that were merged into it."""

from typing import TypeVar

from accounting.domain.errors import RuleError
from accounting.domain.parties import Customer
from accounting.domain.suppliers import Supplier
from essaim.kit.repository import Repository

T = TypeVar("T", Customer, Supplier)
MOST_MERGED = 500


async def list_accounts(id_: str, repository: Repository[T]) -> tuple[str, ...]:
    """The accounts, the third party's own first."""
    accounts: dict[str, None] = {(await repository.get(id_)).state.account: None}
    seen, waiting = {id_}, [id_]
    while waiting:
        for one in await repository.all({"merge.into": waiting.pop()}):
            if one.id in seen:
                continue
            if len(seen) > MOST_MERGED:
                raise RuleError("merged-too-many", f"more than {MOST_MERGED} records were merged into {id_}")
            seen.add(one.id)
            waiting.append(one.id)
            accounts[one.state.account] = None
    return tuple(accounts)
