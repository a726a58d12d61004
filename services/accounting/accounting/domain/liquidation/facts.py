"""What the liquidation list is made from: the group's documents, sums of the ledger, and what others told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from accounting.domain.activity import Activity
from accounting.domain.advance import AdvanceBook
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.domain.group_record import GroupRecord
from accounting.domain.invoice import Invoice
from accounting.domain.pool import Pool, pool_of
from accounting.domain.purchase import Purchase
from accounting.domain.quote import Quote
from accounting.domain.share import Share
from accounting.domain.till.standing import Standing


@dataclass(frozen=True)
class LiquidationFacts:
    """All of it, at one moment. Documents are by id.

    ``unposted`` are source keys without an entry; ``third_parties`` sums of the activity's lines by account and auxiliary
    account, debit positive, of which ``unlettered_count`` lines of customers and suppliers have no letters; ``stocks`` sums of
    class 3 by account. ``closed_until`` is the last closed day; ``year_ends_on`` ends the financial year in which the group was
    closed, or the present one, and ``fec_written`` tells whether its final file is there.
    """

    today: date
    activity: Activity
    group: GroupRecord
    invoices: Mapping[str, Invoice] = field(default_factory=dict)
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    purchases: Mapping[str, Purchase] = field(default_factory=dict)
    expense_sheets: Mapping[str, ExpenseSheet] = field(default_factory=dict)
    tills: Mapping[str, tuple[str, Standing]] = field(default_factory=dict)
    unposted: tuple[str, ...] = ()
    third_parties: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unlettered_count: int = 0
    stocks: Mapping[str, int] = field(default_factory=dict)
    book: AdvanceBook | None = None
    share_id: str = ""
    share: Share | None = None
    closed_until: date | None = None
    entity_name: str = ""
    year_ends_on: date | None = None
    fec_written: bool = False

    @property
    def pool(self) -> Pool:
        """The pool as it would be now."""
        return pool_of(self.activity, list(self.invoices.values()), self.book)
