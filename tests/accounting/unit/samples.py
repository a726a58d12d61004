"""Invented parties and documents that the tests of the rules start from."""

from dataclasses import replace
from datetime import UTC, date, datetime

from accounting.domain.activity import Activity
from accounting.domain.bookkeeping import Books
from accounting.domain.drafting import submitted
from accounting.domain.entry import EntryDraft
from accounting.domain.history import Happening
from accounting.domain.invoice import Invoice, IssueOrder, complete_issue, due_date, start_issue
from accounting.domain.parties import Address, Customer, CustomerKind, LegalEntity
from accounting.domain.pricing import Line, Nature
from accounting.domain.purchase import Purchase, PurchasePayment, PurchaseStatus
from accounting.domain.purchasing.line import PurchaseLine
from accounting.domain.purchasing.purchase_entries import purchase_entry, third_of
from accounting.domain.purchasing.settling import pay

SIREN = "732829320"
VAT_NUMBER = "FR44732829320"
TODAY = date(2026, 12, 1)
HOME = Address("12 rue des Essaims", "25000", "Besançon")
SELLER = replace(
    LegalEntity(SIREN, "Coopérative Exemple", "SCIC SA", 1_850_000, HOME, "Besançon", VAT_NUMBER, 9), vat_on_debits=True
)
BUYER = Customer("Librairie Exemple", CustomerKind.BUSINESS, HOME, "C00001", siren=SIREN)
ACTIVITY = Activity(
    "g1", SIREN, "student_cooperative", "cmq-mma", "A001", TODAY, date(2027, 6, 30), date(2027, 7, 31), ("p1", "p2")
)
BOOKS = Books("a1", ACTIVITY)


def line(price: int, rate: str = "20", quantity: str = "1", nature: Nature = Nature.GOODS) -> Line:
    """A line with this unit price in cents."""
    return Line("Sac", quantity, price, rate, nature)


def draft(*lines: Line) -> Invoice:
    """A draft invoice, by default of 100,00 excluding VAT."""
    return Invoice("a1", "g1", "student_cooperative", SIREN, "c1", lines or (line(10_000),))


def happened(action: str, comment: str = "") -> Happening:
    """A line of a history."""
    return Happening(datetime(2026, 12, 1, 9, tzinfo=UTC), "p1", action, comment)


def submit(invoice: Invoice) -> Invoice:
    """Handed over by p1."""
    return submitted(invoice, happened("submitted"))


def order(due_on: date | None = None, service_on: date = TODAY) -> IssueOrder:
    """An order to issue today."""
    return IssueOrder(TODAY, service_on, due_date(TODAY, due_on), SELLER, BUYER, date(2027, 7, 31))


def issued(*lines: Line) -> Invoice:
    """An issued invoice, number 2026-000001."""
    return complete_issue(start_issue(submit(draft(*lines)), order()), "2026-000001", TODAY)


def bought(account: str = "601", excluding_vat: int = 5_000, vat: int = 1_000) -> Purchase:
    """A recorded purchase of 60,00 including VAT."""
    return Purchase(
        activity_id="a1",
        group_id="g1",
        scheme="student_cooperative",
        siren=SIREN,
        supplier_name="Tissus Exemple",
        supplier_key="tissus exemple",
        supplier_account="F00001",
        supplier_reference="T-17",
        invoiced_on=date(2026, 11, 20),
        lines=(PurchaseLine("Toile", account, excluding_vat, None, vat),),
        status=PurchaseStatus.RECORDED,
        analytic_code="A001",
        recorded_on=TODAY,
    )


def purchase_posted(purchase: Purchase) -> EntryDraft:
    """The entry of a recorded purchase with the id b1."""
    return purchase_entry(BOOKS, "b1", purchase, third_of(purchase))


def paid_supplier(purchase: Purchase, paid_on: date = TODAY, today: date = TODAY) -> Purchase:
    """Paid in full on a day."""
    payment = PurchasePayment("b1", paid_on, purchase.total_including_vat_cents)
    return pay(purchase, payment, today)
