"""What goes out to a customer, as it can be read: CAPE, late payment, terms, by kind of document and of customer."""

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from tests.accounting.integration.office import ACTIVITY, CUSTOMER, ENTITY, LINE, SIREN, Office
from tests.accounting.invoices.documents import credited, drafted, issue
from tests.accounting.quotes.offers import PLAN, issued, signed

CAPE = (
    "contrat d’appui au projet d’entreprise (CAPE, articles L127-1 et R127-3 du code de commerce). Personne morale responsable"
    " de l’appui : Coopérative Exemple, siège social : 4 place du Marché, 25000 Besançon, numéro d’identification :"
    " 732 829 320. Terme du contrat : 31 juillet 2027."
)


async def text_of(office: Office, path: str) -> str:
    """The text of all pages, every kind of space as one."""
    answer = await office.ask("GET", f"{path}/pdf")
    assert answer.status_code == 200, answer.text
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


async def customer(office: Office, **changes: Any) -> str:
    body = CUSTOMER | {"name": "Mercerie Exemple", "siren": None} | changes
    return str((await office.done("POST", "customers", body, role="student"))["id"])


async def sold_to(office: Office, customer_id: str, **how: str) -> dict[str, Any]:
    """An issued invoice of a customer."""
    body = {"activity_id": ACTIVITY, "customer_id": customer_id, "lines": [LINE]}
    id_ = (await office.done("POST", "invoices", body, role="student"))["id"]
    await office.done("POST", f"invoices/{id_}/submission", role="student")
    return await office.done("POST", f"invoices/{id_}/issue", {"service_on": "2026-12-01"} | how)


async def test_cape_05_every_kind_of_document_names_who_supports_the_group_and_until_when(office: Office) -> None:
    """CAPE-05: quote, deposit, final invoice, invoice, credit note, corrective invoice, and drafts of them. Orders to
    suppliers: test_supplier_orders."""
    await office.receive("enrolment.group_named.v1", {"group_id": "g1", "name": "Maille", "activity_label": "Maille"})
    quote = await signed(office, plan=PLAN)
    deposit, final = await issued(office, quote), await issued(office, quote)
    plain, wrong = await office.issued(), await office.issued()
    note = await credited(office, plain)
    reason = {"reason": "Quantité fausse"}
    corrective = await office.done("POST", f"invoices/{wrong['id']}/corrective", reason, role="student")
    await issue(office, corrective["id"])
    draft = await drafted(office)
    paths = [
        f"quotes/{quote['id']}",
        *(f"invoices/{one['id']}" for one in (deposit, final, plain, note, corrective, draft)),
    ]
    texts = [await text_of(office, path) for path in paths]
    assert [CAPE in text for text in texts] == [True] * 7


@pytest.mark.parametrize("kind", ["business", "private"])
async def test_inv_05_penalties_and_the_indemnity_are_between_businesses_only(office: Office, kind: str) -> None:
    """INV-05, C. com. L441-10 and D441-5: 40 € and penalties for a business, no discount for anybody; never on a credit note."""
    await office.receive("enrolment.group_named.v1", {"group_id": "g1", "name": "Maille", "activity_label": "Maille"})
    invoice = await sold_to(office, await customer(office, kind=kind))
    text = await text_of(office, f"invoices/{invoice['id']}")
    business = kind == "business"
    assert ("40 €" in text, "pénalités" in text, "scompte" in text) == (business, business, True)
    note = await text_of(office, f"invoices/{(await credited(office, invoice))['id']}")
    assert ("40 €" in note, "pénalités" in note, "déduction de la facture" in note) == (False, False, True)


async def test_inv_06_terms_to_the_end_of_a_month_go_beyond_sixty_days_and_nothing_else_does(office: Office) -> None:
    """INV-06, C. com. L441-10: 45 days from 1 December end in January, so that it is due on 31 January, 61 days later."""
    monthly = await customer(office, payment_terms={"days": 45, "end_of_month": True})
    assert (await sold_to(office, monthly))["due_on"] == "2027-01-31"
    plain = await customer(office, name="Sellerie Exemple")
    assert (await sold_to(office, plain))["due_on"] == "2026-12-31"
    assert (await sold_to(office, plain, due_on="2027-01-30"))["due_on"] == "2027-01-30"
    body = {"activity_id": ACTIVITY, "customer_id": plain, "lines": [LINE]}
    id_ = (await office.done("POST", "invoices", body, role="student"))["id"]
    await office.done("POST", f"invoices/{id_}/submission", role="student")
    for due_on in ("2027-01-31", "2026-11-30", "9999-12-31"):
        late = await office.ask("POST", f"invoices/{id_}/issue", {"service_on": "2026-12-01", "due_on": due_on})
        assert (late.status_code, late.json()["errors"][0]["field"]) == (422, "due_on")


async def test_inv_08_a_number_has_at_most_thirty_five_characters_of_the_allowed_ones(office: Office) -> None:
    """INV-08: letters, digits, + - _ /, and room for nine digits of a sequence."""
    path = f"legal-entities/{SIREN}/numbering"
    longest = "ABCDEFGHIJKLMNOPQRSTU-{YYYY}{SEQYEAR}"
    assert (await office.ask("PUT", path, {"templates": {"invoice": longest}})).status_code == 200
    for template in (
        f"X{longest}",
        "F {YYYY}-{SEQYEAR}",
        "F.{YYYY}-{SEQYEAR}",
        "É{YYYY}-{SEQYEAR}",
        "F\n{YYYY}-{SEQYEAR}",
    ):
        answer = await office.ask("PUT", path, {"templates": {"invoice": template}})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "templates.invoice"), template
    invoice = await office.issued()
    assert re.fullmatch(r"[A-Za-z0-9+_/-]{1,35}", invoice["number"])
    assert invoice["number"] == "ABCDEFGHIJKLMNOPQRSTU-20261"


async def test_inv_02_another_order_of_the_same_parts_could_give_a_number_twice(office: Office) -> None:
    """INV-02: {YY}{SEQYEAR} gives 26126 for 126, and {SEQYEAR}{YY} for 261; another width of the same is no danger."""
    path = f"legal-entities/{SIREN}/numbering"
    assert (await office.ask("PUT", path, {"templates": {"invoice": "F{YY}{SEQYEAR}"}})).status_code == 200
    unused = await office.ask("PUT", path, {"templates": {"invoice": "F{SEQYEAR}{YY}"}})
    assert unused.status_code == 200, "a template that gave no number is no danger"
    assert (await office.ask("PUT", path, {"templates": {"invoice": "F{YY}{SEQYEAR}"}})).status_code == 200
    assert (await office.issued())["number"] == "F261"
    turned = await office.ask("PUT", path, {"templates": {"invoice": "F{SEQYEAR}{YY}"}})
    assert (turned.status_code, turned.json()["errors"][0]["field"]) == (422, "templates.invoice")
    assert (await office.ask("PUT", path, {"templates": {"invoice": "F{YY}{SEQYEAR:5}"}})).status_code == 200


async def test_inv_12_from_the_reform_on_a_business_without_siren_gets_no_invoice(office: Office) -> None:
    """INV-12: until then it does; a private customer always does."""
    from_on = office.deps.settings.electronic_invoices_from.isoformat()
    clock: Any = office.deps.clock
    business, private = await customer(office), await customer(office, name="Madame Exemple", kind="private")
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY)
    assert (await sold_to(office, business))["number"] == "2026-000001"
    clock.move_to(clock.now().replace(year=int(from_on[:4]), month=int(from_on[5:7]), day=int(from_on[8:])))
    body = {"activity_id": ACTIVITY, "customer_id": business, "lines": [LINE]}
    id_ = (await office.done("POST", "invoices", body, role="student"))["id"]
    await office.done("POST", f"invoices/{id_}/submission", role="student")
    refused = await office.ask("POST", f"invoices/{id_}/issue", {"service_on": from_on})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (409, "buyer.siren")
    assert (await sold_to(office, private, service_on=from_on))["number"] == f"{from_on[:4]}-000001"
