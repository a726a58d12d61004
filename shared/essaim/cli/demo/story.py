"""The story: one school year of a student cooperative, chapter by chapter. Reads like a table of contents."""

from dataclasses import dataclass
from typing import Any

import httpx

from essaim.cli.demo import applications, books, checks, closing, group, money, post, year
from essaim.cli.demo.applications import Cohort
from essaim.cli.demo.books import Books
from essaim.cli.demo.closing import Share
from essaim.cli.demo.group import Group
from essaim.cli.demo.mails import Mail
from essaim.cli.demo.money import Invoice
from essaim.cli.demo.world import World
from essaim.cli.demo.year import Year


@dataclass(frozen=True)
class Told:
    """What came of the year, for the summary."""

    cohort: Cohort
    group: Group
    year: Year
    invoices: tuple[Invoice, ...]
    purchases_cents: int
    contribution_cents: int
    balance: Any
    share: Share
    books: Books
    mails: tuple[Mail, ...]
    consumed: checks.Consumed


async def play(world: World, http: httpx.AsyncClient) -> Told:
    """Play the whole year. StepFailedError at the first thing that is not as it should be."""
    before, told_before = await checks.read_meters(world), await post.past_messages(world)
    cohort = await applications.open_and_enrol(world)
    started = await group.start_group(world, cohort)

    lived = await year.first_sessions(world, started)
    lived = await year.workshop(world, started, lived)

    first = await money.first_sale(world, started)
    await money.check_contribution(world, started, first.excluding_vat_cents)
    fabric = await money.buy_fabric(world, started)
    spent = fabric.excluding_vat_cents
    await money.check_contribution(world, started, first.excluding_vat_cents - spent)
    await money.pay_fabric(world, fabric)
    await money.pay(world, first, "2026-12-15")
    second = await money.second_sale(world, started)
    margin = first.excluding_vat_cents + second.excluding_vat_cents - spent
    contribution = await money.check_contribution(world, started, margin)

    await closing.assembly(world, started)
    await closing.closing_is_blocked(world, started, second)
    await money.pay(world, second, "2027-06-30")
    await closing.close(world, started)
    share = await closing.check_share(world, started, lived, margin - contribution)
    await closing.approve_share(world, started, share)
    balance = await money.trial_balance(world)
    explanation = await books.explain(world, started, contribution)
    await books.management_sheets(world, started)
    await books.pay_shares(world, started, share)
    await books.close_the_year(world)
    proved = await books.prove(world, explanation)

    mails = await post.check_mails(world, cohort, started, told_before)
    consumed = await checks.settle(world, before)
    await checks.check_bus(world, [*cohort.accepted, cohort.refused])
    await checks.check_ready(world, http)
    return Told(
        cohort, started, lived, (first, second), spent, contribution, balance, share, proved, tuple(mails), consumed
    )
