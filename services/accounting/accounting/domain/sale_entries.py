"""What sales become in the ledger, and why: invoices, deposits, credit notes, what replaces what, payments, VAT on receipt.

The VAT of a service is due when the customer pays, unless the seller opted for debits (CGI art. 269, 2 c): until then it waits
on 4458, and each payment moves its part to 44571. A deposit is owed to the customer (4191) until the final invoice takes it off.
"""

from datetime import date

from accounting.domain.bookkeeping import Books
from accounting.domain.entry import Auxiliary, EntryDraft, EntryLine, Journal
from accounting.domain.invoice import Invoice, Issued, Payment, issued
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.pricing import Nature, net_of_lines
from accounting.domain.sale_sentences import KIND_NAMES, receipt_sentence, sale_sentence
from accounting.domain.vat import NO_VAT, VAT_PER_MILLE, VatTreatment
from accounting.domain.vat_on_receipt import made_due_by, sums, waiting_vat
from accounting.domain.why import Why, euros

SALES_ACCOUNT = {Nature.SERVICES: "706", Nature.GOODS: "701", Nature.RESALE: "707"}
CUSTOMERS, DEPOSITS, VAT_COLLECTED, VAT_PENDING = "411", "4191", "44571", "4458"


def sale(books: Books, invoice_id: str, invoice: Invoice, certain: Issued) -> EntryDraft:
    """Dr 411 customer, 4191 for what deposits were invoiced before · Cr 706, 701 or 707 by nature and rate · Cr 44571 (4458) by
    rate; a deposit credits 4191; a credit note is all of it the other way round,
    and one on a deposit takes it off 4191."""
    buyer = certain.order.buyer
    name = KIND_NAMES[invoice.kind]
    return books.draft(
        Journal.SALES,
        f"sale:{invoice_id}",
        certain.issued_on,
        f"{name} {certain.number} {buyer.name}",
        (certain.number, certain.issued_on),
        _sale_lines(books, invoice, certain, invoice.sign),
        Why(rule="PCG 1031-1", sentence=sale_sentence(invoice, certain), source_document=f"invoice:{invoice_id}"),
    )


def replaced_sale(books: Books, original_id: str, original: Invoice, by: Invoice) -> EntryDraft:
    """The sale of an invoice taken back on the day on which a corrective invoice replaces it (INV-07)."""
    before, after = issued(original), issued(by)
    lines = _sale_lines(books, original, before, -1)
    why = Why(
        rule="INV-07",
        sentence=(
            f"La facture {before.number} est remplacée par la facture rectificative {after.number} : on inverse son "
            f"écriture, puis on inscrit la nouvelle. Rien n'est effacé : les trois écritures restent lisibles."
        ),
        source_document=f"invoice:{original_id}",
    )
    label = f"Annulation facture {before.number} remplacée par {after.number}"
    voucher = (after.number, after.issued_on)
    return books.draft(Journal.SALES, f"sale-replaced:{original_id}", after.issued_on, label, voucher, lines, why)


def receipt(books: Books, invoice_id: str, invoice: Invoice, certain: Issued, payment: Payment) -> EntryDraft:
    """Dr 512 (5112 for a cheque) · Cr 411 customer, and the VAT on services that it makes due: Dr 4458 · Cr 44571. Money that is
    given back for a credit note goes the other way."""
    buyer = certain.order.buyer
    account = "5112" if payment.means == "cheque" and invoice.sign > 0 else "512"
    cents = invoice.sign * payment.amount_cents
    lines = [
        _line(books, account, cents),
        _line(books, CUSTOMERS, -cents, Auxiliary(buyer.account, buyer.name)),
    ]
    due = made_due_by(invoice, certain.order.seller, payment.id)
    for rate, vat in due:
        lines += [
            _line(books, VAT_PENDING, invoice.sign * vat, rate=rate),
            _line(books, VAT_COLLECTED, -invoice.sign * vat, rate=rate),
        ]
    until = invoice.payments[: invoice.payments.index(payment) + 1]
    left = invoice.due_cents - invoice.credited_cents - sum(one.amount_cents for one in until)
    word = "Remboursement avoir" if invoice.sign < 0 else "Règlement facture"
    sentence = receipt_sentence(invoice, certain, payment, account, left)
    if due:
        moved = euros(sum(vat for _, vat in due))
        sentence += f" La TVA des services, {moved}, devient due à l'encaissement (débit 4458, crédit 44571)."
    why = Why(rule="PCG 1031-1", sentence=sentence, source_document=f"invoice:{invoice_id}")
    label = f"{word} {certain.number} {buyer.name}"
    voucher = (certain.number, payment.paid_on)
    return books.draft(Journal.BANK, f"payment:{payment.id}", payment.paid_on, label, voucher, tuple(lines), why)


def _sale_lines(books: Books, invoice: Invoice, certain: Issued, sign: int) -> tuple[EntryLine, ...]:
    buyer = certain.order.buyer
    customer = Auxiliary(buyer.account, buyer.name)
    due_on = certain.order.due_on if sign > 0 else None
    lines = [_line(books, CUSTOMERS, sign * invoice.due_cents, customer, due_on=due_on)]
    taken_off = sums((one.rate, one.base_cents) for prepaid in invoice.prepaid for one in prepaid.vat)
    lines += [_line(books, DEPOSITS, sign * base, customer, rate=rate) for rate, base in taken_off.items()]
    if InvoiceKind.DEPOSIT in (invoice.kind, invoice.original.kind if invoice.original else None):
        lines += [_line(books, DEPOSITS, -sign * one.base_cents, customer, rate=one.rate) for one in invoice.totals.vat]
    else:
        lines += [_line(books, account, -sign * cents, rate=rate) for account, rate, cents in _sold(invoice)]
    lines += [_line(books, account, -sign * cents, rate=rate) for account, rate, cents in _vat(invoice, certain)]
    return tuple(line for line in lines if line.balance_cents)


def _sold(invoice: Invoice) -> list[tuple[str, str, int]]:
    """Account, rate and amount without VAT, the document's discount taken off (it is on no account of its own)."""
    nets = net_of_lines(invoice.lines, invoice.discount)
    sold = []
    for nature, account in SALES_ACCOUNT.items():
        for rate in (*VAT_PER_MILLE, NO_VAT):
            cents = sum(
                net
                for line, net in zip(invoice.lines, nets, strict=True)
                if (line.nature, line.vat_rate) == (nature, rate)
            )
            sold.append((account, rate, cents))
    return sold


def _vat(invoice: Invoice, certain: Issued) -> list[tuple[str, str, int]]:
    """Account, rate and VAT that this document makes due, and the part of services that waits for the payment; of a credit
    note also what it settles of its original."""
    waiting = sums((*waiting_vat(invoice, certain.order.seller), *invoice.made_due))
    prepaid = sums((one.rate, one.vat_cents) for prepaid in invoice.prepaid for one in prepaid.vat)
    vat = sums((one.rate, one.vat_cents) for one in invoice.totals.vat if one.treatment is VatTreatment.STANDARD)
    found = []
    for rate in dict.fromkeys((*vat, *waiting)):
        waits = waiting.get(rate, 0)
        collected = vat.get(rate, 0) - prepaid.get(rate, 0) - waits
        found += [(VAT_COLLECTED, rate, collected), (VAT_PENDING, rate, waits)]
    return found


def _line(
    books: Books,
    account: str,
    cents: int,
    auxiliary: Auxiliary | None = None,
    *,
    rate: str | None = None,
    due_on: date | None = None,
) -> EntryLine:
    """A debit when positive, a credit when negative, of the activity."""
    return EntryLine(
        account,
        debit_cents=max(0, cents),
        credit_cents=max(0, -cents),
        auxiliary=auxiliary,
        analytic_code=books.activity.analytic_code,
        due_on=due_on,
        vat_rate=rate,
    )
