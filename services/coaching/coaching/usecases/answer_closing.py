"""Somebody wants to close a group: say what is still open here. One answer per closing, whatever is asked again."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.closing import ClosingCheck, open_items
from coaching.domain.group import Standing
from essaim.contracts.coaching import CoachingClosingChecked
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class AnswerClosing:
    """Which closing of which group."""

    closing_id: str
    group_id: str


async def answer_closing(command: AnswerClosing, deps: Deps, cause: Cause) -> None:
    """Answer for a group of this deployment. NotFoundError while its start is not known here, so that it is asked again."""
    group = (await deps.groups.get(command.group_id)).state
    if group.standing is Standing.FOREIGN:
        return
    if group.standing is Standing.ANNOUNCED:
        raise NotFoundError("group-not-started", f"the start of {command.group_id} is not known here yet")
    where = {"group_id": command.group_id}
    sessions = [(one.id, one.state) for one in await deps.sessions.all(where)]
    adopted = await deps.resolutions.find_one(where) is not None
    check = ClosingCheck(
        group_id=command.group_id,
        scheme=group.scheme,
        open_items=open_items(sessions, share_rule_adopted=adopted),
        checked_at=deps.clock.now(),
    )
    event = CoachingClosingChecked(
        closing_id=command.closing_id,
        group_id=command.group_id,
        clear=not check.open_items,
        open_items=list(check.open_items),
    )
    await deps.closings.put(command.closing_id, lambda known: None if known else Change(check, (event,)), cause)
