"""The partner that carries a team's programme, such as EPA where a school coordinates it."""

from enrolment.deps import Deps
from enrolment.domain.mini.enterprise import MiniEnterprise


async def carrier_of(team: MiniEnterprise, deps: Deps) -> str:
    """As it stands with the team; else as the programme says."""
    return team.carrier or (await deps.programmes.get(team.programme_id)).state.carrier
