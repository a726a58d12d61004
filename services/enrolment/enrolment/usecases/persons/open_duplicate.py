"""Keep a pair of registrations that may be one human, for a coordinator to look at."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.persons.duplicate import Duplicate, Reason, found_again, pair_of
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class OpenDuplicate:
    """Both, and why."""

    one: str
    other: str
    reasons: tuple[Reason, ...]


async def open_duplicate(command: OpenDuplicate, deps: Deps, cause: Cause) -> None:
    """Safe to repeat: a pair that is known gains reasons while it is open, and stays as somebody left it afterwards."""
    first, second = pair_of(command.one, command.other)
    now = deps.clock.now()

    def decide(known: Duplicate | None) -> Change[Duplicate]:
        if known is None:
            return Change(Duplicate(first, second, command.reasons, now))
        return Change(found_again(known, command.reasons))

    await deps.duplicates.put(derived_id(first, f"duplicate {second}"), decide, cause)
