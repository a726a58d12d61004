"""Ask the other services whether a group can be closed."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.groups.ending import ask_to_close
from enrolment.domain.groups.group import Group
from essaim.contracts.enrolment import ClosingRequested
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RequestClosing:
    """Which group."""

    group_id: str
    expected_version: int | None = None


async def request_closing(command: RequestClosing, deps: Deps, cause: Cause) -> Stored[Group]:
    """CLOSING, under a new closing id; the same command again is the same closing."""
    closing_id = cause.new_id("closing")

    def change(state: Group) -> Change[Group] | None:
        if state.closing is not None and state.closing.closing_id == closing_id:
            return None
        event = ClosingRequested(closing_id=closing_id, group_id=command.group_id, scheme=Scheme(state.scheme))
        return Change(ask_to_close(state, closing_id), (event,))

    return await deps.groups.change(command.group_id, change, cause, expected_version=command.expected_version)
