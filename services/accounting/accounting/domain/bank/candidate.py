"""What a movement may settle: an unpaid document, a line of the books that no movement is behind yet."""

from dataclasses import dataclass
from datetime import date

from accounting.domain.bank.item import ItemKind


@dataclass(frozen=True)
class Candidate:
    """One of them, of any kind. ``amount_cents`` is what is left to pay, signed as the statement does.

    ``reference`` is looked for in the label, ``party`` is the name of who pays or is paid, ``party_key`` tells parties apart
    so that several documents of one are added up. ``divisible`` says that a part of it may be paid.
    """

    kind: ItemKind
    id: str
    amount_cents: int
    label: str
    reference: str = ""
    party: str = ""
    party_key: str = ""
    from_on: date | None = None
    due_on: date | None = None
    place: int = 0
    divisible: bool = False

    @property
    def key(self) -> tuple[str, str, int]:
        """What it is about, as an item has it."""
        return (self.kind.value, self.id, self.place)
