"""A group has started: complete its copy. Whose group it is decides what else is done with it."""

from dataclasses import dataclass, replace
from datetime import date

from coaching.deps import Deps
from coaching.domain.group import Group, Standing, with_members
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CopyGroupStart:
    """The facts of the start."""

    group_id: str
    group_code: str
    scheme: Scheme
    carrier: str
    coordinator: str
    starts_on: date
    ends_on: date
    person_ids: tuple[str, ...]


async def copy_group_start(command: CopyGroupStart, deps: Deps, cause: Cause) -> bool:
    """Write it down. False when another partner carries the group: then only that is remembered."""
    mine = command.carrier == deps.settings.partner
    await deps.groups.put(command.group_id, lambda known: Change(_copy(known or Group(), command, mine)), cause)
    return mine


def _copy(known: Group, command: CopyGroupStart, mine: bool) -> Group:
    if known.standing is not Standing.ANNOUNCED:
        return known
    if not mine:
        return Group(standing=Standing.FOREIGN)
    return replace(
        with_members(known, command.person_ids),
        standing=Standing.RUNNING,
        group_code=command.group_code,
        scheme=command.scheme,
        partner=command.carrier,
        coordinator=command.coordinator,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )
