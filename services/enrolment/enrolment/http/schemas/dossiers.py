"""Models of the dossier that is written online."""

from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.applications.application import (
    Application,
    AttachedDocument,
    Happening,
    Status,
    Steps,
    TeamMember,
)
from enrolment.domain.applications.closing_date import Period
from enrolment.domain.applications.completeness import Completeness, StepState
from enrolment.domain.applications.form import Form, Step
from enrolment.http.schemas.texts import Text
from enrolment.usecases.applications.gather_dossier import Gathered
from enrolment.usecases.applications.read_team import SeenMember
from essaim.contracts.types import Id, PartnerId


class DraftIn(BaseModel):
    """Where to apply. ``person_id`` is given by the office that begins a dossier for somebody."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"programme_id": "a-programme"}]})

    programme_id: Id
    person_id: Id | None = None
    invitation_id: Id | None = None


class StepIn(BaseModel):
    """What a step says now: its fields by name. What is left out is unanswered."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"values": {"name": "Atelier Maille", "type": "creation"}}]},
    )

    values: dict[str, Any] = Field(max_length=60)


class RenewalIn(BaseModel):
    """The programme of the next school year."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"programme_id": "next-programme"}]})

    programme_id: Id


class TransferIn(BaseModel):
    """Where a dossier should go on, and why. ``partner`` is given when its deployment, and not this one, keeps the programme."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"programme_id": "other-programme", "reason": "Déménagement à Besançon"}]},
    )

    programme_id: Id
    partner: PartnerId | None = None
    reason: Text


class StepOut(BaseModel):
    """One step as it was saved. ``revision`` is what the next save gives as If-Match."""

    step: str
    revision: int
    values: dict[str, Any]
    version: int
    status: Status


class MissingOut(BaseModel):
    """One thing that is missing, and where it is given: in the form, with the person, or as a file."""

    name: str
    label: str
    source: str


class StepStateOut(BaseModel):
    """A step, and what it lacks."""

    step: str
    label: str
    complete: bool
    missing: list[MissingOut]

    @classmethod
    def of(cls, state: StepState) -> Self:
        """From what was found."""
        missing = [MissingOut(name=one.name, label=one.label, source=one.source) for one in state.missing]
        return cls(step=state.key, label=state.label, complete=state.complete, missing=missing)


class CompletenessOut(BaseModel):
    """Whether a dossier can be sent, step by step, and until when."""

    complete: bool
    opens_on: date | None
    last_on: date | None
    committee_on: date | None
    steps: list[StepStateOut]

    @classmethod
    def of(cls, found: Completeness, period: Period) -> Self:
        """From what was found."""
        return cls(
            complete=found.complete,
            opens_on=period.opens_on,
            last_on=period.last_on,
            committee_on=period.committee_on,
            steps=[StepStateOut.of(one) for one in found.steps],
        )


class AttachmentOut(BaseModel):
    """A document of a dossier. ``scanned`` is told when it is attached: whether a virus scanner has looked at it."""

    kind: str
    sha256: str
    name: str
    media_type: str
    size: int
    attached_at: datetime
    warnings: list[str]
    scanned: bool | None = None

    @classmethod
    def of(cls, document: AttachedDocument, scanned: bool | None = None) -> Self:
        """From what is kept."""
        return cls(**{**vars(document), "warnings": list(document.warnings)}, scanned=scanned)


class DossierOut(BaseModel):
    """All that a dossier says. Who its applicant is stands with the person."""

    id: str
    version: int
    status: Status
    programme_id: str
    person_id: str
    form_version: date
    steps: Steps
    step_revisions: dict[str, int]
    team: list[TeamMember]
    attachments: list[AttachmentOut]
    sent_at: datetime | None
    history: list[Happening]

    @classmethod
    def of(cls, gathered: Gathered) -> Self:
        """From what is stored."""
        stored, asked = gathered.stored, gathered.asked
        state: Application = stored.state
        return cls(
            id=stored.id,
            version=stored.version,
            status=state.status,
            programme_id=state.programme_id,
            person_id=state.person_id,
            form_version=asked.form.valid_from,
            steps=state.steps,
            step_revisions=state.step_revisions,
            team=list(state.team),
            attachments=[AttachmentOut.of(one) for one in state.attachments],
            sent_at=state.sent_at,
            history=list(reversed(state.history)),
        )


class TeamMemberOut(BaseModel):
    """One member of the team: a name, and how far their own dossier is (SNEE-10)."""

    name: str
    role: str
    begun: bool
    sent: bool
    invited: bool
    self: bool

    @classmethod
    def of(cls, member: SeenMember) -> Self:
        """From what was found."""
        return cls(**vars(member))


class FormOut(BaseModel):
    """The form of a scheme, for whoever shows it."""

    scheme: str
    valid_from: date
    steps: list[Step]

    @classmethod
    def of(cls, form: Form) -> Self:
        """From the form's data."""
        return cls(scheme=form.scheme, valid_from=form.valid_from, steps=list(form.steps))


def step_out(application: Application, version: int, step: str) -> StepOut:
    """One step of an application."""
    values: dict[str, Any] = dict(application.steps.get(step, {}))
    if step == "team":
        names = ("given_name", "family_name", "email", "role", "situation")
        values["members"] = [{name: getattr(one, name) for name in names} for one in application.team]
    return StepOut(
        step=step,
        revision=application.step_revisions.get(step, 0),
        values=values,
        version=version,
        status=application.status,
    )
