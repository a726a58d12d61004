"""The agreement between a school and EPA: its text of the day, its period, both recorded signatures, and scans."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.persons.person import same_name

MOST_SCANS = 10


class Party(StrEnum):
    """Who signs."""

    SCHOOL = "school"
    EPA = "epa"


@dataclass(frozen=True)
class Article:
    """One article as it is printed."""

    title: str
    text: str


@dataclass(frozen=True)
class Signatory:
    """Who signs for a party: the head of the school, somebody of EPA."""

    organisation: str
    name: str
    quality: str


@dataclass(frozen=True)
class Signature:
    """A signature on paper or elsewhere, as it was recorded."""

    party: Party
    name: str
    signed_on: date
    recorded_by: str


@dataclass(frozen=True)
class Scan:
    """A file with the signed paper."""

    sha256: str
    name: str
    media_type: str
    size: int
    attached_at: datetime


@dataclass(frozen=True)
class Agreement:
    """Drawn up, and signed or not. ``articles`` are kept as they were on that day."""

    version: str
    drawn_on: date
    starts_on: date
    ends_on: date
    school: Signatory
    epa: Signatory
    articles: tuple[Article, ...]
    signatures: tuple[Signature, ...] = ()
    scans: tuple[Scan, ...] = ()
    ended_on: date | None = None
    """The day on which the team gave up, when that was before the end of its period."""

    def signatory(self, party: Party) -> Signatory:
        """Of a party."""
        return self.school if party is Party.SCHOOL else self.epa

    @property
    def complete(self) -> bool:
        """Whether both have signed."""
        return {one.party for one in self.signatures} == set(Party)

    @property
    def signed_on(self) -> date | None:
        """The day of the last signature, once there are both."""
        return max(one.signed_on for one in self.signatures) if self.complete else None


@cache
def _versions() -> tuple[Mapping[str, Any], ...]:
    text = resources.files("enrolment.presets").joinpath("mini_agreement.toml").read_text(encoding="utf-8")
    return tuple(sorted(tomllib.loads(text)["versions"], key=lambda one: one["valid_from"]))


def text_on(day: date, *, sells: bool, words: Mapping[str, str]) -> tuple[str, tuple[Article, ...]]:
    """The version of a day and its articles for a team, with these words filled in."""
    known = _versions()
    given = next((one for one in reversed(known) if one["valid_from"] <= day), known[0])
    limit = "sells" if sells else "no-sale"
    articles = tuple(
        Article(one["title"], _filled(one["text"], words))
        for one in given["articles"]
        if one.get("only", limit) == limit
    )
    return given["version"], articles


def _filled(text: str, words: Mapping[str, str]) -> str:
    """Each word once; what people wrote is never taken for a place to be filled."""
    parts = text.split("{")
    return parts[0] + "".join(words[key] + rest for key, rest in (one.split("}", 1) for one in parts[1:])).strip()


def year_bounds(school_year: str) -> tuple[date, date]:
    """The first and the last day of a school year: 1 September to 31 August."""
    first, second = (int(one) for one in school_year.split("-"))
    return date(first, 9, 1), date(second, 8, 31)


def check_agreement(agreement: Agreement, school_year: str, starts_on: date, ends_on: date) -> None:
    """InputError unless its period lies inside the school year and has the team's days in it."""
    first, last = year_bounds(school_year)
    problems = []
    if not first <= agreement.starts_on <= starts_on:
        problems.append(Problem("starts_on", "does not fit", f"{first} to {starts_on}", str(agreement.starts_on)))
    if not ends_on <= agreement.ends_on <= last:
        problems.append(Problem("ends_on", "does not fit", f"{ends_on} to {last}", str(agreement.ends_on)))
    if problems:
        raise InputError(*problems)


def sign(known: Agreement, signature: Signature, today: date) -> Agreement:
    """With a signature. The same one again changes nothing; RuleError for another one of the same party."""
    before = next((one for one in known.signatures if one.party is signature.party), None)
    if before is not None:
        if same_name(before.name, signature.name) and before.signed_on == signature.signed_on:
            return known
        raise RuleError("", "agreement-signed", f"the {signature.party} signed on {before.signed_on}")
    expected = known.signatory(signature.party).name
    problems = []
    if not same_name(signature.name, expected):
        problems.append(Problem("name", "is not the signatory of the agreement", expected))
    if not known.drawn_on <= signature.signed_on <= today:
        problems.append(Problem("signed_on", "is no day on which it could be signed", f"{known.drawn_on} to {today}"))
    if problems:
        raise InputError(*problems)
    return replace(known, signatures=(*known.signatures, signature))


def with_scan(known: Agreement, scan: Scan) -> Agreement:
    """With a scan; the same file again changes nothing."""
    if any(one.sha256 == scan.sha256 for one in known.scans):
        return known
    if len(known.scans) >= MOST_SCANS:
        raise RuleError("", "too-many-scans", f"an agreement has at most {MOST_SCANS} scans")
    return replace(known, scans=(*known.scans, scan))


def drawn_up(known: Agreement | None) -> Agreement:
    """The agreement. RuleError when none is drawn up."""
    if known is None:
        raise RuleError("", "agreement-missing", "no agreement is drawn up yet")
    return known


def missing(known: Agreement) -> Sequence[Party]:
    """Who has not signed."""
    return [one for one in Party if one not in {two.party for two in known.signatures}]
