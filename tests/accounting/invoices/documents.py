"""What the tests of invoices do again and again."""

from typing import Any

from tests.accounting.integration.office import ACTIVITY, LINE, SIREN, Office

SERVICE = {"label": "Atelier", "quantity": "1", "unit_price": "100.00", "vat_rate": "20", "nature": "services"}
ISSUE = {"service_on": "2026-12-01"}


async def drafted(office: Office, *lines: dict[str, str], **more: Any) -> dict[str, Any]:
    """A draft of the group."""
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": list(lines) or [LINE], **more}
    return await office.done("POST", "invoices", body, role="student")


async def issue(office: Office, invoice_id: str) -> dict[str, Any]:
    """Submitted by the student, issued by the accountant, its entries posted."""
    await office.done("POST", f"invoices/{invoice_id}/submission", role="student")
    invoice = await office.done("POST", f"invoices/{invoice_id}/issue", ISSUE)
    document = (await office.deps.invoices.get(invoice_id)).document
    for event in ("invoice_issued", "credit_note_issued"):
        await office.hear(document, f"accounting.{event}.v1")
    return invoice


async def credited(office: Office, invoice: dict[str, Any], *lines: dict[str, str]) -> dict[str, Any]:
    """A credit note over all of an invoice, or over these lines of it."""
    note = await office.done("POST", f"invoices/{invoice['id']}/credit-notes", {"reason": "Retour"}, role="student")
    if lines:
        body = {"customer_id": note["customer_id"], "lines": list(lines)}
        await office.done("PUT", f"invoices/{note['id']}", body, role="student")
    return await issue(office, note["id"])


async def balances(office: Office) -> dict[str, str]:
    """The balance of every account that moved."""
    trial = await office.done("GET", f"legal-entities/{SIREN}/trial-balance?year=2027")
    return {one["account"]: one["balance"] for one in trial["lines"]}


async def read(office: Office, invoice: dict[str, Any]) -> dict[str, Any]:
    """The invoice as it stands."""
    return await office.done("GET", f"invoices/{invoice['id']}")
