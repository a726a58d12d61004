"""Statements of customers and suppliers: JSON, CSV or PDF. A group reads the lines of its own activity only."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from accounting.deps import Deps
from accounting.documents.party_statement import party_statement_sheet
from accounting.documents.reports.sheet import Owner
from accounting.domain.errors import InputError
from accounting.domain.party_statement import PartyStatement
from accounting.http.dependencies import Use
from accounting.http.policy import POLICY
from accounting.http.schemas.party_statements import PartyStatementOut
from accounting.http.statements import Format, WhichFormat, document
from accounting.http.third_parties import allow_party, sees_all
from accounting.usecases.parties.list_accounts import list_accounts
from accounting.usecases.parties.read_party_statement import ReadPartyStatement, read_party_statement
from essaim.contracts.types import Id, Siren
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, Principal

router = APIRouter(prefix="/v1", tags=["statements"])
_TEXT = {"schema": {"type": "string"}}
_ANSWERS: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": _TEXT, "application/pdf": _TEXT}}}
Day = Annotated[date | None, Query(description="Until this day; today by default")]
Group = Annotated[Id | None, Query(description="The group whose lines are wanted; the caller's own by default")]
Books = Annotated[Siren | None, Query(description="Whose books, when this deployment keeps those of several")]


@router.get(
    "/customers/{customer_id}/statement",
    summary="Statement of a customer (relevé de compte)",
    response_model=PartyStatementOut,
    responses=_ANSWERS,
)
async def customer_statement(
    customer_id: Id,
    deps: Use,
    caller: Caller,
    wanted: WhichFormat,
    on: Day = None,
    group_id: Group = None,
    siren: Books = None,
) -> PartyStatementOut | Response:
    """Open invoices and the lines of the account, with those of the customers that were merged into this one."""
    customer = (await deps.customers.get(customer_id)).state
    await allow_party(caller, "customer.statement", deps, customer.group_id)
    whole = sees_all(caller, "customer.statement", deps)
    group = _group(caller, "customer.statement", deps, group_id if whole else group_id or customer.group_id)
    activity_id, of_group = await _activity(group, deps)
    accounts = await list_accounts(customer_id, deps.customers)
    if siren is not None and of_group not in (None, siren):
        raise InputError("siren", "is not whose books this group is in", of_group or "")
    books = of_group or siren or await _home_books(customer.group_id, deps)
    command = ReadPartyStatement(customer.name, accounts, books, on or deps.clock.today(), activity_id=activity_id)
    return await _answer(wanted, await read_party_statement(command, deps), deps)


@router.get(
    "/suppliers/{supplier_id}/statement",
    summary="Statement of a supplier (relevé de compte)",
    response_model=PartyStatementOut,
    responses=_ANSWERS,
)
async def supplier_statement(
    supplier_id: Id, deps: Use, caller: Caller, wanted: WhichFormat, on: Day = None, group_id: Group = None
) -> PartyStatementOut | Response:
    """Open invoices and the lines of the account, with those of the suppliers that were merged into this one."""
    supplier = (await deps.suppliers.get(supplier_id)).state
    await allow_party(caller, "supplier.statement", deps, supplier.group_id, supplier.legal_entity)
    group = _group(caller, "supplier.statement", deps, group_id or supplier.group_id)
    activity_id, of_group = await _activity(group, deps)
    if of_group not in (None, supplier.legal_entity):
        raise InputError("group_id", "is in the books of another legal entity", "a group of this legal entity")
    accounts = await list_accounts(supplier_id, deps.suppliers)
    command = ReadPartyStatement(
        supplier.name, accounts, supplier.legal_entity, on or deps.clock.today(), True, activity_id
    )
    return await _answer(wanted, await read_party_statement(command, deps), deps)


def _group(caller: Principal, action: str, deps: Deps, group_id: str | None) -> str | None:
    """Whose lines: the accountant's choice, or all; for everybody else one of their own groups."""
    if sees_all(caller, action, deps):
        return group_id
    groups = POLICY.visible(caller, action).groups
    if group_id is None and len(groups) == 1:
        return next(iter(groups))
    if group_id is None:
        raise InputError("group_id", "is missing", "one of your groups")
    if group_id not in groups:
        raise NotFoundError("not-found", "there is nothing here under this id")
    return group_id


async def _activity(group_id: str | None, deps: Deps) -> tuple[str | None, str | None]:
    """The activity of a group and whose books it is in. NotFoundError when it has none here."""
    if group_id is None:
        return None, None
    found = await deps.activities.find_one({"group_id": group_id})
    if found is None:
        raise NotFoundError("not-found", "this group has no activity here")
    return found.id, found.state.siren


async def _home_books(group_id: str | None, deps: Deps) -> str:
    """The books of the customer's own group, or the only ones there are."""
    home = await deps.activities.find_one({"group_id": group_id}) if group_id is not None else None
    if home is not None:
        return home.state.siren
    known = await deps.legal_entities.find(limit=2)
    if len(known.items) != 1:
        raise InputError("siren", "is missing", "the SIREN of a legal entity whose books are kept here")
    return known.items[0].id


async def _answer(wanted: Format, statement: PartyStatement, deps: Deps) -> PartyStatementOut | Response:
    if wanted is Format.JSON:
        return PartyStatementOut.of(statement)
    entity = (await deps.legal_entities.get(statement.siren)).state
    owner = Owner(entity.name, statement.siren, deps.clock.now(), statement.analytic_code)
    return await document(wanted, party_statement_sheet(statement, owner), deps)
