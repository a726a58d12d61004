"""Bring what a movement settles into the books: documents by their own use cases, then its own entry, then the pointing.

Every step finds out by itself what it has done before, so a settlement that was cut off anywhere is simply run again.
"""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.account import LEDGER
from accounting.domain.bank.item import Item, ItemKind
from accounting.domain.bank.movement import BankMovement, settled, shortened
from accounting.domain.bank.settlement_entry import settlement_entry
from accounting.domain.entry import CENTRAL
from accounting.domain.errors import DomainError, RuleError
from accounting.usecases.bank.point_line import PointLine, point_line
from accounting.usecases.bank.settle_documents import SettleDocuments, settle_documents
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.store.port import In


@dataclass(frozen=True)
class SettleMovement:
    """Which movement."""

    movement_id: str


async def settle_movement(command: SettleMovement, deps: Deps, cause: Cause) -> Stored[BankMovement]:
    """The movement, settled. RuleError when somebody was faster with one of its documents: what was settled before it stays,
    and the rest of the movement is open again."""
    id_ = command.movement_id
    stored = await deps.bank_movements.get(id_)
    if not stored.state.to_settle:
        return stored
    keys, refusal = await _settle_items(stored, deps, cause)
    movement = (await deps.bank_movements.get(id_)).state
    if movement.to_settle:
        posted = await _post(id_, movement, keys, deps, cause)
        await deps.bank_movements.change(id_, lambda one: Change(settled(one, posted)), cause)
    if refusal is not None:
        raise refusal
    return await deps.bank_movements.get(id_)


async def _settle_items(stored: Stored[BankMovement], deps: Deps, cause: Cause) -> tuple[list[str], RuleError | None]:
    """The source keys of the documents' entries, and why one was not settled, if so."""
    movement = stored.state
    keys: list[str] = []
    for place, item in enumerate(movement.items):
        if place < movement.settled_count:
            continue
        try:
            if item.is_document:
                keys += await settle_documents(SettleDocuments(stored.id, item, movement.booked_on), deps, cause)
            elif item.kind is ItemKind.ENTRY_LINE:
                await point_line(PointLine(stored.id, movement, item.id, item.place), deps, cause)
        except DomainError as error:
            refusal = RuleError("bank-item-refused", f"{item.label}: {_said(error)}")
            await _shorten(stored.id, place, refusal.detail, deps, cause)
            return keys, refusal
    return keys, None


def _said(error: DomainError) -> str:
    return "; ".join([error.detail, *(f"{one.field} {one.message}: {one.accepted}" for one in error.fields)])


async def _shorten(movement_id: str, kept: int, problem: str, deps: Deps, cause: Cause) -> None:
    at = deps.clock.now()
    await deps.bank_movements.change(movement_id, lambda one: Change(shortened(one, kept, at, problem)), cause)


async def _post(id_: str, movement: BankMovement, keys: list[str], deps: Deps, cause: Cause) -> list[str]:
    """The ledger records that it made, their lines of the bank pointed."""
    account = (await deps.bank_accounts.get(movement.account_id)).state
    activity = await _activity(movement, movement.items[movement.settled_count :], deps)
    draft = settlement_entry(id_, movement, account, activity)
    records = []
    if draft is not None:
        records.append(await post_entry(PostEntry(draft), deps, cause))
    if keys:
        found = await deps.ledger.find({"entry.source_key": In(tuple(keys))}, limit=len(keys))
        records = [*found.items, *records]
    for record in records:
        for place, line in enumerate(record.state.certain_entry.lines):
            if line.account.startswith(LEDGER):
                await point_line(PointLine(id_, movement, record.id, place), deps, cause)
    return [one.id for one in records]


async def _activity(movement: BankMovement, items: tuple[Item, ...], deps: Deps) -> tuple[str, str] | None:
    """Id and scheme of the one activity that all its accounts are of."""
    codes = {item.analytic_code for item in items if item.kind is ItemKind.ACCOUNT}
    if len(codes) != 1 or not (code := codes.pop()) or code == CENTRAL:
        return None
    found = await deps.activities.find_one({"siren": movement.siren, "analytic_code": code})
    return (found.id, found.state.scheme) if found else None
