"""How long what is kept (GDPR-04): classes of data with the rule that holds for each, and the log of what was done by them.

A class whose duration no source fixes has none until the deployment sets it: nothing is erased by a figure that nobody decided.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enrolment.domain.dates import add_months
from enrolment.domain.errors import InputError, Problem

LONGEST_MONTHS = 600
LOG_IDS = 100
"""Ids that one line of the log names at most; more make more lines."""


@dataclass(frozen=True)
class RetentionClass:
    """One class as the deployment ships it. ``months`` is None where the sources leave it open."""

    name: str
    label: str
    counts_from: str
    action: str
    source: str
    in_force_on: date
    months: int | None = None


@dataclass(frozen=True)
class OwnRule:
    """What a deployment decided for a class instead, and why. ``months`` None suspends it."""

    name: str
    months: int | None
    source: str
    in_force_on: date
    set_by: str


@dataclass(frozen=True)
class RuleInForce:
    """What holds for a class: version 0 is the one that is shipped."""

    name: str
    months: int | None
    source: str
    in_force_on: date
    version: int

    def due_before(self, today: date) -> date | None:
        """What counts from before this day is due; None when nothing is."""
        if self.months is None or today < self.in_force_on:
            return None
        return add_months(today, -self.months)


@dataclass(frozen=True)
class RetentionRun:
    """One line of the log: which class, by which rule, when, and what, by ids only. ``held`` were left because of a hold."""

    name: str
    rule_version: int
    months: int
    ran_on: date
    ids: tuple[str, ...]
    count: int
    held: int = 0


def own_rule(name: str, months: int | None, source: str, in_force_on: date, by: str) -> OwnRule:
    """A decision, checked."""
    if months is not None and not 0 <= months <= LONGEST_MONTHS:
        raise InputError(Problem("months", "is no duration", f"0 to {LONGEST_MONTHS}, or null to suspend the class"))
    return OwnRule(name, months, source, in_force_on, by)


def in_force(shipped: RetentionClass, own: OwnRule | None, version: int) -> RuleInForce:
    """The deployment's own decision, or what is shipped."""
    if own is None:
        return RuleInForce(shipped.name, shipped.months, shipped.source, shipped.in_force_on, 0)
    return RuleInForce(own.name, own.months, own.source, own.in_force_on, version)


def kept_until(months: Mapping[str, int] | None, name: str, from_on: date) -> date | None:
    """The last day of something that an erasure leaves; None as long as no rule says it."""
    duration = (months or {}).get(name)
    return None if duration is None else add_months(from_on, duration)
