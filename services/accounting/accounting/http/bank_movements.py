"""Movements of a bank account, and what they settle."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from accounting.deps import Deps
from accounting.domain.bank.movement import BankMovement, MovementStatus
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.bank_accounts import AccountId
from accounting.http.schemas.bank_movements import (
    AutomaticMatchingIn,
    AutomaticMatchingOut,
    MatchIn,
    MovementOut,
    OutcomeOut,
    ProposalOut,
    ReasonIn,
)
from accounting.usecases.bank.ignore_movement import IgnoreMovement, ignore_movement
from accounting.usecases.bank.match_automatically import MatchAutomatically, match_automatically
from accounting.usecases.bank.match_movement import MatchMovement, match_movement
from accounting.usecases.bank.read_proposals import ReadProposals, read_proposals
from accounting.usecases.bank.unmatch_movement import UnmatchMovement, unmatch_movement
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Condition, Order, Range

router = APIRouter(tags=["bank movements"])


@router.get("/v1/bank-accounts/{account_id}/movements", summary="Movements, oldest first (accountant, officer)")
async def list_movements(
    account_id: AccountId,
    deps: Use,
    caller: Caller,
    page: PageQuery,
    status: MovementStatus | None = None,
    from_on: Annotated[date | None, Query(alias="from")] = None,
    to_on: Annotated[date | None, Query(alias="to")] = None,
) -> PageOut[MovementOut]:
    """All, or those of a status or of some days."""
    allow(caller, "bank.read", deps)
    await deps.bank_accounts.get(account_id)
    where: dict[str, Condition] = {"account_id": account_id}
    if status is not None:
        where["status"] = status.value
    if from_on or to_on:
        where["booked_on"] = Range(ge=from_on.isoformat() if from_on else None, le=to_on.isoformat() if to_on else None)
    found = await deps.bank_movements.find(where, order_by=(Order("booked_on"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[MovementOut.of(one) for one in found.items], next=found.next)


@router.get("/v1/bank-movements/{movement_id}", summary="One movement (accountant, officer)")
async def read_movement(movement_id: Id, deps: Use, caller: Caller, response: Response) -> MovementOut:
    """With what it settles and what happened to it."""
    allow(caller, "bank.read", deps)
    return _told(await deps.bank_movements.get(movement_id), response)


@router.get(
    "/v1/bank-accounts/{account_id}/movements/{movement_id}/proposals",
    summary="What a movement may settle, best first (accountant, officer)",
)
async def list_proposals(account_id: AccountId, movement_id: Id, deps: Use, caller: Caller) -> list[ProposalOut]:
    """Ten at most, each with its score and its reasons. Its items can be given to ``match`` as they are."""
    allow(caller, "bank.read", deps)
    await _check_of(account_id, movement_id, deps)
    return [ProposalOut.of(one) for one in await read_proposals(ReadProposals(movement_id), deps)]


@router.post("/v1/bank-movements/{movement_id}/match", summary="Say what a movement settles (accountant)")
async def match(
    movement_id: Id,
    body: MatchIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> MovementOut:
    """Documents are paid and lettered, accounts are posted, lines that are in the books are pointed: once."""
    allow(caller, "bank.match", deps)
    command = MatchMovement(movement_id, tuple(one.to_domain() for one in body.items))
    return _told(await match_movement(command, deps, cause, expected_version=expected), response)


@router.post("/v1/bank-movements/{movement_id}/unmatch", summary="Take a match back that made no entry (accountant)")
async def unmatch(
    movement_id: Id,
    body: ReasonIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> MovementOut:
    """It stays traced. What made entries is corrected by reversing them."""
    allow(caller, "bank.match", deps)
    command = UnmatchMovement(movement_id, body.reason)
    return _told(await unmatch_movement(command, deps, cause, expected_version=expected), response)


@router.post("/v1/bank-movements/{movement_id}/ignore", summary="Say that a movement needs no entry (accountant)")
async def ignore(
    movement_id: Id,
    body: ReasonIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> MovementOut:
    """With the reason. The reconciliation still shows it."""
    allow(caller, "bank.match", deps)
    command = IgnoreMovement(movement_id, body.reason)
    return _told(await ignore_movement(command, deps, cause, expected_version=expected), response)


@router.post("/v1/bank-accounts/{account_id}/automatic-matching", summary="Match what is sure (accountant)")
async def match_all(
    account_id: AccountId, body: AutomaticMatchingIn, deps: Use, caller: Caller, cause: CauseOf
) -> AutomaticMatchingOut:
    """A high score, no rival near, and no other movement that wants the same. Everything is told with its reason."""
    allow(caller, "bank.match", deps)
    command = MatchAutomatically(account_id, body.threshold, body.margin, body.dry_run)
    outcomes = await match_automatically(command, deps, cause)
    return AutomaticMatchingOut(
        dry_run=body.dry_run,
        matched_count=sum(1 for one in outcomes if one.matched),
        movements=[OutcomeOut.of(one) for one in outcomes],
    )


async def _check_of(account_id: str, movement_id: str, deps: Deps) -> None:
    if (await deps.bank_movements.get(movement_id)).state.account_id != account_id:
        raise NotFoundError("not-found", f"bank_movements/{movement_id} does not exist")


def _told(stored: Stored[BankMovement], response: Response) -> MovementOut:
    response.headers["ETag"] = stored.etag
    return MovementOut.of(stored)
