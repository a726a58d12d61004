"""Tell when the money of a running activity falls below the floor."""

from accounting.deps import Deps
from accounting.domain.activity import Activity, ActivityStatus
from accounting.domain.treasury_watch import TreasuryWatch, look, treasury_by_code
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start
from essaim.contracts.accounting import TreasuryLow
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import fresh_cause


async def watch_treasury(deps: Deps) -> None:
    """A job: one reading of the kept sums per legal entity, whatever the number of its activities."""
    today = deps.clock.today()
    for entity in await deps.legal_entities.all():
        starts_on = await read_books_start(ReadBooksStart(entity.id, today), deps)
        cents = treasury_by_code(await read_balances(ReadBalances(entity.id, starts_on, today), deps))
        for activity in await deps.activities.all({"siren": entity.id}):
            if activity.state.status is ActivityStatus.OPEN:
                await _watch(activity, cents.get(activity.state.analytic_code, 0), deps)


async def _watch(activity: Stored[Activity], treasury_cents: int, deps: Deps) -> None:
    floor_cents = deps.settings.treasury_floor_cents
    low = TreasuryLow(
        activity_id=activity.id,
        group_id=activity.state.group_id,
        legal_entity_siren=activity.state.siren,
        treasury=treasury_cents,
        floor=floor_cents,
        seen_on=deps.clock.today(),
    )

    def decide(known: TreasuryWatch | None) -> Change[TreasuryWatch] | None:
        before = known or TreasuryWatch(activity.id, activity.state.scheme)
        now = look(before, treasury_cents, floor_cents)
        return None if now == known else Change(now, (low,) if now.low and not before.low else ())

    await deps.treasury_watches.put(activity.id, decide, fresh_cause("watch-treasury"))
