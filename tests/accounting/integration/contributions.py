"""Policies as they are sent, and what the books say of a contribution."""

from typing import Any

from accounting.domain.entry import Entry
from tests.accounting.integration.office import ACTIVITY, SIREN, Office

TIERED: dict[str, Any] = {
    "base": "TURNOVER",
    "trigger": "ON_ISSUE",
    "tiers": [
        {"up_to": "400.00", "rate_percent": "11"},
        {"up_to": "800.00", "rate_percent": "10"},
        {"up_to": None, "rate_percent": "9"},
    ],
}
ON_PAYMENT: dict[str, Any] = {"base": "MARGIN", "trigger": "ON_PAYMENT", "tiers": [{"rate_percent": "10"}]}
OF_ENTITY = f"legal-entities/{SIREN}/contribution-policies"
OF_ACTIVITY = f"activities/{ACTIVITY}/contribution-policies"


def flat(rate: str, valid_from: str = "2026-09-01", **changes: Any) -> dict[str, Any]:
    """One rate of the margin of what is invoiced, from a day on."""
    terms = {"base": "MARGIN", "trigger": "ON_ISSUE", "tiers": [{"rate_percent": rate}]}
    return terms | {"valid_from": valid_from} | changes


async def entries(office: Office) -> dict[str, Entry]:
    """The entries of contributions by what they rest on, in the order of their posting."""
    found = await office.deps.ledger.all({"siren": SIREN})
    posted = [one.state.certain_entry for one in sorted(found, key=lambda one: one.state.sequence) if one.state.entry]
    prefix = "contribution:"
    return {one.source_key.removeprefix(prefix): one for one in posted if one.source_key.startswith(prefix)}


def amount(entry: Entry) -> int:
    """What the cooperative gets with an entry: the credit of 187, which is the debit of 186."""
    net = {
        account: sum(one.balance_cents for one in entry.lines if one.account == account)
        for account in ("181", "186", "187")
    }
    assert (net["181"], net["186"]) == (0, -net["187"])
    return net["186"]


async def posted(office: Office) -> int:
    """The sum of all entries, which is what the activity was told to owe."""
    total = sum(amount(entry) for entry in (await entries(office)).values())
    assert total == (await office.deps.activities.get(ACTIVITY)).state.contribution_cents
    return total
