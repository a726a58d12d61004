"""The story: one school year of a student cooperative and of those beside it. Reads like a table of contents."""

from dataclasses import dataclass
from typing import Any

import httpx

from essaim.cli.demo import (
    applications,
    books,
    checks,
    closing,
    funders,
    group,
    invoices,
    ledger,
    market,
    money,
    newcomers,
    post,
    year,
)
from essaim.cli.demo.applications import Cohort
from essaim.cli.demo.books import Books
from essaim.cli.demo.closing import Share
from essaim.cli.demo.group import Group
from essaim.cli.demo.mails import Mail
from essaim.cli.demo.money import Money
from essaim.cli.demo.newcomers import Newcomers
from essaim.cli.demo.world import World
from essaim.cli.demo.year import Year


@dataclass(frozen=True)
class Told:
    """What came of the year, for the summary."""

    cohort: Cohort
    newcomers: Newcomers
    group: Group
    year: Year
    money: Money
    balance: Any
    share: Share
    books: Books
    mails: tuple[Mail, ...]
    consumed: checks.Consumed


async def play(world: World, http: httpx.AsyncClient) -> Told:
    """Play the whole year. StepFailedError at the first thing that is not as it should be."""
    before, told_before = await checks.read_meters(world), await post.past_messages(world)
    cohort = await applications.open_and_enrol(world)
    autumn = await newcomers.september(world, cohort)
    started = await group.start_group(world, cohort)
    learning = await newcomers.october(world)

    lived = await year.first_sessions(world, started)
    lived = await year.workshop(world, started, lived)
    others = await newcomers.later(world, autumn, learning, started)

    earned = await money.autumn(world, started)
    others = await newcomers.december(world, others)
    earned = await money.spring(world, started, earned)
    unpaid = earned.invoices[-1]

    await closing.assembly(world, started)
    await closing.closing_is_blocked(world, started, unpaid)
    await invoices.pay(world, unpaid, "2027-06-30")
    await closing.close(world, started)
    share = await closing.check_share(world, started, lived, earned.margin_cents - earned.contribution_cents)
    await closing.approve_share(world, started, share)
    balance = await ledger.trial_balance(world, earned.sales, earned.spent)
    explanation = await books.explain(world, started, earned.contribution_cents)
    await books.management_sheets(world, started)
    await books.pay_shares(world, started, share)
    await market.close_and_export(world, earned.market)
    await books.close_the_year(world)
    proved = await books.prove(world, explanation)
    await funders.report(world)

    mails = await post.check_mails(world, cohort, started, others, told_before)
    consumed = await checks.settle(world, before)
    await checks.check_bus(world, [*cohort.accepted, cohort.refused, *others.people])
    await checks.check_ready(world, http)
    return Told(cohort, others, started, lived, earned, balance, share, proved, tuple(mails), consumed)
