"""MINI-01 for a team as it is now, or with more members: their ages on its first day, and what it plans."""

from collections.abc import Sequence

from enrolment.deps import Deps
from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.domain.mini.formats import FormatCheck, check_format, format_rules
from enrolment.usecases.mini.read_members import read_members


async def check_team(
    enterprise_id: str, state: MiniEnterprise, deps: Deps, *, joining: Sequence[str] = ()
) -> FormatCheck:
    """``joining`` are persons who would come in. Nobody's birth date leaves this function."""
    members = await read_members(enterprise_id, deps)
    persons = {one.state.person_id for one in members if one.state.active} | set(joining)
    births = [(await deps.persons.get(one)).state.birth_date for one in sorted(persons)]
    return check_format(format_rules(state.format, state.starts_on), state.planned, births)
