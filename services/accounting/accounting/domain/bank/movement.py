"""A movement of a bank account: UNMATCHED → MATCHED (→ UNMATCHED again, traced), or IGNORED with a reason.

MATCHED is written with what it settles before anything is posted, so that nobody else takes the same movement; while
``to_settle`` is true the entries may not all be in the books, and a job completes them after a crash.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from accounting.domain.bank.item import Item
from accounting.domain.bank.line import euros_text
from accounting.domain.errors import InputError, RuleError
from accounting.domain.history import Happening, check_comment

MOST_ITEMS = 100


class MovementStatus(StrEnum):
    """Where a movement stands."""

    UNMATCHED = "UNMATCHED"
    MATCHED = "MATCHED"
    IGNORED = "IGNORED"


@dataclass(frozen=True)
class BankMovement:
    """A movement as the bank says it, and what it settles. ``difference_cents`` is what was rounded away: positive for more
    money than the items are. ``posted`` are the ledger records that it made."""

    account_id: str
    siren: str
    identity: str
    booked_on: date
    value_on: date | None
    amount_cents: int
    label: str
    counterparty: str
    reference: str
    end_to_end: str
    import_id: str
    place: int
    status: MovementStatus = MovementStatus.UNMATCHED
    items: tuple[Item, ...] = ()
    settled_count: int = 0
    difference_cents: int = 0
    to_settle: bool | None = None
    posted: tuple[str, ...] = ()
    history: tuple[Happening, ...] = ()

    @property
    def left_cents(self) -> int:
        """What of it is not settled: all of it, or what an interrupted settlement left."""
        return self.amount_cents - self.difference_cents - sum(item.amount_cents for item in self.items)

    @property
    def words(self) -> str:
        """Everything that the bank says of it."""
        return f"{self.label} {self.counterparty} {self.end_to_end} {self.reference}"


def check_matchable(movement: BankMovement) -> None:
    """RuleError unless something of it is open."""
    if movement.to_settle:
        raise RuleError("bank-movement-busy", "the movement is being settled; look at it again in a moment")
    if movement.status is not MovementStatus.UNMATCHED:
        raise RuleError("bank-movement-matched", f"the movement is {movement.status}; only an unmatched one is matched")


def match(
    movement: BankMovement, items: Sequence[Item], most_difference_cents: int, at: datetime, actor: str
) -> BankMovement:
    """It settles these. RuleError when it is settled already, or when they are not its amount within the rounding."""
    check_matchable(movement)
    if not 1 <= len(items) <= MOST_ITEMS:
        raise InputError("items", f"are {len(items)}", f"1 to {MOST_ITEMS}")
    if len({item.key for item in items if item.id}) < sum(1 for item in items if item.id):
        raise InputError("items", "name a document twice", "each document once")
    difference = movement.left_cents - sum(item.amount_cents for item in items)
    if abs(difference) > most_difference_cents or (difference and not any(item.is_document for item in items)):
        detail = (
            f"the movement is {euros_text(movement.left_cents)} and the items {euros_text(movement.left_cents - difference)}: "
            f"a difference of {euros_text(difference)}. Up to {euros_text(most_difference_cents)} beside a document is "
            f"rounded; match the rest with another document, or with an account"
        )
        raise RuleError("bank-match-difference", detail)
    return replace(
        movement,
        status=MovementStatus.MATCHED,
        items=(*movement.items, *items),
        difference_cents=difference,
        to_settle=True,
        history=(*movement.history, Happening(at, actor, "matched")),
    )


def shortened(movement: BankMovement, kept: int, at: datetime, problem: str) -> BankMovement:
    """Somebody was faster with one of its documents: only the first ``kept`` of its items are settled, the rest is open."""
    return replace(
        movement,
        status=MovementStatus.UNMATCHED,
        items=movement.items[:kept],
        difference_cents=0,
        to_settle=True if kept > movement.settled_count else None,
        history=(*movement.history, Happening(at, "bank", "interrupted", problem)),
    )


def settled(movement: BankMovement, posted: Sequence[str]) -> BankMovement:
    """Everything it settles is in the books."""
    known = tuple(dict.fromkeys((*movement.posted, *posted)))
    return replace(movement, settled_count=len(movement.items), to_settle=None, posted=known)


def unmatch(movement: BankMovement, reason: str, at: datetime, actor: str) -> BankMovement:
    """Take it back. RuleError when it made entries: those are corrected in the books, never taken out of them."""
    check_comment(reason, required=True, field="reason")
    if movement.to_settle:
        raise RuleError("bank-movement-busy", "the movement is being settled; look at it again in a moment")
    if movement.status is MovementStatus.UNMATCHED and not movement.items:
        raise RuleError("bank-movement-unmatched", "the movement is not matched")
    if any(item.posts for item in movement.items):
        made = ", ".join(movement.posted)
        detail = (
            f"the match made entries ({made}), which stay (ACC-03): reverse them with POST /v1/entries/{{id}}/reversal, "
            f"and write the right entry; what only pointed at entries can be taken back"
        )
        raise RuleError("bank-match-posted", detail)
    line = Happening(at, actor, "unmatched", reason)
    status = MovementStatus.UNMATCHED
    return replace(movement, status=status, items=(), settled_count=0, history=(*movement.history, line))


def ignore(movement: BankMovement, reason: str, at: datetime, actor: str) -> BankMovement:
    """It needs no entry, and this is why. It stays in the reconciliation as what the books do not have."""
    check_comment(reason, required=True, field="reason")
    if movement.status is not MovementStatus.UNMATCHED or movement.items:
        stands = "settled in part" if movement.status is MovementStatus.UNMATCHED else movement.status.value
        raise RuleError("bank-movement-matched", f"the movement is {stands}; only an unmatched one is ignored")
    line = Happening(at, actor, "ignored", reason)
    return replace(movement, status=MovementStatus.IGNORED, history=(*movement.history, line))
