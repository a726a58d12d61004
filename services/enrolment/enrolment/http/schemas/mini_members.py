"""Models of members: who is in a team, candidacies, interviews."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from enrolment.domain.ici.terms import mark
from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.domain.mini.member import Interview, Interviewer, Member
from enrolment.http.schemas.ici import CriterionIn
from enrolment.http.schemas.texts import Name
from essaim.contracts.types import Code, Id
from essaim.kit.aggregate import Stored

FileKind = Literal["cv", "letter"]
LongText = Annotated[str, Field(max_length=8000)]


class MemberOut(BaseModel):
    """A member as the team sees them: a name and posts, and nothing of the candidacy."""

    id: str
    application_id: str
    person_id: str
    name: str
    joined_on: date
    left_on: date | None
    main_post: str | None
    posts: list[str]

    @classmethod
    def of(cls, stored: Stored[Member], team: MiniEnterprise, name: str) -> Self:
        """From what is stored."""
        held = [one for one in team.appointments if one.member_id == stored.id and one.current]
        shown = {
            "id": stored.id,
            "name": name,
            "main_post": next((one.post for one in held if one.main), None),
            "posts": [one.post for one in held],
        }
        return cls.model_validate({**vars(stored.state), **shown})


class JoinableOut(BaseModel):
    """An accepted dossier that is in no team."""

    application_id: str
    person_id: str
    name: str


class CandidacyIn(BaseModel):
    """CV and letter as text, when they are no files, and the wished posts, the dearest first."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"cv": "Stage chez une fleuriste", "letter": "", "wishes": ["sales-director", "chief"]}]
        },
    )

    cv: LongText = ""
    letter: LongText = ""
    wishes: Annotated[list[Code], Field(max_length=15)] = []


class InterviewerIn(BaseModel):
    """Who asks; ``account`` is the login by which they read the CV and fill their grid."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    account: Id


class InterviewIn(BaseModel):
    """An interview to plan."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "starts_at": "2026-10-12T14:00:00+02:00",
                    "minutes": 15,
                    "interviewers": [{"name": "Rémi Vasseron", "account": "a-login"}],
                    "post": "sales-director",
                }
            ]
        },
    )

    starts_at: AwareDatetime
    minutes: int = Field(ge=5, le=240)
    interviewers: Annotated[list[InterviewerIn], Field(min_length=1, max_length=6)]
    post: Code | None = None

    def people(self) -> list[Interviewer]:
        """In the words of the domain."""
        return [Interviewer(one.name, one.account) for one in self.interviewers]


class GridIn(BaseModel):
    """An interviewer's grid; ``interviewer`` (a login) is told only by those who enter the paper of somebody else."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"points": {"motivation": 4, "cv": 3, "expression": 5, "skills": 3}}]},
    )

    interviewer: Id | None = None
    points: Annotated[dict[Code, int], Field(max_length=30)]


class RefusalIn(BaseModel):
    """A post that the member does not get, and why."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"post": "chief", "reason": "Une autre personne est élue"}]}
    )

    post: Code
    reason: Annotated[str, Field(min_length=1, max_length=1000)]


class CandidacyFileOut(BaseModel):
    """A CV or a letter."""

    kind: str
    sha256: str
    name: str
    media_type: str
    size: int


class InterviewOut(BaseModel):
    """An interview. An interviewer sees their own grid, the member none, those who lead the team all and the result."""

    id: str
    starts_at: datetime
    minutes: int
    interviewers: list[str]
    post: str | None
    criteria: list[CriterionIn]
    held: bool
    cancelled: bool
    grids: dict[str, dict[str, int]]
    result: str | None


class DecisionOut(BaseModel):
    """What became of a wish, with the reason."""

    post: str
    given: bool
    reason: str
    on: date


class CandidacyOut(BaseModel):
    """A candidacy."""

    member_id: str
    version: int
    person_id: str
    active: bool
    cv: str
    letter: str
    wishes: list[str]
    files: list[CandidacyFileOut]
    interviews: list[InterviewOut]
    decisions: list[DecisionOut]

    @classmethod
    def of(cls, stored: Stored[Member], team: MiniEnterprise, *, leads: bool, account: str) -> Self:
        """As it is shown to this login."""
        state = stored.state
        own = state.person_id == account
        given = [
            DecisionOut(post=one.post, given=True, reason=one.reason, on=one.since)
            for one in team.appointments
            if one.member_id == stored.id
        ]
        refused = [DecisionOut(post=one.post, given=False, reason=one.reason, on=one.on) for one in state.refusals]
        return cls(
            member_id=stored.id,
            version=stored.version,
            person_id=state.person_id,
            active=state.active,
            cv=state.cv_text,
            letter=state.letter_text,
            wishes=list(state.wishes),
            files=[CandidacyFileOut.model_validate({**vars(one)}) for one in state.files],
            interviews=[_interview(one, leads=leads, account=account) for one in state.interviews],
            decisions=sorted([*given, *refused], key=lambda one: one.on) if leads or own else [],
        )


def _interview(known: Interview, *, leads: bool, account: str) -> InterviewOut:
    grids = {one.account: one.points for one in known.grids if leads or one.account == account}
    result = known.result if leads else None
    return InterviewOut(
        id=known.id,
        starts_at=known.starts_at,
        minutes=known.minutes,
        interviewers=[one.name for one in known.interviewers],
        post=known.post,
        criteria=[CriterionIn.model_validate({**vars(one)}) for one in known.criteria],
        held=known.held,
        cancelled=known.cancelled,
        grids=grids,
        result=mark(result) if result is not None else None,
    )
