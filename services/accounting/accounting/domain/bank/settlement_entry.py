"""The entry of a movement beside those of the documents that it pays: accounts, what is rounded away, and the way from 512 to
the account's own ledger account.

Documents are paid over 512 by their own use cases. When the bank account has a ledger account below it, the sum goes on to it
here, so that both accounts say the truth.
"""

from accounting.domain.bank.account import LEDGER, BankAccount
from accounting.domain.bank.item import ItemKind
from accounting.domain.bank.movement import BankMovement
from accounting.domain.entry import CENTRAL, EntryDraft, EntryLine, Journal
from accounting.domain.why import Why, euros

LOSS, GAIN = "658", "758"


def settlement_key(movement_id: str, settled_count: int) -> str:
    """The source of the entry; another one when an interrupted settlement goes on."""
    return f"bank:{movement_id}" if not settled_count else f"bank:{movement_id}:{settled_count}"


def settlement_entry(
    movement_id: str, movement: BankMovement, account: BankAccount, activity: tuple[str, str] | None
) -> EntryDraft | None:
    """The entry; None when the documents' own entries say it all. ``activity`` is id and scheme of the one activity that
    all lines are of, if there is one."""
    items = movement.items[movement.settled_count :]
    documents = sum(item.amount_cents for item in items if item.is_document)
    accounts = [item for item in items if item.kind is ItemKind.ACCOUNT]
    difference = movement.difference_cents
    through = 0 if account.ledger_account == LEDGER else documents
    on_bank = through + sum(item.amount_cents for item in accounts) + difference
    lines = [_line(account.ledger_account, on_bank), _line(LEDGER, -through)]
    lines += [_line(item.account, -item.amount_cents, item.analytic_code) for item in accounts]
    lines.append(_line(LOSS if difference < 0 else GAIN, -difference, CENTRAL))
    there = tuple(line for line in lines if line is not None)
    if not there:
        return None
    return EntryDraft(
        siren=movement.siren,
        journal=Journal.BANK,
        source_key=settlement_key(movement_id, movement.settled_count),
        posted_on=movement.booked_on,
        label=(next((item.label for item in accounts if item.label), "") or movement.label)[:200],
        voucher_ref=(movement.reference or f"Relevé {movement.booked_on:%d/%m/%Y}")[:60],
        voucher_on=movement.booked_on,
        lines=there,
        activity_id=activity[0] if activity else None,
        scheme=activity[1] if activity else None,
        why=_why(movement_id, movement, account, accounts=len(accounts), through=through),
    )


def _line(account: str, cents: int, code: str | None = None) -> EntryLine | None:
    if not cents:
        return None
    return EntryLine(account, debit_cents=max(0, cents), credit_cents=max(0, -cents), analytic_code=code)


def _why(movement_id: str, movement: BankMovement, account: BankAccount, *, accounts: int, through: int) -> Why:
    day = f"{movement.booked_on:%d/%m/%Y}"
    came = "sont arrivés sur" if movement.amount_cents > 0 else "ont quitté"
    parts = [f"Le relevé du {day} dit que {euros(abs(movement.amount_cents))} {came} le compte {account.name}."]
    if accounts:
        parts.append(
            f"Ce mouvement ne règle pas une facture : il est imputé sur {accounts} compte(s) choisi(s) par la comptabilité."
        )
    if through:
        parts.append(
            f"Le règlement passé au compte {LEDGER} est porté au compte {account.ledger_account} de cette banque."
        )
    difference = movement.difference_cents
    if difference:
        more, account_of = ("de plus", GAIN) if difference > 0 else ("de moins", LOSS)
        parts.append(
            f"La banque dit {euros(abs(difference))} {more} que les documents réglés : cet écart d'arrondi est accepté et "
            f"passé au compte {account_of}."
        )
    return Why(rule="PCG 1031-1", sentence=" ".join(parts), source_document=f"bank_movement:{movement_id}")
