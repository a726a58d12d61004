"""The retention rule in force for each class: the deployment's own, or the one that is shipped."""

from enrolment.deps import Deps
from enrolment.domain.privacy.retention import RuleInForce, in_force
from enrolment.usecases.privacy.ship_classes import ship_classes


async def read_rules(deps: Deps) -> tuple[RuleInForce, ...]:
    """One for each class."""
    own = {one.id: one for one in await deps.retention_rules.all()}
    return tuple(
        in_force(shipped, own[name].state if name in own else None, own[name].version if name in own else 0)
        for name, shipped in ship_classes().items()
    )
