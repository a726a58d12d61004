"""Whatever people do at a till: its chain verifies, its closings are its sales, and the books are its chain (ISCA)."""

import asyncio
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings, strategies as st

from accounting.deps import Deps
from accounting.domain.till.link import Link, Span
from accounting.usecases.tills.verify_till import VerifyTill, verify_till
from tests.accounting.ledger.books import open_books
from tests.accounting.tills.lives import STEPS, Step, links_of, new_till, take


async def _lived(steps: list[Step]) -> None:
    with TemporaryDirectory() as directory:
        async with open_books(Path(directory) / "books.db", today=date(2026, 12, 15)) as deps:
            till = await new_till(deps)
            for step in steps:
                await take(deps, till, step)
            verdict = await verify_till(VerifyTill(till), deps)
            assert verdict.intact, verdict.findings
            links = await links_of(deps, till)
            _check_sums(links)
            await _check_books(deps, links)


def _check_sums(links: list[Link]) -> None:
    """Closings of days are the tickets of their days, months their days, and perpetual totals all that came before."""
    assert [one.sequence for one in links] == list(range(1, len(links) + 1))
    tickets = [one for one in links if one.ticket is not None]
    for link in (one for one in links if one.closing is not None):
        made = link.certain_closing
        inside = [
            one.certain_ticket
            for one in tickets
            if one.sequence < link.sequence and made.starts_on <= one.day <= made.ends_on
        ]
        before = [one.certain_ticket for one in tickets if one.day <= made.ends_on and one.sequence < link.sequence]
        assert made.sold_cents - made.refunded_cents == sum(one.total_cents for one in inside)
        assert made.sale_count + made.refund_count == len(inside)
        assert sum(one.vat_cents for one in made.parts) == sum(one.vat_cents for x in inside for one in x.parts)
        assert sum(made.means.values()) == sum(one.total_cents for one in inside)
        assert (made.net_cents, made.absolute_cents) == (
            sum(one.total_cents for one in before),
            sum(abs(one.total_cents) for one in before),
        )


async def _check_books(deps: Deps, links: list[Link]) -> None:
    """530, 5112 and 511 hold what the chain says is held, once the open session is closed."""
    standing = links[-1].standing if links else None
    if standing is None or standing.session is not None:
        return
    sums: dict[str, int] = {}
    for record in await deps.ledger.all():
        for line in record.state.certain_entry.lines:
            sums[line.account] = sums.get(line.account, 0) + line.balance_cents
    accounts = {"cash": "530", "cheque": "5112", "card": "511"}
    assert {name: sums.get(account, 0) for name, account in accounts.items()} == dict(standing.held)
    sold = sum(one.certain_closing.base_cents for one in links if one.closing and one.closing.span is Span.DAY)
    assert -sum(sums.get(account, 0) for account in ("701", "706", "707")) == sold


_steps = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(1, 9_999), st.integers(1, 9_999), st.integers(0, 11)),
    min_size=15,
    max_size=50,
)


@given(_steps)
@settings(max_examples=25, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate))
def test_whatever_happens_the_chain_verifies_and_closings_are_the_sales(steps: list[Step]) -> None:
    """Sales, refunds, reprints, money, closings, forgotten days and months in any order."""
    asyncio.run(_lived(steps))
