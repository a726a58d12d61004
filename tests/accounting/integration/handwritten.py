"""Entries that the accountant writes by hand over HTTP, for tests."""

from typing import Any

from tests.accounting.integration.office import SIREN, Office

DRAFTS, CLOSINGS = f"legal-entities/{SIREN}/entry-drafts", f"legal-entities/{SIREN}/closings"
LETTERINGS, ACCOUNTS = f"legal-entities/{SIREN}/letterings", f"legal-entities/{SIREN}/accounts"
DEBIT: dict[str, Any] = {"account": "627", "debit": "12.00", "analytic_code": "A001"}
CREDIT: dict[str, Any] = {"account": "512", "credit": "12.00", "analytic_code": "A001"}
FEE: dict[str, Any] = {
    "journal": "OD",
    "posted_on": "2026-11-30",
    "label": "Frais bancaires",
    "voucher_ref": "RELEVE-11",
    "voucher_on": "2026-11-30",
    "lines": [DEBIT, CREDIT],
}


def changed(**changes: Any) -> dict[str, Any]:
    """The fee with another first line."""
    return FEE | {"lines": [DEBIT | changes, CREDIT]}


async def written(office: Office, body: dict[str, Any]) -> str:
    """A draft. Returns its id."""
    return str((await office.done("POST", DRAFTS, body))["id"])


async def posted(office: Office, body: dict[str, Any]) -> str:
    """A validated entry. Returns its id."""
    return str((await office.done("POST", f"entry-drafts/{await written(office, body)}/validation"))["entry_id"])
