"""The worked entries: what each document becomes in the ledger, and why (domain §1.4 and §5.10)."""

from dataclasses import dataclass
from datetime import date

from accounting.domain.activity import Activity
from accounting.domain.entry import CENTRAL, Auxiliary, EntryDraft, EntryLine, Journal
from accounting.domain.invoice import Invoice, Issued, Payment
from accounting.domain.pricing import VAT_PER_MILLE, Nature
from accounting.domain.purchase import Purchase
from accounting.domain.why import Why, euros

SALES_ACCOUNT = {Nature.SERVICES: "706", Nature.GOODS: "701", Nature.RESALE: "707"}


@dataclass(frozen=True)
class Books:
    """The activity that an entry is for: every line of it carries its analytic code."""

    activity_id: str
    activity: Activity

    def debit(
        self, account: str, cents: int, auxiliary: Auxiliary | None = None, *, due_on: date | None = None
    ) -> EntryLine:
        """A debit of the activity."""
        code = self.activity.analytic_code
        return EntryLine(account, debit_cents=cents, auxiliary=auxiliary, analytic_code=code, due_on=due_on)

    def credit(
        self, account: str, cents: int, auxiliary: Auxiliary | None = None, *, vat_rate: str | None = None
    ) -> EntryLine:
        """A credit of the activity."""
        code = self.activity.analytic_code
        return EntryLine(account, credit_cents=cents, auxiliary=auxiliary, analytic_code=code, vat_rate=vat_rate)

    def draft(
        self,
        journal: Journal,
        source_key: str,
        posted_on: date,
        label: str,
        voucher: tuple[str, date],
        lines: tuple[EntryLine, ...],
        why: Why,
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
            why=why,
        )


def sale(books: Books, invoice_id: str, invoice: Invoice, issued: Issued) -> EntryDraft:
    """Dr 411 customer · Cr 706, 701 or 707 by nature and rate · Cr 44571 by rate."""
    totals, buyer = invoice.totals, issued.order.buyer
    customer = Auxiliary(buyer.account, buyer.name)
    lines = [books.debit("411", totals.including_vat_cents, customer, due_on=issued.order.due_on)]
    for nature, account in SALES_ACCOUNT.items():
        for rate in VAT_PER_MILLE:
            sold = sum(line.total_cents for line in invoice.lines if (line.nature, line.vat_rate) == (nature, rate))
            if sold:
                lines.append(books.credit(account, sold, vat_rate=rate))
    lines += [books.credit("44571", one.vat_cents, vat_rate=one.rate) for one in totals.vat if one.vat_cents]
    label = f"Facture {issued.number} {buyer.name}"
    voucher = (issued.number, issued.issued_on)
    why = Why(
        rule="PCG 1031-1",
        sentence=(
            f"La facture {issued.number} est émise : {buyer.name} nous doit {euros(totals.including_vat_cents)} "
            f"(débit du compte client 411). La vente vaut {euros(totals.excluding_vat_cents)} hors taxes (crédit d'un "
            f"compte de produit) ; la TVA de {euros(totals.vat_cents)} n'est pas à nous, nous la devons à l'État "
            f"(crédit du compte 44571)."
        ),
        source_document=f"invoice:{invoice_id}",
    )
    return books.draft(Journal.SALES, f"sale:{invoice_id}", issued.issued_on, label, voucher, tuple(lines), why)


def receipt(books: Books, invoice_id: str, invoice: Invoice, issued: Issued, payment: Payment) -> EntryDraft:
    """Dr 512 (5112 for a cheque) · Cr 411 customer."""
    buyer = issued.order.buyer
    account = "5112" if payment.means == "cheque" else "512"
    lines = (
        books.debit(account, payment.amount_cents),
        books.credit("411", payment.amount_cents, Auxiliary(buyer.account, buyer.name)),
    )
    label = f"Règlement facture {issued.number} {buyer.name}"
    voucher = (issued.number, payment.paid_on)
    left = invoice.totals.including_vat_cents - sum(
        one.amount_cents for one in invoice.payments[: invoice.payments.index(payment) + 1]
    )
    why = Why(
        rule="PCG 1031-1",
        sentence=(
            f"{buyer.name} a payé {euros(payment.amount_cents)} sur la facture {issued.number} : l'argent arrive "
            f"(débit du compte {account}) et sa dette baisse d'autant (crédit du compte client 411). "
            + (f"Il reste {euros(left)} à recevoir." if left else "La facture est soldée.")
        ),
        source_document=f"invoice:{invoice_id}",
    )
    return books.draft(Journal.BANK, f"payment:{payment.id}", payment.paid_on, label, voucher, lines, why)


def purchase(books: Books, purchase_id: str, bought: Purchase) -> EntryDraft:
    """Dr 6xx · Dr 44566 · Cr 401 supplier."""
    lines = [books.debit(bought.account, bought.total_excluding_vat_cents)]
    if bought.vat_cents:
        lines.append(books.debit("44566", bought.vat_cents))
    lines.append(books.credit("401", bought.total_including_vat_cents, _supplier(bought)))
    label = f"Facture {bought.supplier_name} {bought.supplier_reference}"
    voucher = (bought.supplier_reference, bought.invoiced_on)
    why = Why(
        rule="PCG 1031-1",
        sentence=(
            f"Nous avons acheté chez {bought.supplier_name} pour {euros(bought.total_excluding_vat_cents)} hors taxes : "
            f"c'est une charge de l'activité (débit du compte {bought.account}). La TVA de {euros(bought.vat_cents)} sera "
            f"récupérée (débit du compte 44566), et nous devons {euros(bought.total_including_vat_cents)} au fournisseur "
            f"(crédit du compte 401)."
        ),
        source_document=f"purchase:{purchase_id}",
    )
    key = f"purchase:{purchase_id}"
    return books.draft(Journal.PURCHASES, key, bought.recorded_on, label, voucher, tuple(lines), why)


def disbursement(books: Books, purchase_id: str, bought: Purchase, paid_on: date) -> EntryDraft:
    """Dr 401 supplier · Cr 512."""
    lines = (
        books.debit("401", bought.total_including_vat_cents, _supplier(bought)),
        books.credit("512", bought.total_including_vat_cents),
    )
    label = f"Règlement {bought.supplier_name} {bought.supplier_reference}"
    voucher = (bought.supplier_reference, paid_on)
    why = Why(
        rule="PCG 1031-1",
        sentence=(
            f"La facture {bought.supplier_reference} de {bought.supplier_name} est payée : notre dette disparaît (débit "
            f"du compte fournisseur 401) et {euros(bought.total_including_vat_cents)} quittent la banque (crédit du "
            f"compte 512)."
        ),
        source_document=f"purchase:{purchase_id}",
    )
    return books.draft(Journal.BANK, f"payment:{purchase_id}", paid_on, label, voucher, lines, why)


def contribution(
    books: Books, document_id: str, document_ref: str, amount_cents: int, posted_on: date, why: Why
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
    return books.draft(Journal.MISCELLANEOUS, f"contribution:{document_id}", posted_on, label, voucher, lines, why)


def share_out(
    books: Books, share_id: str, amounts: tuple[tuple[Auxiliary, int], ...], posted_on: date, why: Why
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
    return books.draft(Journal.MISCELLANEOUS, f"share:{share_id}", posted_on, label, voucher, all_lines, why)


def _supplier(bought: Purchase) -> Auxiliary:
    return Auxiliary(bought.supplier_account, bought.supplier_name)
