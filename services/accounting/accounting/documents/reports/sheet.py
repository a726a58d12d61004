"""What a statement shows, before it is known in which format: a title, whose it is, tables with rows that stand out, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

Value = str | int | date | None
"""A cell: a text, cents in a column of amounts (a number in one of counts), a day, or nothing."""


class Kind(Enum):
    """What a column holds. An amount of nothing is left empty on paper, a balance of nothing is written."""

    TEXT = "text"
    AMOUNT = "amount"
    BALANCE = "balance"
    COUNT = "count"


class Weight(Enum):
    """How much a row stands out."""

    HEADING = "heading"
    NORMAL = "normal"
    DETAIL = "detail"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True)
class Col:
    """A column, and its share of the width on paper."""

    title: str
    share: float
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Row:
    """A row with one value per column."""

    values: tuple[Value, ...]
    weight: Weight = Weight.NORMAL


@dataclass(frozen=True)
class Table:
    """A table; ``title`` may be empty when the statement has only one."""

    title: str
    columns: Sequence[Col]
    rows: Sequence[Row]


@dataclass(frozen=True)
class Owner:
    """Whose statement it is: the legal entity, and the activity when it is one of hers. ``made_at`` is aware."""

    name: str
    siren: str
    made_at: datetime
    analytic_code: str | None = None


@dataclass(frozen=True)
class Sheet:
    """A whole statement. ``period`` says of which days it is, ``file_name`` has no ending."""

    title: str
    period: str
    owner: Owner
    tables: Sequence[Table]
    notes: Sequence[str] = ()
    file_name: str = "etat"


def amount_columns(*titles: str, share: float = 16) -> tuple[Col, ...]:
    """Columns of amounts."""
    return tuple(Col(title, share, Kind.AMOUNT) for title in titles)


def between(starts_on: date, ends_on: date) -> str:
    """``du 01/09/2026 au 31/12/2026``."""
    return f"du {starts_on:%d/%m/%Y} au {ends_on:%d/%m/%Y}"
