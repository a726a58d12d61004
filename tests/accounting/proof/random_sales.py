"""Sales at random, without a service: lines, discounts, plans, and what happens to an invoice, for property tests.

A ``Sale`` does with the functions of the domain what the use cases do with them, and keeps every entry that it makes.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from hypothesis import strategies as st

from accounting.domain.crediting import (
    check_creditable_amounts,
    completing_vat,
    corrected,
    corrective_for,
    credit_note_for,
    credited,
)
from accounting.domain.entry import EntryDraft
from accounting.domain.errors import DomainError
from accounting.domain.invoice import (
    Invoice,
    InvoiceStatus,
    IssueOrder,
    Means,
    Payment,
    complete_issue,
    issued,
    pay,
    start_issue,
)
from accounting.domain.invoice_parts import InvoiceKind, Prepaid
from accounting.domain.parties import LegalEntity
from accounting.domain.pricing import Discount, Line, Nature, check_lines, net_of_lines
from accounting.domain.quote_invoicing import prepaid_of
from accounting.domain.sale_entries import receipt, replaced_sale, sale
from accounting.domain.vat import VatTreatment
from tests.accounting.unit.samples import BOOKS, BUYER, SELLER, TODAY, draft, submit

ENDS_ON = date(2027, 7, 31)
SELLERS = (SELLER, replace(SELLER, vat_on_debits=False))
Key = tuple[Nature, VatTreatment, str]
_rates = st.sampled_from([("20", VatTreatment.STANDARD), ("10", VatTreatment.STANDARD), ("5.5", VatTreatment.STANDARD),
                          ("2.1", VatTreatment.STANDARD), ("0", VatTreatment.EXEMPT)])  # fmt: skip
_quantities = st.sampled_from(["1", "3", "10", "0.333", "2.5", "0.001"])
_prices = st.one_of(st.integers(1, 500), st.integers(1, 200_000))
_percents = st.sampled_from(["0", "0", "0", "10", "33.33", "5", "99"])


def _valid(lines: tuple[Line, ...], discount: Discount | None) -> bool:
    try:
        check_lines(lines, discount)
    except DomainError:
        return False
    return True


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, ...]:
    """Lines that can be sold."""
    found = []
    natures = draw(st.permutations(list(Nature)))
    for place in range(draw(st.sampled_from([2, 3, 1, 5]))):
        rate, treatment = draw(_rates)
        nature = natures[place % len(natures)]
        one = Line("Sac", draw(_quantities), draw(_prices), rate, nature, discount_percent=draw(_percents))
        found.append(replace(one, vat_treatment=treatment))
    sold = tuple(one for one in found if one.total_cents > 0)
    return sold or (Line("Sac", "1", draw(st.integers(1, 500)), "20", Nature.SERVICES),)


@st.composite
def contents(draw: st.DrawFn) -> tuple[tuple[Line, ...], Discount | None]:
    """Lines, with or without a discount on all of them."""
    sold = draw(lines())
    whole = sum(one.total_cents for one in sold)
    kind = draw(st.sampled_from(["none", "percent", "amount"]))
    discount = None
    if kind == "percent":
        discount = Discount("Remise", percent=draw(st.sampled_from(["5", "12.5", "33.33", "0.01", "99.99"])))
    elif kind == "amount" and whole > 1:
        discount = Discount("Remise", amount_cents=draw(st.integers(1, whole - 1)))
    return (sold, discount) if _valid(sold, discount) else (sold, None)


@dataclass(frozen=True)
class Act:
    """What happens next: a payment, a credit note or money that is given back. ``part`` of 1000; ``which`` of several: of
    a credit note, one nature and rate of those that are left (0 to 3), all of them (4), or the whole invoice (5)."""

    kind: str
    part: int
    which: int


_thousandths = st.one_of(st.sampled_from([1000, 500, 333, 1]), st.integers(1, 1000))
_kinds = st.sampled_from(["pay", "credit", "pay", "credit", "back"])
acts = st.lists(st.builds(Act, _kinds, _thousandths, st.integers(0, 5)), max_size=7)


@dataclass
class Sale:
    """Everything about one seller and customer: documents by id, and each entry as it was made at its time."""

    seller: LegalEntity
    documents: dict[str, Invoice] = field(default_factory=dict)
    entries: dict[str, EntryDraft] = field(default_factory=dict)

    def order(self) -> IssueOrder:
        """What is decided on issuing."""
        return IssueOrder(TODAY, TODAY, TODAY, self.seller, BUYER, ENDS_ON)

    def issue(self, id_: str, invoice: Invoice) -> Invoice:
        """Submitted, issued and booked."""
        if invoice.kind is InvoiceKind.CREDIT_NOTE and invoice.original is not None:
            original = self.documents[invoice.original.invoice_id]
            check_creditable_amounts(original, invoice)
            invoice = replace(invoice, settled_vat=completing_vat(original, invoice))
        started = start_issue(submit(invoice), self.order())
        if started.original is not None:
            started = self._take_place(id_, started, started.original.invoice_id)
        done = complete_issue(started, f"2026-{len(self.documents) + 1:06d}", TODAY)
        self.documents[id_] = done
        self._book(sale(BOOKS, id_, done, issued(done)))
        return done

    def _take_place(self, id_: str, started: Invoice, original_id: str) -> Invoice:
        before = self.documents[original_id]
        if started.kind is InvoiceKind.CORRECTIVE:
            self.documents[original_id] = corrected(before, id_)
            numbered = replace(started, number="2026-999999", issued_on=TODAY)
            self._book(replaced_sale(BOOKS, original_id, before, numbered))
            return started
        after = credited(before, id_, started)
        assert credited(after, id_, started) is after
        self.documents[original_id] = after
        credit = after.credits[-1]
        return replace(started, imputed_cents=credit.imputed_cents, made_due=credit.made_due)

    def sell(
        self,
        sold: tuple[Line, ...],
        discount: Discount | None,
        kind: InvoiceKind = InvoiceKind.INVOICE,
        prepaid: tuple[Prepaid, ...] = (),
    ) -> str:
        """An issued invoice of these lines."""
        id_ = f"i{len(self.documents)}"
        self.issue(id_, replace(draft(*sold), discount=discount, kind=kind, prepaid=prepaid))
        return id_

    def final(self, sold: tuple[Line, ...], discount: Discount | None, deposits: list[str]) -> str:
        """The final invoice of a plan."""
        prepaid = prepaid_of([(id_, self.documents[id_]) for id_ in deposits])
        return self.sell(sold, discount, prepaid=prepaid)

    def correct(self, original_id: str, sold: tuple[Line, ...]) -> str:
        """A corrective invoice of these lines."""
        id_ = f"r{len(self.documents)}"
        corrective = corrective_for(original_id, self.documents[original_id])
        self.issue(id_, replace(corrective, lines=sold, discount=None))
        return id_

    def pay(self, id_: str, part: int = 1000) -> None:
        """A part of what is left, in thousandths, at least a cent; nothing when nothing is left."""
        invoice = self.documents[id_]
        if invoice.left_cents <= 0 or invoice.status not in (InvoiceStatus.ISSUED, InvoiceStatus.PARTIALLY_PAID):
            return
        cents = max(1, invoice.left_cents * part // 1000)
        payment = Payment(f"p{len(self.entries)}", TODAY, cents, Means.TRANSFER)
        paid = pay(invoice, payment, TODAY)
        self.documents[id_] = paid
        self._book(receipt(BOOKS, id_, paid, issued(paid), payment))

    def credit(self, original_id: str, part: int, which: int) -> None:
        """A credit note: all of it, or a part of what is left of some of its natures and rates."""
        original = self.documents[original_id]
        if original.status not in (InvoiceStatus.ISSUED, InvoiceStatus.PARTIALLY_PAID, InvoiceStatus.PAID):
            return
        note = credit_note_for(original_id, original)
        if which < 5 or original.credits:
            left = {key: cents for key, cents in self._left(original_id).items() if cents > 0}
            keys = sorted(left) if which >= 4 else sorted(left)[which % max(1, len(left)) :][:1]
            taken = {key: max(1, left[key] * part // 1000) for key in keys}
            if not taken:
                return
            rows = [
                replace(Line("Reprise", "1", cents, key[2], key[0]), vat_treatment=key[1])
                for key, cents in taken.items()
            ]
            note = replace(note, lines=tuple(rows), discount=None)
        self.issue(f"n{len(self.documents)}", note)

    def _left(self, original_id: str) -> Counter[Key]:
        left: Counter[Key] = Counter(_bases(self.documents[original_id]))
        for credit in self.documents[original_id].credits:
            left.subtract(_bases(self.documents[credit.invoice_id]))
        return left

    def play(self, id_: str, happening: list[Act]) -> None:
        """All of it, in order."""
        for act in happening:
            notes = [one.invoice_id for one in self.documents[id_].credits]
            if act.kind == "pay":
                self.pay(id_, act.part)
            elif act.kind == "credit":
                self.credit(id_, act.part, act.which)
            elif notes:
                self.pay(notes[act.which % len(notes)], act.part)

    def settle(self) -> None:
        """Everybody pays what is left, and gives back what is to be given back."""
        for id_ in list(self.documents):
            self.pay(id_)

    def _book(self, entry: EntryDraft) -> None:
        assert entry.source_key not in self.entries
        self.entries[entry.source_key] = entry

    def balances(self, keys: Iterable[str] | None = None) -> Counter[tuple[str, str | None]]:
        """Of accounts by rate, over all entries or these."""
        found: Counter[tuple[str, str | None]] = Counter()
        for key in self.entries if keys is None else keys:
            for line in self.entries[key].lines:
                found[line.account, line.vat_rate] += line.balance_cents
        return found

    def balance(self, account: str) -> int:
        """Of one account, whatever the rate."""
        return sum(cents for (one, _), cents in self.balances().items() if one == account)

    def made_again(self) -> dict[str, EntryDraft]:
        """The entries as the documents give them now: what is posted after a crash must be what was posted before it."""
        found = {}
        for id_, invoice in self.documents.items():
            found[f"sale:{id_}"] = sale(BOOKS, id_, invoice, issued(invoice))
            for payment in invoice.payments:
                found[f"payment:{payment.id}"] = receipt(BOOKS, id_, invoice, issued(invoice), payment)
        return found


def _bases(invoice: Invoice) -> Counter[Key]:
    bases: Counter[Key] = Counter()
    for line, net in zip(invoice.lines, net_of_lines(invoice.lines, invoice.discount), strict=True):
        bases[line.nature, line.vat_treatment, line.vat_rate] += net
    return bases
