"""Formats S, M, L and XL as dated data (``enrolment.presets``), and MINI-01: ages and planned time fit the format.

A finding tells how many members it concerns and the bound, never who or how old they are. What has no source is not checked, and
is named as such.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from enrolment.domain.dates import add_months, age
from enrolment.domain.errors import Problem, RuleError


class Format(StrEnum):
    """How large a mini-entreprise is."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


class Severity(StrEnum):
    """What becomes of a finding."""

    REFUSE = "refuse"
    WARN = "warn"


@dataclass(frozen=True)
class Bound:
    """Ages a format is for, with the source of it."""

    minimum: int
    maximum: int
    severity: Severity
    source: str


@dataclass(frozen=True)
class HourBand:
    """Planned hours for members of some ages; ``region`` says where, "" is everywhere that has no band of its own."""

    from_age: int
    to_age: int
    minimum: int
    maximum: int
    severity: Severity
    source: str
    region: str = ""

    @property
    def label(self) -> str:
        """As a finding names it."""
        hours = f"{self.minimum}" if self.minimum == self.maximum else f"{self.minimum} to {self.maximum}"
        return f"{hours} hours for ages {self.from_age} to {self.to_age}"


@dataclass(frozen=True)
class Duration:
    """How long it lasts: exactly so many days, or from so many months to so many."""

    severity: Severity
    source: str
    days: int | None = None
    minimum_months: int | None = None
    maximum_months: int | None = None

    @property
    def label(self) -> str:
        """As a finding names it."""
        return f"{self.days} day" if self.days else f"{self.minimum_months} to {self.maximum_months} months"

    def holds(self, starts_on: date, ends_on: date) -> bool:
        """Whether a period fits."""
        if self.days is not None:
            return (ends_on - starts_on).days + 1 == self.days
        assert self.minimum_months is not None
        assert self.maximum_months is not None
        # The day after the last one: 1 October to 31 March are six months.
        after = date.fromordinal(ends_on.toordinal() + 1)
        return add_months(starts_on, self.minimum_months) <= after <= add_months(starts_on, self.maximum_months)


@dataclass(frozen=True)
class FormatRules:
    """What is known of a format; None and () are "no source"."""

    format: Format
    label: str
    sells: bool
    sells_source: str
    valid_from: date
    age: Bound | None = None
    hours: tuple[HourBand, ...] = ()
    duration: Duration | None = None


@dataclass(frozen=True)
class Finding:
    """Where a team does not fit its format. ``members`` is 0 for what concerns the team as a whole."""

    what: str
    severity: Severity
    members: int
    bound: str
    source: str = ""


@dataclass(frozen=True)
class FormatCheck:
    """All findings, and what no source tells and nobody checked."""

    findings: tuple[Finding, ...]
    not_sourced: tuple[str, ...]

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """What forbids to go on."""
        return tuple(one for one in self.findings if one.severity is Severity.REFUSE)


@cache
def _versions() -> tuple[tuple[date, Mapping[str, Any]], ...]:
    text = resources.files("enrolment.presets").joinpath("mini_formats.toml").read_text(encoding="utf-8")
    return tuple((one["valid_from"], one["formats"]) for one in tomllib.loads(text)["versions"])


def format_rules(format_: Format, on: date) -> FormatRules:
    """As they stand on a day; before the first version, the first."""
    known = sorted(_versions(), key=lambda one: one[0])
    valid_from, formats = next((one for one in reversed(known) if one[0] <= on), known[0])
    given = formats[format_.value]
    return FormatRules(
        format=format_,
        label=given["label"],
        sells=given["sells"],
        sells_source=given["sells_source"],
        valid_from=valid_from,
        age=Bound(**_severe(given["age"])) if "age" in given else None,
        hours=tuple(HourBand(**_severe(one)) for one in given.get("hours", ())),
        duration=Duration(**_severe(given["duration"])) if "duration" in given else None,
    )


def _severe(given: Mapping[str, Any]) -> dict[str, Any]:
    return {**given, "severity": Severity(given["severity"])}


@dataclass(frozen=True)
class Planned:
    """What a team plans."""

    starts_on: date
    ends_on: date
    hours: int | None
    region: str = ""


def check_format(rules: FormatRules, planned: Planned, birth_dates: Sequence[date | None]) -> FormatCheck:
    """MINI-01 for a team with these members, on the day it starts."""
    ages = [age(one, planned.starts_on) for one in birth_dates if one is not None]
    findings = (
        *_unknown(len(birth_dates) - len(ages)),
        *_ages(rules.age, ages),
        *_hours(rules.hours, planned, ages),
        *_duration(rules.duration, planned),
    )
    given = {"age": rules.age, "hours": rules.hours, "duration": rules.duration}
    return FormatCheck(findings, tuple(name for name, value in given.items() if not value))


def require_format(check: FormatCheck) -> None:
    """MINI-01: RuleError with everything that refuses."""
    if check.refusals:
        problems = (
            Problem(one.what, f"{one.members} members do not fit" if one.members else "does not fit", one.bound)
            for one in check.refusals
        )
        raise RuleError("MINI-01", "format-does-not-fit", "the team does not fit its format", *problems)


def _unknown(count: int) -> Iterator[Finding]:
    if count:
        yield Finding("birth_date_unknown", Severity.WARN, count, "a registered birth date")


def _ages(bound: Bound | None, ages: Sequence[int]) -> Iterator[Finding]:
    outside = [one for one in ages if bound and not bound.minimum <= one <= bound.maximum]
    if bound and outside:
        label = f"{bound.minimum} to {bound.maximum} years on the first day"
        yield Finding("age", bound.severity, len(outside), label, bound.source)


def _hours(bands: Sequence[HourBand], planned: Planned, ages: Sequence[int]) -> Iterator[Finding]:
    if not bands:
        return
    if planned.hours is None:
        yield Finding("hours", Severity.WARN, 0, "planned hours, to be told")
        return
    own = [one for one in bands if one.region and one.region == planned.region]
    replaced = {(one.from_age, one.to_age) for one in own}
    general = [one for one in bands if not one.region and (one.from_age, one.to_age) not in replaced]
    for band in (*own, *general):
        concerned = sum(band.from_age <= one <= band.to_age for one in ages)
        if concerned and not band.minimum <= planned.hours <= band.maximum:
            yield Finding("hours", band.severity, concerned, band.label, band.source)


def _duration(duration: Duration | None, planned: Planned) -> Iterator[Finding]:
    if duration and not duration.holds(planned.starts_on, planned.ends_on):
        yield Finding("duration", duration.severity, 0, duration.label, duration.source)
