"""What a run of the retention rules would let go today. Nothing is written."""

from enrolment.deps import Deps
from enrolment.domain.privacy.retention import RetentionRun
from enrolment.usecases.privacy.find_due import find_due
from enrolment.usecases.privacy.find_held import find_held
from enrolment.usecases.privacy.read_rules import read_rules


async def preview_retention(deps: Deps) -> tuple[RetentionRun, ...]:
    """One line for each class that has something due."""
    lines = []
    for rule in await read_rules(deps):
        due = await find_due(rule, deps)
        held = await find_held([one.person_id for one in due], deps)
        ids = tuple(one.id for one in due if one.person_id not in held)
        if due:
            line = RetentionRun(
                rule.name, rule.version, rule.months or 0, deps.clock.today(), ids, len(ids), len(due) - len(ids)
            )
            lines.append(line)
    return tuple(lines)
