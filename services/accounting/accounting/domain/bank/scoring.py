"""How much speaks for a candidate, from 0 to 100, and the reasons in words. The weights are all here, and nowhere else.

For a document: its amount, its number in the label, the name of its party, its days. Alone, an equal amount is half of it:
two customers may owe the same. A number and the amount, or a name, the days and more, make it sure enough to be proposed first.
For a line that is in the books: its amount and how near its day is. For a saved rule: it was the accountant who said so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from accounting.domain.bank.candidate import Candidate
from accounting.domain.why import euros

AMOUNT_EQUAL = 50
AMOUNT_NEAR = 40
SUM_EQUAL = 45
REFERENCE = 30
NAME = 15
DAYS = 5
LINE_SAME_DAYS = 35
LINE_NEAR_DAYS = 20
LINE_FAR_DAYS = 5
LINE_VOUCHER = 15
RULE = 85
SAME, NEAR = timedelta(days=3), timedelta(days=10)
EARLY, LATE = timedelta(days=7), timedelta(days=45)
"""A document is paid from a week before it is made (it may be late) to six weeks after it is due."""


@dataclass(frozen=True)
class Said:
    """What a movement says, made comparable once. ``named`` tells whether a name is in it."""

    amount_cents: int
    booked_on: date
    numbers: frozenset[str]
    named: Callable[[str], bool]
    most_difference_cents: int


@dataclass(frozen=True)
class Score:
    """Points and reasons."""

    points: int
    reasons: tuple[str, ...]


def document_score(said: Said, one: Candidate, number: str) -> Score | None:
    """The score of one document; ``number`` is its reference, comparable. None when nothing speaks for it."""
    amount = _amount(said, one)
    has_number = bool(number) and number in said.numbers
    if amount is None and not has_number:
        return None
    points, reasons = amount or (0, [f"une partie de {euros(abs(one.amount_cents))} restant à payer"])
    if amount is None and not (one.divisible and abs(said.amount_cents) < abs(one.amount_cents)):
        return None
    if has_number:
        points, reasons = points + REFERENCE, [*reasons, f"le numéro {one.reference} est dans le libellé"]
    if one.party and said.named(one.party):
        points, reasons = points + NAME, [*reasons, f"le nom {one.party} est dans le libellé"]
    if _in_days(said.booked_on, one):
        points, reasons = points + DAYS, [*reasons, "la date est proche de l'échéance"]
    return Score(points, tuple(reasons))


def sum_score(said: Said, several: tuple[Candidate, ...], numbers: frozenset[str]) -> Score | None:
    """The score of several documents of one party that are the amount together. None without a name or a number: by chance
    sums are equal too often."""
    total = sum(one.amount_cents for one in several)
    if total != said.amount_cents:
        return None
    named = bool(several[0].party) and said.named(several[0].party)
    found = sum(1 for one in numbers if one in said.numbers)
    if not named and not found:
        return None
    points = SUM_EQUAL
    reasons = [f"{len(several)} documents de {several[0].party} font ensemble {euros(abs(total))}"]
    if found == len(several):
        points, reasons = points + REFERENCE, [*reasons, "tous leurs numéros sont dans le libellé"]
    elif found:
        points, reasons = points + REFERENCE // 2, [*reasons, f"{found} de leurs numéros sont dans le libellé"]
    if named:
        points, reasons = points + NAME, [*reasons, f"le nom {several[0].party} est dans le libellé"]
    if all(_in_days(said.booked_on, one) for one in several):
        points, reasons = points + DAYS, [*reasons, "les dates sont proches des échéances"]
    return Score(points, tuple(reasons))


def line_score(said: Said, one: Candidate, number: str) -> Score | None:
    """The score of a line of the books. Its amount must be equal: what is there already is not rounded."""
    if one.amount_cents != said.amount_cents or one.from_on is None:
        return None
    apart = abs(said.booked_on - one.from_on)
    days = LINE_SAME_DAYS if apart <= SAME else LINE_NEAR_DAYS if apart <= NEAR else LINE_FAR_DAYS
    reasons = [
        f"une ligne du même montant est déjà dans les livres ({one.label})",
        f"elle est datée du {one.from_on:%d/%m/%Y}" + (", le même jour" if not apart else f", à {apart.days} jours"),
    ]
    points = AMOUNT_EQUAL + days
    if number and number in said.numbers:
        points, reasons = points + LINE_VOUCHER, [*reasons, f"la pièce {one.reference} est dans le libellé"]
    return Score(points, tuple(reasons))


def rule_score(contains: str) -> Score:
    """The score of a saved rule."""
    return Score(RULE, (f"la règle enregistrée « {contains} » s'applique",))


def _amount(said: Said, one: Candidate) -> tuple[int, list[str]] | None:
    apart = abs(said.amount_cents - one.amount_cents)
    if not apart:
        return AMOUNT_EQUAL, [f"le montant est ce qui reste à payer ({euros(abs(one.amount_cents))})"]
    if apart <= said.most_difference_cents:
        return AMOUNT_NEAR, [f"le montant est ce qui reste à payer, à {euros(apart)} près"]
    return None


def _in_days(day: date, one: Candidate) -> bool:
    first = one.from_on or one.due_on
    last = one.due_on or one.from_on
    return first is not None and last is not None and first - EARLY <= day <= last + LATE
