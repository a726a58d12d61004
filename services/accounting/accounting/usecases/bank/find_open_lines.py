"""Lines of the books on a bank's ledger account that no movement is behind yet: payments recorded before the statement came."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.accounts import padded
from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.candidate import Candidate
from accounting.domain.bank.item import ItemKind
from accounting.domain.bank.pointing import pointing_id
from accounting.domain.entry import Journal
from accounting.domain.reports.ledger_line import LedgerLine, Selection
from accounting.usecases.ledger.walk_lines import WalkLines, walk_lines
from essaim.kit.store.port import Range


@dataclass(frozen=True)
class FindOpenLines:
    """Which account, and the days of the lines, both included."""

    account: BankAccount
    from_on: date
    to_on: date


async def find_open_lines(command: FindOpenLines, deps: Deps) -> list[Candidate]:
    """As candidates. Opening balances are no movements, and are not among them."""
    account = command.account
    span = Range(ge=command.from_on.isoformat(), le=command.to_on.isoformat())
    pointings = await deps.bank_pointings.all({"siren": account.siren, "posted_on": span})
    taken = {one.id for one in pointings if one.state.movement_id is not None}
    selection = Selection(account=padded(account.ledger_account))
    found: list[Candidate] = []
    async for line in walk_lines(WalkLines(account.siren, command.from_on, command.to_on, selection), deps):
        if line.account != account.ledger_account or line.journal == Journal.OPENING.value:
            continue
        if pointing_id(line.record_id, line.place) not in taken:
            found.append(_candidate(line))
    return found


def _candidate(line: LedgerLine) -> Candidate:
    return Candidate(
        kind=ItemKind.ENTRY_LINE,
        id=line.record_id,
        place=line.place,
        amount_cents=line.balance_cents,
        label=f"{line.number} {line.label}",
        reference=line.voucher_ref,
        from_on=line.posted_on,
    )
