"""Set the amount of a carrier from a day on."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.screening.thresholds import Threshold, Thresholds, set_threshold
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PutThreshold:
    """Whose amount, how much, from when on, and why."""

    partner: str
    valid_from: date
    amount_cents: int
    source: str


async def put_threshold(command: PutThreshold, deps: Deps, cause: Cause) -> Stored[Thresholds]:
    """All amounts of the carrier. A day that is over keeps its amount."""
    today = deps.clock.today()
    given = Threshold(command.valid_from, command.amount_cents, command.source, today, cause.actor)

    def change(known: Thresholds | None) -> Change[Thresholds]:
        return Change(set_threshold(known or Thresholds(command.partner), given, today=today))

    stored = await deps.screening_thresholds.put(command.partner, change, cause)
    return stored or await deps.screening_thresholds.get(command.partner)
