"""The verdict: what is wrong at the end of a run, by name. Nothing, if every promise was kept."""

import asyncio

from tests.chaos.noise import unexpected
from tests.chaos.run import Run
from tests.chaos.toy import Balance, Tally

SECONDS = 90.0
PAUSE_SECONDS = 0.1
SHOWN = 10


async def settle(run: Run, accounts: list[str]) -> None:
    """Return when everything has passed, late copies included.

    A last command per account goes behind whatever is still under way: queues are first in, first out, and so is the
    handling of one subject. Its effect shows that all before it has been handled.
    """
    await run.passed(SECONDS)
    await _emptied(run)
    for account in accounts:
        await run.load.command(account)
    await run.passed(SECONDS)
    await _emptied(run)
    await run.observe()


async def _emptied(run: Run) -> None:
    """Return when nothing waits in the inbox or on the ladder. TimeoutError when that does not come about."""
    async with asyncio.timeout(SECONDS):
        # What another process does can only be polled.
        while await run.stage.waiting():  # noqa: ASYNC110
            await asyncio.sleep(PAUSE_SECONDS)


async def problems(run: Run) -> list[str]:
    """Every broken promise, in one line each."""
    ledger = run.ledger
    found = [
        *_listed("commands without an answer", ledger.undecided()),
        *_listed("events outstanding", ledger.outstanding()),
        *_listed("events doubled", ledger.doubled()),
        *_listed("effects of no accepted command", ledger.unknown()),
        *_listed("events out of order", ledger.late(strict=True)),
    ]
    tallies = {one.id: one.state for one in await run.tallies.all()}
    balances = {one.id: one.state for one in await run.balances.all()}
    for account, (total, balance, sequence) in ledger.expected().items():
        added, told = tallies.get(account, Tally()), balances.get(account, Balance(0, 0))
        if added.total != total:
            found.append(f"{account} adds up to {added.total}, not {total}")
        if told.balance != balance:
            found.append(f"{account} was last told {told.balance} by #{told.sequence}, not {balance} by #{sequence}")
    letters = await run.noise.dead_letters()
    found += _listed("events among the dead letters", unexpected(letters))
    found += _listed("poison that is not among the dead letters", sorted(run.noise.poison - set(letters)))
    return found


def _listed(what: str, names: list[str]) -> list[str]:
    if not names:
        return []
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return [f"{len(names)} {what}: {', '.join(names[:SHOWN])}{more}"]
