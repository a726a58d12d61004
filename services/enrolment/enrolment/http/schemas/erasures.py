"""Models of erasure requests: what comes in, and how a request is shown with every answer."""

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.privacy.erasure import ErasureRequest, Origin, Outcome, Status, all_kept
from enrolment.http.schemas.texts import Name
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored

LegalBasis = Literal["gdpr-12-2", "gdpr-12-5-b", "gdpr-17-1-a", "gdpr-17-3-b", "gdpr-17-3-d", "gdpr-17-3-e"]


class ErasureIn(BaseModel):
    """Who wants to be erased. An officer also says when it came, and how identity was checked if it was."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "person_id": "0e0c3a1e-6f0a-5a53-9a3e-1f2c5b7d9e11",
                    "received_on": "2026-10-05",
                    "identity": "Carte d’étudiant présentée au bureau",
                }
            ]
        },
    )
    person_id: Id
    received_on: date | None = None
    identity: Name | None = Field(default=None, description="How identity was checked, without numbers of papers")


class IdentityIn(BaseModel):
    """How somebody made sure that it is the person."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"how": "Appel au numéro connu"}]})
    how: Name


class ExtensionIn(BaseModel):
    """Why the answer takes two months more."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "complexity"}]})
    reason: Literal["complexity", "number-of-requests"]


class RejectionIn(BaseModel):
    """On which legal basis it is not followed."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"legal_basis": "gdpr-17-3-e"}]})
    legal_basis: LegalBasis


class AcceptanceIn(BaseModel):
    """Follow it. ``partial`` erases what a running contract or group does not need; a data protection officer may ask for it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"partial": False}]})
    partial: bool = False


class RepublicationIn(BaseModel):
    """Since when: the day of the backup that was restored somewhere, or one before."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"since": "2026-09-01"}]})
    since: date


class RepublicationOut(BaseModel):
    """How many requests were followed since, and how many persons were told again."""

    since: date
    requests: int
    persons: int


class NewConsentIn(BaseModel):
    """Somebody who was erased wants to take part again."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "email": "lou-anne.vaucheret@example.org",
                    "given_on": "2027-09-03",
                    "how": "Formulaire signé, classeur 12",
                }
            ]
        },
    )
    email: str = Field(min_length=3, max_length=254)
    given_on: date
    how: Name


class NewConsentOut(BaseModel):
    """That the address may be registered again."""

    person_id: str
    erased_on: date
    given_on: date


class KeptOut(BaseModel):
    """What stays, why, and until when (null: no rule says it yet)."""

    code: str
    legal_basis: str
    until: date | None


class AnswerOut(BaseModel):
    """What one deployment kept of one person."""

    deployment: str
    person_id: str
    kept: list[str]
    kept_until: date | None
    answered_on: date


class ErasureOut(BaseModel):
    """A request with its deadline and everything that was answered. ``overdue``: its day is over and it is not answered."""

    id: str
    version: int
    person_id: str
    origin: Origin
    status: Status
    received_on: date
    due_on: date
    overdue: bool
    identity_checked: str | None
    extension_reason: str | None
    rejection_basis: str | None
    partial: bool
    outcome: Outcome | None
    kept: list[KeptOut]
    all_kept: list[str]
    answers: list[AnswerOut]
    waits_for: list[str]
    closed_on: date | None

    @classmethod
    def of(cls, stored: Stored[ErasureRequest], expected: tuple[str, ...], today: date) -> Self:
        """From what is stored."""
        one = stored.state
        return cls(
            id=stored.id,
            version=stored.version,
            person_id=one.person_id,
            origin=one.origin,
            status=one.status,
            received_on=one.received_on,
            due_on=one.due_on,
            overdue=one.closed_on is None and one.due_on < today,
            identity_checked=one.identity.how if one.identity else None,
            extension_reason=one.extension.reason if one.extension else None,
            rejection_basis=one.rejection.legal_basis if one.rejection else None,
            partial=one.partial,
            outcome=one.outcome,
            kept=[KeptOut(code=each.code, legal_basis=each.basis, until=each.until) for each in one.kept],
            all_kept=list(all_kept(one)),
            answers=_answers(one),
            waits_for=list(one.waits_for(expected)),
            closed_on=one.closed_on,
        )


def _answers(request: ErasureRequest) -> list[AnswerOut]:
    found = []
    for key, answer in sorted(request.answers.items()):
        deployment, _, person_id = key.partition("/")
        found.append(
            AnswerOut(
                deployment=deployment,
                person_id=person_id,
                kept=list(answer.kept),
                kept_until=answer.kept_until,
                answered_on=answer.answered_on,
            )
        )
    return found
