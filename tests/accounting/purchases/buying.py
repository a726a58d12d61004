"""What the tests of purchases do over HTTP: drafts with lines, a receipt, and the events that the broker would bring back."""

from typing import Any

import httpx

from accounting.domain.record import Record
from essaim.kit.ids import derived_id
from tests.accounting.integration.office import ACTIVITY, SIREN, Office

OTHER_ACTIVITY = derived_id("g2", "activity")
CLOTH = {"label": "Toile", "account": "601000", "total_excluding_vat": "300.00", "vat_rate": "20"}
FREIGHT = {
    "label": "Port",
    "account": "6241",
    "total_excluding_vat": "30.00",
    "vat_rate": "20",
    "in_contribution": False,
}
DRAFT = {
    "activity_id": ACTIVITY,
    "supplier_name": "Tissus Exemple",
    "supplier_reference": "T-17",
    "invoiced_on": "2026-11-20",
    "lines": [CLOTH, FREIGHT],
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)


def slug(answer: httpx.Response) -> tuple[int, str]:
    """Status and the end of a problem's type."""
    return answer.status_code, str(answer.json()["type"]).rpartition(":")[2]


def field(answer: httpx.Response) -> tuple[int, str]:
    """Status and the first field that a problem names."""
    return answer.status_code, str(answer.json()["errors"][0]["field"])


async def drafted(office: Office, *, role: str = "accountant", **changes: Any) -> dict[str, Any]:
    """A draft of two lines: 300,00 that counts and 30,00 that does not, and 66,00 of VAT."""
    return await office.done("POST", "purchases/drafts", DRAFT | changes, role=role)


async def recorded(office: Office, **changes: Any) -> dict[str, Any]:
    """A purchase that is approved, in the books and counted."""
    draft = await drafted(office, **changes)
    found = await office.done("POST", f"purchases/{draft['id']}/approval")
    await heard(office, draft["id"], "accounting.purchase_recorded.v1")
    return found


async def heard(office: Office, purchase_id: str, type_: str) -> None:
    """Its event comes back, twice, as brokers do."""
    document = (await office.deps.purchases.get(purchase_id)).document
    for _ in range(2):
        await office.hear(document, type_)


async def attached(
    office: Office, purchase_id: str, *, role: str = "student", name: str = "facture.png"
) -> httpx.Response:
    """The receipt, as the body of a request."""
    path = f"/v1/purchases/{purchase_id}/attachments"
    headers = office.headers(role) | {"Content-Type": "image/png"}
    return await office.client.post(path, params={"name": name}, content=PNG, headers=headers)


async def balances(office: Office, *accounts: str) -> dict[tuple[str, str], int]:
    """What the ledger has on these accounts, by account and analytic code, in cents."""
    sums: dict[tuple[str, str], int] = {}
    for record in await _entries(office):
        for line in record.certain_entry.lines:
            if line.account in accounts:
                key = (line.account, line.analytic_code or "")
                sums[key] = sums.get(key, 0) + line.balance_cents
    return sums


async def letters(office: Office, account: str) -> list[str]:
    """The letters of an account's lines, ``-`` where there is none."""
    found = []
    for record in await _entries(office):
        for place, line in enumerate(record.certain_entry.lines):
            if line.account == account:
                letter = record.letters.get(place)
                found.append(letter.code if letter else "-")
    return found


async def _entries(office: Office) -> list[Record]:
    return [one.state for one in await office.deps.ledger.all({"siren": SIREN}) if one.state.entry is not None]
