"""Check what a movement is to settle against documents and books, and complete it: labels, and amounts that were not said."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.accounts import unpadded
from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.item import Item, ItemKind, of_amount
from accounting.domain.bank.line import euros_text
from accounting.domain.bank.movement import BankMovement, check_matchable
from accounting.domain.bank.pointing import pointing_id
from accounting.domain.bank.rule import NEEDS_CODE
from accounting.domain.entry import CENTRAL
from accounting.domain.errors import DomainError, InputError, Problem, RuleError
from accounting.domain.fiscal_year import earliest_day
from accounting.domain.head import Head
from accounting.usecases.bank.find_documents import FindDocuments, find_documents
from accounting.usecases.ledger.read_head import ReadHead, read_head
from essaim.kit.store.errors import MissingError

_OF_DOCUMENTS = ("401", "404", "411")


@dataclass(frozen=True)
class CheckItems:
    """A movement, and what it is to settle."""

    movement: BankMovement
    items: tuple[Item, ...]


async def check_items(command: CheckItems, deps: Deps) -> tuple[Item, ...]:
    """The items, complete. RuleError for a document that is paid or a line that another movement is behind, InputError for
    what is not there. The error names the item."""
    movement = command.movement
    check_matchable(movement)
    account = (await deps.bank_accounts.get(movement.account_id)).state
    head = await read_head(ReadHead(movement.siren, fresh=True), deps)
    today = deps.clock.today()
    earliest = earliest_day(today, head.start_month)
    if any(item.posts for item in command.items) and not earliest <= movement.booked_on <= today:
        accepted = f"a movement from {earliest} to {today}"
        raise InputError("items", f"cannot be posted on {movement.booked_on}", accepted)
    found: list[Item] = []
    left = movement.left_cents
    for place, item in enumerate(command.items):
        try:
            alone = len(command.items) == 1
            complete = await _completed(item, account, head, left if alone else None, deps)
        except DomainError as error:
            raise _named(error, place) from None
        found.append(complete)
    return _with_rest(found, left)


def _named(error: DomainError, place: int) -> DomainError:
    """The error, with the item in the names of its fields."""
    error.fields = tuple(Problem(f"items.{place}.{one.field}", one.message, one.accepted) for one in error.fields)
    return error


def _with_rest(items: list[Item], left_cents: int) -> tuple[Item, ...]:
    """The one account without an amount gets what the others leave."""
    unsaid = [place for place, item in enumerate(items) if not item.amount_cents]
    rest = left_cents - sum(item.amount_cents for item in items)
    if len(unsaid) > 1 or (unsaid and not rest):
        message = "is missing" if rest else "would be nothing: the other items are the whole movement"
        raise InputError(f"items.{unsaid[-1]}.amount", message, "an amount; one account at most may go without")
    return tuple(of_amount(item, rest) if place in unsaid else item for place, item in enumerate(items))


async def _completed(item: Item, account: BankAccount, head: Head, alone_cents: int | None, deps: Deps) -> Item:
    if item.kind is ItemKind.ACCOUNT:
        return _account(item, account, head)
    if item.kind is ItemKind.ENTRY_LINE:
        return await _line(item, account, deps)
    return await _document(item, account.siren, alone_cents, deps)


async def _document(item: Item, siren: str, alone_cents: int | None, deps: Deps) -> Item:
    found = await find_documents(FindDocuments(siren, (item.kind, item.id)), deps)
    if not found:
        raise RuleError("bank-document-paid", f"nothing is left to pay of the {item.kind.value} {item.id}")
    one = found[0]
    cents = item.amount_cents
    if not cents:
        cents = one.amount_cents
        if one.divisible and alone_cents is not None and alone_cents * cents > 0:
            part = abs(cents) - abs(alone_cents) > deps.settings.bank_rounding_cents
            cents = alone_cents if part else cents
    least = 1 if one.divisible else abs(one.amount_cents)
    if cents * one.amount_cents < 0 or not least <= abs(cents) <= abs(one.amount_cents):
        whole = "" if one.divisible else ", in full"
        accepted = f"{euros_text(one.amount_cents)} at most{whole}; money that leaves is negative"
        raise InputError("amount", f"{euros_text(cents)} is not what can be paid of {one.label}", accepted)
    return replace(item, amount_cents=cents, label=one.label)


async def _line(item: Item, account: BankAccount, deps: Deps) -> Item:
    accepted = f"a line on {account.ledger_account} of an entry of {account.siren}, as the proposals name it"
    try:
        record = (await deps.ledger.get(item.id)).state
    except MissingError:
        raise InputError("id", f"{item.id} is no entry", accepted) from None
    lines = record.entry.lines if record.entry is not None and record.siren == account.siren else ()
    if record.entry is None or item.place >= len(lines) or lines[item.place].account != account.ledger_account:
        raise InputError("place", f"{item.place} is no line of this bank account", accepted)
    cents = lines[item.place].balance_cents
    if item.amount_cents not in (0, cents):
        raise InputError("amount", f"{euros_text(item.amount_cents)} is not the line's", euros_text(cents))
    await _check_free(item, record.entry.reference, deps)
    return replace(item, amount_cents=cents, label=f"{record.entry.reference} {record.entry.label}")


async def _check_free(item: Item, reference: str, deps: Deps) -> None:
    try:
        known = (await deps.bank_pointings.get(pointing_id(item.id, item.place))).state
    except MissingError:
        return
    if known.movement_id is not None:
        detail = f"line {item.place} of {reference} is that of the movement {known.movement_id}"
        raise RuleError("bank-line-taken", detail)


def _account(item: Item, account: BankAccount, head: Head) -> Item:
    number = unpadded(item.account)
    if not head.chart.knows(number) or number == account.ledger_account:
        raise InputError(
            "account", f"{item.account} cannot be used here (ACC-07)", "an account of the chart, such as 627"
        )
    if number.startswith(_OF_DOCUMENTS):
        raise InputError("account", f"{number} is that of documents", "the invoice or the purchase, or another account")
    code = item.analytic_code
    known = ", ".join([CENTRAL, *sorted(head.analytic_codes)[:10]])
    if code not in (None, CENTRAL, *head.analytic_codes):
        raise InputError("analytic_code", f"{code} is no activity of {account.siren} (CAE-01)", f"one of {known}")
    if code is None and number.startswith(NEEDS_CODE):
        raise InputError("analytic_code", f"is missing: {number} needs one (CAE-07)", f"one of {known}")
    return replace(item, account=number)
