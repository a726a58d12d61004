"""What a movement settles, or a part of it: a document, a line that is in the books already, or an account."""

from dataclasses import dataclass, replace
from enum import StrEnum


class ItemKind(StrEnum):
    """What it is. A kind with documents of its own has a finder and a settler (``usecases/bank``)."""

    INVOICE = "invoice"
    PURCHASE = "purchase"
    REIMBURSEMENT = "reimbursement"
    """What a member had paid of a purchase themselves."""
    EXPENSE_SHEET = "expense_sheet"
    PAYMENT_ORDER = "payment_order"
    """All transfers of an order, which the bank books as one."""
    ENTRY_LINE = "entry_line"
    ACCOUNT = "account"


@dataclass(frozen=True)
class Item:
    """``amount_cents`` is signed as the statement does: money that left is negative. ``id`` is the document's, or that of
    the ledger record whose line ``place`` it is; ``account`` and ``analytic_code`` are those of an account."""

    kind: ItemKind
    amount_cents: int
    id: str = ""
    place: int = 0
    account: str = ""
    analytic_code: str | None = None
    label: str = ""

    @property
    def posts(self) -> bool:
        """Whether it puts something into the books; a line that is there already does not."""
        return self.kind is not ItemKind.ENTRY_LINE

    @property
    def is_document(self) -> bool:
        """Whether a document's own use case posts it."""
        return self.kind not in (ItemKind.ENTRY_LINE, ItemKind.ACCOUNT)

    @property
    def key(self) -> tuple[str, str, int]:
        """What it is about."""
        return (self.kind.value, self.id or self.account, self.place)


def of_amount(item: Item, cents: int) -> Item:
    """The same, of another amount."""
    return replace(item, amount_cents=cents)
