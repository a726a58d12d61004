"""Suggestions of mentors for a need: ranked, each with its reasons, and who cannot be suggested, with why. People choose.

The score is the sum of whole points, so that what is shown adds up. The order is total: score, then wishes, then distance, then
free places, then id; where a tie was broken the suggestion says by what.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from enrolment.domain.network.criteria import JUDGES, Pair
from enrolment.domain.network.mentor import MentorStatus
from enrolment.domain.network.weights import CRITERIA, Weights

_FAR = 10**6


@dataclass(frozen=True)
class Reason:
    """One criterion: how many points of how many, and why."""

    criterion: str
    points: int
    weight: int
    words: str


@dataclass(frozen=True)
class Suggestion:
    """A mentor with the sum of the points. ``tie`` says by what the place among equals was found, if there are equals."""

    mentor_id: str
    score: int
    reasons: tuple[Reason, ...]
    distance: int | None = None
    tie: str = ""


@dataclass(frozen=True)
class Exclusion:
    """A mentor who cannot be suggested: a code, and why."""

    mentor_id: str
    code: str
    words: str


@dataclass(frozen=True)
class Ranking:
    """All mentors of the network for one need, and the version of the weights."""

    suggestions: tuple[Suggestion, ...]
    exclusions: tuple[Exclusion, ...]
    weights: Weights


@dataclass(frozen=True)
class Terms:
    """What is not of the pair: the day, the weights, and whether the check of honorability is asked for."""

    today: date
    weights: Weights
    honorability: bool = False


def excluded(pair: Pair, terms: Terms) -> Exclusion | None:
    """Why the mentor cannot be suggested for this need; None when they can."""
    for code, applies, words in _EXCLUSIONS:
        if applies(pair, terms):
            return Exclusion(pair.mentor_id, code, words)
    return None


def score(pair: Pair, terms: Terms) -> Suggestion:
    """The points of every criterion, in the order of the criteria."""
    reasons = []
    for name in CRITERIA:
        judged, weight = JUDGES[name](pair), terms.weights.values[name]
        reasons.append(Reason(name, _rounded(judged.share * weight), weight, judged.words))
    return Suggestion(pair.mentor_id, sum(one.points for one in reasons), tuple(reasons), pair.distance)


def rank(pairs: Iterable[Pair], terms: Terms) -> Ranking:
    """Every pair of one need: suggested in order, or excluded."""
    exclusions, found = [], []
    for pair in pairs:
        out = excluded(pair, terms)
        if out is not None:
            exclusions.append(out)
        else:
            found.append((_key(pair, score(pair, terms)), score(pair, terms)))
    found.sort(key=lambda one: one[0])
    suggestions = tuple(_with_tie(place, found) for place in range(len(found)))
    return Ranking(suggestions, tuple(sorted(exclusions, key=lambda one: (one.code, one.mentor_id))), terms.weights)


_Key = tuple[int, int, int, int, str]
_BROKEN_BY = ("", "les vœux exprimés", "la distance", "le nombre de places libres", "l’identifiant (ordre fixe)")


def _key(pair: Pair, suggestion: Suggestion) -> _Key:
    wishes = pair.wished_by_need + pair.wished_by_mentor
    distance = _FAR if pair.distance is None else pair.distance
    return (-suggestion.score, -wishes, distance, -pair.mentor.free, pair.mentor_id)


def _with_tie(place: int, found: Sequence[tuple[_Key, Suggestion]]) -> Suggestion:
    """The neighbours have the same score when anybody has: the first field that differs from one of them broke the tie."""
    key, suggestion = found[place]
    equals = [other for other, _ in found if other[0] == key[0] and other != key]
    if not equals:
        return suggestion
    near = [found[one][0] for one in (place - 1, place + 1) if 0 <= one < len(found) and found[one][0][0] == key[0]]
    by = max(
        next(at for at, (one, other) in enumerate(zip(key, neighbour, strict=True)) if one != other)
        for neighbour in near
    )
    words = f"À égalité de points avec {len(equals)} autre(s) ; départage par {_BROKEN_BY[by]}."
    return Suggestion(suggestion.mentor_id, suggestion.score, suggestion.reasons, suggestion.distance, words)


def _rounded(points: Fraction) -> int:
    """To the nearest whole point, a half upwards: never by a float."""
    return int(points + Fraction(1, 2))


def _beyond(pair: Pair) -> bool:
    return pair.distance is not None and pair.distance > pair.mentor.radius_km


_EXCLUSIONS: tuple[tuple[str, Callable[[Pair, Terms], bool], str], ...] = (
    (
        "not-active",
        lambda pair, _: pair.mentor.status is not MentorStatus.ACTIVE or pair.mentor.retired,
        "Le mentor est en pause ou ne fait plus partie du réseau.",
    ),
    (
        "refused-by-school",
        lambda pair, _: pair.mentor_id in pair.need.refused,
        "L’équipe ou l’établissement ne souhaite pas ce mentor.",
    ),
    (
        "refused-by-mentor",
        lambda pair, _: bool(set(pair.mentor.refusals) & {pair.need.subject_id, pair.need.establishment_id}),
        "Le mentor ne souhaite pas cette équipe ou cet établissement.",
    ),
    (
        "declined",
        lambda pair, _: any(one.mentor_id == pair.mentor_id and one.status == "DECLINED" for one in pair.need.choices),
        "Le mentor a déjà répondu non pour ce besoin.",
    ),
    ("full", lambda pair, _: pair.mentor.free == 0, "Le mentor n’a plus de place libre."),
    (
        "honorability",
        lambda pair, terms: terms.honorability and _unchecked(pair, terms.today),
        "Le contrôle d’honorabilité, demandé pour ce programme, manque ou n’est plus valable.",
    ),
    (
        "language",
        lambda pair, _: pair.need.language not in pair.mentor.languages,
        "Le mentor ne parle pas la langue demandée.",
    ),
    (
        "too-far",
        lambda pair, _: _beyond(pair) and not (pair.mentor.remote and pair.need.remote_possible),
        "Au-delà du rayon de déplacement, et à distance ce n’est pas possible.",
    ),
    (
        "absent",
        lambda pair, _: (
            bool(pair.mentor.periods)
            and not any(one.meets(pair.need.starts_on, pair.need.ends_on) for one in pair.mentor.periods)
        ),
        "Le mentor n’est disponible à aucun moment de la période.",
    ),
)


def _unchecked(pair: Pair, today: date) -> bool:
    until = pair.mentor.honorability_until
    return until is None or until < max(today, pair.need.starts_on or today)
