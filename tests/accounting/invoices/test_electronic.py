"""What the service sends is what the official rules take: XML schema, EN 16931 and the French reform, both syntaxes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from accounting.documents.electronic_invoice import electronic_invoice
from accounting.domain.invoice import Invoice, IssueOrder, complete_issue, issued as certain, start_issue
from accounting.domain.invoice_parts import InvoiceKind, Prepaid, Reference
from accounting.domain.parties import Address, Customer, CustomerKind, EntityKind, LegalEntity
from accounting.domain.pricing import Discount, Line, Nature, Unit
from accounting.domain.printing import sheet_of
from accounting.domain.vat import VatOfRate, VatTreatment
from essaim.einvoice.checking import check_einvoice
from essaim.einvoice.model import EInvoice
from essaim.einvoice.problems import has_errors
from essaim.einvoice.read import read_einvoice
from essaim.einvoice.schema import check_schema
from essaim.einvoice.write_cii import write_cii
from essaim.einvoice.write_ubl import write_ubl
from tests.accounting.unit.samples import HOME, SELLER, TODAY, draft, line, submit
from tests.einvoice.official import broken_rules, rule_names

ENDS = date(2027, 7, 31)
WITH_BANK = replace(
    SELLER, iban="FR7630006000011234567890189", bic="AGRIFRPP", email="compta@exemple.org", phone="0381000000"
)
SHOP = Customer("Librairie Exemple", CustomerKind.BUSINESS, HOME, "C00001", siren="552100554", siret="55210055400013")
BELGIAN = Customer(
    "Atelier Peeters",
    CustomerKind.BUSINESS,
    Address("Rue Haute 5", "1000", "Bruxelles", "BE"),
    "C00002",
    vat_number="BE0404616494",
    electronic_address="0404616494",
)
SWISS = Customer(
    "Buchladen Beispiel",
    CustomerKind.BUSINESS,
    Address("Gasse 1", "4001", "Basel", "CH"),
    "C00003",
    electronic_address="CHE1",
)
PERSON = Customer("Camille Moreau", CustomerKind.PRIVATE, HOME, "C00004")
ORIGINAL = Reference("i0", "2026-000007", date(2026, 11, 3))
DEPOSIT = Reference("i1", "2026-000008", date(2026, 11, 4), InvoiceKind.DEPOSIT)
Case = tuple[Invoice, LegalEntity, Customer]


def work(price: int, rate: str = "20", quantity: str = "1") -> Line:
    """Services."""
    return replace(line(price, rate, quantity, Nature.SERVICES), unit=Unit.HOUR, detail="Au mois de novembre")


def untaxed(treatment: VatTreatment, nature: Nature = Nature.GOODS) -> Line:
    return replace(line(12_345, "0", "2", nature), vat_treatment=treatment)


def association() -> LegalEntity:
    """One that is not liable for VAT."""
    return LegalEntity(
        SELLER.siren, "Association Exemple", "Association", 0, HOME, "", "", 9, kind=EntityKind.ASSOCIATION
    )


CASES: dict[str, Case] = {
    "standard": (draft(line(10_000)), WITH_BANK, SHOP),
    "seller without an account": (draft(line(10_000)), SELLER, SHOP),
    "services, VAT when paid": (draft(work(4_550, quantity="2.5")), replace(WITH_BANK, vat_on_debits=False), SHOP),
    "several rates, goods and services": (draft(work(33), line(33, "5.5", "0.125"), line(999, "2.1")), WITH_BANK, SHOP),
    "discount of a line": (draft(replace(line(1_999, quantity="3"), discount_percent="12.5")), WITH_BANK, SHOP),
    "discount over two rates": (
        replace(draft(line(10_000), line(3_333, "5.5")), discount=Discount("Remise étudiante", percent="7.5")),
        WITH_BANK,
        SHOP,
    ),
    "both discounts": (
        replace(
            draft(replace(line(10_001), discount_percent="33.33"), line(3_333, "10")),
            discount=Discount("Geste commercial", amount_cents=1_001),
        ),
        WITH_BANK,
        SHOP,
    ),
    "franchise": (draft(untaxed(VatTreatment.FRANCHISE, Nature.SERVICES)), association(), SHOP),
    "reverse charge": (draft(untaxed(VatTreatment.REVERSE_CHARGE, Nature.SERVICES)), WITH_BANK, BELGIAN),
    "intra-community": (draft(untaxed(VatTreatment.INTRA_COMMUNITY)), WITH_BANK, BELGIAN),
    "export": (draft(untaxed(VatTreatment.EXPORT)), WITH_BANK, SWISS),
    "exempt": (draft(untaxed(VatTreatment.EXEMPT, Nature.SERVICES), work(5_000)), WITH_BANK, SHOP),
    "two reasons of one category": (
        draft(untaxed(VatTreatment.FRANCHISE), untaxed(VatTreatment.EXEMPT, Nature.SERVICES)),
        association(),
        SHOP,
    ),
    "credit note": (
        replace(draft(line(10_000)), kind=InvoiceKind.CREDIT_NOTE, original=ORIGINAL, note="Retour"),
        WITH_BANK,
        SHOP,
    ),
    "credit note of the rest": (
        replace(
            draft(line(10_000)),
            kind=InvoiceKind.CREDIT_NOTE,
            original=ORIGINAL,
            settled_vat=(VatOfRate("20", 10_000, 2_001),),
        ),
        WITH_BANK,
        SHOP,
    ),
    "corrective": (replace(draft(line(10_000)), kind=InvoiceKind.CORRECTIVE, original=ORIGINAL), WITH_BANK, SHOP),
    "deposit": (replace(draft(work(3_000)), kind=InvoiceKind.DEPOSIT), WITH_BANK, SHOP),
    "final": (
        replace(draft(work(10_000)), prepaid=(Prepaid(DEPOSIT, (VatOfRate("20", 3_000, 600),)),)),
        WITH_BANK,
        SHOP,
    ),
    "prepaid in full": (
        replace(draft(work(10_000)), prepaid=(Prepaid(DEPOSIT, (VatOfRate("20", 10_000, 2_000),)),)),
        WITH_BANK,
        SHOP,
    ),
    "delivered elsewhere": (
        replace(draft(line(10_000)), order_reference="CMD-77", title="Salon"),
        WITH_BANK,
        replace(SHOP, delivery_address=Address("Halle 3", "21000", "Dijon")),
    ),
    "private person": (draft(line(10_000)), WITH_BANK, PERSON),
}
# The French schematron is written for invoices between businesses; a private person has no address on a platform, and the
# notes of article L441-10 are not due to one (INV-05, INV-11).
NOT_DUE_TO_PEOPLE = {"BR-FR-05", "BR-FR-12"}


def sent(case: Case) -> EInvoice:
    """Issued, and as it is sent."""
    drafted, seller, buyer = case
    order = IssueOrder(TODAY, TODAY, date(2026, 12, 31), seller, buyer, ENDS)
    invoice = complete_issue(start_issue(submit(drafted), order), "2026-000001", TODAY)
    return electronic_invoice(invoice, certain(invoice), sheet_of(invoice, seller, buyer, "Atelier Maille", ENDS))


@pytest.mark.parametrize("write", [write_cii, write_ubl])
@pytest.mark.parametrize("name", CASES)
def test_the_official_rules_take_what_is_sent(name: str, write: Callable[[EInvoice], bytes]) -> None:
    """INV-01, INV-04, INV-05, INV-07, INV-09: XML schema, EN 16931, French rules."""
    xml = write(sent(CASES[name]))
    assert check_schema(xml) == []
    broken = broken_rules(xml)
    allowed = NOT_DUE_TO_PEOPLE if CASES[name][2].kind is CustomerKind.PRIVATE else set()
    assert rule_names(broken) <= allowed, "\n".join(broken)


@pytest.mark.parametrize("name", CASES)
def test_our_own_check_has_nothing_to_say_and_reading_gives_it_back(name: str) -> None:
    invoice = sent(CASES[name])
    problems = check_einvoice(invoice)
    assert not has_errors(problems), problems
    for write in (write_cii, write_ubl):
        assert read_einvoice(write(invoice)) == invoice


def test_where_the_vat_is_not_due_the_reason_is_said_once_for_its_category() -> None:
    """BR-E-01, BR-E-10, INV-09: franchise and another exemption share category E, and keep both texts."""
    (part,) = sent(CASES["two reasons of one category"]).vat
    assert (part.base_cents, part.tax_cents, part.reason_code) == (49_380, 0, "")
    assert part.reason == "TVA non applicable, art. 293 B du CGI ; Exonération de TVA, art. 261, 4 du CGI"


def test_who_buys_decides_what_the_reform_does_with_it() -> None:
    """INV-11: between businesses, to a person, and abroad."""
    said = {name: sent(CASES[name]).notes[0] for name in ("standard", "private person", "intra-community", "export")}
    assert {name: (one.subject, one.text) for name, one in said.items()} == {
        "standard": ("BAR", "B2B"),
        "private person": ("BAR", "B2C"),
        "intra-community": ("BAR", "B2BINT"),
        "export": ("BAR", "B2BINT"),
    }


def test_goods_that_leave_untaxed_say_where_they_go() -> None:
    """BR-IC-12; elsewhere only a place of delivery of its own is said."""
    sold = sent(CASES["intra-community"]).delivery
    at_home = sent(CASES["standard"]).delivery
    assert sold is not None
    assert sold.address is not None
    assert (sold.address.country, at_home and at_home.address) == ("BE", None)


def test_a_seller_without_vat_number_says_under_which_number_it_is_known() -> None:
    """BR-E-02, INV-09."""
    seller = sent(CASES["franchise"]).seller
    assert (seller.vat_id, seller.tax_id) == ("", SELLER.siren)
