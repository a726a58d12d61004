"""What a partner says of mentoring, or what holds when it has said nothing."""

from enrolment.deps import Deps
from enrolment.domain.network.settings import NetworkSettings
from essaim.kit.errors import NotFoundError


async def read_settings(coordinator: str, deps: Deps) -> NetworkSettings:
    """Never an error."""
    try:
        return (await deps.network_settings.get(coordinator)).state
    except NotFoundError:
        return NetworkSettings(coordinator)
