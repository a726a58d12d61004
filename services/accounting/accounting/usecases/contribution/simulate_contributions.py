"""What other terms would have made due for past movements, beside what the present ones do; nothing is posted (CAE-09)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.domain.contribution.simulation import SimulatedActivity, Span, Subject, check_span, simulate
from accounting.domain.contribution.terms import ContributionTerms, checked
from accounting.usecases.contribution.read_agreed import ReadAgreed, read_agreed
from accounting.usecases.periods.find_closing_day import find_closing_day
from essaim.kit.aggregate import Stored


@dataclass(frozen=True)
class SimulateContributions:
    """All activities of a legal entity, or one of them."""

    siren: str
    terms: ContributionTerms
    span: Span
    activity_id: str | None = None


async def simulate_contributions(command: SimulateContributions, deps: Deps) -> tuple[SimulatedActivity, ...]:
    """One row per activity, by analytic code. InputError for terms that cannot be agreed or a span that is not past."""
    check_span(command.span, deps.clock.today())
    terms = checked(command.terms, "policy.")
    agreed = await read_agreed(ReadAgreed(command.siren), deps)
    found = []
    for stored in await _activities(command, deps):
        closed_on = await find_closing_day(stored.state.group_id, deps)
        found.append(simulate(Subject(stored.id, stored.state, agreed, closed_on), terms, command.span))
    return tuple(sorted(found, key=lambda one: one.analytic_code))


async def _activities(command: SimulateContributions, deps: Deps) -> list[Stored[Activity]]:
    if command.activity_id is not None:
        return [await deps.activities.get(command.activity_id)]
    return await deps.activities.all({"siren": command.siren})
