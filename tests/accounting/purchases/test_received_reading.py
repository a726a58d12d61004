"""What becomes of an electronic invoice: lines that add up to it, its seller's numbers, and what is looked at before paying."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from accounting.domain.errors import InputError, RuleError
from accounting.domain.purchase import Purchase, PurchaseKind
from accounting.domain.purchasing.editing import SupplierOf, check_content, with_content
from accounting.domain.purchasing.received import Defaults, check_addressed, content_of, warnings_of
from accounting.domain.vat import VatTreatment
from accounting.usecases.parties.known_numbers import known_numbers
from accounting.usecases.purchases.understand_einvoice import understand_einvoice
from essaim.einvoice.codes import VatCategory
from essaim.einvoice.model import Allowance, EInvoice, Identifier, InvoiceReference, Party, Vat, VatBreakdown
from tests.accounting.integration.office import SIREN
from tests.accounting.parties.answers import IBAN, OTHER_IBAN
from tests.accounting.purchases.einvoices import FIVE, TWENTY, WEAVER, einvoice, line
from tests.accounting.unit.samples import TODAY, bought

SUPPLIER = SupplierOf("s1", "Tissages Exemple", "tissages exemple", "F00001")


def drafted(invoice: EInvoice, defaults: Defaults | None = None) -> Purchase:
    """The draft that it becomes, checked as every draft is."""
    content = content_of(understand_einvoice(invoice, known_numbers()), defaults or Defaults("601"), None, 5)
    blank = replace(bought(), status=type(bought().status).DRAFT, recorded_on=None)
    purchase = with_content(blank, content, SUPPLIER)
    check_content(purchase, TODAY)
    return purchase


def shown(purchase: Purchase) -> list[tuple[str, str, int, str | None, int]]:
    return [(one.label, one.account, one.excluding_vat_cents, one.vat_rate, one.vat_cents) for one in purchase.lines]


def test_lines_keep_their_rates_and_get_the_suppliers_account() -> None:
    purchase = drafted(einvoice())
    assert shown(purchase) == [("Toile", "601", 30_000, "20", 6_000), ("Livre", "601", 10_000, "5.5", 550)]
    assert (purchase.supplier_reference, purchase.due_on) == ("F-2641", date(2026, 12, 20))
    assert (purchase.total_including_vat_cents, purchase.rounding_cents) == (46_550, 0)


def test_an_account_that_the_supplier_was_told_is_taken_when_it_is_one_for_purchases() -> None:
    told = (line("Toile", 100, buyer_account="602200"), line("Port", 100, buyer_account="411000"), line("Divers", 100))
    assert [one[1] for one in shown(drafted(einvoice(*told)))] == ["6022", "601", "601"]


def test_discounts_are_taken_off_the_lines_of_their_rate_and_charges_are_lines() -> None:
    allowances = (
        Allowance(3_001, reason="Remise", vat=TWENTY),
        Allowance(500, charge=True, reason="Port", vat=TWENTY),
    )
    lines = (line("Toile", 20_000), line("Fil", 10_000), line("Livre", 10_000, FIVE), line("Rendu", -1_000))
    purchase = drafted(einvoice(*lines, allowances=allowances))
    assert purchase.total_excluding_vat_cents == 36_499
    assert [one[0] for one in shown(purchase)] == ["Toile", "Fil", "Port", "Livre"]
    assert purchase.rounding_cents == 0


def test_a_credit_note_has_positive_lines() -> None:
    purchase = drafted(einvoice(type_code="381", preceding=(InvoiceReference("F-2600"),)))
    assert (purchase.kind, purchase.total_including_vat_cents) == (PurchaseKind.CREDIT_NOTE, 46_550)


@pytest.mark.parametrize(
    ("category", "treatment"),
    [
        (VatCategory.REVERSE_CHARGE, VatTreatment.REVERSE_CHARGE),
        (VatCategory.INTRA_COMMUNITY, VatTreatment.INTRA_COMMUNITY),
    ],
)
def test_vat_that_the_buyer_declares_gets_the_suppliers_usual_rate(
    category: VatCategory, treatment: VatTreatment
) -> None:
    [found] = drafted(einvoice(line("Tissu", 10_000, Vat(category, Decimal(0)))), Defaults("601", "10")).lines
    assert (found.treatment, found.vat_rate, found.vat_cents) == (treatment, "10", 0)
    assert found.declared_vat_cents == 1_000


def test_an_invoice_without_lines_becomes_one_for_each_rate() -> None:
    purchase = drafted(replace(einvoice(), lines=()))
    assert [one[2:] for one in shown(purchase)] == [(30_000, "20", 6_000), (10_000, "5.5", 550)]


def test_vat_that_is_not_that_of_its_rate_is_taken_as_the_paper_has_it() -> None:
    """The supplier's mistake is for whoever approves; it is not refused at the door, and not corrected in silence."""
    made = einvoice(line("Toile", 10_000))
    wrong = replace(
        made,
        vat=(VatBreakdown(TWENTY, 10_000, 1_900),),
        totals=replace(made.totals, tax_cents=1_900, inclusive_cents=11_900, payable_cents=11_900),
    )
    assert shown(drafted(wrong)) == [("Toile", "601", 10_000, None, 1_900)]


def test_a_total_that_does_not_add_up_is_named() -> None:
    made = einvoice()
    with pytest.raises(InputError) as caught:
        drafted(replace(made, totals=replace(made.totals, inclusive_cents=50_000)))
    assert caught.value.fields[0].field == "stated_total"


@given(st.lists(st.tuples(st.integers(1, 200_000), st.sampled_from([TWENTY, FIVE])), min_size=1, max_size=8), st.data())
def test_whatever_the_lines_and_discounts_the_draft_adds_up(
    amounts: list[tuple[int, Vat]], data: st.DataObject
) -> None:
    lines = [line("Toile", cents, vat) for cents, vat in amounts]
    room = sum(cents for cents, vat in amounts if vat is amounts[0][1])
    allowance = Allowance(data.draw(st.integers(0, room - 1)), vat=amounts[0][1])
    made = einvoice(*lines, allowances=(allowance,) if allowance.amount_cents else ())
    purchase = drafted(made)
    assert purchase.rounding_cents == 0
    assert purchase.total_including_vat_cents == made.totals.inclusive_cents
    assert purchase.total_excluding_vat_cents == made.totals.exclusive_cents


def test_inv_10_only_right_numbers_of_the_seller_are_proposed_for_its_record() -> None:
    seller = understand_einvoice(einvoice(), known_numbers()).seller
    assert (seller.siren, seller.iban) == (WEAVER, IBAN)
    assert seller.address is not None
    wrong = Party("Atelier", legal_id=Identifier("900000018", "0002"), vat_id="FR00900000018")
    doubtful = understand_einvoice(einvoice(seller=wrong), known_numbers()).seller
    assert (doubtful.name, doubtful.siren, doubtful.vat_number) == ("Atelier", None, None)


@pytest.mark.parametrize(
    "buyer",
    [
        Party("C", legal_id=Identifier(SIREN, "0002")),
        Party("C", legal_id=Identifier(SIREN)),
        Party("C", identifiers=(Identifier(f"{SIREN}00012", "0009"),)),
        Party("C", vat_id=f"FR44{SIREN}"),
    ],
)
def test_the_buyer_is_known_by_any_number_that_holds_its_siren(buyer: Party) -> None:
    check_addressed(understand_einvoice(einvoice(buyer=buyer), known_numbers()), SIREN)


def test_an_invoice_to_somebody_else_is_refused_with_both_numbers() -> None:
    foreign = Party("Autre", legal_id=Identifier("900000027", "0002"))
    with pytest.raises(RuleError, match=f"900000027.*{SIREN}"):
        check_addressed(understand_einvoice(einvoice(buyer=foreign), known_numbers()), SIREN)
    with pytest.raises(RuleError, match="no SIREN"):
        check_addressed(understand_einvoice(einvoice(buyer=Party("Autre")), known_numbers()), SIREN)


def test_another_iban_than_the_records_is_told_before_anybody_pays() -> None:
    received = understand_einvoice(einvoice(), known_numbers())
    assert warnings_of(received, IBAN, new_supplier=False) == ()
    [warning] = warnings_of(received, OTHER_IBAN, new_supplier=False)
    assert "IBAN" in warning
    [unknown] = warnings_of(received, None, new_supplier=True)
    assert "Fournisseur inconnu" in unknown
