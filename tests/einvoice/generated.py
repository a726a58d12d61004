"""Invoices that nobody thought of: any quantities, prices, rates, discounts and texts that a French invoice may have."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from essaim.einvoice import codes
from essaim.einvoice.model import Address, Allowance, EInvoice, Identifier, InvoiceReference, Line, Note, Period, Vat
from tests.einvoice.invoices import BUYER, EXEMPT, NOTES, REVERSE, S10, S20, S55, invoice, line

_LETTERS = st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="#")
TEXTS = st.text(_LETTERS, min_size=1, max_size=40).map(str.strip).filter(bool)
_WORDS = st.from_regex(r"[A-Za-z0-9_/+-]{1,20}", fullmatch=True)
_DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))
_CENTS = st.integers(1, 1_000_000)


@st.composite
def allowances(draw: st.DrawFn, vat: Vat | None = None) -> Allowance:
    """A discount or a charge, with or without a percentage."""
    base = draw(st.none() | _CENTS)
    percent = draw(st.decimals(0, 100, places=2)) if base is not None else None
    return Allowance(draw(st.integers(0, 5_000)), draw(st.booleans()), draw(TEXTS), "", percent, base, vat)


@st.composite
def lines(draw: st.DrawFn, place: int) -> Line:
    """A line of any rate of one of the three treatments."""
    quantity = draw(st.decimals(Decimal("-1000"), Decimal(10_000), places=4))
    price = draw(st.decimals(0, 5_000, places=6))
    vat, unit = draw(st.sampled_from((S20, S10, S55, EXEMPT, REVERSE))), draw(st.sampled_from(sorted(codes.UNITS)))
    of_line = draw(st.lists(allowances(), max_size=2))
    made = line(place, draw(TEXTS), str(quantity), unit, str(price), vat, *of_line)
    period = draw(st.none() | st.tuples(_DAYS, _DAYS).map(lambda both: Period(min(both), max(both))))
    standard = draw(st.none() | st.just(Identifier("3017620422003", "0160")))
    return replace(
        made, description=draw(TEXTS | st.just("")), note=draw(TEXTS | st.just("")), period=period, standard_item=standard,
        seller_item=draw(_WORDS | st.just("")), buyer_item=draw(_WORDS | st.just("")), order_line=draw(_WORDS | st.just("")),
    )  # fmt: skip


@st.composite
def invoices(draw: st.DrawFn) -> EInvoice:
    """An invoice, a credit note or a corrective one."""
    some = tuple(draw(lines(place)) for place in range(1, draw(st.integers(1, 4)) + 1))
    whole = tuple(
        draw(allowances(draw(st.sampled_from([one.vat for one in some])))) for _ in range(draw(st.integers(0, 2)))
    )
    made = invoice(*some, allowances=whole, prepaid_cents=draw(st.sampled_from((0, 0, 1_000))))
    issued = draw(_DAYS)
    type_code = draw(st.sampled_from((codes.INVOICE, codes.CREDIT_NOTE, codes.CORRECTIVE, codes.DEPOSIT)))
    address = Address("FR", draw(TEXTS), draw(TEXTS | st.just("")), draw(TEXTS | st.just("")), "25000", draw(TEXTS))
    return replace(
        made,
        number=draw(st.from_regex(r"[A-Za-z0-9_/+-]{1,35}", fullmatch=True)),
        issued_on=issued,
        due_on=issued,
        type_code=type_code,
        preceding=(InvoiceReference(draw(_WORDS), draw(_DAYS)),),
        notes=(*NOTES, *(Note(text) for text in draw(st.lists(TEXTS, max_size=2)))),
        buyer=replace(BUYER, name=draw(TEXTS), address=address),
        terms=draw(TEXTS | st.just("")),
        period=draw(st.none() | st.just(Period(date(2026, 1, 1), date(2026, 1, 31)))),
        order=draw(_WORDS.filter(lambda text: text != "NA") | st.just("")),
        contract=draw(_WORDS | st.just("")),
        buyer_reference=draw(TEXTS | st.just("")),
        buyer_account=draw(_WORDS | st.just("")),
        project=draw(_WORDS | st.just("")),
        tender=draw(_WORDS | st.just("")),
        despatch_advice=draw(_WORDS | st.just("")),
        receiving_advice=draw(_WORDS | st.just("")),
        sales_order=draw(_WORDS | st.just("")),
    )
