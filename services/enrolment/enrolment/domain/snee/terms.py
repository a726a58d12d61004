"""What holds for the status from a day on: charter, label, the cap of the diploma's fee, and when to remind.

All of it is data with dates, because it changes: the ministry publishes charters anew, and Pépites change their names. The
shipped versions are ``snee_terms.toml``; a partner adds its own, and those come first.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from enrolment.domain.errors import InputError, Problem


@dataclass(frozen=True)
class Charter:
    """The text that a student accepts, named by its version. ``points`` summarise it in our own words."""

    version: str
    title: str
    url: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """One dated version. ``pepite_label`` is what people call the Pépite; who carries it is in the register of carriers."""

    valid_from: date
    charter: Charter
    pepite_label: str
    d2e_maximum_fee_cents: int
    scholarship_age_below: int
    notice_days: tuple[int, ...]
    source: str = ""


@dataclass(frozen=True)
class PartnerTerms:
    """Every version that a partner has said, the oldest first."""

    coordinator: str
    versions: tuple[Terms, ...] = ()


@cache
def shipped() -> tuple[Terms, ...]:
    """The versions that come with the service."""
    text = resources.files("enrolment").joinpath("snee_terms.toml").read_text(encoding="utf-8")
    return tuple(_version(one) for one in tomllib.loads(text)["versions"])


def terms_on(day: date, own: Iterable[Terms] = ()) -> Terms:
    """What is in force on a day: the last of the partner's own versions that has begun, else the last shipped one."""
    for versions in (tuple(own), shipped()):
        known = [one for one in versions if one.valid_from <= day]
        if known:
            return max(known, key=lambda one: one.valid_from)
    return min(shipped(), key=lambda one: one.valid_from)


def add_version(known: PartnerTerms, new: Terms, today: date) -> PartnerTerms:
    """With one more version. What is in force already is never rewritten: papers were made with it.

    InputError for a version that begins before today or on the day of another with other words.
    """
    same_day = next((one for one in known.versions if one.valid_from == new.valid_from), None)
    if same_day == new:
        return known
    problems = []
    if new.valid_from < today:
        problems.append(Problem("valid_from", "is in the past", f"{today} or later"))
    if same_day is not None and new.valid_from <= today:
        problems.append(Problem("valid_from", "has a version in force already", f"a day after {today}"))
    used = {one.charter.version: one.charter for one in (*shipped(), *known.versions) if one is not same_day}
    if used.get(new.charter.version, new.charter) != new.charter:
        problems.append(Problem("charter.version", "names another charter already", "a new version"))
    if problems:
        raise InputError(*problems)
    kept = [one for one in known.versions if one is not same_day]
    return PartnerTerms(known.coordinator, tuple(sorted((*kept, new), key=lambda one: one.valid_from)))


def _version(table: dict[str, object]) -> Terms:
    charter = table["charter"]
    assert isinstance(charter, dict)
    notices = table["notice_days"]
    assert isinstance(notices, list)
    others = {key: value for key, value in table.items() if key not in ("charter", "notice_days")}
    words = Charter(**{**charter, "points": tuple(charter["points"])})
    return Terms(charter=words, notice_days=tuple(notices), **others)  # type: ignore[arg-type]
