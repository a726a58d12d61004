"""What a slip becomes in the books: cheques and cash leave 5112 or 530 for the bank; a cheque that came back is owed again."""

from collections.abc import Sequence
from datetime import date

from accounting.domain.entry import Auxiliary, EntryDraft, EntryLine, Journal
from accounting.domain.payments.remittance import ChequeReturn, Remittance, RemittanceKind, RemittancePart
from accounting.domain.why import Why, euros

CHEQUES, CASH, CUSTOMERS = "5112", "530", "411"


def deposit_key(remittance_id: str) -> str:
    """The source of the entry of a deposit."""
    return f"remittance:{remittance_id}"


def deposit_entry(remittance_id: str, slip: Remittance, deposited_on: date) -> EntryDraft:
    """Dr the bank's account · Cr 5112 or 530, per activity, so that each one's money stays its own."""
    bank, held = slip.account.ledger_account, CHEQUES if slip.kind is RemittanceKind.CHEQUES else CASH
    sums: dict[str, int] = {}
    for one in slip.parts:
        sums[one.analytic_code] = sums.get(one.analytic_code, 0) + one.amount_cents
    lines = [EntryLine(bank, debit_cents=cents, analytic_code=code) for code, cents in sums.items()]
    lines += [EntryLine(held, credit_cents=cents, analytic_code=code) for code, cents in sums.items()]
    what = f"{len(slip.parts)} chèque(s)" if slip.kind is RemittanceKind.CHEQUES else "Des espèces"
    sentence = (
        f"{what} pour {euros(slip.total_cents)} sont remis à la banque, bordereau {slip.reference} : l’argent quitte le compte "
        f"{held} (crédit) et arrive sur le compte {bank} de {slip.account.name} (débit)."
    )
    only = _only(slip.parts)
    return EntryDraft(
        siren=slip.siren,
        journal=Journal.BANK if slip.kind is RemittanceKind.CHEQUES else Journal.CASH,
        source_key=deposit_key(remittance_id),
        posted_on=deposited_on,
        label=f"Remise de {'chèques' if slip.kind is RemittanceKind.CHEQUES else 'espèces'} {slip.reference}",
        voucher_ref=slip.reference,
        voucher_on=deposited_on,
        lines=tuple(lines),
        activity_id=only.activity_id if only else None,
        scheme=only.scheme if only else None,
        why=Why("PCG 1031-1", sentence, f"remittance:{remittance_id}"),
    )


def cheque_return_entry(
    remittance_id: str, slip: Remittance, part: RemittancePart, returned: ChequeReturn
) -> EntryDraft:
    """Dr 411 customer · Cr the bank's account: the customer owes it again (ACC-03)."""
    bank = slip.account.ledger_account
    sentence = (
        f"Le chèque de {part.drawer} ({euros(part.amount_cents)}, facture {part.invoice_number}) est revenu impayé "
        f"({returned.reason}) : la banque reprend l’argent (crédit du compte {bank}) et le client le doit de nouveau (débit du "
        f"compte {CUSTOMERS}). La facture garde son paiement ; la dette se lit sur le compte du client."
    )
    customer = Auxiliary(part.customer_account, part.customer_name)
    return EntryDraft(
        siren=slip.siren,
        journal=Journal.BANK,
        source_key=f"cheque-returned:{part.payment_id}",
        posted_on=returned.on,
        label=f"Chèque impayé {part.invoice_number} {part.drawer}"[:200],
        voucher_ref=slip.reference,
        voucher_on=returned.on,
        lines=(
            EntryLine(CUSTOMERS, debit_cents=part.amount_cents, auxiliary=customer, analytic_code=part.analytic_code),
            EntryLine(bank, credit_cents=part.amount_cents, analytic_code=part.analytic_code),
        ),
        activity_id=part.activity_id,
        scheme=part.scheme,
        why=Why("ACC-03", sentence, f"remittance:{remittance_id}"),
    )


def _only(parts: Sequence[RemittancePart]) -> RemittancePart | None:
    """A part of the one activity that all is of; None when there are several."""
    return parts[0] if len({one.activity_id for one in parts}) == 1 else None
