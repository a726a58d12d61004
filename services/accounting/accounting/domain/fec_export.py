"""A FEC file that was written: its bytes are kept in pieces, so that it can be handed over again exactly."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FecExport:
    """One export of one financial year of one legal entity, with its description (LPF A47 A-1 XI)."""

    siren: str
    year: int
    file_name: str
    line_count: int
    size: int
    sha256: str
    exported_on: date
    pieces: int
    description: str
    through: int
    year_is_closed: bool


@dataclass(frozen=True)
class FilePiece:
    """A piece of a file that is kept: text of at most a megabyte, or base64 of bytes."""

    file_id: str
    place: int
    text: str


def file_name(siren: str, closing_on: date) -> str:
    """``<SIREN>FEC<AAAAMMJJ>.txt`` (FEC-06)."""
    return f"{siren}FEC{closing_on:%Y%m%d}.txt"
