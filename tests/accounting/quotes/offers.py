"""What the tests of quotes do again and again."""

from typing import Any

from tests.accounting.integration.office import ACTIVITY, LINE, Office
from tests.accounting.invoices.documents import issue

PLAN = [{"label": "Acompte", "percent": "30", "on": "2026-12-05"}, {"label": "Solde", "percent": "70"}]
VALID_UNTIL = "2026-12-31"


async def drafted(office: Office, *lines: dict[str, str], **more: Any) -> dict[str, Any]:
    """A draft of the group over 1 000,00 without VAT, or over these lines."""
    body = {
        "activity_id": ACTIVITY,
        "customer_id": await office.customer(),
        "valid_until": VALID_UNTIL,
        "lines": list(lines) or [LINE],
        **more,
    }
    return await office.done("POST", "quotes", body, role="student")


async def approve(office: Office, quote_id: str) -> None:
    """Submitted by the student, approved by the accountant."""
    await office.done("POST", f"quotes/{quote_id}/submission", role="student")
    await office.done("POST", f"quotes/{quote_id}/approval")


async def send(office: Office, quote_id: str) -> tuple[dict[str, Any], str]:
    """An approved quote goes to the customer: the quote, and the address of its page."""
    answer = await office.done("POST", f"quotes/{quote_id}/sending", role="student")
    return answer["quote"], answer["signing_url"]


async def sent(office: Office, *lines: dict[str, str], **more: Any) -> tuple[dict[str, Any], str]:
    """A quote that waits for the customer, and the address of its page."""
    quote = await drafted(office, *lines, **more)
    await approve(office, quote["id"])
    return await send(office, quote["id"])


async def signed(office: Office, *lines: dict[str, str], **more: Any) -> dict[str, Any]:
    """A quote that the customer signed on paper, as the student declares."""
    quote, _ = await sent(office, *lines, **more)
    body = {"accepted_on": "2026-12-01"}
    return await office.done("POST", f"quotes/{quote['id']}/acceptance", body, role="student")


async def invoiced(office: Office, quote: dict[str, Any], place: int | None = None) -> dict[str, Any]:
    """The draft of the next instalment, or of this one."""
    body = None if place is None else {"place": place}
    return await office.done("POST", f"quotes/{quote['id']}/invoice", body, role="student")


async def issued(office: Office, quote: dict[str, Any]) -> dict[str, Any]:
    """The next instalment, issued."""
    return await issue(office, (await invoiced(office, quote))["id"])


async def read(office: Office, quote: dict[str, Any]) -> dict[str, Any]:
    """The quote as it stands."""
    return await office.done("GET", f"quotes/{quote['id']}", role="student")
