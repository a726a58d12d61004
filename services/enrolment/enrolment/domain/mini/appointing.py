"""Who holds which post, since when and until when. Lines are only ever added and ended, so that the year can be told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.mini.posts import Post


class How(StrEnum):
    """How a post was given."""

    ELECTION = "election"
    INTERVIEW = "interview"


@dataclass(frozen=True)
class Appointment:
    """One member in one post. ``main`` is their post in the organigramme, of which they have one at most; others are besides.

    ``reason`` is free text about a young person: shown only to whom candidacies are shown.
    """

    post: str
    member_id: str
    main: bool
    since: date
    how: How
    by: str
    reason: str = ""
    until: date | None = None
    end_code: str = ""
    end_reason: str = ""

    @property
    def current(self) -> bool:
        """Whether it has not ended."""
        return self.until is None


def holders(appointments: Sequence[Appointment], post: str) -> tuple[Appointment, ...]:
    """Who holds a post."""
    return tuple(one for one in appointments if one.post == post and one.current)


def main_post(appointments: Sequence[Appointment], member_id: str) -> Appointment | None:
    """A member's main post."""
    found = (one for one in appointments if one.member_id == member_id and one.main and one.current)
    return next(found, None)


def vacancies(posts: Sequence[Post], appointments: Sequence[Appointment]) -> dict[str, int]:
    """How many of each post nobody holds; posts without a vacancy are not named."""
    found = {one.key: one.number - len(holders(appointments, one.key)) for one in posts}
    return {key: count for key, count in found.items() if count > 0}


def appoint(known: tuple[Appointment, ...], post: Post, given: Appointment) -> tuple[Appointment, ...]:
    """With one more. The same again changes nothing; RuleError when the post is full or the member has a main post."""
    if any(one.member_id == given.member_id for one in holders(known, post.key)):
        return known
    if len(holders(known, post.key)) >= post.number:
        problem = Problem("post", "has no vacancy", "a vacant post, or end an appointment first")
        raise RuleError("", "post-filled", f"{post.key} has {post.number} holders", problem)
    main = main_post(known, given.member_id)
    if given.main and main is not None:
        problem = Problem("main", f"the member is {main.post}", "false, or end that appointment first")
        raise RuleError("", "main-post-held", "a member has at most one main post", problem)
    return (*known, given)


def end(
    known: tuple[Appointment, ...], member_id: str, on: date, code: str, reason: str = "", post: str | None = None
) -> tuple[Appointment, ...]:
    """Without the member in a post, or in any."""
    return tuple(
        replace(one, until=on, end_code=code, end_reason=reason)
        if one.member_id == member_id and one.current and post in (None, one.post)
        else one
        for one in known
    )


def wordless(known: tuple[Appointment, ...], member_id: str) -> tuple[Appointment, ...]:
    """Without what was written of a member."""
    return tuple(replace(one, reason="", end_reason="") if one.member_id == member_id else one for one in known)
