"""What a programme asks of its learners and gives them. Every figure is the programme's: the sources tell none of them."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from enrolment.domain.errors import InputError, Problem


class Track(StrEnum):
    """What is studied."""

    DU_ICI = "DU_ICI"
    LP_SIP = "LP_SIP"


TRACK_NAMES = {Track.DU_ICI: "DU #ICI", Track.LP_SIP: "LP Smart Innovative Project"}
LP_EXIT_LEVEL = 3
"""A licence professionnelle is a diploma of the level Bac+3 by law."""


@dataclass(frozen=True)
class TrackTerms:
    """One track. None is "not said"."""

    track: Track
    ects: int | None = None
    hours: int | None = None
    fee_cents: int | None = None
    minimum_regroupements: int = 0


@dataclass(frozen=True)
class Criterion:
    """One line of the jury's grid; ``weight`` counts against the others."""

    key: str
    label: str
    weight: int
    maximum: int


@dataclass(frozen=True)
class Mention:
    """A mention from this result on, in hundredths of a point out of 20."""

    label: str
    from_hundredths: int


@dataclass(frozen=True)
class IciTerms:
    """The terms of one programme."""

    coordinator: str
    tracks: tuple[TrackTerms, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    pass_hundredths: int = 1000
    mentions: tuple[Mention, ...] = ()
    scheme: str = "ici"

    def track(self, track: Track) -> TrackTerms:
        """The terms of a track; without any figure when the programme says nothing of it."""
        return next((one for one in self.tracks if one.track is track), TrackTerms(track))


def check_terms(terms: IciTerms) -> None:
    """InputError with everything that contradicts itself."""
    problems = []
    for name, keys in (
        ("tracks", [one.track for one in terms.tracks]),
        ("criteria", [one.key for one in terms.criteria]),
        ("mentions", [one.from_hundredths for one in terms.mentions]),
    ):
        if len(set(keys)) != len(keys):
            problems.append(Problem(name, "names the same one twice", "each once"))
    for place, mention in enumerate(terms.mentions):
        if mention.from_hundredths < terms.pass_hundredths:
            accepted = f"at least {mark(terms.pass_hundredths)}"
            problems.append(Problem(f"mentions.{place}.from", "is below the pass mark", accepted))
    if problems:
        raise InputError(*problems)


def mention_for(terms: IciTerms, hundredths: int) -> str:
    """The best mention that the result reaches, "" for none."""
    reached = [one for one in terms.mentions if hundredths >= one.from_hundredths]
    return max(reached, key=lambda one: one.from_hundredths).label if reached else ""


def weighted(criteria: tuple[Criterion, ...], points: dict[str, int]) -> Fraction:
    """Points of one juror as a mark out of 20, exactly."""
    total = sum(one.weight for one in criteria)
    parts = (Fraction(points[one.key] * one.weight * 20, one.maximum) for one in criteria)
    return sum(parts, Fraction(0)) / total


def mark(hundredths: int) -> str:
    """``1425`` as ``14.25``."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"
