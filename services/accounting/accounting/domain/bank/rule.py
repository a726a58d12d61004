"""A saved rule: what a movement with these words in its label is, when it settles no document. Bank charges, mostly."""

from dataclasses import dataclass
from enum import StrEnum

from accounting.domain.bank.words import normalised
from accounting.domain.errors import InputError

MOST_RULES = 200
NEEDS_CODE = ("6", "7", "181", "186", "187")


class Direction(StrEnum):
    """Which movements a rule is for."""

    IN = "in"
    OUT = "out"
    ANY = "any"


@dataclass(frozen=True)
class MatchingRule:
    """``contains`` is compared without case, accents and punctuation. ``most_cents`` bounds the amount, so that a rule for
    charges never takes a large payment that happens to have its word."""

    contains: str
    account: str
    analytic_code: str | None = None
    direction: Direction = Direction.ANY
    most_cents: int | None = None

    def __post_init__(self) -> None:
        if len(normalised(self.contains)) < 3:
            raise InputError("contains", "has fewer than three letters or digits", "words of the label, such as FRAIS")
        if self.account.startswith(NEEDS_CODE) and not self.analytic_code:
            raise InputError("analytic_code", f"is missing: {self.account} needs one (CAE-07)", "A001, or CAE")
        if self.most_cents is not None and self.most_cents <= 0:
            raise InputError("most", "is no bound", "an amount above 0")

    def takes(self, words: str, amount_cents: int) -> bool:
        """Whether it is for a movement with these words (normalised) and this amount."""
        if self.direction is not Direction.ANY and (amount_cents > 0) != (self.direction is Direction.IN):
            return False
        if self.most_cents is not None and abs(amount_cents) > self.most_cents:
            return False
        return f" {normalised(self.contains)} " in f" {words} "
