"""A plausible request for every route that the service describes, from its own examples and the ids of things that exist."""

import re
from typing import Any

from tests.accounting.attacks.world import MINI_GROUP, World
from tests.accounting.bank.files import csv_of
from tests.accounting.integration.office import ACTIVITY, GROUP, SIREN
from tests.accounting.payments.desk import ACCOUNT, DAY, DEBTOR
from tests.support.doors import Route, example_of, routes_of
from tests.support.sample_files import png

LINE = {"label": "Sac", "quantity": "1", "unit_price": "1.00", "vat_rate": "20", "nature": "goods"}
BOUGHT = {"label": "Toile", "account": "601", "total_excluding_vat": "3.00", "vat_rate": "20"}
ORDERED = {"label": "Toile", "account": "601", "quantity": "1", "unit_price": "3.00", "vat_rate": "20"}
FILES = {
    "text/csv": b"nom;type\nA;business\n",
    "text/plain": b"x",
    "application/xml": b"<a/>",
    "image/png": png(),
}
OTHER_IDS = {
    "/v1/internal-invoices/{invoice_id}": {"invoice_id": "internal_invoice"},
    "/v1/expense-sheets/{sheet_id}/lines/{line_id}/attachments": {"sha256": "expense_file"},
    "/v1/purchases/{purchase_id}/original": {"purchase_id": "received_purchase"},
    "/v1/payment-orders/": {"order_id": "payment_order"},
    "/v1/statement-imports/": {"import_id": "bank_import"},
    "/v1/activities/{activity_id}/advance": {"activity_id": "mini_activity"},
    "/v1/activities/{activity_id}/donation": {"activity_id": "mini_activity"},
    "/v1/groups/{group_id}/share": {"group_id": "closed_group"},
}
"""By the beginning of a path: which thing is meant, where the name in the path means another one elsewhere."""
QUERIES: dict[str, dict[str, str]] = {
    "name": {"name": "zibeline.png"},
    "legal_entity": {"legal_entity": SIREN},
    "siren": {"siren": SIREN},
    "account": {"account": "411"},
    "from": {"from": "2026-09-01"},
    "to": {"to": "2026-12-31"},
    "file_name": {"file_name": f"{SIREN}FEC20270831.txt"},
}
"""What a required parameter is given."""


def routes(world: World) -> list[Route]:
    """Method, path and description of each."""
    return routes_of(world.office.app)


def filled(world: World, path: str) -> str:
    """The path with the ids of things that exist; ``nothing`` where this world has none."""
    ids = dict(world.ids)
    for beginning, others in OTHER_IDS.items():
        if path.startswith(beginning):
            ids |= {name: world.ids[other] for name, other in others.items()}
    return re.sub(r"\{(\w+)\}", lambda found: ids.get(found.group(1), "nothing"), path)


def query_of(operation: dict[str, Any]) -> dict[str, str]:
    """The required parameters."""
    found: dict[str, str] = {}
    for one in operation.get("parameters", ()):
        if one["in"] == "query" and one.get("required"):
            found |= QUERIES[one["name"]]
    return found


def content_of(world: World, method: str, path: str, operation: dict[str, Any]) -> dict[str, Any]:
    """What httpx is given as the body."""
    accepted = operation.get("requestBody", {}).get("content", {})
    if path.startswith("/sign/"):
        return {"data": {"answer": "refuse"}} if method == "POST" else {}
    if not accepted:
        return {}
    if "application/json" in accepted:
        return {
            "json": bodies(world).get(f"{method} {path}") or example_of(world.office.app, accepted["application/json"])
        }
    if path.endswith("/statement-imports"):
        return {"content": csv_of(("01/12/2026", "A", "1,00"))}
    kind = "image/png" if "image/png" in accepted else next(iter(accepted))
    return {"content": FILES.get(kind, b"x"), "headers": {"Content-Type": kind}}


def bodies(world: World) -> dict[str, Any]:
    """Bodies of routes whose example is about other things or missing: without these a refusal would prove nothing."""
    ids = world.ids
    sale = {"customer_id": ids["customer_id"], "lines": [LINE]}
    own = {"activity_id": ACTIVITY}
    bought = {"supplier_id": ids["supplier_id"], "supplier_reference": "T-2", "invoiced_on": "2026-11-20"}
    cheque = {"invoice_id": ids["invoice_id"], "payment_id": "nothing", "number": "0000042"}
    drafted = {
        "lines": [{"account": "627", "debit": "1.00"}, {"account": "512", "credit": "1.00"}],
        "sentence": "Frais",
    }
    voucher = {"voucher_ref": "Z-1", "voucher_on": "2026-11-30"}
    entry = {"journal": "OD", "label": "Frais", "posted_on": "2026-11-30"} | drafted | voucher
    plain = {
        "kind": "plain",
        "type": "meal",
        "spent_on": "2026-11-12",
        "label": "Repas",
        "amount": "2.00",
        "vat_rate": "10",
    }
    return {
        "POST /v1/quotes": sale | own | {"valid_until": "2026-12-31"},
        "PUT /v1/quotes/{quote_id}": sale | {"valid_until": "2026-12-31"},
        "POST /v1/invoices": sale | own,
        "PUT /v1/invoices/{invoice_id}": sale,
        "POST /v1/recurring-invoices": sale | own | {"every": "month", "first_on": "2026-12-15"},
        "POST /v1/internal-invoices": {
            "seller_activity_id": ACTIVITY,
            "buyer_activity_id": ids["mini_activity"],
            "title": "Photos",
            "lines": [{"label": "Photo", "quantity": "1", "unit_price": "1.00"}],
        },
        "POST /v1/customers": {"name": "Nouveau", "kind": "business", "group_id": GROUP, "address": ADDRESS},
        "POST /v1/suppliers": {"legal_entity": SIREN, "name": "Nouveau", "group_id": GROUP},
        "POST /v1/customers/{customer_id}/merge": {"into": ids["other_customer"], "reason": "double"},
        "POST /v1/suppliers/{supplier_id}/merge": {"into": ids["other_supplier"], "reason": "double"},
        "POST /v1/purchases": {
            "activity_id": ACTIVITY,
            "supplier_name": "Autre",
            "supplier_reference": "T-9",
            "invoiced_on": "2026-11-20",
            "account": "601",
            "label": "Toile",
            "total_excluding_vat": "3.00",
            "vat": "0.60",
        },
        "POST /v1/purchases/drafts": own | bought | {"lines": [BOUGHT]},
        "PUT /v1/purchases/{purchase_id}": bought | {"lines": [BOUGHT]},
        "POST /v1/purchases/{purchase_id}/payment": {"paid_on": "2026-12-01"},
        "POST /v1/supplier-orders": own | {"supplier_id": ids["supplier_id"], "lines": [ORDERED]},
        "PUT /v1/supplier-orders/{order_id}": {"supplier_id": ids["supplier_id"], "lines": [ORDERED]},
        "POST /v1/legal-entities/{siren}/entry-drafts": entry,
        "PUT /v1/entry-drafts/{draft_id}": entry,
        "PUT /v1/bank-accounts/{account_id}/matching-rules": {"rules": []},
        "PUT /v1/legal-entities/{siren}/bank-accounts/{account_id}": {
            "name": "Compte",
            "iban": DEBTOR,
            "ledger_account": "512",
        },
        "POST /v1/bank-movements/{movement_id}/match": {"items": [{"kind": "invoice", "id": ids["invoice_id"]}]},
        "POST /v1/expense-sheets": own | {"month": "2026-10"},
        "POST /v1/expense-sheets/{sheet_id}/lines": plain,
        "PUT /v1/expense-sheets/{sheet_id}/lines/{line_id}": plain,
        "POST /v1/expense-sheets/{sheet_id}/lines/copies": {"from_sheet_id": ids["sheet_id"], "line_ids": []},
        "POST /v1/expense-sheets/{sheet_id}/lines/{line_id}/duplicate": {"spent_on": "2026-11-13"},
        "POST /v1/legal-entities/{siren}/payment-orders": {
            "bank_account_id": ACCOUNT,
            "execution_on": DAY,
            "items": [{"kind": "purchase", "id": ids["received_purchase"]}],
        },
        "POST /v1/legal-entities/{siren}/remittances": {"bank_account_id": ACCOUNT, "cheques": [cheque]},
        "POST /v1/tills": own | {"label": "Stand", "place": "Marché", "articles": [ARTICLE]},
    }


ADDRESS = {"line": "4 place du Marché", "postcode": "25000", "city": "Besançon"}
ARTICLE = {"code": "SAC", "label": "Sac", "price": "18.00", "vat_rate": "20", "nature": "goods"}
INSIDE = [GROUP, "g2", MINI_GROUP]
ACTORS: dict[str, tuple[str, dict[str, Any]]] = {
    "A": ("accountant", {}),
    "S": ("student", {"groups": INSIDE}),
    "M": ("student", {"groups": INSIDE, "sub": "p2"}),
    "C": ("coach", {"groups": INSIDE}),
    "O": ("cae_officer", {}),
    "P": ("ops", {}),
    "K": ("coordinator", {}),
    "s": ("student", {"groups": ["g3"], "sub": "p7"}),
    "c": ("coach", {"groups": ["g3"], "sub": "other-coach"}),
    "a": ("accountant", {"partner": "autre-cae"}),
    "o": ("cae_officer", {"partner": "autre-cae"}),
    "k": ("coordinator", {"partner": "autre-cmq"}),
    "n": ("nobody", {"roles": []}),
    "-": ("", {}),
}
"""Who calls: a capital letter belongs here, M is a mate of the student S, a small one is a stranger, ``-`` has no token."""
