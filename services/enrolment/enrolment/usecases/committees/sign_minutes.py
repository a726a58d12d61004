"""Sign the minutes: the committee is closed."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.committees.committee import Committee, sign, with_line
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SignMinutes:
    """The words of the minutes, and who signs them."""

    committee_id: str
    minutes: str
    signatory: str
    expected_version: int | None = None


async def sign_minutes(command: SignMinutes, deps: Deps, cause: Cause) -> Stored[Committee]:
    """CLOSED."""
    now = deps.clock.now()

    def decide(state: Committee) -> Change[Committee]:
        signed = sign(state, command.minutes, command.signatory, now)
        return Change(with_line(signed, Happening(now, cause.actor, "minutes-signed")))

    return await deps.committees.change(command.committee_id, decide, cause, expected_version=command.expected_version)
