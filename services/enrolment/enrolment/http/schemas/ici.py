"""Models of #ICI: learners, terms, regroupements."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.ici.enrolment import IciEnrolment, Presence, Status
from enrolment.domain.ici.regroupement import Regroupement
from enrolment.domain.ici.terms import Criterion, IciTerms, Mention, Track, TrackTerms, mark
from enrolment.http.schemas.texts import Name
from essaim.contracts.types import MAX_CENTS, Amount, AmountIn, Code, Id
from essaim.kit.aggregate import Stored

Mark = Annotated[str, Field(pattern=r"^([01]?[0-9]\.[0-9]{2}|20\.00)$", examples=["14.25"])]
"""Out of 20, with two decimals."""


def _hundredths(value: str) -> int:
    whole, part = value.split(".")
    return int(whole) * 100 + int(part)


class LearnerEnrolmentIn(BaseModel):
    """What the learner is enrolled in. Track and level of entry are those of the application unless they are told."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"track": "DU_ICI", "entry_level": 1, "exit_level": 2}]}
    )

    track: Track | None = None
    entry_level: int | None = None
    exit_level: int


class AbandonIn(BaseModel):
    """Why the learner leaves: a code, and words for those concerned."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "job-found", "words": "CDI à Montceau"}]}
    )

    reason: Code
    words: str = Field(default="", max_length=1000)


class AttendedOut(BaseModel):
    """A regroupement as it counts for the learner."""

    id: str
    held_on: date
    presence: Presence
    origin: str
    minutes: int | None


class AwardOut(BaseModel):
    """The jury's result."""

    jury_id: str
    on: date
    result: Mark
    awarded: bool
    mention: str
    ects: int | None


class LearnerHistoryOut(BaseModel):
    """One line of the history."""

    at: datetime
    action: str
    detail: str


class LearnerOut(BaseModel):
    """A learner."""

    id: str
    version: int
    application_id: str
    person_id: str
    programme_id: str
    coordinator: str
    school_year: str
    status: Status
    admitted_on: date
    enrolled_on: date | None
    track: Track | None
    entry_level: int | None
    exit_level: int | None
    attended: list[AttendedOut]
    regroupements_attended: int
    jury_id: str | None
    award: AwardOut | None
    abandon_reason: str
    abandon_words: str
    history: list[LearnerHistoryOut]

    @classmethod
    def of(cls, stored: Stored[IciEnrolment]) -> Self:
        """From what is stored."""
        state, award = stored.state, stored.state.award
        return cls.model_validate(
            {
                **vars(state),
                "id": stored.id,
                "version": stored.version,
                "attended": [vars(one) for one in state.attended],
                "regroupements_attended": state.regroupements_attended,
                "award": {**vars(award), "result": mark(award.hundredths)} if award else None,
                "history": [vars(one) for one in state.history],
            }
        )


class TrackTermsIn(BaseModel):
    """What a track asks and gives; what is not told is not known."""

    model_config = ConfigDict(extra="forbid")

    track: Track
    ects: int | None = Field(default=None, ge=0, le=300)
    hours: int | None = Field(default=None, ge=0, le=5000)
    fee: Annotated[AmountIn, Field(ge=0, le=MAX_CENTS)] | None = None
    minimum_regroupements: int = Field(default=0, ge=0, le=200)


class TrackTermsOut(BaseModel):
    """What a track asks and gives."""

    track: Track
    ects: int | None
    hours: int | None
    fee: Amount | None
    minimum_regroupements: int


class CriterionIn(BaseModel):
    """One line of the jury's grid."""

    model_config = ConfigDict(extra="forbid")

    key: Code
    label: Name
    weight: int = Field(ge=1, le=100)
    maximum: int = Field(ge=1, le=1000)


class MentionIn(BaseModel):
    """A mention from a result on."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    label: Name
    from_: Mark = Field(alias="from")


class IciTermsIn(BaseModel):
    """The terms of a programme."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "tracks": [{"track": "DU_ICI", "minimum_regroupements": 4}],
                    "criteria": [{"key": "project", "label": "Qualité du projet", "weight": 3, "maximum": 20}],
                    "pass_mark": "10.00",
                    "mentions": [{"label": "Bien", "from": "14.00"}],
                }
            ]
        },
    )

    tracks: Annotated[list[TrackTermsIn], Field(max_length=2)] = []
    criteria: Annotated[list[CriterionIn], Field(max_length=30)] = []
    pass_mark: Mark = "10.00"
    mentions: Annotated[list[MentionIn], Field(max_length=10)] = []

    def terms(self, coordinator: str) -> IciTerms:
        """In the words of the domain."""
        return IciTerms(
            coordinator=coordinator,
            tracks=tuple(
                TrackTerms(one.track, one.ects, one.hours, one.fee, one.minimum_regroupements) for one in self.tracks
            ),
            criteria=tuple(Criterion(one.key, one.label, one.weight, one.maximum) for one in self.criteria),
            pass_hundredths=_hundredths(self.pass_mark),
            mentions=tuple(Mention(one.label, _hundredths(one.from_)) for one in self.mentions),
        )


class IciTermsOut(BaseModel):
    """The terms of a programme."""

    tracks: list[TrackTermsOut]
    criteria: list[CriterionIn]
    pass_mark: Mark
    mentions: list[MentionIn]

    @classmethod
    def of(cls, terms: IciTerms) -> Self:
        """From the domain."""
        return cls.model_validate(
            {
                "tracks": [{**vars(one), "fee": one.fee_cents} for one in terms.tracks],
                "criteria": [vars(one) for one in terms.criteria],
                "pass_mark": mark(terms.pass_hundredths),
                "mentions": [{"label": one.label, "from": mark(one.from_hundredths)} for one in terms.mentions],
            }
        )


class RegroupementIn(BaseModel):
    """A regroupement, and who was there: enrolment to presence."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "programme_id": "a-programme",
                    "held_on": "2026-10-14",
                    "place": "Learning Lab",
                    "subject": "Modèle économique",
                    "presences": {"an-enrolment": "present"},
                }
            ]
        },
    )

    programme_id: Id
    held_on: date
    place: Name
    subject: Name
    presences: Annotated[dict[Id, Presence], Field(min_length=1, max_length=300)]


class RegroupementOut(BaseModel):
    """A regroupement."""

    id: str
    version: int
    programme_id: str
    held_on: date
    place: str
    subject: str
    presences: dict[str, Presence]

    @classmethod
    def of(cls, stored: Stored[Regroupement]) -> Self:
        """From what is stored."""
        return cls.model_validate({**vars(stored.state), "id": stored.id, "version": stored.version})
