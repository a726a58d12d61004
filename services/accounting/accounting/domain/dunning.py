"""Dunning: who is reminded of which overdue invoice, how firmly, and what the law adds for the delay.

Levels are counted in days after the due date. Late penalties are due without a reminder between businesses (C. com. L441-10) and
the 40 € once per invoice (D441-5); a private customer owes neither. They are written on the letter, and booked only when paid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from accounting.domain.errors import InputError, RuleError
from accounting.domain.invoice import Invoice, is_overdue
from accounting.domain.parties import CustomerKind

INDEMNITY_CENTS = 4_000
MOST_LEVELS = 5


@dataclass(frozen=True)
class Level:
    """One level: from how many days after the due date, its title, what it says, and whether penalties are named."""

    days: int
    title: str
    text: str
    names_penalties: bool = False


DEFAULT_LEVELS = (
    Level(
        8,
        "Rappel",
        "Sauf erreur de notre part, nous n’avons pas encore reçu votre règlement. Il s’agit sans doute d’un oubli ; si vous avez"
        " payé entre-temps, merci de ne pas tenir compte de ce courrier.",
    ),
    Level(
        21,
        "Relance",
        "Malgré notre rappel, la facture ci-dessous reste impayée. Merci de la régler sous huit jours, ou de nous dire ce qui"
        " s’y oppose.",
        names_penalties=True,
    ),
    Level(
        45,
        "Mise en demeure",
        "Nous vous mettons en demeure de régler sous huit jours la somme ci-dessous, augmentée des pénalités et de l’indemnité"
        " prévues par la loi. À défaut, le recouvrement sera poursuivi par voie de droit.",
        names_penalties=True,
    ),
)


@dataclass(frozen=True)
class DunningPolicy:
    """The levels of a legal entity, and the yearly rate of late penalties of each half-year, in percent (``"12.15"``).

    The legal rate follows the European Central Bank's of 1 January and 1 July: it is entered, not guessed. Without a rate of the
    half-year, letters name penalties in words and count only the indemnity.
    """

    siren: str
    levels: tuple[Level, ...] = DEFAULT_LEVELS
    rates: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 1 <= len(self.levels) <= MOST_LEVELS:
            raise InputError("levels", f"has {len(self.levels)} levels", f"1 to {MOST_LEVELS}")
        days = [one.days for one in self.levels]
        if days != sorted(set(days)) or days[0] < 1:
            raise InputError("levels", "do not come one after the other", "rising numbers of days from 1 on")


@dataclass(frozen=True)
class Reminder:
    """One letter that went out: its level (from 1), when, by whom, and what it asked for."""

    level: int
    sent_on: date
    by: str
    asked_cents: int
    penalty_cents: int = 0
    indemnity_cents: int = 0


@dataclass(frozen=True)
class DunningFile:
    """What was done about one unpaid invoice. ``held`` is why nothing more is sent for now: a dispute, a promise."""

    invoice_id: str
    group_id: str
    reminders: tuple[Reminder, ...] = ()
    held: str = ""
    held_until: date | None = None


def level_due(policy: DunningPolicy, file: DunningFile | None, invoice: Invoice, today: date) -> int | None:
    """The level of the letter that is to be sent now, from 1; None when none is: paid, not late, held, or sent before.

    The customer has the time between two levels to answer the letter before, however late the first one went out.
    """
    if not is_overdue(invoice, today) or invoice.order is None:
        return None
    if file is not None and file.held and (file.held_until is None or today <= file.held_until):
        return None
    late = (today - invoice.order.due_on).days
    reached = sum(1 for one in policy.levels if late >= one.days)
    sent = max((one.level for one in file.reminders), default=0) if file else 0
    if reached <= sent:
        return None
    last_on = max((one.sent_on for one in file.reminders), default=None) if file else None
    if last_on is not None and (today - last_on).days < policy.levels[sent].days - policy.levels[sent - 1].days:
        return None
    return sent + 1


def reminder_of(
    policy: DunningPolicy, file: DunningFile | None, invoice: Invoice, today: date, by: str, level: int | None = None
) -> Reminder:
    """The letter of this level, or of the next one. RuleError when none is due, or one is to be skipped."""
    due = level_due(policy, file, invoice, today)
    if due is None or (level is not None and level != due):
        wanted = f"level {level}" if level is not None else "a reminder"
        raise RuleError("dunning-not-due", f"{wanted} is not due; {'level ' + str(due) if due else 'nothing'} is")
    named = policy.levels[due - 1].names_penalties and _is_business(invoice)
    return Reminder(
        level=due,
        sent_on=today,
        by=by,
        asked_cents=invoice.left_cents,
        penalty_cents=penalty_cents(policy, invoice, today) if named else 0,
        indemnity_cents=INDEMNITY_CENTS if named else 0,
    )


def penalty_cents(policy: DunningPolicy, invoice: Invoice, today: date) -> int:
    """Penalties on what is left, from the day after the due date, day by day at the rate of its half-year; rounded once."""
    if invoice.order is None:
        return 0
    whole = Decimal(0)
    for rate, days in _spans(policy.rates, invoice.order.due_on + timedelta(days=1), today):
        whole += Decimal(invoice.left_cents) * rate * days / Decimal(36_500)
    return int(whole.quantize(Decimal(1), ROUND_HALF_UP))


def _spans(rates: Mapping[str, str], first: date, last: date) -> Sequence[tuple[Decimal, int]]:
    """Each half-year from the first to the last day that has a rate, with its number of days."""
    spans, day = [], first
    while day <= last:
        ends_on = date(day.year, 6, 30) if day.month <= 6 else date(day.year, 12, 31)
        until = min(ends_on, last)
        rate = rates.get(half_year(day))
        if rate is not None:
            spans.append((Decimal(rate), (until - day).days + 1))
        day = until + timedelta(days=1)
    return spans


def half_year(day: date) -> str:
    """``2026-S1`` or ``2026-S2``."""
    return f"{day.year}-S{1 if day.month <= 6 else 2}"


def reminded(file: DunningFile, reminder: Reminder) -> DunningFile:
    """One more letter went out, once per level."""
    if any(one.level == reminder.level for one in file.reminders):
        return file
    return replace(file, reminders=(*file.reminders, reminder), held="", held_until=None)


def _is_business(invoice: Invoice) -> bool:
    return invoice.order is not None and invoice.order.buyer.kind is CustomerKind.BUSINESS
