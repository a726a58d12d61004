"""The whole list, and what of it a closing waits for: one source for the people and for the closing saga."""

from collections.abc import Iterable

from accounting.domain.liquidation.advances import advance_items
from accounting.domain.liquidation.balances import balance_items
from accounting.domain.liquidation.documents import document_items
from accounting.domain.liquidation.ending import ending_items
from accounting.domain.liquidation.expenses import expense_items
from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.liquidation.item import Item
from accounting.domain.liquidation.sharing import sharing_items
from accounting.domain.liquidation.tills import till_items


def checklist(facts: LiquidationFacts) -> tuple[Item, ...]:
    """Everything, in the order in which it is done."""
    return (
        *document_items(facts),
        *expense_items(facts),
        *till_items(facts),
        *balance_items(facts),
        *advance_items(facts),
        *sharing_items(facts),
        *ending_items(facts),
    )


def blocking(items: Iterable[Item]) -> tuple[str, ...]:
    """The codes that a closing waits for."""
    return tuple(sorted(item.code for item in items if item.blocks_closing))
