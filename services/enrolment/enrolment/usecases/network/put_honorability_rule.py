"""Say where mentors need a check of honorability: everywhere, or for some programmes."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.network.settings import NetworkSettings
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PutHonorabilityRule:
    """``programmes`` counts where ``required`` is no."""

    coordinator: str
    required: bool
    programmes: tuple[str, ...] = ()


async def put_honorability_rule(command: PutHonorabilityRule, deps: Deps, cause: Cause) -> NetworkSettings:
    """The settings afterwards. Mentorings that run are left alone."""

    def decide(known: NetworkSettings | None) -> Change[NetworkSettings]:
        settings = known or NetworkSettings(command.coordinator)
        programmes = tuple(sorted(set(command.programmes)))
        return Change(replace(settings, honorability_required=command.required, honorability_programmes=programmes))

    stored = await deps.network_settings.put(command.coordinator, decide, cause)
    assert stored is not None
    return stored.state
