"""The amounts of the drives of a sheet: the scale of the person's whole year, minus what it gave before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounting.domain.expenses.kilometre_book import Counted, Distance, KilometreBook, count
from accounting.domain.expenses.kilometre_scale import KilometreScale, scale_of
from accounting.domain.expenses.line import Line, check_ceiling
from accounting.domain.expenses.sheet import ExpenseSheet


@dataclass(frozen=True)
class Pricing:
    """What the amounts rest on: what was driven in the year so far, and the scale that the accountant put for it, if any."""

    book: KilometreBook
    own_scale: KilometreScale | None = None


def distances(lines: Sequence[Line]) -> list[Distance]:
    """In the order in which they are counted: by day, then as they were written."""
    ordered = sorted(lines, key=lambda one: one.spent_on)
    return [Distance(one.id, one.drive.vehicle, one.drive.tenths) for one in ordered if one.drive is not None]


def counted_in(book: KilometreBook, sheet_id: str, sheet: ExpenseSheet, own: KilometreScale | None) -> KilometreBook:
    """The book with the drives of the sheet. RuleError when the year has no scale."""
    driven = distances(sheet.lines)
    return count(book, sheet_id, driven, scale_of(book.year, own)) if driven else book


def priced(sheet: ExpenseSheet, sheet_id: str, pricing: Pricing) -> ExpenseSheet:
    """The sheet with the amounts of its drives. InputError for a vehicle that has no row in the scale."""
    if not distances(sheet.lines):
        return sheet
    counted = counted_in(pricing.book, sheet_id, sheet, pricing.own_scale)
    source = scale_of(counted.year, pricing.own_scale).source
    by_line = {one.line_id: one for one in counted.of(sheet_id)}
    return replace(sheet, lines=tuple(_priced(one, by_line.get(one.id), source) for one in sheet.lines))


def as_counted(sheet_id: str, sheet: ExpenseSheet) -> tuple[Counted, ...]:
    """The drives of an approved sheet as the book has them."""
    found = []
    for one in sorted(sheet.lines, key=lambda line: line.spent_on):
        if one.drive is not None:
            drive = one.drive
            key, before, granted = drive.vehicle.key, drive.before_tenths, drive.granted_cents
            found.append(Counted(sheet_id, one.id, key, drive.tenths, before, granted, one.amount_cents))
    return tuple(found)


def _priced(line: Line, counted: Counted | None, source: str) -> Line:
    if line.drive is None or counted is None:
        return line
    drive = replace(
        line.drive, before_tenths=counted.before_tenths, granted_cents=counted.granted_cents, scale_source=source
    )
    check_ceiling(line.type, counted.amount_cents)
    return replace(line, drive=drive, amount_cents=counted.amount_cents)
