"""Invoices that others' software made are read, and found to be what their makers meant."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from essaim.einvoice.checking import check_einvoice
from essaim.einvoice.errors import EInvoiceError
from essaim.einvoice.model import Identifier, InvoiceReference
from essaim.einvoice.problems import has_errors
from essaim.einvoice.read import Syntax, open_einvoice
from essaim.einvoice.schema import check_schema
from tests.einvoice.official import broken_rules

FILES = Path(__file__).with_name("foreign")
_GOOD = {
    "invoice_EN16931.pdf": (Syntax.CII, "F20260023", 10_490, 3),
    "factur-x-basicwl.xml": (Syntax.CII, "F20260023", 10_490, 0),
    "factur-x-basic.xml": (Syntax.CII, "F20260023", 10_490, 3),
    "factur-x-extended.xml": (Syntax.CII, "F20260023", 10_490, 3),
    "ubl-21-en16931.xml": (Syntax.UBL, "F124212", 30_803, 2),
    "ubl-21-extended-ctc-fr.xml": (Syntax.UBL, "F124212", 30_803, 2),
}


@pytest.mark.parametrize("name", _GOOD)
def test_read_and_found_right(name: str) -> None:
    opened = open_einvoice((FILES / name).read_bytes())
    made = opened.invoice
    assert (opened.syntax, made.number, made.totals.inclusive_cents, len(made.lines)) == _GOOD[name]
    # Made-up numbers have made-up keys, which is a warning.
    assert {one.rule for one in check_einvoice(made)} <= {"INV-10"}
    assert not has_errors(check_einvoice(made))
    assert check_schema(opened.xml) == []


def test_a_factur_x_pdf_field_by_field() -> None:
    """INV-01: who, what, when, how much and how it is paid."""
    opened = open_einvoice((FILES / "invoice_EN16931.pdf").read_bytes())
    made = opened.invoice
    assert opened.attachment == "factur-x.xml"
    assert (made.seller.name, made.buyer.name) == ("LE FOURNISSEUR", "LE CLIENT")
    assert made.seller.legal_id == Identifier("123456782", "0002")
    assert (made.issued_on, made.due_on) == (date(2026, 1, 31), date(2026, 3, 2))
    assert sum(one.net_cents for one in made.lines) == made.totals.lines_cents
    assert {one.vat.rate for one in made.vat} >= {Decimal(20)}
    assert {one.subject for one in made.notes} >= {"PMT", "PMD", "AAB"}
    assert broken_rules(opened.xml.removeprefix(b"\xef\xbb\xbf")) == []


def test_the_minimum_is_no_invoice_by_french_law() -> None:
    """MINIMUM has neither lines nor VAT per rate nor notes: read, and its French rules are broken."""
    opened = open_einvoice((FILES / "factur-x-minimum.xml").read_bytes())
    assert (opened.invoice.lines, opened.invoice.totals.lines_cents) == ((), None)
    assert {one.rule for one in check_einvoice(opened.invoice)} == {"BR-FR-05", "BR-FR-12", "BR-FR-13", "INV-10"}
    assert check_schema(opened.xml) == []


def test_a_first_zugferd_is_told_what_it_is() -> None:
    with pytest.raises(EInvoiceError, match="ZUGFeRD 1") as caught:
        open_einvoice((FILES / "zugferd-comfort.xml").read_bytes())
    assert caught.value.code == "unknown_format"


def test_what_ubl_has_no_field_for_is_found_again() -> None:
    """BT-21 before its text; a reference with its date."""
    made = open_einvoice((FILES / "ubl-21-en16931.xml").read_bytes()).invoice
    assert {one.subject for one in made.notes} >= {"PMT", "PMD", "AAB"}
    assert all(isinstance(one, InvoiceReference) for one in made.preceding)
    assert made.payment
