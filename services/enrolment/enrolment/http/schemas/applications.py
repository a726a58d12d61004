"""Models of applications."""

from datetime import date, datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from enrolment.domain.applications.application import Application, Consent, Decision, Status, Transfer
from enrolment.domain.applications.candidate import Employment
from enrolment.domain.applications.withdrawing import WithdrawalCode
from enrolment.http.schemas.texts import Name, Text
from essaim.contracts.types import Code, Id
from essaim.kit.aggregate import Stored

_PERSON: JsonDict = {
    "given_name": "Lou-Anne",
    "family_name": "Vaucheret",
    "email": "lou-anne.vaucheret@example.org",
    "birth_date": "2007-11-23",
    "year": 1,
    "employment": "none",
}


class CandidateIn(BaseModel):
    """A candidate, with the columns of the roster. Guardian fields are needed for minors only."""

    model_config = ConfigDict(extra="forbid")

    given_name: str = Field(max_length=200)
    family_name: str = Field(max_length=200)
    email: str = Field(max_length=300)
    birth_date: date
    year: int
    employment: Employment
    guardian_given_name: str = Field(default="", max_length=200)
    guardian_family_name: str = Field(default="", max_length=200)
    guardian_email: str = Field(default="", max_length=300)

    def cells(self) -> dict[str, str]:
        """As the cells of a roster's row: the same rules check both."""
        return {field: str(value) for field, value in self.model_dump(mode="json").items()}


class ApplicationIn(BaseModel):
    """One application."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"programme_id": "a-programme", "person": _PERSON}]}
    )

    programme_id: Id
    person: CandidateIn


class ConsentIn(BaseModel):
    """A guardian's consent with its evidence."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "guardian_name": "Hélène Tavardin",
                    "text_version": "2026-09",
                    "given_on": "2026-09-07",
                    "evidence": "Formulaire signé, remis en main propre",
                }
            ]
        },
    )

    guardian_name: Name
    text_version: Code
    given_on: date
    evidence: Text

    def consent(self) -> Consent:
        """The consent in the words of the domain."""
        return Consent(self.guardian_name, self.text_version, self.given_on, self.evidence)


class DecisionIn(BaseModel):
    """The coordinator's decision."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"decision": "accept", "reason": "Dossier complet"}]}
    )

    decision: Literal["accept", "refuse", "wait"] = Field(
        description="`wait` puts it on the waiting list, where the programme limits its places"
    )
    reason: Text


class WithdrawalIn(BaseModel):
    """Why the applicant withdraws: in words, and by a code that can be counted."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"code": "studies-changed", "reason": "Changement de filière"}]},
    )

    reason: Text
    code: WithdrawalCode | None = None


class ApplicationOut(BaseModel):
    """An application."""

    id: str
    version: int
    programme_id: str
    person_id: str
    scheme: str
    school_year: str
    coordinator: str
    year: int
    employment: Employment
    status: Status
    submitted_on: date
    guardian_id: str | None
    refused_rule: str | None
    consent: Consent | None
    decision: Decision | None
    withdrawal_reason: str | None
    withdrawal_code: str | None
    group_id: str | None
    sent_at: datetime | None
    waiting_rank: int | None
    team_id: str | None
    renewal_of: str | None
    transferred_from: str | None
    transferred_to: str | None
    transfer: Transfer | None

    @classmethod
    def of(cls, id_: str, version: int, application: Application) -> Self:
        """From a state and its version."""
        return cls.model_validate({**vars(application), "id": id_, "version": version})

    @classmethod
    def from_stored(cls, stored: Stored[Application]) -> Self:
        """From what is stored."""
        return cls.of(stored.id, stored.version, stored.state)
