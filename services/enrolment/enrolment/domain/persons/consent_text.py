"""The texts that people consent to: data, in versions, each fixed for ever from the first consent that is asked for it."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.errors import InputError, Problem, RuleError

LONGEST_TEXT = 20_000
MOST_MONTHS = 120


class Kind(StrEnum):
    """What somebody consents to: each is asked for itself, none is hidden in another one."""

    DATA = "DATA"
    CONTRACT = "CONTRACT"
    IMAGE = "IMAGE"
    ELECTRONIC_SIGNATURE = "ELECTRONIC_SIGNATURE"


@dataclass(frozen=True)
class ConsentText:
    """One version of one kind's text. ``valid_months`` is how long a consent to it holds; None is until it is withdrawn."""

    kind: Kind
    version: str
    title: str
    text: str
    valid_from: date
    valid_months: int | None = None
    used: bool = False

    @property
    def sha256(self) -> str:
        """The hash of exactly this text: kept with every consent, so that it is known what was read."""
        return hashlib.sha256(f"{self.title}\n{self.text}".encode()).hexdigest()


def check_text(text: ConsentText) -> None:
    """InputError with every field that cannot be."""
    problems = []
    if not text.text.strip() or len(text.text) > LONGEST_TEXT:
        problems.append(Problem("text", "is empty or too long", f"1 to {LONGEST_TEXT} characters"))
    if text.valid_months is not None and not 1 <= text.valid_months <= MOST_MONTHS:
        problems.append(Problem("valid_months", "cannot be a time of validity", f"1 to {MOST_MONTHS}, or null"))
    if problems:
        raise InputError(*problems)


def rewritten(known: ConsentText, given: ConsentText) -> ConsentText:
    """The text as given now; refused once somebody was asked to consent to what it said before."""
    if replace(given, used=known.used) == known:
        return known
    if known.used:
        detail = f"{known.kind} {known.version} has been asked for and stays as it is; write a new version"
        raise RuleError("", "consent-text-in-use", detail)
    return given
