"""The liquidation of a group as a list."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, Field

from accounting.domain.liquidation.checklist import blocking
from accounting.domain.liquidation.item import Item, Phase, State


class LinkOut(BaseModel):
    """A document that an item is about: ``invoice``, ``quote``, ``purchase``, ``advance`` or ``share``."""

    kind: str
    id: str


class ItemOut(BaseModel):
    """One thing to do. ``open`` is to be done now, ``waiting`` waits for something else."""

    code: str
    phase: Phase
    label: str
    state: State
    who: str
    what: str
    blocks_closing: bool
    documents: list[LinkOut]

    @classmethod
    def of(cls, item: Item) -> "ItemOut":
        """From the domain."""
        return cls(
            code=item.code,
            phase=item.phase,
            label=item.label,
            state=item.state,
            who=item.who,
            what=item.what,
            blocks_closing=item.blocks_closing,
            documents=[LinkOut(kind=one.kind, id=one.id) for one in item.links],
        )


class LiquidationOut(BaseModel):
    """Everything that is done before and after the closing of a group."""

    group_id: str
    day: date
    closed_on: date | None
    clear: bool = Field(description="Whether nothing in the books blocks the closing")
    open_count: int
    items: list[ItemOut]

    @classmethod
    def of(cls, group_id: str, day: date, closed_on: date | None, items: Sequence[Item]) -> "LiquidationOut":
        """From the domain."""
        return cls(
            group_id=group_id,
            day=day,
            closed_on=closed_on,
            clear=not blocking(items),
            open_count=sum(1 for one in items if one.state is State.OPEN),
            items=[ItemOut.of(one) for one in items],
        )
