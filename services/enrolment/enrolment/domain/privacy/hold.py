"""A legal hold: a person's data stay, whatever the retention rules say, while a claim is going on (art. 17.3 e)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LegalHold:
    """``reason`` is a sentence for the officer who looks at it later; ``released_on`` ends it."""

    person_id: str
    coordinator: str
    reason: str
    placed_by: str
    placed_on: date
    released_on: date | None = None

    @property
    def stands(self) -> bool:
        """Whether it still holds."""
        return self.released_on is None
