"""What a partner's letters begin and end with: data, because offices move and texts change."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letterhead:
    """The office, its address in lines, who signs, and how a decision can be contested."""

    partner: str
    organisation: str
    address: tuple[str, ...]
    place: str
    signatory: str
    appeal: str
