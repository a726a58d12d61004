"""Reading a FEC, one's own or another software's, as typed lines: for those who import one.

What the rules of ``check_fec`` would only remark on is read here without a word (order, balance, numbering, file name);
a line whose values have no meaning is an error that names line, field and what would be accepted.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from os import PathLike
from typing import IO, NoReturn

from essaim.fec.columns import CREDIT_SIDES, DEBIT_SIDES
from essaim.fec.errors import FecFormatError, FecLineError, FecValueError
from essaim.fec.layout import Layout, read_layout
from essaim.fec.lines import CHARSETS_ACCEPTED, FecLines
from essaim.fec.values import parse_amount, parse_day, parse_foreign_amount

Source = str | PathLike[str] | IO[bytes]
ESSENTIAL = ("EcritureNum", "EcritureDate", "CompteNum", "Debit", "Credit")
SIDES_ACCEPTED = "D ou +1 (débit), C ou -1 (crédit)"


@dataclass(frozen=True, slots=True)
class FecLine:
    """One movement. Both conventions of amounts end in ``debit_cents`` and ``credit_cents``, which keep their sign.

    What the file leaves empty is an empty text or None. ``line`` is its number in the file; the header is line 1.
    """

    line: int
    journal_code: str
    journal_label: str
    entry_number: str
    posted_on: date
    account: str
    account_label: str
    auxiliary: str
    auxiliary_label: str
    voucher_ref: str
    voucher_on: date | None
    label: str
    debit_cents: int
    credit_cents: int
    lettering: str
    lettered_on: date | None
    validated_on: date | None
    foreign_amount: Decimal | None
    currency: str

    @property
    def balance_cents(self) -> int:
        """Debit less credit: what the line adds to its account."""
        return self.debit_cents - self.credit_cents


@contextmanager
def opened(source: Source) -> Iterator[IO[bytes]]:
    """A path as a stream that is closed afterwards; a stream as it is, and left open."""
    if isinstance(source, str | PathLike):
        with open(source, "rb") as stream:
            yield stream
    else:
        yield source


def read_fec(source: Source, on_error: Callable[[FecLineError], None] | None = None) -> Iterator[FecLine]:
    """The lines of a file, one at a time, whatever its size.

    FecFormatError: the file cannot be read. FecLineError: the first bad line; with ``on_error`` each bad line is given to
    it instead and left out (``errors: list[FecLineError] = []``, then ``on_error=errors.append``). Nothing is read before
    the first line is asked for.
    """
    refuse = on_error or _raise
    with opened(source) as stream:
        lines = FecLines(stream)
        layout: Layout | None = None
        for first, texts in lines:
            if lines.foreign_bytes:
                line, what = lines.foreign_bytes[0]
                raise FecFormatError("FEC-12", f"ligne {line} : {what}", CHARSETS_ACCEPTED, line)
            if layout is None:
                layout = _usable(read_layout(texts[0]))
                first, texts = first + 1, texts[1:]
            yield from _block(layout, first, texts, refuse)


def _raise(error: FecLineError) -> NoReturn:
    raise error


def _usable(layout: Layout) -> Layout:
    lacking = [one for one in layout.missing if one in ESSENTIAL]
    if lacking:
        raise FecFormatError("FEC-01", "colonnes absentes : " + ", ".join(lacking), ", ".join(layout.names), 1)
    return layout


def _block(layout: Layout, first: int, texts: list[str], refuse: Callable[[FecLineError], None]) -> Iterator[FecLine]:
    arrange = layout.arranged()
    for number, text in enumerate(texts, first):
        fields = [one.strip() for one in text.split(layout.separator)]
        try:
            if len(fields) != layout.width:
                raise FecLineError(
                    number, "", text[:80], f"{len(fields)} champs", f"{layout.width} champs comme dans l'en-tête"
                )
            yield _typed(layout, number, arrange(fields) if arrange else fields)
        except FecLineError as error:
            refuse(error)


def _typed(layout: Layout, number: int, fields: list[str]) -> FecLine:
    debit, credit = _amounts(layout, number, fields)
    for at in (2, 4):
        if not fields[at]:
            raise FecLineError(number, layout.names[at], "", "aucune valeur", "une valeur sur chaque ligne")
    posted_on = _day(layout, number, fields, 3)
    if posted_on is None:
        raise FecLineError(number, layout.names[3], fields[3], "aucune date", "une date sur chaque ligne")
    return FecLine(
        number, fields[0], fields[1], fields[2], posted_on, fields[4], fields[5], fields[6], fields[7], fields[8],
        _day(layout, number, fields, 9), fields[10], debit, credit, fields[13], _day(layout, number, fields, 14),
        _day(layout, number, fields, 15), _foreign(layout, number, fields), fields[17],
    )  # fmt: skip


def _amounts(layout: Layout, number: int, fields: list[str]) -> tuple[int, int]:
    first = _cents(layout, number, fields, 11)
    if not layout.signed:
        return first, _cents(layout, number, fields, 12)
    side = fields[12].upper()
    if side in DEBIT_SIDES:
        return first, 0
    if side in CREDIT_SIDES:
        return 0, first
    raise FecLineError(number, layout.names[12], fields[12], "sens inconnu", SIDES_ACCEPTED)


def _cents(layout: Layout, number: int, fields: list[str], at: int) -> int:
    try:
        return parse_amount(fields[at]) if fields[at] or layout.signed else 0
    except FecValueError as error:
        raise FecLineError(number, layout.names[at], fields[at], error.message, error.accepted) from None


def _day(layout: Layout, number: int, fields: list[str], at: int) -> date | None:
    if not fields[at].strip("0"):
        return None
    try:
        return parse_day(fields[at])
    except FecValueError as error:
        raise FecLineError(number, layout.names[at], fields[at], error.message, error.accepted) from None


def _foreign(layout: Layout, number: int, fields: list[str]) -> Decimal | None:
    if not fields[16]:
        return None
    try:
        return parse_foreign_amount(fields[16])
    except FecValueError as error:
        raise FecLineError(number, layout.names[16], fields[16], error.message, error.accepted) from None
