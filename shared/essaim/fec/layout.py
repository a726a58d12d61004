"""The first line becomes a layout: separator, convention of amounts, and where each column is (FEC-01…03).

As tolerant as the tax office's tool, which finds columns by name: wrong order or spelling is a finding, and the lines
can be read all the same. What is missing stands as an empty text in every line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from essaim.fec.columns import AMOUNT, SIDE, STANDARD, Variant, header_form, variant_of
from essaim.fec.errors import FecFormatError

# The tool takes the tabulation when it makes at least nine fields.
_FEWEST = 9
_REFUSED = {";": "le point-virgule", ",": "la virgule"}
SEPARATORS_ACCEPTED = "la tabulation ou la barre verticale |"


@dataclass(frozen=True)
class Layout:
    """How the lines of one file are read. ``positions`` follows ``names``; None is a column that is not there."""

    separator: str
    header: tuple[str, ...]
    variant: Variant
    signed: bool
    trailing: bool
    names: tuple[str, ...]
    positions: tuple[int | None, ...]

    @property
    def width(self) -> int:
        """The number of fields that every line has to have, with the empty one behind a trailing separator."""
        return len(self.header) + self.trailing

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns of the variant that are not in the file."""
        return tuple(name for name, at in zip(self.names, self.positions, strict=True) if at is None)

    def arranged(self) -> Callable[[list[str]], list[str]] | None:
        """What puts the fields of a line in the order of ``names``; None when they are in it already."""
        if self.positions == tuple(range(self.width)):
            return None
        width = self.width
        pick = itemgetter(*(width if at is None else at for at in self.positions))
        return lambda fields: list(pick([*fields, ""]))


def read_layout(first_line: str) -> Layout:
    """The layout; FecFormatError when the line has no separator of the format or no column of it."""
    separator = _separator(first_line)
    header = [one.strip() for one in first_line.split(separator)]
    trailing = header[-1] == ""
    if trailing:
        header.pop()
    forms = [header_form(one) for one in header]
    variant = variant_of(set(forms))
    signed = header_form(AMOUNT) in forms and header_form(SIDE) in forms
    names = variant.columns(signed)
    places = {form: at for at, form in reversed(list(enumerate(forms)))}
    positions = tuple(places.get(header_form(name)) for name in names)
    if not any(at is not None for at in positions):
        raise FecFormatError(
            "FEC-01", "la première ligne ne contient aucun nom de colonne", ", ".join(STANDARD.columns()), 1
        )
    return Layout(separator, tuple(header), variant, signed, trailing, names, positions)


def _separator(line: str) -> str:
    for one in ("\t", "|"):
        if line.count(one) + 1 >= _FEWEST:
            return one
    for one, name in _REFUSED.items():
        if line.count(one) + 1 >= _FEWEST:
            raise FecFormatError("FEC-03", f"le séparateur est {name} ({one})", SEPARATORS_ACCEPTED, 1)
    raise FecFormatError(
        "FEC-03",
        "la première ligne n'a pas de séparateur reconnu",
        f"les noms des colonnes séparés par {SEPARATORS_ACCEPTED}",
        1,
    )
