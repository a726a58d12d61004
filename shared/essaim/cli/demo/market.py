"""Chapter 4, the market: one day at a till that nobody can alter, its money to the bank, and its archive, verified offline."""

import asyncio
import sys
from dataclasses import dataclass
from typing import Any

from essaim.cli.demo.api import ApiError
from essaim.cli.demo.figures import NOTHING, VAT_RATE, Total, vat_included
from essaim.cli.demo.group import Group
from essaim.cli.demo.people import ACCOUNTANT
from essaim.cli.demo.world import World, expect, paris
from essaim.contracts.types import format_amount, parse_amount

PLACE = "Marché de Noël, Besançon"
PRICES = {"SAC": "22.00", "BONNET": "29.90", "RETOUCHE": "7.35"}
ARTICLES = (
    {"code": "SAC", "label": "Sac en maille recyclée", "nature": "goods"},
    {"code": "BONNET", "label": "Bonnet en maille recyclée", "nature": "goods"},
    {"code": "RETOUCHE", "label": "Retouche", "nature": "services"},
)
FLOAT = "60.00"
# What is sold, how it is paid, and for cash what the customer hands over.
SALES = (
    ({"SAC": 2, "RETOUCHE": 1}, "cash", "60.00"),
    ({"BONNET": 3}, "card", None),
    ({"SAC": 1, "BONNET": 1}, "cash", "55.00"),
)
REFUNDED = "SAC"
MISSING_CENTS = 30
"""How much less is counted in the evening than there should be."""
CASH_ON, CARDS_ON = "2026-12-07", "2026-12-08"
SLIPS = {"cash": "bordereau 41", "card": "télécollecte du 8 décembre"}
"""The bank's own words for what is brought to it."""
YEAR = ("2026-09-01", "2027-08-31")


@dataclass(frozen=True)
class Market:
    """The day at the market: what was sold without VAT, and the money that went to the bank."""

    till_id: str
    total: Total
    cash_cents: int
    card_cents: int


def takings() -> tuple[Total, dict[str, int]]:
    """What the tickets come to, the refund taken off, and the money by means."""
    total, means = NOTHING, {"cash": 0, "card": 0}
    for basket, how, _ in SALES:
        gross = _price(basket)
        total, means[how] = total + vat_included(gross), means[how] + gross
    back = parse_amount(PRICES[REFUNDED])
    return total - vat_included(back), means | {"cash": means["cash"] - back}


async def market_day(world: World, group: Group) -> Market:
    """From the float in the morning to the count in the evening."""
    total, means = takings()
    seller = group.members[2].actor(group.group_id)
    sellers = world.api("accounting", seller)
    with world.step(seller, f"opens a till at the market with a float of {FLOAT} €", service="accounting"):
        await world.move_clock(paris(2026, 12, 5))
        articles = [one | {"price": PRICES[one["code"]], "vat_rate": VAT_RATE} for one in ARTICLES]
        body = {"activity_id": group.activity_id, "label": "Stand de l’atelier", "place": PLACE, "articles": articles}
        till = await sellers.post("/v1/tills", body)
        path = f"/v1/tills/{till['id']}"
        session = (await sellers.post(f"{path}/sessions", {"counted_float": FLOAT}))["session"]
    with world.step(
        seller, "sells three times, in cash with change and by card; takes a bag back", service="accounting"
    ):
        tickets = [await _sell(sellers, path, *sale) for sale in SALES]
        await _take_back(sellers, path, tickets[0])
        world.output.write("till", "receipt.pdf", await sellers.download(f"{path}/sales/{tickets[0]['id']}/receipt"))
    expected = parse_amount(FLOAT) + means["cash"]
    counted = expected - MISSING_CENTS
    what = (
        f"closes the day at {format_amount(total.gross_cents)} €: {MISSING_CENTS} cents are missing, and stay written"
    )
    with world.step(seller, what, service="accounting"):
        await world.move_clock(paris(2026, 12, 5, 18))
        body = {"counted_cash": format_amount(counted)}
        closing = await sellers.post(f"{path}/sessions/{session}/closing", body)
        difference = format_amount(-MISSING_CENTS)
        told = (closing["cash"]["expected"], closing["cash"]["counted"], closing["cash"]["difference"])
        expect("the cash", told, (format_amount(expected), format_amount(counted), difference))
        expect("the day", closing["total"], format_amount(total.gross_cents))
        rates = [(one["base"], one["vat"]) for one in closing["vat"]]
        expect("net and VAT", rates, [(format_amount(total.net_cents), format_amount(total.vat_cents))])
        await world.event("accounting.till_closed.v1", till_id=till["id"], otherwise=_always)
    await _deposit(world, group, path, counted, means["card"])
    return Market(str(till["id"]), total, counted, means["card"])


async def close_and_export(world: World, market: Market) -> None:
    """The till's year is closed, and its archive is verified by the command line, without any service."""
    accounting = world.api("accounting", ACCOUNTANT)
    path = f"/v1/tills/{market.till_id}"
    with world.step(ACCOUNTANT, "closes the till’s year; its archive verifies offline", service="accounting"):
        await world.move_clock(paris(2027, 9, 14))
        closing = await accounting.post(f"{path}/closings", {"year": int(YEAR[1][:4])})
        expect("the perpetual total", closing["perpetual"], format_amount(market.total.gross_cents))
        content = await accounting.download(f"{path}/export?from={YEAR[0]}&to={YEAR[1]}")
        archive = world.output.write("till", "till-archive.zip", content)
        command = (sys.executable, "-m", "essaim.cli.main", "till", "verify", str(archive))
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        said, _ = await process.communicate()
        if process.returncode:
            raise ApiError(f"essaim till verify: {said.decode(errors='replace').strip()}")


async def _sell(sellers: Any, path: str, basket: dict[str, int], means: str, given: str | None) -> Any:
    gross = format_amount(_price(basket))
    payment = {"means": means, "amount": gross} | ({"given": given} if given else {})
    lines = [{"article": code, "quantity": str(quantity)} for code, quantity in basket.items()]
    ticket = await sellers.post(f"{path}/sales", {"lines": lines, "payments": [payment]})
    expect("the ticket", ticket["total"], gross)
    return ticket


async def _take_back(sellers: Any, path: str, ticket: Any) -> None:
    """One bag of the first sale; the sale itself stays as it is."""
    amount = PRICES[REFUNDED]
    body = {
        "lines": [{"line": 0, "quantity": "1"}],
        "payments": [{"means": "cash", "amount": amount}],
        "reason": "Couture défaite",
    }
    refund = await sellers.post(f"{path}/sales/{ticket['id']}/refunds", body)
    expect("the refund", refund["total"], f"-{amount}")


async def _deposit(world: World, group: Group, path: str, cash_cents: int, card_cents: int) -> None:
    """All of the drawer and the cards go to the bank, on two days."""
    student = group.members[2].actor(group.group_id)
    with world.step(student, "takes the cash and the card payments to the bank", service="accounting"):
        for day, means, cents in ((CASH_ON, "cash", cash_cents), (CARDS_ON, "card", card_cents)):
            await world.move_clock(paris(*map(int, day.split("-"))))
            body = {"type": "DEPOSIT", "means": means, "amount": format_amount(cents), "reason": SLIPS[means]}
            await world.api("accounting", student).post(f"{path}/movements", body)


def _price(basket: dict[str, int]) -> int:
    return sum(quantity * parse_amount(PRICES[code]) for code, quantity in basket.items())


async def _always() -> bool:
    """Nothing more to look at: the command's own answer has told it."""
    return True
