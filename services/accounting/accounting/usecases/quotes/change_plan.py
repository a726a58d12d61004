"""Another plan for the instalments of a signed quote that are not invoiced yet."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening, Visibility
from accounting.domain.instalments import Instalment
from accounting.domain.quote import Quote
from accounting.domain.quote_invoicing import with_plan
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ChangePlan:
    """The whole plan as it is to be, and why."""

    quote_id: str
    plan: tuple[Instalment, ...]
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def change_plan(
    command: ChangePlan, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote. InputError when an instalment that was invoiced would change; an instalment is skipped by leaving it out."""
    happening = Happening(deps.clock.now(), cause.actor, "plan_changed", command.comment, command.visibility)
    return await deps.quotes.change(
        command.quote_id,
        lambda one: Change(with_plan(one, command.plan, happening)),
        cause,
        expected_version=expected_version,
    )
