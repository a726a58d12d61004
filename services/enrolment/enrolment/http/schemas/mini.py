"""Models of mini-entreprises: formats, teams, members who join and leave, steps."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.mini.appointing import vacancies
from enrolment.domain.mini.enterprise import MiniEnterprise, Status
from enrolment.domain.mini.formats import Format, FormatCheck, FormatRules, Severity
from enrolment.http.schemas.mini_agreements import AgreementOut, agreement_out
from enrolment.http.schemas.mini_ending import AbandonmentOut, Logins
from enrolment.http.schemas.mini_posts import AppointmentOut, ElectionOut, PostOut
from enrolment.http.schemas.texts import Name
from essaim.contracts.types import Code, Id
from essaim.kit.aggregate import Stored

Note = Annotated[str, Field(max_length=2000)]


class FormatOut(BaseModel):
    """A format. What is absent has no source and is not checked."""

    format: Format
    label: str
    sells: bool
    sells_source: str
    ages: str | None
    ages_source: str | None
    hours: list[str]
    hours_sources: list[str]
    duration: str | None
    duration_source: str | None

    @classmethod
    def of(cls, rules: FormatRules) -> Self:
        """From the data."""
        age, duration = rules.age, rules.duration
        return cls(
            format=rules.format,
            label=rules.label,
            sells=rules.sells,
            sells_source=rules.sells_source,
            ages=f"{age.minimum} to {age.maximum}" if age else None,
            ages_source=age.source if age else None,
            hours=[f"{one.label} ({one.region})" if one.region else one.label for one in rules.hours],
            hours_sources=[one.source for one in rules.hours],
            duration=duration.label if duration else None,
            duration_source=duration.source if duration else None,
        )


class FindingOut(BaseModel):
    """Where the team does not fit its format: how many members, which bound, and never who."""

    what: str
    severity: Severity
    members: int
    bound: str
    source: str


class CheckOut(BaseModel):
    """MINI-01. ``not_sourced`` was not checked, because no source tells it."""

    fits: bool
    findings: list[FindingOut]
    not_sourced: list[str]

    @classmethod
    def of(cls, check: FormatCheck) -> Self:
        """From the rule."""
        findings = [FindingOut.model_validate(vars(one)) for one in check.findings]
        return cls(fits=not check.refusals, findings=findings, not_sourced=list(check.not_sourced))


class PlanIn(BaseModel):
    """What a team plans now."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "Les Lampions", "starts_on": "2026-10-01", "ends_on": "2027-05-31", "planned_hours": 58}
            ]
        },
    )

    name: Name
    starts_on: date
    ends_on: date
    planned_hours: int | None = Field(default=None, ge=1, le=2000)
    region: Code | None = None


class EnterpriseIn(BaseModel):
    """A team to create."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "programme_id": "a-programme",
                    "teachers": ["a-teacher"],
                    "name": "Les Lampions",
                    "format": "L",
                    "starts_on": "2026-10-01",
                    "ends_on": "2027-05-31",
                    "planned_hours": 60,
                }
            ]
        },
    )

    programme_id: Id
    name: Name
    format: Format
    starts_on: date
    ends_on: date
    planned_hours: int | None = Field(default=None, ge=1, le=2000)
    region: Code | None = Field(default=None, description="Only where hours differ by region, such as grand-est")
    teachers: Logins = Field(default=[], description="Logins; whoever creates it as a teacher is one anyhow")


class StepOut(BaseModel):
    """A step that was reached."""

    status: Status
    on: date
    note: str


class HistoryOut(BaseModel):
    """One line of the history."""

    at: datetime
    action: str
    detail: str


class EnterpriseOut(BaseModel):
    """A team."""

    id: str
    version: int
    programme_id: str
    coordinator: str
    school_year: str
    name: str
    format: Format
    sells: bool
    starts_on: date
    ends_on: date
    planned_hours: int | None
    region: str
    status: Status
    next_step: Status | None
    mentor_id: str | None
    carrier: str
    teachers: list[str]
    abandonment: AbandonmentOut | None
    agreement: AgreementOut | None
    posts: list[PostOut]
    appointments: list[AppointmentOut]
    elections: list[ElectionOut]
    steps: list[StepOut]
    history: list[HistoryOut]

    @classmethod
    def of(cls, stored: Stored[MiniEnterprise], *, leads: bool) -> Self:
        """``leads`` is whether reasons are shown."""
        state = stored.state
        vacant = vacancies(state.posts, state.appointments)
        hidden = {} if leads else {"reason": None, "end_reason": None}
        wordless = {} if leads else {"words": None}
        abandonment = {**vars(state.abandonment), **wordless} if state.abandonment else None
        return cls.model_validate(
            {
                **vars(state),
                "id": stored.id,
                "version": stored.version,
                "next_step": state.next_step,
                "teachers": list(state.teachers),
                "abandonment": abandonment,
                "agreement": agreement_out(state.agreement) if state.agreement else None,
                "posts": [{**vars(one), "vacant": vacant.get(one.key, 0)} for one in state.posts],
                "appointments": [{**vars(one), **hidden} for one in state.appointments],
                "elections": [ElectionOut.of(one) for one in state.elections],
                "steps": [vars(one) for one in state.steps],
                "history": [vars(one) for one in state.history],
            }
        )


class JoinIn(BaseModel):
    """Accepted dossiers that join."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"application_ids": ["an-application"]}]})

    application_ids: Annotated[list[Id], Field(min_length=1, max_length=100)]


class LeaveIn(BaseModel):
    """Why a member leaves: a code."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"code": "moved-away"}]})

    code: Code


class StepIn(BaseModel):
    """The next step; a step about money needs a note."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"status": "FUNDED", "note": "40 avances de 4 €, plafond 500 €"}]},
    )

    status: Status
    note: Note = ""
