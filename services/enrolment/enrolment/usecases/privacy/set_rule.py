"""A deployment decides how long a class is kept, and says why."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.privacy.retention import OwnRule, own_rule
from enrolment.usecases.privacy.ship_classes import ship_classes
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class SetRule:
    """``months`` None suspends the class. ``source`` is the decision that it rests on."""

    name: str
    months: int | None
    source: str
    in_force_on: date


async def set_rule(command: SetRule, deps: Deps, cause: Cause) -> Stored[OwnRule]:
    """NotFoundError for a class that there is not."""
    if command.name not in ship_classes():
        raise NotFoundError("not-found", f"there is no class {command.name}; there are {', '.join(ship_classes())}")
    rule = own_rule(command.name, command.months, command.source, command.in_force_on, cause.actor)
    stored = await deps.retention_rules.put(command.name, lambda _: Change(rule), cause)
    return stored or await deps.retention_rules.get(command.name)
