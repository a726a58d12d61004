"""Create a team of a programme in a format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.mini.enterprise import MiniEnterprise, check_period, with_line
from enrolment.domain.mini.formats import Format, check_format, format_rules, require_format
from enrolment.domain.mini.posts import posts_of
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CreateEnterprise:
    """What is planned. ``region`` is told only where hours differ by region; ``teachers`` are logins."""

    programme_id: str
    name: str
    format: Format
    starts_on: date
    ends_on: date
    planned_hours: int | None = None
    region: str = ""
    teachers: Sequence[str] = ()


async def create_enterprise(command: CreateEnterprise, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """CREATED; refused where what is planned cannot be the format (MINI-01)."""
    programme = (await deps.programmes.get(command.programme_id)).state
    if programme.scheme != "mini_entreprise":
        raise RuleError("", "programme-not-mini", f"this is a programme of {programme.scheme}")
    rules = format_rules(command.format, command.starts_on)
    created = MiniEnterprise(
        programme_id=command.programme_id,
        coordinator=programme.coordinator,
        school_year=programme.school_year,
        name=command.name,
        format=command.format,
        sells=rules.sells,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        planned_hours=command.planned_hours,
        region=command.region,
        posts=posts_of(command.format, command.starts_on),
        carrier=programme.carrier,
        teachers=tuple(dict.fromkeys(command.teachers)),
    )
    check_period(created, programme.starts_on, programme.ends_on)
    require_format(check_format(rules, created.planned, ()))
    made = with_line(created, moment_of(deps, cause), "created", command.format)
    return await deps.mini_enterprises.add(cause.new_id("mini-enterprise"), made, cause)
