"""The accountant says that two customers are one: the record that goes becomes a trace, drafts and quotes go to the survivor."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.merging import check_reason, check_survivor, merge
from accounting.domain.parties import Customer
from accounting.usecases.parties.find_survivor import find_survivor
from accounting.usecases.parties.point_documents import PointDocuments, point_documents
from accounting.usecases.parties.refuse_circle import refuse_circle
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class MergeCustomer:
    """Which record goes into which, and why."""

    customer_id: str
    into: str
    reason: str


async def merge_customer(command: MergeCustomer, deps: Deps, cause: Cause) -> Stored[Customer]:
    """The trace. Issued documents and entries stay as they are. A crash before the last draft is mended by a job."""
    check_reason(command.reason)
    merged = (await deps.customers.get(command.customer_id)).state
    survivor_id = await find_survivor(command.into, deps.customers)
    survivor = (await deps.customers.get(survivor_id)).state
    check_survivor(merged, command.customer_id, survivor, survivor_id)
    at = deps.clock.now()
    await deps.customers.change(
        command.customer_id,
        lambda one: Change(merge(one, survivor_id, cause.actor, at, command.reason)),
        cause,
    )
    await refuse_circle(command.customer_id, deps.customers, at, cause)
    await point_documents(PointDocuments(command.customer_id), deps, cause)
    return await deps.customers.get(command.customer_id)
