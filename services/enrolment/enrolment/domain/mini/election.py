"""The election of a post: who has voted is known, what they voted is not. Counts are kept, and the voters in no order.

Counts are shown once the election is closed: with the list of voters, running counts would tell who voted what.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from enrolment.domain.errors import InputError, Problem, RuleError

FEWEST_VOTES = 3
"""A ballot is counted from here on, unless there are fewer electors: the list of voters is known, and one vote is no secret."""


@dataclass(frozen=True)
class Election:
    """One ballot. ``blank`` are votes for nobody; ``elected`` is None while it is open and after a tie."""

    number: int
    post: str
    candidates: tuple[str, ...]
    electors: tuple[str, ...]
    opened_on: date
    voters: tuple[str, ...] = ()
    counts: dict[str, int] | None = None
    blank: int = 0
    closed_on: date | None = None
    elected: str | None = None
    stopped: bool = False
    """Closed without a count, because the team gave up."""

    @property
    def tied(self) -> bool:
        """Closed without a winner: another ballot decides."""
        return self.closed_on is not None and self.elected is None and not self.stopped


def open_election(
    known: Sequence[Election], post: str, candidates: Sequence[str], electors: Sequence[str], on: date
) -> Election:
    """A new ballot with the members of today. RuleError while another one for the post is open."""
    problems = []
    if len(set(candidates)) != len(candidates):
        problems.append(Problem("candidates", "names the same member twice", "each once"))
    strangers = [one for one in candidates if one not in electors]
    if strangers:
        problems.append(Problem("candidates", "names somebody who is no member", "members of the team"))
    if problems:
        raise InputError(*problems)
    if any(one.post == post and one.closed_on is None for one in known):
        raise RuleError("", "election-open", "an election for this post is open")
    return Election(len(known) + 1, post, tuple(candidates), tuple(sorted(electors)), on, counts={})


def vote(known: Election, voter: str, choice: str | None) -> Election:
    """With a vote. A member votes once, and cannot change it: nobody knows what it was."""
    _require_open(known)
    if voter not in known.electors:
        raise RuleError("", "not-an-elector", "only those vote who were members when the election was opened")
    if voter in known.voters:
        raise RuleError("", "already-voted", "each member votes once")
    return _with(known, [voter], {choice: 1} if choice else {}, 0 if choice else 1)


def close(
    known: Election, on: date, *, voters: Sequence[str] = (), counts: Mapping[str, int] | None = None, blank: int = 0
) -> Election:
    """Closed, with the votes of a ballot box beside those that came by login. The most votes win; a tie elects nobody.

    Nor do blank votes alone. RuleError while there are so few votes that the counts would tell them."""
    _require_open(known)
    given = dict(counts or {})
    problems = []
    if len(set(voters)) != len(voters) or set(voters) & set(known.voters) or not set(voters) <= set(known.electors):
        problems.append(Problem("voters", "names somebody twice, or no elector", "electors who have not voted yet"))
    if blank < 0 or any(count < 0 for count in given.values()) or sum(given.values()) + blank != len(voters):
        problems.append(Problem("counts", "are not as many votes as voters", f"{len(voters)} with the blank ones"))
    if problems:
        raise InputError(*problems)
    after = _with(known, voters, given, blank)
    fewest = min(FEWEST_VOTES, len(known.electors))
    if len(after.voters) < fewest:
        detail = f"of fewer than {fewest} votes everybody would know who gave which"
        raise RuleError("", "too-few-votes", detail, Problem("voters", f"are {len(after.voters)}", f"{fewest} or more"))
    found = after.counts or {}
    most = max(found.values(), default=0)
    winners = [one for one, count in found.items() if count == most and most]
    return replace(after, closed_on=on, elected=winners[0] if len(winners) == 1 else None)


def stop(known: Election, on: date) -> Election:
    """Closed without a count: what was voted so far is forgotten. A closed one stays."""
    if known.closed_on is not None:
        return known
    return replace(known, closed_on=on, stopped=True, voters=(), counts={}, blank=0)


def _with(known: Election, voters: Sequence[str], counts: Mapping[str, int], blank: int) -> Election:
    strangers = [one for one in counts if one not in known.candidates]
    if strangers:
        raise InputError(Problem("choice", "is no candidate", "a candidate, or a blank vote", strangers[0][:80]))
    before = known.counts or {}
    after = {one: before.get(one, 0) + counts.get(one, 0) for one in known.candidates}
    return replace(known, voters=tuple(sorted((*known.voters, *voters))), counts=after, blank=known.blank + blank)


def _require_open(known: Election) -> None:
    if known.closed_on is not None:
        raise RuleError("", "election-closed", f"it was closed on {known.closed_on}")
