"""What a collection holds under a condition, as records: the state as it is stored, since when."""

from enrolment.domain.privacy.holding import Record
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.repository import Repository, T
from essaim.kit.store.port import Where


async def read_records(repository: Repository[T], where: Where | str) -> list[Record]:
    """Everything that satisfies the condition, or the one with this id; nothing when there is none."""
    if isinstance(where, str):
        try:
            return [_record(await repository.get(where))]
        except NotFoundError:
            return []
    return [_record(one) for one in await repository.all(where)]


def _record(stored: Stored[T]) -> Record:
    return Record(stored.id, stored.document["created_at"], stored.document["state"])
