"""Models of persons: personal data, shown to the partners that know them, to the carrier of their contract and to themselves."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from enrolment.domain.persons.identity import Changes
from enrolment.domain.persons.person import Gender, Kind, Person
from enrolment.http.schemas.echo import Editable
from enrolment.http.schemas.texts import Text
from essaim.kit.aggregate import Stored

_EXAMPLE: JsonDict = {
    "given_name": "Lou-Anne",
    "family_name": "Vaucheret",
    "email": "lou-anne.vaucheret@example.org",
    "birth_date": "2007-11-23",
    "phone": "06 12 34 56 78",
}
IDENTIFIERS = ("ine", "birth_place", "nationality")
"""Shown to the person, and to those who register and decide on persons; to nobody else."""


SHOWN = frozenset({"id", "version", "kind", "coordinator", "guardian_of", "ended_on", "history"}) | {
    "email_in_use",
    "without_consent",
}
"""What the service writes of a person."""


class PersonPatch(Editable):
    """What changes of a person; a field that is left out stays, an empty one is emptied where it may be."""

    SHOWN = SHOWN
    model_config = ConfigDict(json_schema_extra={"examples": [{"phone": "07 98 76 54 32"}]})

    given_name: str = Field(default="", max_length=200)
    family_name: str = Field(default="", max_length=200)
    email: str = Field(default="", max_length=300)
    birth_date: date | None = None
    phone: str = Field(default="", max_length=40, description="A French mobile number; kept as +33…")
    gender: Gender | None = None
    birth_place: str = Field(default="", max_length=200)
    nationality: str = Field(default="", max_length=10, description="ISO 3166-1 alpha-2, such as FR")
    ine: str = Field(default="", max_length=30)
    address: str = Field(default="", max_length=500)

    def fields(self) -> Changes:
        """The fields that were given."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class PersonIn(PersonPatch):
    """A person to register. Nothing is asked that the programmes do not need. Nobody was shown yet, so that nothing is sent back:
    a guardian who is posted here must not become a student in silence."""

    SHOWN = frozenset()
    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    given_name: str = Field(max_length=200)
    family_name: str = Field(max_length=200)
    email: str = Field(max_length=300)
    birth_date: date


class MyselfIn(PersonIn):
    """Who registers themselves, once more with what they were shown."""

    SHOWN = SHOWN


class GuardianIn(BaseModel):
    """A guardian of a minor: who they are and how to reach them, nothing else."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"given_name": "Hélène", "family_name": "Tavardin", "email": "helene.tavardin@example.org"}]
        },
    )

    given_name: str = Field(max_length=200)
    family_name: str = Field(max_length=200)
    email: str = Field(max_length=300)
    phone: str = Field(default="", max_length=40)
    address: str = Field(default="", max_length=500)

    def fields(self) -> Changes:
        """The fields as they were given."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class EndIn(BaseModel):
    """Why a guardianship ends."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Jugement du 12 octobre"}]})

    reason: Text


class LineOut(BaseModel):
    """One change: when, by whom, which fields. What they were is not kept."""

    at: datetime
    actor: str
    action: str
    fields: list[str]


class PersonOut(BaseModel):
    """A student or a guardian."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_EXAMPLE,
                    "id": "0e0c3a1e-6f0a-5a53-9a3e-1f2c5b7d9e11",
                    "version": 1,
                    "kind": "student",
                    "phone": "+33612345678",
                    "coordinator": "cmq-mma",
                    "guardian_of": None,
                }
            ]
        }
    )

    id: str
    version: int
    kind: Kind
    given_name: str
    family_name: str
    email: str
    coordinator: str
    birth_date: date | None
    guardian_of: str | None
    phone: str
    gender: Gender | None
    address: str
    ine: str | None = Field(description="null for those who do not see it")
    birth_place: str | None
    nationality: str | None
    ended_on: date | None
    history: list[LineOut]

    @classmethod
    def of(cls, stored: Stored[Person], *, identifiers: bool = False) -> Self:
        """From what is stored; with the identifiers for those who see them."""
        shown = {**vars(stored.state), "id": stored.id, "version": stored.version}
        shown["history"] = [vars(one) for one in stored.state.history]
        if not identifiers:
            shown |= dict.fromkeys(IDENTIFIERS)
        return cls.model_validate(shown)


class CorrectedOut(PersonOut):
    """A person after a correction. ``without_consent``: dossiers that now stand as a minor's without a guardian's consent."""

    without_consent: list[str] = Field(
        default=[],
        description="Add a guardian, and ask for the CONTRACT consent to their programme's text: they take it over themselves",
    )


class RegistrationOut(PersonOut):
    """An applicant's registration. ``email_in_use``: a coordinator is asked whether two registrations are one human."""

    email_in_use: bool = False
