"""Models of suggestions, and of the proposal for a whole programme. Both decide nothing."""

from typing import Self

from pydantic import BaseModel

from enrolment.domain.network.matching import Exclusion, Suggestion
from enrolment.domain.network.weights import Weights
from enrolment.usecases.network.propose_assignment import Proposal
from enrolment.usecases.network.read_candidates import Candidates
from enrolment.usecases.network.suggest_mentors import Suggested

_ABOUT_THE_MENTOR = frozenset({"not-active", "refused-by-mentor", "declined", "honorability"})


class WeightsOut(BaseModel):
    """A version of the weights; ``recorded_by`` is empty for what comes with the service."""

    version: int
    values: dict[str, int]
    recorded_on: str
    recorded_by: str

    @classmethod
    def of(cls, weights: Weights) -> Self:
        """From the domain."""
        return cls.model_validate({**vars(weights), "values": dict(weights.values)})


class ReasonOut(BaseModel):
    """One criterion, with a sentence in French."""

    criterion: str
    points: int
    weight: int
    words: str


class SuggestionOut(BaseModel):
    """A mentor who can be chosen."""

    rank: int
    mentor_id: str
    name: str
    city: str
    company_name: str | None
    score: int
    distance_km: int | None
    free: int
    reasons: list[ReasonOut]
    tie: str


class ExclusionOut(BaseModel):
    """A mentor who cannot be chosen, and why."""

    mentor_id: str
    name: str
    code: str
    words: str


class SuggestionsOut(BaseModel):
    """The ranking; a person chooses."""

    need_id: str
    weights: WeightsOut
    suggestions: list[SuggestionOut]
    excluded: list[ExclusionOut]

    @classmethod
    def of(cls, need_id: str, found: Suggested, *, office: bool) -> Self:
        """With the names of the mentors. What a mentor said, or lacks, is told to the office only."""
        ranking, candidates = found.ranking, found.candidates
        return cls(
            need_id=need_id,
            weights=WeightsOut.of(ranking.weights),
            suggestions=[_suggestion(place, one, candidates) for place, one in enumerate(ranking.suggestions, 1)],
            excluded=[_exclusion(one if office else _discreet(one), candidates) for one in ranking.exclusions],
        )


def _suggestion(place: int, one: Suggestion, candidates: Candidates) -> SuggestionOut:
    mentor = next(stored.state for stored in candidates.mentors if stored.id == one.mentor_id)
    company = candidates.companies.get(mentor.company_id or "")
    return SuggestionOut(
        rank=place,
        mentor_id=one.mentor_id,
        name=mentor.name,
        city=mentor.city,
        company_name=company.name if company else None,
        score=one.score,
        distance_km=one.distance,
        free=mentor.free,
        reasons=[ReasonOut.model_validate(vars(reason)) for reason in one.reasons],
        tie=one.tie,
    )


def _discreet(one: Exclusion) -> Exclusion:
    if one.code not in _ABOUT_THE_MENTOR:
        return one
    return Exclusion(one.mentor_id, "unavailable", "Ce mentor n’est pas disponible pour ce besoin.")


def _exclusion(one: Exclusion, candidates: Candidates) -> ExclusionOut:
    mentor = next(stored.state for stored in candidates.mentors if stored.id == one.mentor_id)
    return ExclusionOut(mentor_id=one.mentor_id, name=mentor.name, code=one.code, words=one.words)


class AssignedOut(BaseModel):
    """One pair of the proposal."""

    need_id: str
    label: str
    mentor_id: str
    mentor_name: str
    score: int


class ProposalOut(BaseModel):
    """The assignment with the highest total score; nothing is written, nobody is asked."""

    programme_id: str
    weights: WeightsOut
    total: int
    assigned: list[AssignedOut]
    unserved: list[str]

    @classmethod
    def of(cls, programme_id: str, found: Proposal) -> Self:
        """With labels and names."""
        labels = {one.id: one.state.label for one in found.needs}
        names = {one.id: one.state.name for one in found.candidates.mentors}
        assigned = [
            AssignedOut(**vars(one), label=labels[one.need_id], mentor_name=names[one.mentor_id])
            for one in found.assigned
        ]
        served = {one.need_id for one in found.assigned}
        return cls(
            programme_id=programme_id,
            weights=WeightsOut.of(found.weights),
            total=sum(one.score for one in assigned),
            assigned=assigned,
            unserved=[one for one in labels if one not in served],
        )
