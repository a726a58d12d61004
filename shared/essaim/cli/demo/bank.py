"""Chapter 4, the bank: its statement is imported, matched, and reconciled with the books to the cent."""

from dataclasses import dataclass
from typing import Any

from essaim.cli.demo.group import IBAN, Group
from essaim.cli.demo.invoices import Invoice, expect_paid
from essaim.cli.demo.market import CARDS_ON, CASH_ON, FLOAT, Market
from essaim.cli.demo.payments import ACCOUNT_ID, EXECUTED_ON, PaymentOrder
from essaim.cli.demo.people import ACCOUNTANT
from essaim.cli.demo.quotes import BOOKSHOP
from essaim.cli.demo.statement_file import Movement, camt053
from essaim.cli.demo.world import World, expect, paris
from essaim.contracts.types import format_amount, parse_amount

OPENED_ON, CLOSED_ON, IMPORTED_ON = "2026-12-01", "2026-12-31", (2027, 1, 5)
FEES = Movement(CLOSED_ON, -420, "FRAIS TENUE DE COMPTE 4E TRIMESTRE")
UNKNOWN = Movement("2026-12-29", -1890, "PRLV SEPA RESEAU DES ATELIERS SOLIDAIRES")
WITHDRAWN = Movement("2026-12-04", -parse_amount(FLOAT), "RETRAIT GUICHET")
TRANSFERS, MEMBERSHIP_FEES, COOPERATIVE = "580", "6281", "CAE"
PATH = f"/v1/bank-accounts/{ACCOUNT_ID}"


@dataclass(frozen=True)
class Matched:
    """A movement and why it was matched, in the service's words or as the accountant said."""

    booked_on: str
    amount: str
    label: str
    how: str
    why: str


@dataclass(frozen=True)
class Reconciled:
    """The bank and the books on the last day of the statement."""

    movements: tuple[Matched, ...]
    balance_cents: int
    difference: str


async def reconcile(
    world: World,
    group: Group,
    market: Market,
    order: PaymentOrder,
    paid: tuple[tuple[Invoice, int], ...],
) -> Reconciled:
    """From the file to a difference of nothing. ``paid`` are the invoices that customers paid, with how much."""
    movements = statement(market, order, paid)
    await _import(world, movements)
    matched = await _match(world, group, [invoice for invoice, _ in paid])
    return await _reconciled(world, movements, matched)


def statement(market: Market, order: PaymentOrder, paid: tuple[tuple[Invoice, int], ...]) -> tuple[Movement, ...]:
    """All that passed the account in December."""
    name = str(BOOKSHOP["name"]).upper().replace("’", " ")
    days = ("2026-12-03", "2026-12-16")
    movements = [
        WITHDRAWN,
        Movement(CASH_ON, market.cash_cents, "VERSEMENT ESPECES"),
        Movement(CARDS_ON, market.card_cents, "REMISE CARTES"),
        Movement(EXECUTED_ON, -order.cents, f"VIR SEPA EMIS {order.reference}"),
        UNKNOWN,
        FEES,
        *(Movement(day, cents, f"VIR {name} FACT {one.number}") for day, (one, cents) in zip(days, paid, strict=True)),
    ]
    return tuple(sorted(movements, key=lambda one: one.booked_on))


async def _import(world: World, movements: tuple[Movement, ...]) -> None:
    accounting, count = world.api("accounting", ACCOUNTANT), len(movements)
    content = camt053(IBAN, OPENED_ON, CLOSED_ON, movements)
    world.output.write("bank", "statement.camt.053.xml", content)

    async def load(**query: str) -> Any:
        return await accounting.upload(f"{PATH}/statement-imports", content, "application/xml", **query)

    what = f"imports December’s statement, {count} movements: tried first, then for good; again it adds nothing"
    with world.step(ACCOUNTANT, what, service="accounting"):
        await world.move_clock(paris(*IMPORTED_ON))
        plan = await load(dry_run="true")
        expect("acceptable, new, known", (plan["acceptable"], plan["new_count"], plan["known_count"]), (True, count, 0))
        expect("movements after a dry run", await accounting.all(f"{PATH}/movements"), [])
        done = await load()
        expect("its state and what it added", (done["status"], done["added_count"]), ("DONE", count))
        again = await load()
        expect("added and known of the second time", (again["added_count"], again["known_count"]), (0, count))


async def _match(world: World, group: Group, invoices: list[Invoice]) -> list[Matched]:
    accounting = world.api("accounting", ACCOUNTANT)
    by_hand = {
        WITHDRAWN.label: (TRANSFERS, await _code(world, group), "à la main : le fond de caisse du marché"),
        UNKNOWN.label: (MEMBERSHIP_FEES, COOPERATIVE, "à la main : une cotisation de la coopérative"),
    }
    with world.step(ACCOUNTANT, "lets sure movements match by themselves, each with its reasons", service="accounting"):
        told = (await accounting.post(f"{PATH}/automatic-matching"))["movements"]
        left = {one["label"]: one for one in told if not one["matched"]}
        expect("what is left", sorted(left), sorted(by_hand))
        for invoice in invoices:
            await expect_paid(world, invoice)
    with world.step(ACCOUNTANT, "matches the other two by hand: the float, and a membership fee", service="accounting"):
        for label, (account, code, _) in by_hand.items():
            item = {"kind": "account", "account": account, "analytic_code": code, "amount": left[label]["amount"]}
            await accounting.post(f"/v1/bank-movements/{left[label]['movement_id']}/match", {"items": [item]})
    return [
        Matched(one["booked_on"], one["amount"], one["label"], "automatic", one["why"])
        if one["matched"]
        else Matched(one["booked_on"], one["amount"], one["label"], "by hand", by_hand[one["label"]][2])
        for one in told
    ]


async def _reconciled(world: World, movements: tuple[Movement, ...], matched: list[Matched]) -> Reconciled:
    accounting = world.api("accounting", ACCOUNTANT)
    balance = sum(one.cents for one in movements)
    what = f"reconciles bank and books on 31 December: {format_amount(balance)} € on both sides, difference 0.00"
    with world.step(ACCOUNTANT, what, service="accounting"):
        path = f"{PATH}/reconciliation?on={CLOSED_ON}"
        made = await accounting.get(path)
        sides = (made["bank"], made["books"], made["difference"], made["remaining"])
        expect("bank, books, difference, unexplained", sides, (*[format_amount(balance)] * 2, "0.00", "0.00"))
        expect("movements and lines that are open", (made["movements"], made["lines"]), ([], []))
        found = await accounting.all(f"{PATH}/movements")
        states = {(one["status"], one["left"], one["difference"]) for one in found}
        expect(
            "states of the movements, what is left of them, what was rounded away",
            states,
            {("MATCHED", "0.00", "0.00")},
        )
        kept = await accounting.download(f"{path}&format=pdf")
        world.output.write("bank", f"reconciliation-{CLOSED_ON}.pdf", kept)
    return Reconciled(tuple(matched), balance, made["difference"])


async def _code(world: World, group: Group) -> str:
    """The analytic code of the group's activity."""
    found = await world.api("accounting", ACCOUNTANT).all("/v1/activities", group_id=group.group_id)
    return str(found[0]["analytic_code"])
