"""The day on which the law stops keeping a name (ACC-10): somebody who was erased goes from here too. A job calls it."""

from datetime import date

from accounting.deps import Deps
from accounting.domain.group_record import Person
from accounting.domain.privacy.forgetting import forgotten, restricted
from accounting.domain.privacy.traces import kept_until
from accounting.usecases.privacy.find_start_month import find_start_month
from accounting.usecases.privacy.find_traces import find_traces
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import Range


async def purge_names(deps: Deps) -> None:
    """All whose last day is over. It is counted once more before: what was still owed or claimed at the erasure may have come
    into the books of a later year. Entries stay as they are chained: they go with their year's archive."""
    today = deps.clock.today()
    for stored in await deps.persons.all({"kept_until": Range(lt=today.isoformat())}):
        traces = await find_traces(stored.id, deps)
        until = kept_until(traces.booked_days, await find_start_month(traces, deps))

        def decide(person: Person, until: date | None = until) -> Change[Person]:
            return Change(forgotten() if until is None or until < today else restricted(person, until))

        await deps.persons.change(stored.id, decide, fresh_cause("retention"))
