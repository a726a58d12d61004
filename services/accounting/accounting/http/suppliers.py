"""Suppliers of a legal entity: written by their group or by the accountant; bank accounts are the accountant's."""

from dataclasses import replace
from typing import Literal

from fastapi import APIRouter, Response

from accounting.deps import Deps
from accounting.domain.suppliers import Supplier, SupplierProfile
from accounting.domain.third_party import PartyStatus
from accounting.http.customers import Insist
from accounting.http.dependencies import Use, allow
from accounting.http.policy import POLICY
from accounting.http.schemas.suppliers import IbanConfirmationIn, SupplierContent, SupplierIn, SupplierOut
from accounting.http.schemas.third_parties import ChangesOut
from accounting.http.third_parties import allow_party, carried_books, owner_group, sees_all, visible_groups
from accounting.usecases.parties.archive_supplier import ArchiveSupplier, archive_supplier
from accounting.usecases.parties.confirm_supplier_iban import ConfirmSupplierIban, confirm_supplier_iban
from accounting.usecases.parties.create_supplier import CreateSupplier, create_supplier
from accounting.usecases.parties.edit_supplier import EditSupplier, edit_supplier
from accounting.usecases.parties.find_survivor import find_survivor
from accounting.usecases.parties.list_visible import ListVisible, list_visible
from accounting.usecases.parties.share_supplier import ShareSupplier, share_supplier
from essaim.contracts.types import Id, Siren
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Condition, In

router = APIRouter(prefix="/v1/suppliers", tags=["suppliers"])
_SHOWN = {"active": PartyStatus.ACTIVE, "archived": PartyStatus.ARCHIVED}


@router.post("", status_code=201, summary="A new supplier (student of the group, accountant)")
async def create(
    body: SupplierIn, deps: Use, caller: Caller, cause: CauseOf, response: Response, confirm_duplicate: Insist = False
) -> SupplierOut:
    """Under the auxiliary account that purchases of this name have already. Only the accountant gives an IBAN."""
    POLICY.require(caller, "supplier.create")
    group_id = owner_group(caller, body.group_id)
    allow(caller, "supplier.create", deps, group_id)
    if body.iban or body.bic:
        _check_bank(caller, deps)
    command = CreateSupplier(body.legal_entity, body.to_domain(), group_id, confirm_duplicate)
    return _out(await create_supplier(command, deps, cause), response, caller, deps)


@router.get("", summary="Suppliers, by name")
async def list_suppliers(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    legal_entity: Siren | None = None,
    group_id: Id | None = None,
    status: Literal["active", "archived", "all"] = "active",
) -> PageOut[SupplierOut]:
    """A group's own, then those that all groups share. A page may hold fewer than asked for, and yet have a next one."""
    groups = visible_groups(caller, "supplier.read", deps, group_id)
    where: dict[str, Condition] = {"legal_entity": legal_entity} if legal_entity else {}
    if groups is None and group_id is not None:
        where["group_id"] = group_id
    shared: dict[str, Condition] | None = None
    if groups is not None:
        books = await carried_books(caller, "supplier.read", deps)
        wanted = books if legal_entity is None else books & {legal_entity}
        shared = {"legal_entity": In(tuple(sorted(wanted)))} if wanted else None
    found = await list_visible(ListVisible(where, groups, shared, page.limit, page.cursor), deps.suppliers)
    shown = [one for one in found.items if status == "all" or one.state.status is _SHOWN[status]]
    whole = sees_all(caller, "supplier.confirm_iban", deps)
    return PageOut(items=[SupplierOut.of(one, whole_iban=whole) for one in shown], next=found.next)


@router.get("/{supplier_id}", summary="One supplier")
async def read(supplier_id: Id, deps: Use, caller: Caller, response: Response) -> SupplierOut:
    """One that was merged says where it went."""
    stored = await _supplier_for(caller, "supplier.read", supplier_id, deps)
    survivor = await find_survivor(supplier_id, deps.suppliers) if stored.state.merge else None
    return _out(stored, response, caller, deps, survivor)


@router.get("/{supplier_id}/changes", summary="Who changed which field when (accountant)")
async def read_changes(supplier_id: Id, deps: Use, caller: Caller) -> ChangesOut:
    """Oldest first, IBANs included."""
    stored = await _supplier_for(caller, "supplier.confirm_iban", supplier_id, deps)
    return ChangesOut.of(stored.state.changes)


@router.put("/{supplier_id}", summary="Write something else about a supplier (student of the group, accountant)")
async def edit(
    supplier_id: Id,
    body: SupplierContent,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> SupplierOut:
    """Each field that changes is a line of the log. Another IBAN is unconfirmed until an accountant confirms it."""
    stored = await _supplier_for(caller, "supplier.edit", supplier_id, deps)
    profile = _with_bank(body.to_domain(), stored.state, caller, deps)
    command = EditSupplier(supplier_id, profile)
    return _out(await edit_supplier(command, deps, cause, expected_version=expected), response, caller, deps)


@router.post("/{supplier_id}/iban-confirmation", summary="The supplier confirmed this IBAN (accountant)")
async def confirm(
    supplier_id: Id,
    body: IbanConfirmationIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> SupplierOut:
    """Payment orders go to confirmed IBANs only. Refused when the supplier has another one by now."""
    await _supplier_for(caller, "supplier.confirm_iban", supplier_id, deps)
    command = ConfirmSupplierIban(supplier_id, body.iban)
    return _out(await confirm_supplier_iban(command, deps, cause, expected_version=expected), response, caller, deps)


@router.post("/{supplier_id}/archive", summary="No longer offer a supplier (student of the group, accountant)")
async def archive(
    supplier_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> SupplierOut:
    """ARCHIVED."""
    await _supplier_for(caller, "supplier.archive", supplier_id, deps)
    command = ArchiveSupplier(supplier_id)
    return _out(await archive_supplier(command, deps, cause, expected_version=expected), response, caller, deps)


@router.post("/{supplier_id}/restore", summary="Offer an archived supplier again (student of the group, accountant)")
async def restore(
    supplier_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> SupplierOut:
    """ACTIVE."""
    await _supplier_for(caller, "supplier.archive", supplier_id, deps)
    command = ArchiveSupplier(supplier_id, archived=False)
    return _out(await archive_supplier(command, deps, cause, expected_version=expected), response, caller, deps)


@router.post("/{supplier_id}/share", summary="Give a group's supplier to all groups (accountant)")
async def share(supplier_id: Id, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> SupplierOut:
    """Refused when a shared one is the same: merge it into that one."""
    await _supplier_for(caller, "supplier.share", supplier_id, deps)
    return _out(await share_supplier(ShareSupplier(supplier_id), deps, cause), response, caller, deps)


async def _supplier_for(caller: Principal, action: str, supplier_id: str, deps: Deps) -> Stored[Supplier]:
    stored = await deps.suppliers.get(supplier_id)
    await allow_party(caller, action, deps, stored.state.group_id, stored.state.legal_entity)
    return stored


def _check_bank(caller: Principal, deps: Deps) -> None:
    if not sees_all(caller, "supplier.confirm_iban", deps):
        raise ForbiddenError("forbidden", "only the accountant writes IBAN and BIC of a supplier")


def _with_bank(profile: SupplierProfile, known: Supplier, caller: Principal, deps: Deps) -> SupplierProfile:
    """Who may not write bank accounts leaves them as they are, whether they are left out or sent back as they were shown."""
    if sees_all(caller, "supplier.confirm_iban", deps):
        return profile
    shown = SupplierOut.of(Stored("", known, 0, {}), whole_iban=False)
    if profile.iban not in (None, shown.iban) or profile.bic not in (None, known.bic):
        _check_bank(caller, deps)
    return replace(profile, iban=known.iban, bic=known.bic)


def _out(
    stored: Stored[Supplier], response: Response, caller: Principal, deps: Deps, survivor: str | None = None
) -> SupplierOut:
    response.headers["ETag"] = stored.etag
    whole = sees_all(caller, "supplier.confirm_iban", deps)
    return SupplierOut.of(stored, whole_iban=whole, survivor=survivor)
