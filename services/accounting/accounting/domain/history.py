"""What happened to a document: who did what, when, with which words, and who may read them. Lines are only ever added."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accounting.domain.errors import InputError, RuleError

LONGEST_COMMENT = 2000
MOST_COMMENTS = 1000
"""Far fewer than a document can keep: nobody talks a document full, so that it could not be approved or paid any more."""


class Visibility(StrEnum):
    """Who reads a comment: the accountant and its author, whoever may see the document, or its customer too."""

    PRIVATE = "private"
    TEAM = "team"
    CUSTOMER = "customer"


@dataclass(frozen=True)
class Happening:
    """One line: an action in the past tense (``submitted``, ``returned``), or ``commented``."""

    at: datetime
    actor: str
    action: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


def check_comment(comment: str, *, required: bool = False, field: str = "comment") -> None:
    """InputError for a comment that is too long, or missing where one is needed."""
    if required and not comment.strip():
        raise InputError(field, "is missing", "what has to be changed, in a sentence")
    if len(comment) > LONGEST_COMMENT:
        raise InputError(field, f"has {len(comment)} characters", f"at most {LONGEST_COMMENT}")


def check_room(history: Collection[Happening]) -> None:
    """RuleError when as much was said about a document as can be."""
    if sum(one.action == "commented" for one in history) >= MOST_COMMENTS:
        raise RuleError("comments-full", f"there are {MOST_COMMENTS} comments on this document: no more are taken")


def readable(history: Collection[Happening], reader: str, *, keeps_books: bool) -> tuple[Happening, ...]:
    """What somebody on this side may read: the accountant all of it, others no private words but their own."""
    return tuple(
        line for line in history if keeps_books or line.visibility is not Visibility.PRIVATE or line.actor == reader
    )


def for_customer(history: Collection[Happening]) -> tuple[Happening, ...]:
    """What the customer may read."""
    return tuple(line for line in history if line.visibility is Visibility.CUSTOMER)
