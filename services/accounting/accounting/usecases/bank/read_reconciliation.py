"""The reconciliation of a bank account on a day. Memory grows with what is open, not with what was reconciled."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.reconciliation import OpenLine, OpenMovement, Reconciliation
from accounting.domain.bank.statement import BankStatement
from accounting.domain.entry import Journal
from accounting.domain.errors import InputError
from accounting.domain.reports.ledger_line import Selection
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start
from accounting.usecases.ledger.walk_lines import WalkLines, walk_lines
from essaim.kit.aggregate import Stored
from essaim.kit.store.port import Order, Range, Where


@dataclass(frozen=True)
class ReadReconciliation:
    """Which account, on which day, and the balance on paper when no file says it."""

    account_id: str
    on: date
    bank_cents: int | None = None


async def read_reconciliation(command: ReadReconciliation, deps: Deps) -> Reconciliation:
    """The reconciliation. InputError for a day in the future."""
    today = deps.clock.today()
    if command.on > today:
        raise InputError("on", f"{command.on} is in the future", f"a day until {today}")
    stored = await deps.bank_accounts.get(command.account_id)
    account, on = stored.state, command.on
    begins_on = await _begins_on(stored.id, deps)
    pointed = await _pointed(account.siren, account.ledger_account, on, deps)
    movements, total = await _movements(stored.id, on, pointed.by_movement, deps)
    lines = await _lines(account, begins_on, on, pointed.lines, deps) if begins_on else []
    bank, source = await _bank(command, total, deps)
    return Reconciliation(
        on=on,
        ledger_account=account.ledger_account,
        bank_cents=bank,
        bank_from=source,
        books_cents=await _books(account, on, deps),
        movements=movements,
        lines=lines,
    )


@dataclass(frozen=True)
class _Pointed:
    """The lines of the ledger account that movements until a day are behind, and their sums by movement."""

    lines: frozenset[tuple[str, int]]
    by_movement: dict[str, int]


async def _pointed(siren: str, ledger_account: str, on: date, deps: Deps) -> _Pointed:
    lines: set[tuple[str, int]] = set()
    sums: dict[str, int] = {}
    where: Where = {"siren": siren, "posted_on": Range(le=on.isoformat())}
    async for page in deps.bank_pointings.scan(where, order_by=(Order("posted_on"),)):
        for one in page:
            state = one["state"]
            if (
                state["account"] != ledger_account
                or state["movement_id"] is None
                or state["booked_on"] > on.isoformat()
            ):
                continue
            lines.add((state["record_id"], state["place"]))
            sums[state["movement_id"]] = sums.get(state["movement_id"], 0) + state["balance_cents"]
    return _Pointed(frozenset(lines), sums)


async def _begins_on(account_id: str, deps: Deps) -> date | None:
    """The day on which what is known of the account begins: that of its first statement, or of its first movement."""
    first = await deps.bank_statements.find({"account_id": account_id}, order_by=(Order("opening_on"),), limit=1)
    oldest = await deps.bank_movements.find({"account_id": account_id}, order_by=(Order("booked_on"),), limit=1)
    days = [one.state.opening_on for one in first.items] + [one.state.booked_on for one in oldest.items]
    return min(days, default=None)


async def _movements(account_id: str, on: date, in_books: dict[str, int], deps: Deps) -> tuple[list[OpenMovement], int]:
    """The movements until a day of which the books do not have everything, and the sum of all."""
    found: list[OpenMovement] = []
    total = 0
    where: Where = {"account_id": account_id, "booked_on": Range(le=on.isoformat())}
    async for page in deps.bank_movements.scan(where, order_by=(Order("booked_on"),)):
        for one in page:
            state = one["state"]
            total += state["amount_cents"]
            missing = state["amount_cents"] - in_books.get(one["id"], 0)
            if missing:
                day = date.fromisoformat(state["booked_on"])
                found.append(OpenMovement(one["id"], day, state["label"], state["status"], missing))
    return found, total


async def _lines(
    account: BankAccount, begins_on: date, on: date, pointed: frozenset[tuple[str, int]], deps: Deps
) -> list[OpenLine]:
    """The lines of the books since the beginning that no movement is behind. What was before is in the first old balance."""
    if begins_on > on:
        return []
    found = []
    async for line in walk_lines(WalkLines(account.siren, begins_on, on, Selection(account.ledger_account)), deps):
        if line.account != account.ledger_account or line.journal == Journal.OPENING.value:
            continue
        if (line.record_id, line.place) not in pointed:
            found.append(
                OpenLine(line.record_id, line.place, line.posted_on, line.number, line.label, line.balance_cents)
            )
    return found


async def _bank(command: ReadReconciliation, total_cents: int, deps: Deps) -> tuple[int, str]:
    """What the bank says: the balance given, or that of its last statement and the movements after it."""
    if command.bank_cents is not None:
        return command.bank_cents, "given"
    last = await _last_statement(command, deps)
    if last is None:
        return total_cents, "movements"
    since = Range(gt=last.closing_on.isoformat(), le=command.on.isoformat())
    cents = last.closing_cents
    async for page in deps.bank_movements.scan({"account_id": command.account_id, "booked_on": since}):
        cents += sum(one["state"]["amount_cents"] for one in page)
    return cents, "statement"


async def _last_statement(command: ReadReconciliation, deps: Deps) -> BankStatement | None:
    """The last one that closed until the day; of several on one day, the newest that none of the others goes on from."""
    where: Where = {"account_id": command.account_id, "closing_on": Range(le=command.on.isoformat())}
    order = (Order("closing_on", descending=True), Order("created_at", descending=True))
    found = await deps.bank_statements.find(where, order_by=order, limit=50)
    same = [one for one in found.items if one.state.closing_on == found.items[0].state.closing_on]
    return _newest(same)


def _newest(same: list[Stored[BankStatement]]) -> BankStatement | None:
    if not same:
        return None
    opened = {one.state.opening_cents for one in same}
    return next((one.state for one in same if one.state.closing_cents not in opened), same[0].state)


async def _books(account: BankAccount, on: date, deps: Deps) -> int:
    start = await read_books_start(ReadBooksStart(account.siren, on), deps)
    cells = await read_balances(ReadBalances(account.siren, min(start, on), on), deps)
    return sum(one.balance_cents for one in cells if one.account == account.ledger_account)
