"""The books of a mini-entreprise: those of the group of its dossiers, as far as accounting has spoken of them.

A team never asks for figures: accounting says that it opened the books of a group, and later that its share-out is paid. That
comes after advances were repaid, the donation was made and the rule of the share was voted (MINI-03, MINI-04), because accounting
closes no group before. Where nobody said that books were opened, there are none: a Mini S or M, or no accounting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enrolment.domain.errors import Problem, RuleError


@dataclass(frozen=True)
class Books:
    """What accounting said of one group. A word may come before the other."""

    activity_id: str = ""
    opened_on: date | None = None
    settled_on: date | None = None


@dataclass(frozen=True)
class GroupBooks:
    """The books of one group of a team. ``closed`` is whether the group's closing is over."""

    group_id: str
    code: str
    closed: bool
    settled_on: date | None


def open_ones(known: Sequence[GroupBooks]) -> tuple[GroupBooks, ...]:
    """Those that accounting has not settled."""
    return tuple(one for one in known if one.settled_on is None)


def require_settled(known: Sequence[GroupBooks]) -> None:
    """Return when nothing is left to do in the books; RuleError that names each group and what is missing."""
    left = open_ones(known)
    if left:
        problems = (
            Problem(
                f"books.{one.group_id}",
                f"{one.code}: the share-out is not paid" if one.closed else f"{one.code}: the group is not closed",
                "advances repaid, donation made, share-out voted and paid, as accounting says",
            )
            for one in left
        )
        raise RuleError(
            "MINI-03", "books-open", f"accounting has not settled the books of {len(left)} groups", *problems
        )
