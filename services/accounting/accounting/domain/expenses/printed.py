"""What the printed sheet shows, put together before it is drawn."""

from dataclasses import dataclass
from datetime import datetime

from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.domain.history import Happening


@dataclass(frozen=True)
class PrintedSheet:
    """The sheet with the names of those it is about, at a moment."""

    sheet_id: str
    sheet: ExpenseSheet
    person_name: str
    group_name: str
    analytic_code: str
    entity_name: str
    history: tuple[Happening, ...]
    printed_at: datetime


@dataclass(frozen=True)
class SheetRow:
    """One sheet in the accountant's list."""

    sheet_id: str
    sheet: ExpenseSheet
    person_name: str
    analytic_code: str
