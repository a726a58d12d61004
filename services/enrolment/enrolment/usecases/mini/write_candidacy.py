"""A member writes their candidacy: CV and letter as text, and the posts they wish, the dearest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.mini.member import Member, write
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WriteCandidacy:
    """As it is told."""

    enterprise_id: str
    member_id: str
    cv: str
    letter: str
    wishes: Sequence[str]


async def write_candidacy(command: WriteCandidacy, deps: Deps, cause: Cause) -> Stored[Member]:
    """Any time, as posts change hands during the year."""
    posts = [one.key for one in (await deps.mini_enterprises.get(command.enterprise_id)).state.posts]
    problems = [
        Problem(f"wishes.{place}", "is no post of this format", ", ".join(posts), one[:80])
        for place, one in enumerate(command.wishes)
        if one not in posts
    ]
    if problems:
        raise InputError(*problems)
    moment = moment_of(deps, cause)

    def decide(state: Member) -> Change[Member] | None:
        after = write(state, command.cv, command.letter, command.wishes, moment)
        return None if after == state else Change(after)

    return await deps.mini_members.change(command.member_id, decide, cause)
