"""A group started: open its analytic activity inside the legal entity that carries it (CAE-01)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.usecases.groups.copy_group_start import CopyGroupStart, copy_group_start
from essaim.contracts.accounting import ActivityOpened
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class OpenActivity:
    """The group as it started."""

    group_id: str
    scheme: str
    coordinator: str
    carrier: str
    siren: str
    ends_on: date
    contracts_end_on: date
    person_ids: tuple[str, ...]


async def open_activity(command: OpenActivity, deps: Deps, cause: Cause) -> None:
    """Open it, once; a group that somebody else carries is only remembered as such."""
    if not await copy_group_start(CopyGroupStart(command.group_id, command.carrier, command.siren), deps, cause):
        return
    id_ = derived_id(command.group_id, "activity")
    number = (await deps.numbers.reserve(f"activities:{command.siren}", id_)).number
    activity = Activity(
        group_id=command.group_id,
        siren=command.siren,
        scheme=command.scheme,
        coordinator=command.coordinator,
        analytic_code=f"A{number:03d}",
        opened_on=deps.clock.today(),
        ends_on=command.ends_on,
        contracts_end_on=command.contracts_end_on,
        person_ids=command.person_ids,
    )
    opened = ActivityOpened(
        activity_id=id_,
        group_id=command.group_id,
        legal_entity_siren=command.siren,
        analytic_code=activity.analytic_code,
        opened_on=activity.opened_on,
    )
    await deps.activities.add(id_, activity, cause, events=(opened,))
