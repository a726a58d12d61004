"""Record the vote of an assembly on how the group shares what it earned (YOUTH-04)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coaching.deps import Deps
from coaching.domain.group import running_period
from coaching.domain.resolution import Ballot, Resolution, ShareRule, Vote, adopted
from essaim.contracts import coaching as wire
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AdoptResolution:
    """The rule, the ballots, and the day of the assembly."""

    group_id: str
    rule: ShareRule
    weights: Mapping[str, int]
    ballots: tuple[Ballot, ...]
    held_on: date
    recorded_by: str


async def adopt_resolution(command: AdoptResolution, deps: Deps, cause: Cause) -> Stored[Resolution]:
    """Record it when it is adopted; RuleError says which condition failed, and nothing is recorded."""
    group = (await deps.groups.get(command.group_id)).state
    starts_on, _ = running_period(group)
    today = deps.clock.today()
    resolution = adopted(
        Resolution(
            group_id=command.group_id,
            partner=group.partner,
            coordinator=group.coordinator,
            scheme=group.scheme,
            rule=command.rule,
            weights=dict(command.weights),
            ballots=command.ballots,
            held_on=command.held_on,
            recorded_by=command.recorded_by,
        ),
        group.person_ids,
        earliest=starts_on,
        today=today,
    )
    resolution_id = cause.new_id("resolution")
    event = wire.ResolutionAdopted(
        resolution_id=resolution_id,
        group_id=command.group_id,
        rule=wire.ShareRule(command.rule.value),
        weights=resolution.weights,
        votes_for=resolution.votes(Vote.FOR),
        votes_against=resolution.votes(Vote.AGAINST),
        abstentions=resolution.votes(Vote.ABSTAIN),
        adopted_on=command.held_on,
    )
    return await deps.resolutions.add(resolution_id, resolution, cause, events=(event,))
