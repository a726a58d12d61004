"""One learner in one #ICI programme.

ADMITTED ──enrol──► ENROLLED ──first regroupement attended──► IN_PROGRESS ──convened──► JURY ──► AWARDED | NOT_AWARDED
    └──────────────────┴───────────────────────────────────────┴──────────► ABANDONED (with a reason)

Waiting list and refusal are the application's: who is promoted from the list is accepted by the same event. ICI-01: a learner
leaves on a higher level than they came with, and a licence professionnelle leads to Bac+3.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.applications.application import Application, Happening
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.attestations.shown import AttestationKind, Shown, Validity
from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.ici.terms import LP_EXIT_LEVEL, TRACK_NAMES, Track
from enrolment.domain.programmes.programme import Programme


class Status(StrEnum):
    """Where a learner stands."""

    ADMITTED = "ADMITTED"
    ENROLLED = "ENROLLED"
    IN_PROGRESS = "IN_PROGRESS"
    JURY = "JURY"
    AWARDED = "AWARDED"
    NOT_AWARDED = "NOT_AWARDED"
    ABANDONED = "ABANDONED"


LEARNING = (Status.ENROLLED, Status.IN_PROGRESS)
OPEN = (Status.ADMITTED, *LEARNING, Status.JURY)
DECISION_CHANGED = "decision-changed"
LOWEST_ENTRY, HIGHEST_ENTRY, LOWEST_EXIT, HIGHEST_EXIT = 0, 2, 1, 3


class Presence(StrEnum):
    """At a regroupement."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


@dataclass(frozen=True)
class Attended:
    """One regroupement as it counts for one learner. ``origin`` is ``referent`` or ``coaching``; ``minutes`` if known."""

    id: str
    held_on: date
    presence: Presence
    origin: str
    minutes: int | None = None


@dataclass(frozen=True)
class Award:
    """The jury's result. ``hundredths`` is out of 20; the names are those of the day."""

    jury_id: str
    on: date
    hundredths: int
    awarded: bool
    mention: str = ""
    ects: int | None = None
    carrier: str = ""


@dataclass(frozen=True)
class IciEnrolment:
    """Levels are years after the baccalauréat. The track of a paper dossier is told at the enrolment."""

    application_id: str
    person_id: str
    programme_id: str
    coordinator: str
    carrier: str
    school_year: str
    starts_on: date
    ends_on: date
    status: Status
    admitted_on: date
    scheme: str = "ici"
    track: Track | None = None
    entry_level: int | None = None
    exit_level: int | None = None
    enrolled_on: date | None = None
    attended: tuple[Attended, ...] = ()
    jury_id: str | None = None
    award: Award | None = None
    attestation_code: str | None = None
    abandon_reason: str = ""
    abandon_words: str = ""
    history: tuple[Happening, ...] = ()
    emptied: bool = False

    @property
    def regroupements_attended(self) -> int:
        """How many they were at (ICI-02)."""
        return sum(1 for one in self.attended if one.presence is Presence.PRESENT)


def admit(application: Application, programme: Programme, moment: Moment, application_id: str) -> IciEnrolment:
    """ADMITTED, with what the form says."""
    cursus = application.steps.get("cursus", {})
    track, level = cursus.get("track"), cursus.get("entry_level")
    admitted = IciEnrolment(
        application_id=application_id,
        person_id=application.person_id,
        programme_id=application.programme_id,
        coordinator=application.coordinator,
        carrier=programme.carrier,
        school_year=programme.school_year,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        status=Status.ADMITTED,
        admitted_on=moment.on,
        track=Track(str(track)) if track in tuple(Track) else None,
        entry_level=int(str(level)[-1]) if str(level) in ("bac+0", "bac+1", "bac+2") else None,
    )
    return with_line(admitted, moment, "admitted")


def enrol(known: IciEnrolment, track: Track | None, entry: int | None, exit_: int, moment: Moment) -> IciEnrolment:
    """ENROLLED in a track with its levels (ICI-01). What the application says need not be told again, and may be corrected."""
    require_status("enrolment", known.status, (Status.ADMITTED,), "enrol")
    track, entry = track or known.track, known.entry_level if entry is None else entry
    if track is None or entry is None:
        missing = [("track", "DU_ICI or LP_SIP", track), ("entry_level", "0, 1 or 2", entry)]
        raise InputError(*(Problem(name, "is missing", accepted) for name, accepted, value in missing if value is None))
    check_levels(track, entry, exit_)
    enrolled = replace(
        known, status=Status.ENROLLED, track=track, entry_level=entry, exit_level=exit_, enrolled_on=moment.on
    )
    return with_line(_progressing(enrolled), moment, "enrolled", track)


def check_levels(track: Track, entry: int, exit_: int) -> None:
    """ICI-01, every problem at once."""
    problems = []
    if not LOWEST_ENTRY <= entry <= HIGHEST_ENTRY:
        problems.append(Problem("entry_level", "is no level of entry (ICI-01)", "0, 1 or 2", str(entry)))
    if not LOWEST_EXIT <= exit_ <= HIGHEST_EXIT:
        problems.append(Problem("exit_level", "is no level of exit (ICI-01)", "1, 2 or 3", str(exit_)))
    elif exit_ <= entry:
        problems.append(
            Problem("exit_level", "is not above the level of entry (ICI-01)", f"{entry + 1} to 3", str(exit_))
        )
    elif track is Track.LP_SIP and exit_ != LP_EXIT_LEVEL:
        accepted = f"{LP_EXIT_LEVEL}: a licence professionnelle leads to Bac+3"
        problems.append(Problem("exit_level", "is not the level of the LP (ICI-01)", accepted, str(exit_)))
    if problems:
        raise InputError(*problems)


def attend(known: IciEnrolment, attended: Attended) -> IciEnrolment:
    """With a regroupement (ICI-02); the same one again replaces what was said of it. The first one attended starts the cursus.

    It counts whenever it is told before the jury: attendance may be sealed days after the gathering.
    """
    if known.status not in (Status.ADMITTED, *LEARNING):
        return known
    others = tuple(one for one in known.attended if one.id != attended.id)
    listed = tuple(sorted((*others, attended), key=lambda one: (one.held_on, one.id)))
    return _progressing(replace(known, attended=listed))


def convene(known: IciEnrolment, jury_id: str, minimum_regroupements: int, moment: Moment) -> IciEnrolment:
    """JURY, after as many regroupements as the programme asks for. The same jury again changes nothing."""
    if known.status is Status.JURY and known.jury_id == jury_id:
        return known
    require_status("enrolment", known.status, (Status.IN_PROGRESS,), "convene it before a jury")
    if known.regroupements_attended < minimum_regroupements:
        detail = f"{known.regroupements_attended} of {minimum_regroupements} regroupements were attended"
        raise RuleError("ICI-02", "regroupements-missing", detail)
    return with_line(replace(known, status=Status.JURY, jury_id=jury_id), moment, "convened")


def decide(known: IciEnrolment, award: Award, code: str, moment: Moment) -> IciEnrolment:
    """AWARDED or NOT_AWARDED by the jury before which it is; the same jury's result again changes nothing."""
    if known.award is not None and known.award.jury_id == award.jury_id:
        return known
    require_status("enrolment", known.status, (Status.JURY,), "record a jury's result")
    status = Status.AWARDED if award.awarded else Status.NOT_AWARDED
    attestation_code = code if award.awarded else None
    decided = replace(known, status=status, award=award, attestation_code=attestation_code)
    return with_line(decided, moment, status.lower())


def abandon(known: IciEnrolment, reason: str, words: str, moment: Moment) -> IciEnrolment:
    """ABANDONED with its reason, any time before the result."""
    require_status("enrolment", known.status, OPEN, "abandon it")
    gone = replace(known, status=Status.ABANDONED, abandon_reason=reason, abandon_words=words, jury_id=None)
    return with_line(gone, moment, "abandoned", reason)


def check_awarded(known: IciEnrolment) -> Award:
    """The award that can be printed. RuleError for everybody who has none."""
    if known.award is None or known.status is not Status.AWARDED:
        raise RuleError("", "not-awarded", f"the cursus is {known.status}: there is nothing to attest")
    return known.award


def shown(known: IciEnrolment, masked_name: str) -> Shown:
    """What the public page says of an award; it does not expire."""
    if known.award is None or known.track is None or known.emptied:
        return Shown(Validity.UNKNOWN)
    return Shown(
        validity=Validity.VALID if known.status is Status.AWARDED else Validity.REVOKED,
        kind=AttestationKind(known.track.value),
        school_year=known.school_year,
        masked_name=masked_name,
        label=TRACK_NAMES[known.track],
        issued_on=known.award.on,
    )


def emptied(known: IciEnrolment) -> IciEnrolment:
    """Without anything that somebody wrote; what stands is a line of the figures. An open one is abandoned."""
    status = Status.ABANDONED if known.status in OPEN else known.status
    return replace(
        known,
        status=status,
        attestation_code=None,
        abandon_words="",
        attended=(),
        history=(),
        jury_id=None,
        emptied=True,
    )


def with_line(known: IciEnrolment, moment: Moment, action: str, detail: str = "") -> IciEnrolment:
    """With one more line of history."""
    return replace(known, history=(*known.history, Happening(moment.at, moment.actor, action, detail))[-300:])


def _progressing(known: IciEnrolment) -> IciEnrolment:
    started = known.status is Status.ENROLLED and known.regroupements_attended > 0
    return replace(known, status=Status.IN_PROGRESS) if started else known
