"""What a person has driven for a legal entity in a civil year, and what was granted for it: one document, so that it adds up.

A sheet is counted when it is approved. What it gets is the scale of the whole year so far minus what was granted before; so
in whatever pieces and order sheets come, all of them together are the scale of the total to the cent, also when one of them is
taken out again, or the scale of the year was put later. A difference is made good by the next line, never below nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounting.domain.expenses.kilometre_scale import KilometreScale, Vehicle


@dataclass(frozen=True)
class Distance:
    """What is to be counted: a line with its vehicle and distance."""

    line_id: str
    vehicle: Vehicle
    tenths: int


@dataclass(frozen=True)
class Counted:
    """A line as it was counted: ``before_tenths`` were driven in the year before it, ``granted_cents`` given for them."""

    sheet_id: str
    line_id: str
    vehicle_key: str
    tenths: int
    before_tenths: int
    granted_cents: int
    amount_cents: int


@dataclass(frozen=True)
class KilometreBook:
    """The lines of one person, legal entity and civil year."""

    siren: str
    person_id: str
    year: int
    counted: tuple[Counted, ...] = ()

    def of(self, sheet_id: str) -> tuple[Counted, ...]:
        """The lines of a sheet."""
        return tuple(one for one in self.counted if one.sheet_id == sheet_id)


def book_id(siren: str, person_id: str, year: int) -> str:
    """The id of the document."""
    return f"{siren}:{person_id}:{year}"


def released(book: KilometreBook, sheet_id: str) -> KilometreBook:
    """Without the lines of a sheet."""
    return replace(book, counted=tuple(one for one in book.counted if one.sheet_id != sheet_id))


def count(book: KilometreBook, sheet_id: str, distances: Sequence[Distance], scale: KilometreScale) -> KilometreBook:
    """With the lines of a sheet, in their order, behind all others; counted again when they were there."""
    book = released(book, sheet_id)
    for one in distances:
        key = one.vehicle.key
        same = [line for line in book.counted if line.vehicle_key == key]
        before, granted = sum(line.tenths for line in same), sum(line.amount_cents for line in same)
        amount = max(0, scale.cents(one.vehicle, before + one.tenths) - granted)
        line = Counted(sheet_id, one.line_id, key, one.tenths, before, granted, amount)
        book = replace(book, counted=(*book.counted, line))
    return book


def kept(book: KilometreBook, sheet_id: str, lines: Sequence[Counted]) -> KilometreBook:
    """With the lines of a sheet exactly as it was approved; the same book when it has them."""
    if book.of(sheet_id) == tuple(lines):
        return book
    return replace(book, counted=(*released(book, sheet_id).counted, *lines))
