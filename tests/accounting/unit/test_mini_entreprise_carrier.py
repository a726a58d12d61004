"""The association that carries mini-entreprises: a legal entity without capital, and often without VAT (MINI-05, INV-09)."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from accounting.documents.invoice_pdf import render_invoice
from accounting.domain.errors import InputError, RuleError
from accounting.domain.parties import EntityKind, LegalEntity
from accounting.domain.printing import sheet_of
from accounting.domain.vat_liability import check_vat_liability
from tests.accounting.unit.samples import BUYER, HOME, SELLER, SIREN, draft, line

ASSOCIATION = LegalEntity(
    SIREN, "Entreprendre Exemple", "Association loi 1901", 0, HOME, "", "", 9, "0", kind=EntityKind.ASSOCIATION
)


def test_mini_05_an_association_can_do_without_capital_register_and_vat() -> None:
    assert replace(ASSOCIATION, rna="W212001234").rna == "W212001234"
    assert replace(ASSOCIATION, vat_number=SELLER.vat_number, rcs_city="Dijon").vat_number == SELLER.vat_number


@pytest.mark.parametrize(
    ("entity", "changes", "field"),
    [
        (ASSOCIATION, {"share_capital_cents": 1}, "share_capital"),
        (ASSOCIATION, {"rna": "123"}, "rna"),
        (ASSOCIATION, {"vat_number": "FR45732829320"}, "vat_number"),
        (SELLER, {"vat_number": ""}, "vat_number"),
        (SELLER, {"rcs_city": ""}, "rcs_city"),
        (SELLER, {"rna": "W212001234"}, "rna"),
    ],
)
def test_what_does_not_fit_the_kind_is_refused(entity: LegalEntity, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as caught:
        replace(entity, **changes)
    assert caught.value.fields[0].field == field


def test_mini_05_a_draft_of_an_association_prints_nothing_that_it_has_not() -> None:
    sheet = sheet_of(draft(), replace(ASSOCIATION, name="Entreprendre Exemple"), BUYER, "Mini", None)
    text = PdfReader(BytesIO(render_invoice(sheet))).pages[0].extract_text()
    assert "Association loi 1901" in text
    for absent in ("au capital", "RCS", "intracommunautaire"):
        assert absent not in text


def test_inv_09_a_seller_without_a_vat_number_cannot_invoice_vat() -> None:
    check_vat_liability(SELLER, [line(100)])
    check_vat_liability(ASSOCIATION, [line(100, "0")])
    with pytest.raises(RuleError) as caught:
        check_vat_liability(ASSOCIATION, [line(100), line(100, "5.5")])
    assert caught.value.slug == "inv-09-seller-without-vat"
    assert "lines have 5.5, 20 %" in caught.value.detail
