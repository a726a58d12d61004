"""Invented parties and documents that the tests of the rules start from."""

from datetime import date

from accounting.domain.activity import Activity
from accounting.domain.bookkeeping import Books
from accounting.domain.invoice import Invoice, IssueOrder, complete_issue, due_date, start_issue, submit
from accounting.domain.parties import Address, Customer, CustomerKind, LegalEntity
from accounting.domain.pricing import Line, Nature
from accounting.domain.purchase import Purchase

SIREN = "732829320"
VAT_NUMBER = "FR44732829320"
TODAY = date(2026, 12, 1)
HOME = Address("12 rue des Essaims", "25000", "Besançon")
SELLER = LegalEntity(SIREN, "Coopérative Exemple", "SCIC SA", 1_850_000, HOME, "Besançon", VAT_NUMBER, 9)
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
        recorded_on=TODAY,
        account=account,
        label="Toile",
        total_excluding_vat_cents=excluding_vat,
        vat_cents=vat,
    )
