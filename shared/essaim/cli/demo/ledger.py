"""What the ledger says of what happened: entries that documents bring, the contribution, the trial balance and its VAT."""

from typing import Any

from essaim.cli.demo.figures import Total
from essaim.cli.demo.group import LEGAL_ENTITY, SIREN, Group
from essaim.cli.demo.people import ACCOUNTANT
from essaim.cli.demo.share import contribution_of
from essaim.cli.demo.world import World, expect
from essaim.contracts.types import format_amount, parse_amount

RATE_PERCENT = str(LEGAL_ENTITY["contribution_rate_percent"])
SALES = ("701000", "706000", "707000")
VAT_COLLECTED, VAT_WAITING, VAT_DEDUCTED, TRANSFERS = "445710", "445800", "445660", "580000"


async def posted(world: World, source_key: str, account: str, cents: int) -> None:
    """Wait for the entry of a document, so that the clock can move on; what it has on an account, debit less credit."""

    async def found() -> Any:
        entries = await world.api("accounting", ACCOUNTANT).all("/v1/entries", siren=SIREN)
        return next((one for one in entries if one["source_key"] == source_key), None)

    entry = await world.until(found, what=f"the entry {source_key} in the books")
    expect(f"what it has on {account}", _balance(entry["lines"], account), cents)


async def check_contribution(world: World, group: Group, margin_cents: int) -> int:
    """The contribution is 10 % of the margin; its cents."""
    wanted = contribution_of(margin_cents, RATE_PERCENT)
    accounting = world.api("accounting", ACCOUNTANT)

    async def due() -> bool:
        balance = await accounting.get(f"/v1/activities/{group.activity_id}/balance")
        return bool(balance["contribution"] == format_amount(wanted))

    what = f"sees the contribution posted: {RATE_PERCENT} % of {format_amount(margin_cents)} €"
    with world.step(ACCOUNTANT, what, service="accounting"):
        await world.event(
            "accounting.contribution_posted.v1",
            activity_id=group.activity_id,
            total=format_amount(wanted),
            otherwise=due,
        )
    return wanted


async def trial_balance(world: World, sales: Total, spent: Total) -> Any:
    """The trial balance, which has to balance; and VAT, where that of services has waited for the customer's money."""
    what = f"draws the trial balance: it balances; VAT {format_amount(sales.vat_cents)} € collected, none still waits on 4458"
    with world.step(ACCOUNTANT, what, service="accounting"):
        balance = await world.api("accounting", ACCOUNTANT).get(f"/v1/legal-entities/{SIREN}/trial-balance")
        lines = balance["lines"]
        debit = sum(parse_amount(line["debit"]) for line in lines)
        credit = sum(parse_amount(line["credit"]) for line in lines)
        expect("debit and credit in cents", debit, credit)
        expect("whether something is in the books", debit > 0, True)
        expect("sales in cents", -sum(_balance(lines, one) for one in SALES), sales.net_cents)
        expect("VAT collected in cents", -_balance(lines, VAT_COLLECTED), sales.vat_cents)
        expect("VAT of services that still waits", _balance(lines, VAT_WAITING), 0)
        expect("VAT deducted in cents", _balance(lines, VAT_DEDUCTED), spent.vat_cents)
        expect("money still on its way between till and bank", _balance(lines, TRANSFERS), 0)
    return balance


def _balance(lines: Any, account: str) -> int:
    return sum(parse_amount(one["debit"]) - parse_amount(one["credit"]) for one in lines if one["account"] == account)
