"""Record another version of the weights."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.network.settings import NetworkSettings, with_weights
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PutWeights:
    """Whole points by criterion, a hundred together."""

    coordinator: str
    values: dict[str, int]


async def put_weights(command: PutWeights, deps: Deps, cause: Cause) -> NetworkSettings:
    """The settings afterwards; the values of the last version again change nothing."""
    on = deps.clock.today().isoformat()

    def decide(known: NetworkSettings | None) -> Change[NetworkSettings]:
        settings = known or NetworkSettings(command.coordinator)
        return Change(with_weights(settings, command.values, on, cause.actor))

    stored = await deps.network_settings.put(command.coordinator, decide, cause)
    assert stored is not None
    return stored.state
