"""Point the drafts and quotes that a crash left with a merged customer."""

from accounting.deps import Deps
from accounting.usecases.parties.point_documents import PointDocuments, point_documents
from essaim.kit.cause import fresh_cause


async def complete_merges(deps: Deps) -> None:
    """All merges that are not finished."""
    cause = fresh_cause("complete-merges")
    for customer in await deps.customers.all({"documents_to_point": True}):
        await point_documents(PointDocuments(customer.id), deps, cause)
