"""A consent of one person to one text, with its proof, and who has to give it.

REQUESTED ──all who have to have given──► GIVEN ──► WITHDRAWN | EXPIRED
    └── one of them says no ──────────────────────► WITHDRAWN
A withdrawn or expired consent may be asked for again; what was said before stays in ``past``.

Below 15 on the day, DATA is joint: the minor and a guardian, and neither overrides the other (GDPR-01). Below 18 a guardian gives
CONTRACT and IMAGE (YOUTH-01). Everybody else decides alone.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from enrolment.domain.dates import add_months, age
from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.persons.consent_text import ConsentText, Kind

DIGITAL_MAJORITY = 15
MAJORITY = 18
LONGEST_PAST = 50


class Status(StrEnum):
    """Where a consent stands."""

    REQUESTED = "REQUESTED"
    GIVEN = "GIVEN"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"


class Party(StrEnum):
    """Who speaks: the person whose consent it is, or a guardian of theirs."""

    PERSON = "person"
    GUARDIAN = "guardian"


class How(StrEnum):
    """How it was said: on a page, on a signed paper, or told to somebody who recorded it."""

    ONLINE = "online"
    PAPER = "paper"
    RECORDED = "recorded"


@dataclass(frozen=True)
class Proof:
    """What shows later that somebody said it. ``source`` is what it came from, such as an application, so that it comes once."""

    how: How
    recorded_by: str
    evidence: str = ""
    file_sha256: str | None = None
    source: str = ""


@dataclass(frozen=True)
class Word:
    """One yes or no: by whom, in their own name, on which day, recorded when, to exactly which text."""

    party: Party
    speaker_id: str
    name: str
    agrees: bool
    said_on: date
    recorded_at: datetime
    text_sha256: str
    proof: Proof
    reason: str = ""

    @property
    def evidence(self) -> str:
        """How it was said and by whom, as a dossier copies it."""
        return f"{self.proof.how.value}: {self.name}"


@dataclass(frozen=True)
class Scan:
    """A signed paper that was attached."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Consent:
    """One person, one kind, one version of the text. ``words`` are those that count now."""

    person_id: str
    kind: Kind
    text_version: str
    text_sha256: str
    status: Status
    requested_at: datetime
    requested_by: str
    words: tuple[Word, ...] = ()
    past: tuple[Word, ...] = ()
    scans: tuple[Scan, ...] = ()
    given_on: date | None = None
    expires_on: date | None = None
    valid_months: int | None = None

    def holds(self, on: date) -> bool:
        """Whether something may rest on it on that day."""
        in_time = self.expires_on is None or on < self.expires_on
        return self.status is Status.GIVEN and self.given_on is not None and self.given_on <= on and in_time

    def has_heard(self, source: str) -> bool:
        """Whether a word that came from this source is here already, and nobody has said no since."""
        said = (*self.past, *self.words)
        last_no = max((place for place, one in enumerate(said) if not one.agrees), default=-1)
        return any(one.proof.source == source for one in said[last_no + 1 :])

    def refused_since(self, at: datetime) -> bool:
        """Whether somebody said no then or later."""
        return any(not one.agrees and one.recorded_at >= at for one in (*self.past, *self.words))

    def has_said(self, on: date, evidence: str) -> bool:
        """Whether that is a copy of a yes that was said here."""
        said = (*self.past, *self.words)
        return any(one.agrees and one.said_on == on and one.evidence == evidence for one in said)


def parties_needed(kind: Kind, birth_date: date | None, on: date) -> frozenset[Party]:
    """Who has to consent on that day. RuleError for somebody whose birth date nobody knows."""
    if birth_date is None:
        raise RuleError("", "birth-date-unknown", "who may consent depends on the birth date, which is not known")
    years = age(birth_date, on)
    if kind is Kind.DATA and years < DIGITAL_MAJORITY:
        return frozenset(Party)
    if kind in (Kind.CONTRACT, Kind.IMAGE) and years < MAJORITY:
        return frozenset({Party.GUARDIAN})
    return frozenset({Party.PERSON})


def requested(person_id: str, kind: Kind, text: ConsentText, at: datetime, by: str) -> Consent:
    """A new one, to a text that is in force."""
    return Consent(person_id, kind, text.version, text.sha256, Status.REQUESTED, at, by, valid_months=text.valid_months)


def asked_again(consent: Consent, text: ConsentText, at: datetime, by: str) -> Consent:
    """REQUESTED anew after a withdrawal or the end of its time; one that is asked for or given already stays as it is."""
    if consent.status in (Status.REQUESTED, Status.GIVEN):
        return consent
    past = (*consent.past, *consent.words)[-LONGEST_PAST:]
    return replace(
        consent,
        status=Status.REQUESTED,
        requested_at=at,
        requested_by=by,
        words=(),
        past=past,
        given_on=None,
        expires_on=None,
        valid_months=text.valid_months,
    )


def said_yes(consent: Consent, word: Word, birth_date: date | None, today: date) -> Consent:
    """One more yes; GIVEN when everybody who has to has said it. The same person's yes again changes nothing."""
    if consent.status is Status.GIVEN and _has(consent, word):
        return consent
    require_status("consent", consent.status, (Status.REQUESTED,), "consent to it")
    _check(consent, word, birth_date, today)
    words = (*(one for one in consent.words if one.speaker_id != word.speaker_id), word)
    heard = frozenset(one.party for one in words)
    said = replace(consent, words=words)
    if not parties_needed(consent.kind, birth_date, word.said_on) <= heard:
        return said
    last = max(one.said_on for one in words)
    expires_on = add_months(last, consent.valid_months) if consent.valid_months else None
    return replace(said, status=Status.GIVEN, given_on=last, expires_on=expires_on)


def said_no(consent: Consent, word: Word, birth_date: date | None, today: date) -> Consent:
    """WITHDRAWN: one who has to consent says no, or takes back what was given. Nobody else's yes outweighs it (GDPR-01).

    The person always may; a guardian only while the consent is theirs to give.
    """
    if consent.status is Status.WITHDRAWN:
        return consent
    if word.party is Party.GUARDIAN and Party.GUARDIAN not in parties_needed(consent.kind, birth_date, today):
        raise _other_party(consent.kind, frozenset({Party.PERSON}))
    require_status("consent", consent.status, (Status.REQUESTED, Status.GIVEN), "withdraw it")
    past = (*consent.past, *consent.words)[-LONGEST_PAST:]
    return replace(consent, status=Status.WITHDRAWN, words=(word,), past=past, given_on=None, expires_on=None)


def expired(consent: Consent, today: date) -> Consent:
    """EXPIRED when its time is over, otherwise as it is."""
    over = consent.status is Status.GIVEN and consent.expires_on is not None and consent.expires_on <= today
    return replace(consent, status=Status.EXPIRED) if over else consent


def _has(consent: Consent, word: Word) -> bool:
    return any(one.speaker_id == word.speaker_id and one.agrees for one in consent.words)


def _check(consent: Consent, word: Word, birth_date: date | None, today: date) -> None:
    """Who speaks must be one who has to, on a day that has come, and with something that shows it."""
    problems = []
    if word.said_on > today:
        problems.append(Problem("said_on", "is in the future", "a day until today"))
    if not word.name.strip():
        problems.append(Problem("name", "is missing", "the name of who consents, as they write it"))
    if word.proof.how is How.PAPER and word.proof.file_sha256 is None and not word.proof.evidence:
        problems.append(Problem("proof", "is missing", "the attached scan, or in words where the paper is kept"))
    if word.proof.how is How.RECORDED and not word.proof.evidence:
        problems.append(Problem("evidence", "is missing", "in words, how it was said and to whom"))
    if problems:
        raise InputError(*problems)
    needed = parties_needed(consent.kind, birth_date, word.said_on)
    if word.party not in needed:
        raise _other_party(consent.kind, needed)


def _other_party(kind: Kind, needed: frozenset[Party]) -> RuleError:
    rule = "GDPR-01" if kind is Kind.DATA else "YOUTH-01"
    who = " and ".join(sorted(needed))
    return RuleError(rule, "other-party-consents", f"for {kind} at this age it is the {who} who consents")
