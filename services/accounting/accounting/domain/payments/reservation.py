"""Who has a document, or a cheque: one living order or slip at most, whoever else wants it at the same moment.

A reservation is one document whose id is the thing itself, so that the engine lets one writer win. Nothing gives it back: whether
its holder still lives is asked of the holder.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reservation:
    """``holder`` is the id of a payment order or of a slip."""

    holder: str


def taken_by(known: Reservation | None, holder: str, dead: str | None) -> Reservation | None:
    """The reservation for this holder; None when somebody else has it. ``dead`` is a holder that was found to live no more."""
    if known is None or known.holder in (holder, dead):
        return Reservation(holder)
    return None
