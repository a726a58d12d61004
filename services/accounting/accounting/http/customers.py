"""Customers: written by their group or by the accountant, archived when they are no longer offered."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from accounting.deps import Deps
from accounting.domain.parties import Customer
from accounting.domain.third_party import PartyStatus
from accounting.http.dependencies import Use, allow
from accounting.http.policy import POLICY
from accounting.http.schemas.customers import CustomerContent, CustomerIn, CustomerOut
from accounting.http.schemas.third_parties import ChangesOut
from accounting.http.third_parties import allow_party, carried_books, owner_group, visible_groups
from accounting.usecases.parties.archive_customer import ArchiveCustomer, archive_customer
from accounting.usecases.parties.create_customer import CreateCustomer, create_customer
from accounting.usecases.parties.edit_customer import EditCustomer, edit_customer
from accounting.usecases.parties.erase_customer import EraseCustomer, erase_customer
from accounting.usecases.parties.find_survivor import find_survivor
from accounting.usecases.parties.list_visible import ListVisible, list_visible
from accounting.usecases.parties.share_customer import ShareCustomer, share_customer
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Where

router = APIRouter(prefix="/v1/customers", tags=["customers"])
Shown = Literal["active", "archived", "all"]
Insist = Annotated[bool, Query(description="It is another one than the probable duplicates that were told")]


@router.post("", status_code=201, summary="A new customer (student of the group, accountant)")
async def create(
    body: CustomerIn, deps: Use, caller: Caller, cause: CauseOf, response: Response, confirm_duplicate: Insist = False
) -> CustomerOut:
    """Every problem is told at once (INV-06, INV-10). One that exists is refused, one that probably does is asked back."""
    POLICY.require(caller, "customer.create")
    group_id = owner_group(caller, body.group_id)
    allow(caller, "customer.create", deps, group_id)
    return _out(
        await create_customer(CreateCustomer(body.to_domain(), group_id, confirm_duplicate), deps, cause), response
    )


@router.get("", summary="Customers, by name")
async def list_customers(
    deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None, status: Shown = "active"
) -> PageOut[CustomerOut]:
    """A group's own, then those that all groups share. A page may hold fewer than asked for, and yet have a next one."""
    groups = visible_groups(caller, "customer.read", deps, group_id)
    where = {"group_id": group_id} if groups is None and group_id is not None else {}
    reads_shared = groups is not None and await carried_books(caller, "customer.read", deps)
    shared: Where | None = {} if reads_shared else None
    found = await list_visible(ListVisible(where, groups, shared, page.limit, page.cursor), deps.customers)
    return PageOut(items=[CustomerOut.of(one) for one in found.items if _is_shown(one, status)], next=found.next)


@router.get("/{customer_id}", summary="One customer")
async def read(customer_id: Id, deps: Use, caller: Caller, response: Response) -> CustomerOut:
    """One that was merged says where it went."""
    stored = await _customer_for(caller, "customer.read", customer_id, deps)
    survivor = await find_survivor(customer_id, deps.customers) if stored.state.merge else None
    return _out(stored, response, survivor)


@router.get("/{customer_id}/changes", summary="Who changed which field when")
async def read_changes(customer_id: Id, deps: Use, caller: Caller) -> ChangesOut:
    """Oldest first."""
    return ChangesOut.of((await _customer_for(caller, "customer.read", customer_id, deps)).state.changes)


@router.put("/{customer_id}", summary="Write something else about a customer (student of the group, accountant)")
async def edit(
    customer_id: Id,
    body: CustomerContent,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> CustomerOut:
    """Each field that changes is a line of the log; issued documents keep the customer as it stood."""
    await _customer_for(caller, "customer.edit", customer_id, deps)
    command = EditCustomer(customer_id, body.to_domain())
    return _out(await edit_customer(command, deps, cause, expected_version=expected), response)


@router.post("/{customer_id}/archive", summary="No longer offer a customer (student of the group, accountant)")
async def archive(
    customer_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> CustomerOut:
    """ARCHIVED."""
    await _customer_for(caller, "customer.archive", customer_id, deps)
    command = ArchiveCustomer(customer_id)
    return _out(await archive_customer(command, deps, cause, expected_version=expected), response)


@router.post("/{customer_id}/restore", summary="Offer an archived customer again (student of the group, accountant)")
async def restore(
    customer_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> CustomerOut:
    """ACTIVE."""
    await _customer_for(caller, "customer.archive", customer_id, deps)
    command = ArchiveCustomer(customer_id, archived=False)
    return _out(await archive_customer(command, deps, cause, expected_version=expected), response)


@router.post("/{customer_id}/share", summary="Give a group's customer to all groups (accountant)")
async def share(customer_id: Id, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> CustomerOut:
    """Refused when a shared one is the same: merge it into that one."""
    await _customer_for(caller, "customer.share", customer_id, deps)
    return _out(await share_customer(ShareCustomer(customer_id), deps, cause), response)


@router.delete("/{customer_id}", status_code=204, summary="Erase a customer without documents")
async def erase(customer_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch) -> None:
    """Refused once a document names it: archive it then."""
    await _customer_for(caller, "customer.archive", customer_id, deps)
    await erase_customer(EraseCustomer(customer_id), deps, cause, expected_version=expected)


async def _customer_for(caller: Principal, action: str, customer_id: str, deps: Deps) -> Stored[Customer]:
    stored = await deps.customers.get(customer_id)
    await allow_party(caller, action, deps, stored.state.group_id)
    if stored.state.status is PartyStatus.ERASED:
        raise NotFoundError("not-found", "there is nothing here under this id")
    return stored


def _is_shown(stored: Stored[Customer], status: Shown) -> bool:
    found = stored.state.status
    return (found, status) in ((PartyStatus.ACTIVE, "active"), (PartyStatus.ARCHIVED, "archived")) or (
        status == "all" and found is not PartyStatus.ERASED
    )


def _out(stored: Stored[Customer], response: Response, survivor: str | None = None) -> CustomerOut:
    response.headers["ETag"] = stored.etag
    return CustomerOut.of(stored, survivor)
