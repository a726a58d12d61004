"""Models of the juries of #ICI."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.ici.jury import Candidate, Juror, Jury, JuryStatus, Points, hundredths, marks
from enrolment.domain.ici.terms import mark
from enrolment.http.schemas.ici import CriterionIn, Mark
from enrolment.http.schemas.texts import Name
from essaim.contracts.types import Code, Id
from essaim.kit.aggregate import Stored


class JurorIn(BaseModel):
    """A member; ``account`` is the login of one who scores themself."""

    model_config = ConfigDict(extra="forbid")

    key: Code
    name: Name
    quality: Name
    account: Id | None = None


class JuryIn(BaseModel):
    """A jury to plan."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "programme_id": "a-programme",
                    "held_on": "2027-06-28",
                    "place": "Learning Lab",
                    "jurors": [{"key": "one", "name": "Claire Exemple", "quality": "présidente"}],
                    "enrolment_ids": ["an-enrolment"],
                }
            ]
        },
    )

    programme_id: Id
    held_on: date
    place: Name
    jurors: Annotated[list[JurorIn], Field(min_length=1, max_length=20)]
    enrolment_ids: Annotated[list[Id], Field(min_length=1, max_length=200)]

    def members(self) -> list[Juror]:
        """In the words of the domain."""
        return [Juror(one.key, one.name, one.quality, one.account) for one in self.jurors]


class ScoresIn(BaseModel):
    """A member's grid of a learner; ``juror`` is told only by the office."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"juror": "one", "points": {"project": 15}}]}
    )

    juror: Code | None = None
    points: Annotated[dict[Code, int], Field(max_length=30)]


class JuryClosingIn(BaseModel):
    """Remarks for the minutes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"remarks": "Félicitations du jury"}]})

    remarks: str = Field(default="", max_length=3000)


class JurorOut(BaseModel):
    """A member."""

    key: str
    name: str
    quality: str
    absent: bool


class CandidateOut(BaseModel):
    """A learner before the jury. A member sees their own grid until the jury is closed, the office sees all."""

    enrolment_id: str
    name: str
    withdrawn: bool
    scores: dict[str, dict[str, int]]
    marks: dict[str, Mark]
    result: Mark | None
    awarded: bool | None
    mention: str


class JuryOut(BaseModel):
    """A jury."""

    id: str
    version: int
    programme_id: str
    school_year: str
    held_on: date
    place: str
    status: JuryStatus
    criteria: list[CriterionIn]
    pass_mark: Mark
    jurors: list[JurorOut]
    candidates: list[CandidateOut]
    closed_at: datetime | None
    remarks: str

    @classmethod
    def of(cls, stored: Stored[Jury], juror: str | None, names: Mapping[str, str]) -> Self:
        """``juror`` is the member for whom it is shown, None for the office; ``names`` are the learners', if they are shown."""
        state = stored.state
        return cls.model_validate(
            {
                **vars(state),
                "id": stored.id,
                "version": stored.version,
                "criteria": [vars(one) for one in state.terms.criteria],
                "pass_mark": mark(state.terms.pass_hundredths),
                "jurors": [vars(one) for one in state.jurors],
                "candidates": [_candidate(state, one, juror, names) for one in state.candidates],
            }
        )


def _candidate(jury: Jury, candidate: Candidate, juror: str | None, names: Mapping[str, str]) -> CandidateOut:
    def visible(key: str) -> bool:
        return juror is None or key == juror or jury.status is JuryStatus.CLOSED

    result = jury.result(candidate.enrolment_id)
    scores: dict[str, Points] = {key: points for key, points in candidate.scores.items() if visible(key)}
    found = {key: mark(hundredths(value)) for key, value in marks(jury, candidate).items() if visible(key)}
    return CandidateOut(
        enrolment_id=candidate.enrolment_id,
        name=names.get(candidate.enrolment_id, ""),
        withdrawn=candidate.withdrawn,
        scores=scores,
        marks=found,
        result=mark(result.hundredths) if result else None,
        awarded=result.awarded if result else None,
        mention=result.mention if result else "",
    )
