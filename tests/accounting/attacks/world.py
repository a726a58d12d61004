"""One thing of every kind, all of them of groups that an attacker is not in; each of them carries a mark that betrays a leak."""

from dataclasses import dataclass, field, replace
from typing import Any

from essaim.einvoice.write_cii import write_cii
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.ids import derived_id
from tests.accounting.bank.files import MAPPING, csv_of
from tests.accounting.expenses.claims import TRAIN, Claim
from tests.accounting.integration.office import ACTIVITY, ADDRESS, ENTITY, GROUP, SIREN, Office
from tests.accounting.payments.desk import ACCOUNT, DAY, DEBTOR, iban
from tests.accounting.purchases.buying import PNG
from tests.accounting.purchases.einvoices import einvoice
from tests.accounting.tills.stall import ARTICLES, paid, sold
from tests.support.sample_files import png

CLOSED_GROUP, MINI_GROUP, STRANGERS = "g2", "g4", "g3"
SUPPLIER_IBAN, PERSON_IBAN = iban(7431), iban(7432)
MARK = r"(?i)zibelin|74\.31|743[.,]10|7.?431[.,]00|" + "|".join((SUPPLIER_IBAN, PERSON_IBAN))
"""What stands in every name, amount and account of the groups: whoever may not see them never meets it."""
PRICE = "743.10"
LINE = {"label": "=Sac Zibeline", "quantity": "10", "unit_price": PRICE, "vat_rate": "20", "nature": "goods"}
CUSTOMER = {"name": "=Librairie Zibeline", "kind": "business", "siren": SIREN, "address": ADDRESS}
NOBODY_ELSE = {"code": "SAC", "label": "=Sac Zibeline", "price": "7.43", "vat_rate": "20", "nature": "goods"}


@dataclass
class World:
    """Ids by the name that a path gives them."""

    office: Office
    ids: dict[str, str] = field(default_factory=dict)

    async def post(self, path: str, body: Any = None, role: str = "accountant", **claims: Any) -> dict[str, Any]:
        """The answer of a request that succeeds."""
        answer = await self.office.ask("POST", path, body, role=role, **claims)
        assert answer.is_success, (path, answer.text)
        found = answer.json()
        assert isinstance(found, dict)
        return found

    async def file(self, path: str, content: bytes, name: str, role: str = "accountant") -> dict[str, Any]:
        """A file, as the body of a request that succeeds."""
        answer = await self.office.client.post(
            f"/v1/{path}", params={"name": name}, content=content, headers=self.office.headers(role)
        )
        assert answer.is_success, (path, answer.text)
        found = answer.json()
        assert isinstance(found, dict)
        return found


async def furnish(office: Office) -> World:
    """Fill an office that has nothing yet."""
    world = World(office)
    world.ids |= {"siren": SIREN, "group_id": GROUP, "activity_id": ACTIVITY, "account_id": ACCOUNT, "person_id": "p1"}
    world.ids |= {
        "number": "1",
        "level": "1",
        "year": "2027",
        "account": "7062",
        "session": "1",
        "form": "svg",
        "record": "1",
    }
    world.ids |= {"valid_from": "2026-01-01", "chart": "months", "format": "cii", "status": "PAUSED"}
    world.ids["closed_group"] = CLOSED_GROUP
    await _begin(world)
    await _sell(world)
    await _buy(world)
    await _claim(world)
    await _bank(world)
    await _keep_books(world)
    await _share(world)
    return world


async def _begin(world: World) -> None:
    office = world.office
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY)
    await office.start(group_code="ATELIER-ZIBELINE")
    await office.start(group_id=CLOSED_GROUP, group_code="AUTRE-ZIBELINE", person_ids=["p1"])
    await office.start(group_id=MINI_GROUP, group_code="MINI-ZIBELINE", person_ids=["p1"])
    await office.start(group_id=STRANGERS, group_code="ATELIER-TIERS", person_ids=["p7"])
    for group in (GROUP, CLOSED_GROUP):
        named = {"group_id": group, "name": f"=Zibeline {group}", "activity_label": "Couture"}
        await office.receive("enrolment.group_named.v1", named)
    for person in ("p1", "p2"):
        data = {"person_id": person, "kind": "student", "given_name": "Ida", "family_name": "=Zibelin"}
        await office.receive("enrolment.person_registered.v1", data | {"email": f"{person}@zibelin.example.org"})
    account = {"name": "Compte courant", "iban": DEBTOR, "bic": "AGRIFRPP", "ledger_account": "512"}
    await office.done("PUT", f"legal-entities/{SIREN}/bank-accounts/{ACCOUNT}", account)
    await office.done("PUT", f"bank-accounts/{ACCOUNT}/csv-mapping", MAPPING)

    logo = await office.client.put(
        f"/v1/legal-entities/{SIREN}/logo",
        content=png(),
        headers=office.headers("accountant") | {"Content-Type": "image/png"},
    )
    assert logo.is_success, logo.text
    forecast = {"lines": [{"amounts": {"2026-12": "7431.00"}, "kind": "turnover", "label": "=Sacs Zibeline"}]}
    await office.done("PUT", f"activities/{ACTIVITY}/forecasts/2027", forecast)


async def _sell(world: World) -> None:
    office, ids = world.office, world.ids
    ids["customer_id"] = (await world.post("customers", CUSTOMER, "student"))["id"]
    ids["other_customer"] = (await world.post("customers", CUSTOMER | {"name": "Commune", "siren": None}))["id"]
    sale = {"activity_id": ACTIVITY, "customer_id": ids["customer_id"], "lines": [LINE]}
    quote = await world.post("quotes", sale | {"valid_until": "2026-12-31"}, "student")
    ids["quote_id"] = quote["id"]
    await world.post(f"quotes/{quote['id']}/submission", None, "student")
    await world.post(f"quotes/{quote['id']}/approval")
    sending = await world.post(f"quotes/{quote['id']}/sending", None, "student")
    ids["token"] = sending["signing_url"].rpartition("/")[2]
    invoice = await world.post("invoices", sale, "student")
    ids["invoice_id"] = invoice["id"]
    await world.post(f"invoices/{invoice['id']}/submission", None, "student")
    await world.post(f"invoices/{invoice['id']}/issue", {"service_on": "2026-12-01"})
    await office.hear((await office.deps.invoices.get(invoice["id"])).document, "accounting.invoice_issued.v1")
    payment = {"paid_on": "2026-12-01", "amount": "74.31", "means": "cheque"}
    await world.post(f"invoices/{invoice['id']}/payments", payment)
    await world.post(f"invoices/{invoice['id']}/transmission", {"format": "cii"})
    ids["recurring_id"] = (
        await world.post("recurring-invoices", sale | {"every": "month", "first_on": "2026-12-15"}, "student")
    )["id"]
    internal = {"seller_activity_id": ACTIVITY, "buyer_activity_id": derived_id(CLOSED_GROUP, "activity")}
    internal_lines = [{"label": "=Photo Zibeline", "quantity": "1", "unit_price": "7431.00"}]
    made = await world.post("internal-invoices", internal | {"title": "=Zibeline", "lines": internal_lines}, "student")
    ids["internal_invoice"] = made["id"]
    till = await world.post(
        "tills",
        {"activity_id": ACTIVITY, "label": "=Zibeline", "place": "Marché", "articles": [NOBODY_ELSE, *ARTICLES[1:]]},
        "student",
    )
    ids["till_id"] = till["id"]
    await world.post(f"tills/{till['id']}/sessions", {"counted_float": "74.31"}, "student")
    ticket = await world.post(f"tills/{till['id']}/sales", {"lines": sold(), "payments": paid("7.43")}, "student")
    ids["ticket_id"] = ticket["id"]


async def _buy(world: World) -> None:
    office, ids = world.office, world.ids
    supplier = {"legal_entity": SIREN, "name": "=Filature Zibeline", "iban": SUPPLIER_IBAN, "group_id": GROUP}
    ids["supplier_id"] = (await world.post("suppliers", supplier))["id"]
    other = {"legal_entity": SIREN, "name": "=Laines Zibeline", "group_id": GROUP}
    ids["other_supplier"] = (await world.post("suppliers", other))["id"]
    await world.post(f"suppliers/{ids['supplier_id']}/iban-confirmation", {"iban": SUPPLIER_IBAN})
    line = {"label": "=Toile Zibeline", "account": "601", "total_excluding_vat": PRICE, "vat_rate": "20"}
    bought = {"activity_id": ACTIVITY, "supplier_id": ids["supplier_id"], "supplier_reference": "T-1"}
    draft = await world.post("purchases/drafts", bought | {"invoiced_on": "2026-11-20", "lines": [line]})
    ids["purchase_id"] = draft["id"]
    kept = await world.file(f"purchases/{draft['id']}/attachments", PNG, "zibeline.png", "student")
    ids["sha256"] = kept["attachments"][0]["sha256"] if "attachments" in kept else kept["sha256"]
    await world.post(f"purchases/{draft['id']}/approval")
    await office.hear((await office.deps.purchases.get(draft["id"])).document, "accounting.purchase_recorded.v1")
    received = await office.client.post(
        f"/v1/legal-entities/{SIREN}/received-invoices",
        params={"name": "zibeline.xml", "activity_id": ACTIVITY},
        content=write_cii(einvoice()),
        headers=office.headers("accountant"),
    )
    assert received.is_success, received.text
    ids["received_purchase"] = received.json()["purchase"]["id"]
    order_line = {"label": "=Laine Zibeline", "account": "601", "quantity": "2", "unit_price": PRICE, "vat_rate": "20"}
    order = {"activity_id": ACTIVITY, "supplier_id": ids["supplier_id"], "lines": [order_line]}
    ids["order_id"] = (await world.post("supplier-orders", order, "student"))["id"]


async def _claim(world: World) -> None:
    office, ids = world.office, world.ids
    sheet = await world.post("expense-sheets", {"activity_id": ACTIVITY, "month": "2026-11"}, "student")
    claim = Claim(office, sheet["id"])
    line = await claim.line(TRAIN | {"label": "=Train Zibeline", "amount": "74.31"})
    attached = await claim.attach(line["id"], png(), "zibeline.png")
    assert attached.is_success, attached.text
    ids |= {"sheet_id": sheet["id"], "line_id": line["id"]}
    ids["expense_file"] = (await office.deps.expense_sheets.get(sheet["id"])).state.lines[0].receipts[0].sha256
    await claim.done("POST", "submission")
    await claim.validated()
    await claim.done("POST", "approval", role="accountant")
    await claim.booked()
    paid_sheet = await claim.done(
        "POST", "payments", {"amount": "7.43", "means": "transfer", "paid_on": "2026-12-01"}, role="accountant"
    )
    ids["payment_id"] = paid_sheet["payments"][0]["id"]
    details = {"holder": "Ida Zibelin", "iban": PERSON_IBAN}
    await office.done("PUT", "persons/p1/bank-details", details)
    mini = derived_id(MINI_GROUP, "activity")
    await office.deps.activities.change(
        mini, lambda one: Change(replace(one, scheme="mini_entreprise")), fresh_cause("world")
    )
    advance = {"person_id": "p1", "means": "cash", "received_on": "2026-12-01", "shares": 3, "relative": "parent-1"}
    await office.done("PUT", f"activities/{mini}/advance-policy", ADVANCE_POLICY)
    made = await office.done("POST", f"activities/{mini}/advances", advance)
    ids |= {"mini_activity": mini, "advance_id": str(made["advances"][0]["id"])}


VOUCHER = {"voucher_ref": "Z-1", "voucher_on": "2026-11-30"}
ADVANCE_POLICY = {
    "cap_per_person": "40.00",
    "cap_total": "500.00",
    "donation_rate_percent": "20",
    "format": "L",
    "unit_price": "4.00",
}


async def _bank(world: World) -> None:
    office, ids = world.office, world.ids
    answer = await office.client.post(
        f"/v1/bank-accounts/{ACCOUNT}/statement-imports",
        content=csv_of(("01/12/2026", "=VIR ZIBELINE", "8842,89")),
        headers=office.headers("accountant"),
    )
    assert answer.is_success, answer.text
    ids["bank_import"] = answer.json()["id"]
    found = await office.done("GET", f"bank-accounts/{ACCOUNT}/movements")
    ids["movement_id"] = found["items"][0]["id"]
    item = {"kind": "purchase", "id": ids["purchase_id"]}
    order = {"bank_account_id": ACCOUNT, "execution_on": DAY, "items": [item]}
    ids["payment_order"] = (await world.post(f"legal-entities/{SIREN}/payment-orders", order))["id"]
    cheques = (await office.ask("GET", f"legal-entities/{SIREN}/cheques")).json()
    cheque = {"invoice_id": cheques[0]["invoice_id"], "payment_id": cheques[0]["payment_id"], "number": "0000042"}
    ids["remittance_id"] = (
        await world.post(f"legal-entities/{SIREN}/remittances", {"bank_account_id": ACCOUNT, "cheques": [cheque]})
    )["id"]


async def _keep_books(world: World) -> None:
    office, ids = world.office, world.ids
    entries = (await office.done("GET", f"entries?siren={SIREN}&limit=200"))["items"]
    ids["entry_id"] = entries[0]["id"]
    lines = [
        {"account": "627", "analytic_code": "ATELIER-ZIBELINE", "debit": "74.31"},
        {"account": "512", "analytic_code": "ATELIER-ZIBELINE", "credit": "74.31"},
    ]
    draft = {
        "journal": "OD",
        "label": "=Frais Zibeline",
        "lines": lines,
        "posted_on": "2026-11-30",
        "sentence": "Zibeline",
        **VOUCHER,
    }
    ids["draft_id"] = (await world.post(f"legal-entities/{SIREN}/entry-drafts", draft))["id"]
    ids["export_id"] = (await world.post(f"legal-entities/{SIREN}/fec-exports", {"year": 2027}))["id"]
    ids["replay_id"] = (await world.post("replays", {"kind": "REBUILD"}, "ops"))["id"]


async def _share(world: World) -> None:
    office, group = world.office, CLOSED_GROUP
    member = {"group_id": group, "person_id": "p1", "member_number": 1}
    await office.receive("enrolment.member_activated.v1", member)
    resolution = {"resolution_id": "r1", "group_id": group, "rule": "POINTS", "weights": {"p1": 2}, "votes_for": 1}
    rest = {"votes_against": 0, "abstentions": 0, "adopted_on": "2026-11-30"}
    await office.receive("coaching.resolution_adopted.v1", resolution | rest)
    closing = {"closing_id": "k1", "group_id": group, "scheme": "student_cooperative", "closed_on": "2026-12-01"}
    await office.receive("enrolment.group_closed.v1", closing)
    world.ids["share_id"] = (await office.done("GET", f"groups/{group}/share"))["id"]
