"""The worked entries: what each document becomes in the ledger (domain §1.4 and §5.10)."""

from dataclasses import dataclass
from datetime import date

from accounting.domain.activity import Activity
from accounting.domain.entry import CENTRAL, Auxiliary, EntryDraft, EntryLine, Journal
from accounting.domain.invoice import Invoice, Issued, Payment
from accounting.domain.pricing import Nature
from accounting.domain.purchase import Purchase

SALES_ACCOUNT = {Nature.SERVICES: "706", Nature.GOODS: "701", Nature.RESALE: "707"}


@dataclass(frozen=True)
class Books:
    """The activity that an entry is for: every line of it carries its analytic code."""

    activity_id: str
    activity: Activity

    def debit(self, account: str, cents: int, auxiliary: Auxiliary | None = None) -> EntryLine:
        """A debit of the activity."""
        return EntryLine(account, debit_cents=cents, auxiliary=auxiliary, analytic_code=self.activity.analytic_code)

    def credit(self, account: str, cents: int, auxiliary: Auxiliary | None = None) -> EntryLine:
        """A credit of the activity."""
        return EntryLine(account, credit_cents=cents, auxiliary=auxiliary, analytic_code=self.activity.analytic_code)

    def draft(
        self,
        journal: Journal,
        source_key: str,
        posted_on: date,
        label: str,
        voucher: tuple[str, date],
        lines: tuple[EntryLine, ...],
    ) -> EntryDraft:
        """An entry of the activity, in the books of its legal entity."""
        return EntryDraft(
            siren=self.activity.siren,
            journal=journal,
            source_key=source_key,
            posted_on=posted_on,
            label=label,
            voucher_ref=voucher[0],
            voucher_on=voucher[1],
            lines=lines,
            activity_id=self.activity_id,
            scheme=self.activity.scheme,
        )


def sale(books: Books, invoice_id: str, invoice: Invoice, issued: Issued) -> EntryDraft:
    """Dr 411 customer · Cr 706, 701 or 707 by nature · Cr 44571."""
    totals, buyer = invoice.totals, issued.order.buyer
    lines = [books.debit("411", totals.including_vat_cents, Auxiliary(buyer.account, buyer.name))]
    for nature, account in SALES_ACCOUNT.items():
        sold = sum(line.total_cents for line in invoice.lines if line.nature is nature)
        if sold:
            lines.append(books.credit(account, sold))
    if totals.vat_cents:
        lines.append(books.credit("44571", totals.vat_cents))
    label = f"Facture {issued.number} {buyer.name}"
    voucher = (issued.number, issued.issued_on)
    return books.draft(Journal.SALES, f"sale:{invoice_id}", issued.issued_on, label, voucher, tuple(lines))


def receipt(books: Books, invoice: Invoice, issued: Issued, payment: Payment) -> EntryDraft:
    """Dr 512 (5112 for a cheque) · Cr 411 customer."""
    buyer = issued.order.buyer
    lines = (
        books.debit("5112" if payment.means == "cheque" else "512", payment.amount_cents),
        books.credit("411", payment.amount_cents, Auxiliary(buyer.account, buyer.name)),
    )
    label = f"Règlement facture {issued.number} {buyer.name}"
    voucher = (issued.number, payment.paid_on)
    return books.draft(Journal.BANK, f"payment:{payment.id}", payment.paid_on, label, voucher, lines)


def purchase(books: Books, purchase_id: str, bought: Purchase) -> EntryDraft:
    """Dr 6xx · Dr 44566 · Cr 401 supplier."""
    lines = [books.debit(bought.account, bought.total_excluding_vat_cents)]
    if bought.vat_cents:
        lines.append(books.debit("44566", bought.vat_cents))
    lines.append(books.credit("401", bought.total_including_vat_cents, _supplier(bought)))
    label = f"Facture {bought.supplier_name} {bought.supplier_reference}"
    voucher = (bought.supplier_reference, bought.invoiced_on)
    return books.draft(Journal.PURCHASES, f"purchase:{purchase_id}", bought.recorded_on, label, voucher, tuple(lines))


def disbursement(books: Books, purchase_id: str, bought: Purchase, paid_on: date) -> EntryDraft:
    """Dr 401 supplier · Cr 512."""
    lines = (
        books.debit("401", bought.total_including_vat_cents, _supplier(bought)),
        books.credit("512", bought.total_including_vat_cents),
    )
    label = f"Règlement {bought.supplier_name} {bought.supplier_reference}"
    voucher = (bought.supplier_reference, paid_on)
    return books.draft(Journal.BANK, f"payment:{purchase_id}", paid_on, label, voucher, lines)


def contribution(
    books: Books, document_id: str, document_ref: str, amount_cents: int, posted_on: date
) -> EntryDraft | None:
    """Dr 186 activity · Cr 181 activity · Dr 181 cooperative · Cr 187 cooperative; the other way round when negative.

    PCG art. 1211-18: 181 nets to nothing, 186 equals 187. None when there is nothing to post.
    """
    if amount_cents == 0:
        return None
    code = books.activity.analytic_code
    movements = (
        ("186", code, amount_cents),
        ("181", code, -amount_cents),
        ("181", CENTRAL, amount_cents),
        ("187", CENTRAL, -amount_cents),
    )
    lines = tuple(
        EntryLine(account, debit_cents=max(0, cents), credit_cents=max(0, -cents), analytic_code=analytic)
        for account, analytic, cents in movements
    )
    label = f"Contribution coopérative {code} {document_ref}"
    voucher = (document_ref, posted_on)
    return books.draft(Journal.MISCELLANEOUS, f"contribution:{document_id}", posted_on, label, voucher, lines)


def share_out(
    books: Books, share_id: str, amounts: tuple[tuple[Auxiliary, int], ...], posted_on: date
) -> EntryDraft | None:
    """Dr 604 activity · Cr 468 per member; members who get nothing have no line. None when nobody gets anything."""
    lines = tuple(books.credit("468", cents, member) for member, cents in amounts if cents)
    if not lines:
        return None
    total = sum(line.credit_cents for line in lines)
    code = books.activity.analytic_code
    voucher = (f"RE-{code}", posted_on)
    label = f"Répartition {code}"
    all_lines = (books.debit("604", total), *lines)
    return books.draft(Journal.MISCELLANEOUS, f"share:{share_id}", posted_on, label, voucher, all_lines)


def _supplier(bought: Purchase) -> Auxiliary:
    return Auxiliary(bought.supplier_account, bought.supplier_name)
