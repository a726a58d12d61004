"""Models of tutors, referents and first contacts."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from enrolment.domain.applications.candidate import is_email
from enrolment.domain.snee.contact import AskerKind, Contact, ContactStatus
from enrolment.domain.snee.referent import Referent
from enrolment.domain.snee.tutoring import Tutoring, TutoringStatus, TutorName, TutorRole
from enrolment.http.schemas.texts import Name, OneLine, Text
from enrolment.usecases.snee.read_workloads import Workload
from essaim.contracts.types import Id, PartnerId
from essaim.kit.aggregate import Stored

Email = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=3, max_length=254)]
Place = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), OneLine]
Line = Annotated[str, Field(max_length=200), OneLine]


def _address(value: str) -> str:
    if not is_email(value):
        raise ValueError("is not an e-mail address, such as prenom.nom@example.org")
    return value


class TutorIn(BaseModel):
    """Who is asked to be a tutor, and why somebody else than before."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "given_name": "Odile",
                    "family_name": "Marquerie",
                    "email": "odile.marquerie@example.org",
                    "organisation": "Atelier Marquerie",
                }
            ]
        },
    )

    given_name: Name
    family_name: Name
    email: Email
    organisation: Line = ""
    skill: Line = ""
    reason: str = Field(default="", max_length=500)

    _email = field_validator("email")(_address)

    def tutor(self) -> TutorName:
        """In the words of the domain."""
        return TutorName(self.given_name, self.family_name, self.email, self.organisation, self.skill)


class AcceptanceIn(BaseModel):
    """The token at the end of the link that a tutor got."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"token": "Zk3…", "accepts": True}]})

    token: str = Field(min_length=1, max_length=200)
    accepts: bool = True


class FormerTutorOut(BaseModel):
    """Who was named before."""

    given_name: str
    family_name: str
    status: TutoringStatus
    invited_at: datetime
    until: datetime
    reason: str


class TutoringOut(BaseModel):
    """One place of a tutor."""

    id: str
    version: int
    status_id: str
    person_id: str
    school_year: str
    role: TutorRole
    status: TutoringStatus
    given_name: str
    family_name: str
    email: str
    organisation: str
    skill: str
    invited_at: datetime
    answered_at: datetime | None
    link_until: date
    has_login: bool
    past: list[FormerTutorOut]

    @classmethod
    def of(cls, stored: Stored[Tutoring]) -> Self:
        """From what is stored."""
        state = stored.state
        past = [{**vars(one.tutor), **vars(one)} for one in state.past]
        return cls.model_validate(
            {
                **vars(state.tutor),
                **vars(state),
                "id": stored.id,
                "version": stored.version,
                "has_login": state.account is not None,
                "past": past,
            }
        )


class TutorsOut(BaseModel):
    """The tutors of a status, and which places have nobody who has confirmed (SNEE-05)."""

    tutors: list[TutoringOut]
    missing: list[TutorRole]


class WorkloadOut(BaseModel):
    """How many students a tutor follows, or is asked to follow, in the year."""

    given_name: str
    family_name: str
    email: str
    organisation: str
    confirmed: int
    invited: int

    @classmethod
    def of(cls, load: Workload) -> Self:
        """From the use case."""
        return cls.model_validate({**vars(load.tutor), "confirmed": load.confirmed, "invited": load.invited})


class ReferentIn(BaseModel):
    """Who answers for some places. An address of the team, not of a person."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "CMQ ITIP, référent Pépite",
                    "partner": "cmq-itip",
                    "email": "pepite-creusot@example.org",
                    "valid_from": "2026-09-01",
                    "territories": ["Le Creusot"],
                }
            ]
        },
    )

    name: Name
    partner: PartnerId
    email: Email
    valid_from: date
    valid_until: date | None = None
    territories: Annotated[list[Place], Field(max_length=100)] = []
    establishments: Annotated[list[Id], Field(max_length=300)] = []
    whole_region: bool = False

    _email = field_validator("email")(_address)

    def referent(self, coordinator: str) -> Referent:
        """In the words of the domain."""
        given = {**self.model_dump(), "territories": tuple(self.territories)}
        return Referent(**{**given, "establishments": tuple(self.establishments), "coordinator": coordinator})


class ReferentOut(BaseModel):
    """A referent."""

    id: str
    name: str
    partner: str
    email: str
    valid_from: date
    valid_until: date | None
    territories: list[str]
    establishments: list[str]
    whole_region: bool

    @classmethod
    def of(cls, id_: str, referent: Referent) -> Self:
        """From the domain."""
        return cls.model_validate(
            {
                **vars(referent),
                "id": id_,
                "territories": list(referent.territories),
                "establishments": list(referent.establishments),
            }
        )


class ContactIn(BaseModel):
    """A first question about the status."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "asker": "student",
                    "given_name": "Sacha",
                    "family_name": "Montbéliou",
                    "email": "sacha@example.org",
                    "establishment": "Lycée du bassin",
                    "territory": "Le Creusot",
                    "formation": "BTS",
                    "question": "Le statut est-il possible en BTS ?",
                }
            ]
        },
    )

    asker: AskerKind
    given_name: Name
    family_name: Name
    email: Email
    establishment: Name
    establishment_id: Id | None = None
    territory: Place | None = None
    formation: Line = ""
    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000)]

    _email = field_validator("email")(_address)


class ContactAnswerIn(BaseModel):
    """The referent's answer."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"words": "Oui, dès le bac obtenu."}]})

    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000)]


class ContactClosingIn(BaseModel):
    """``applied``, with the dossier when it is here, or ``closed`` with a reason."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"outcome": "closed", "reason": "Pas encore bachelier"}]}
    )

    outcome: Literal["applied", "closed"]
    application_id: Id | None = None
    reason: Text | None = None


class ContactAnswerOut(BaseModel):
    """An answer; who gave it is the referent's team."""

    at: datetime
    words: str


class ContactOut(BaseModel):
    """A first question and what became of it."""

    id: str
    version: int
    status: ContactStatus
    asker: AskerKind
    given_name: str
    family_name: str
    email: str
    establishment: str
    establishment_id: str | None
    territory: str | None
    formation: str
    question: str
    asked_at: datetime
    coordinator: str
    referent_id: str | None
    answers: list[ContactAnswerOut]
    application_id: str | None
    closing_reason: str

    @classmethod
    def of(cls, stored: Stored[Contact]) -> Self:
        """From what is stored."""
        state = stored.state
        answers = [vars(one) for one in state.answers]
        return cls.model_validate({**vars(state), "id": stored.id, "version": stored.version, "answers": answers})
