"""Movements of a bank account: what they settle, what they may settle, and what became of them."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field, model_validator

from accounting.domain.accounts import padded
from accounting.domain.bank.board import Proposal
from accounting.domain.bank.choosing import MARGIN, THRESHOLD
from accounting.domain.bank.item import Item, ItemKind
from accounting.domain.bank.movement import MOST_ITEMS, BankMovement, MovementStatus
from accounting.http.schemas.texts import Line, Short
from accounting.usecases.bank.match_automatically import Outcome
from essaim.contracts.types import Amount, AmountIn, Id
from essaim.kit.aggregate import Stored


class ItemIn(BaseModel):
    """What a movement settles. An invoice or a purchase by its ``id``; a line that is in the books by the ``id`` of its entry
    and its ``place``; or an ``account``, with its analytic code when it is of class 6 or 7.

    The amount is signed as the statement does: money that leaves is negative. Left out, it is what is left of the document,
    or what the other items leave of the movement.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"kind": "invoice", "id": "01a20000-0000-7000-8000-000000000000"},
                {"kind": "account", "account": "627", "analytic_code": "CAE", "amount": "-3.50"},
                {"kind": "entry_line", "id": "732829320:0000000012", "place": 1},
            ]
        },
    )
    kind: ItemKind
    id: Id | None = None
    place: int = Field(default=0, ge=0, le=20_000)
    account: str | None = Field(default=None, pattern=r"^[1-7][0-9]{2,11}$")
    analytic_code: Short | None = None
    label: Line | None = None
    amount: AmountIn | None = None

    @model_validator(mode="after")
    def _names_something(self) -> "ItemIn":
        missing = "account" if self.kind is ItemKind.ACCOUNT else "id"
        if getattr(self, missing) is None:
            raise ValueError(f"an item of kind {self.kind.value} needs its {missing}")
        return self

    def to_domain(self) -> Item:
        """As the domain has it."""
        return Item(
            kind=self.kind,
            amount_cents=self.amount or 0,
            id=self.id or "",
            place=self.place,
            account=self.account or "",
            analytic_code=self.analytic_code,
            label=self.label or "",
        )


class MatchIn(BaseModel):
    """Everything that a movement settles, together its amount."""

    model_config = ConfigDict(extra="forbid")
    items: list[ItemIn] = Field(min_length=1, max_length=MOST_ITEMS)


class ReasonIn(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Mauvaise écriture pointée"}]})
    reason: Line


class AutomaticMatchingIn(BaseModel):
    """How sure it has to be: points of the best proposal, and points to the second."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"threshold": 80, "margin": 15}]})
    threshold: int = Field(default=THRESHOLD, ge=50, le=100)
    margin: int = Field(default=MARGIN, ge=1, le=100)
    dry_run: bool = False


class ItemOut(BaseModel):
    """What a movement settles, ready to be given to ``match``."""

    kind: ItemKind
    id: str | None
    place: int
    account: str | None
    analytic_code: str | None
    label: str | None
    amount: Amount

    @classmethod
    def of(cls, one: Item) -> "ItemOut":
        """From the domain."""
        return cls(
            kind=one.kind,
            id=one.id or None,
            place=one.place,
            account=padded(one.account) if one.account else None,
            analytic_code=one.analytic_code,
            label=one.label or None,
            amount=one.amount_cents,
        )


class ProposalOut(BaseModel):
    """What it may settle: a score from 0 to 100, and why."""

    label: str
    score: int
    reasons: list[str]
    items: list[ItemOut]
    difference: Amount = Field(description="What would be rounded away, on 658 or 758")

    @classmethod
    def of(cls, one: Proposal) -> "ProposalOut":
        """From the domain."""
        return cls(
            label=one.label,
            score=one.score,
            reasons=list(one.reasons),
            items=[ItemOut.of(item) for item in one.items],
            difference=one.difference_cents,
        )


class HappeningOut(BaseModel):
    """What happened to it, when, by whom."""

    at: datetime
    actor: str
    action: str
    comment: str


class MovementOut(BaseModel):
    """A movement as it stands. ``entries`` are the ledger records that it made."""

    id: str
    account_id: str
    siren: str
    booked_on: date
    value_on: date | None
    amount: Amount
    label: str
    counterparty: str
    reference: str
    end_to_end: str
    status: MovementStatus
    left: Amount
    items: list[ItemOut]
    difference: Amount
    settling: bool
    entries: list[str]
    import_id: str
    place: int
    history: list[HappeningOut]
    version: int

    @classmethod
    def of(cls, stored: Stored[BankMovement]) -> "MovementOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            account_id=one.account_id,
            siren=one.siren,
            booked_on=one.booked_on,
            value_on=one.value_on,
            amount=one.amount_cents,
            label=one.label,
            counterparty=one.counterparty,
            reference=one.reference,
            end_to_end=one.end_to_end,
            status=one.status,
            left=one.left_cents,
            items=[ItemOut.of(item) for item in one.items],
            difference=one.difference_cents,
            settling=bool(one.to_settle),
            entries=list(one.posted),
            import_id=one.import_id,
            place=one.place,
            history=[
                HappeningOut(at=line.at, actor=line.actor, action=line.action, comment=line.comment)
                for line in one.history
            ],
            version=stored.version,
        )


class OutcomeOut(BaseModel):
    """What automatic matching made of a movement, and why."""

    movement_id: str
    booked_on: date
    amount: Amount
    label: str
    matched: bool
    score: int | None
    why: str
    problem: str

    @classmethod
    def of(cls, one: Outcome) -> "OutcomeOut":
        """From the use case."""
        state, proposal = one.movement.state, one.choice.proposal
        return cls(
            movement_id=one.movement.id,
            booked_on=state.booked_on,
            amount=state.amount_cents,
            label=state.label,
            matched=one.matched,
            score=proposal.score if proposal else None,
            why=one.choice.why,
            problem=one.problem,
        )


class AutomaticMatchingOut(BaseModel):
    """All unmatched movements, the oldest thousand, with what became of each."""

    dry_run: bool
    matched_count: int
    movements: list[OutcomeOut]
