"""Models of needs of mentors, of what people made of them, and of what a partner says of mentoring."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from enrolment.domain.network.mentor import Format
from enrolment.domain.network.need import Choice, ChoiceStatus, EndReason, Need, NeedStatus, SubjectKind
from enrolment.domain.network.settings import NetworkSettings
from enrolment.http.network_access import View
from enrolment.http.schemas.mentor_suggestions import WeightsOut
from enrolment.http.schemas.network import Ids, Language, Sector, Short, SlotText, Word, slot_of
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class NeedIn(BaseModel):
    """Who looks for a mentor, and for whom. What is left out is taken from the team and its school."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "subject_kind": "mini_enterprise",
                    "subject_id": "01a05bc4-9a10-7b2c-9d1e-355085264aa3",
                    "sectors": ["15.12Z"],
                    "slot": "mer 14:00-16:00",
                    "teacher_name": "Maëlle Tranchevent",
                    "teacher_email": "maelle@example.org",
                }
            ]
        },
    )

    subject_kind: SubjectKind
    subject_id: Id
    label: Short = Field(
        default="", description="What the mentor reads: the team's name unless told; no student's name"
    )
    establishment_id: Id | None = None
    city: Short = ""
    sectors: Annotated[list[Sector], Field(max_length=20)] = []
    skills: Annotated[list[Word], Field(max_length=30)] = []
    slot: SlotText | None = Field(default=None, description="Such as mer 14:00-16:00")
    format: Format | None = None
    language: Language = "fr"
    youngest: Annotated[int, Field(ge=6, le=99)] | None = None
    oldest: Annotated[int, Field(ge=6, le=99)] | None = None
    remote_possible: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    wished: Ids = []
    refused: Ids = []
    teacher_id: Id | None = Field(default=None, description="The login of the teacher; their own when a teacher writes")
    teacher_name: Short = ""
    teacher_email: Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, max_length=254)] = ""

    def need(self, teacher_id: str | None) -> Need:
        """In the words of the domain; programme and coordinator follow from the subject."""
        given: dict[str, Any] = self.model_dump(exclude={"slot", "teacher_id"})
        given |= {name: tuple(dict.fromkeys(given[name])) for name in ("sectors", "skills", "wished", "refused")}
        slot = slot_of(self.slot) if self.slot else None
        return Need(programme_id="", coordinator="", slot=slot, teacher_id=teacher_id or self.teacher_id, **given)


class ChoiceOut(BaseModel):
    """A choice. ``reason`` is shown to the office and to the mentor."""

    id: str
    mentor_id: str
    status: ChoiceStatus
    proposed_at: datetime
    score: int | None
    weights_version: int | None
    note: str
    answered_at: datetime | None
    confirmed_at: datetime | None
    answer_by: date | None
    reminded_at: datetime | None
    over_at: datetime | None
    reason: str
    reason_code: str

    @classmethod
    def of(cls, choice: Choice, view: View) -> Self:
        """For somebody's eyes."""
        hidden: dict[str, Any] = {}
        if view is View.TEACHER:
            hidden = {"reason": "", "note": ""}
        if view is View.MENTOR:
            hidden = {"score": None, "weights_version": None}
        return cls.model_validate({**vars(choice), **hidden})


class NeedOut(BaseModel):
    """A need. A mentor sees their own choice and, once confirmed, whom they meet; not whom else the school wishes."""

    id: str
    version: int
    status: NeedStatus
    subject_kind: SubjectKind
    subject_id: str
    programme_id: str
    label: str
    establishment_id: str | None
    establishment_name: str
    city: str
    sectors: list[str]
    skills: list[str]
    slot: str | None
    format: Format | None
    language: str
    youngest: int | None
    oldest: int | None
    remote_possible: bool
    starts_on: date | None
    ends_on: date | None
    wished: list[str]
    refused: list[str]
    teacher_id: str | None
    teacher_name: str
    teacher_email: str
    mentor_id: str | None
    choices: list[ChoiceOut]

    @classmethod
    def of(cls, stored: Stored[Need], view: View) -> Self:
        """For somebody's eyes."""
        need = stored.state
        choices = need.choices
        own: dict[str, Any] = {name: list(getattr(need, name)) for name in ("sectors", "skills", "wished", "refused")}
        if view is View.MENTOR:
            own |= {"wished": [], "refused": [], "teacher_id": None}
            choices = tuple(one for one in choices if one.mentor_id == need.mentor_id)
            if need.status is not NeedStatus.CONFIRMED:
                own |= {"teacher_name": "", "teacher_email": ""}
        own |= {"id": stored.id, "version": stored.version, "slot": str(need.slot) if need.slot else None}
        own["choices"] = [ChoiceOut.of(one, view) for one in choices]
        return cls.model_validate({**vars(need), **own})


class ChoiceIn(BaseModel):
    """The mentor whom a person chooses, with a word for them."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"mentor_id": "m-12", "note": ""}]})

    mentor_id: Id
    note: Note = ""


class AnswerIn(BaseModel):
    """Yes, or no with a reason."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"accepts": True}]})

    accepts: bool
    reason: Note = ""


class WithdrawalIn(BaseModel):
    """Why the office takes the choice back."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Pas de réponse"}]})

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class EndingIn(BaseModel):
    """Why a mentoring ends, and whether somebody else is looked for."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"code": "finished"}]})

    code: EndReason
    words: Note = ""
    reopen: bool = False


class WeightsIn(BaseModel):
    """Whole points by criterion, a hundred together."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "weights": {
                        "sector": 20,
                        "place": 30,
                        "skills": 10,
                        "availability": 20,
                        "wishes": 10,
                        "audience": 5,
                        "load": 5,
                    }
                }
            ]
        },
    )

    weights: Annotated[dict[str, int], Field(max_length=20)]


class HonorabilityRuleIn(BaseModel):
    """Everywhere, or for some programmes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"required": True}]})

    required: bool
    programmes: Ids = []


class SettingsOut(BaseModel):
    """What the caller's partner says of mentoring."""

    source: Literal["own", "shipped"]
    weights: list[WeightsOut]
    honorability_required: bool
    honorability_programmes: list[str]

    @classmethod
    def of(cls, settings: NetworkSettings) -> Self:
        """All versions, the one in force last."""
        return cls(
            source="own" if settings.weights else "shipped",
            weights=[WeightsOut.of(one) for one in settings.weights or (settings.current,)],
            honorability_required=settings.honorability_required,
            honorability_programmes=list(settings.honorability_programmes),
        )
