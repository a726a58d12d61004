"""Models of the student-entrepreneur status."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from enrolment.domain.snee.arrangement import ArrangementKind, ArrangementStatus
from enrolment.domain.snee.d2e import D2eStatus
from enrolment.domain.snee.status import Situation, SneeStatus, Status
from enrolment.domain.snee.terms import Charter, Terms
from enrolment.http.schemas.texts import Name, Text
from essaim.contracts.types import MAX_CENTS, Amount, AmountIn, Code
from essaim.kit.aggregate import Stored

Url = Annotated[str, StringConstraints(pattern=r"^https://\S+$", max_length=500)]


class CharterIn(BaseModel):
    """The version that the student has read and accepts."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"version": "2021-06"}]})

    version: Code


class CharterOut(BaseModel):
    """The charter in force: its official text is behind ``url``, ``points`` summarise it in our own words."""

    version: str
    title: str
    url: str
    points: list[str]
    accepted_version: str | None
    accepted_at: datetime | None

    @classmethod
    def of(cls, charter: Charter, status: SneeStatus) -> Self:
        """For one status."""
        accepted = status.charter
        return cls(
            version=charter.version,
            title=charter.title,
            url=charter.url,
            points=list(charter.points),
            accepted_version=accepted.version if accepted else None,
            accepted_at=accepted.accepted_at if accepted else None,
        )


class EndingIn(BaseModel):
    """Why the status ends: a code that others may know, and words for those concerned."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "project-given-up", "words": "Reprise d’études"}]}
    )

    reason: Code
    words: str = Field(default="", max_length=1000)


class AlternanceIn(BaseModel):
    """Whether the student is an alternant, and since when the employer knows of the status."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"alternant": True, "employer_informed_on": "2026-09-10"}]}
    )

    alternant: bool
    employer_informed_on: date | None = None


class D2eAnswerIn(BaseModel):
    """The committee's answer about the diploma."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"authorised": True}]})

    authorised: bool


class D2eEnrolmentIn(BaseModel):
    """The fee that the establishment asks, and whether a scholarship is asked for."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"fee": "390.00", "scholarship": False}]})

    fee: Annotated[AmountIn, Field(ge=0, le=MAX_CENTS)]
    scholarship: bool = False


class D2eResultIn(BaseModel):
    """Passed or failed."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"result": "passed"}]})

    result: Literal["passed", "failed"]


class ReasonIn(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Priorité au projet"}]})

    reason: Text


class ArrangementIn(BaseModel):
    """What is asked of the establishment."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"kind": "timetable", "words": "Le vendredi après-midi libre pour l’atelier"}]},
    )

    kind: ArrangementKind
    words: str = Field(default="", max_length=2000)


class ArrangementAnswerIn(BaseModel):
    """The teacher's answer."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"granted": True, "words": "Accordé pour le second semestre"}]}
    )

    granted: bool
    words: Text


class ArrangementOut(BaseModel):
    """A request and its answer."""

    id: str
    kind: ArrangementKind
    status: ArrangementStatus
    asked_on: date
    words: str
    answer: str
    answered_on: date | None


class D2eOut(BaseModel):
    """The diploma. ``mandatory``: its student is a graduate (SNEE-04)."""

    status: D2eStatus
    mandatory: bool
    requested_on: date
    decided_on: date | None
    enrolled_on: date | None
    fee: Amount | None
    scholarship: bool
    result_on: date | None


class HistoryOut(BaseModel):
    """One line of the history."""

    at: datetime
    action: str
    detail: str


class SneeStatusOut(BaseModel):
    """A status. Tutors are shown neither fee, nor reasons, nor the history."""

    id: str
    version: int
    application_id: str
    person_id: str
    programme_id: str
    coordinator: str
    school_year: str
    starts_on: date
    ends_on: date
    situation: Situation
    status: Status
    alternant: bool
    employer_informed_on: date | None
    employer_to_inform: bool
    charter_version: str | None
    attestation_issued_on: date | None
    ended_on: date | None
    end_reason: str
    end_words: str
    renewal_of: str | None
    renewed_by: str | None
    d2e: D2eOut | None
    arrangements: list[ArrangementOut]
    history: list[HistoryOut]

    @classmethod
    def of(cls, stored: Stored[SneeStatus], *, everything: bool) -> Self:
        """From what is stored."""
        state = stored.state
        d2e, ending = state.d2e if everything else None, state.ending
        return cls.model_validate(
            {
                **vars(state),
                "id": stored.id,
                "version": stored.version,
                "employer_to_inform": state.alternant and state.employer_informed_on is None,
                "charter_version": state.charter.version if state.charter else None,
                "attestation_issued_on": state.attestation.issued_on if state.attestation else None,
                "ended_on": ending.on if ending else None,
                "end_reason": ending.reason if ending and everything else "",
                "end_words": ending.words if ending and everything else "",
                "d2e": {**vars(d2e), "fee": d2e.fee_cents} if d2e else None,
                "arrangements": [vars(one) for one in state.arrangements],
                "history": [vars(one) for one in state.history] if everything else [],
            }
        )


class CharterTermsIn(BaseModel):
    """The charter of the terms. ``points`` are a summary in one's own words, never the official text."""

    model_config = ConfigDict(extra="forbid")

    version: Code
    title: Name
    url: Url
    points: Annotated[list[Text], Field(max_length=20)] = []


class TermsIn(BaseModel):
    """What holds from ``valid_from`` on."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "valid_from": "2026-09-01",
                    "charter": {
                        "version": "2026-09",
                        "title": "Charte",
                        "url": "https://example.org/charte",
                        "points": [],
                    },
                    "pepite_label": "Pépite BFC",
                    "d2e_maximum_fee": "500.00",
                    "scholarship_age_below": 28,
                    "notice_days": [60, 30, 7],
                    "source": "Convention 2026",
                }
            ]
        },
    )

    valid_from: date
    charter: CharterTermsIn
    pepite_label: Name
    d2e_maximum_fee: Annotated[AmountIn, Field(ge=0, le=MAX_CENTS)]
    scholarship_age_below: int = Field(ge=1, le=120)
    notice_days: Annotated[list[Annotated[int, Field(ge=1, le=366)]], Field(max_length=10)]
    source: str = Field(default="", max_length=500)

    def terms(self) -> Terms:
        """In the words of the domain."""
        charter = self.charter
        return Terms(
            valid_from=self.valid_from,
            charter=Charter(charter.version, charter.title, charter.url, tuple(charter.points)),
            pepite_label=self.pepite_label,
            d2e_maximum_fee_cents=self.d2e_maximum_fee,
            scholarship_age_below=self.scholarship_age_below,
            notice_days=tuple(sorted(set(self.notice_days), reverse=True)),
            source=self.source,
        )


class TermsOut(BaseModel):
    """One dated version; ``own`` is False for those that come with the service."""

    own: bool
    valid_from: date
    charter: CharterTermsIn
    pepite_label: str
    d2e_maximum_fee: Amount
    scholarship_age_below: int
    notice_days: list[int]
    source: str

    @classmethod
    def of(cls, terms: Terms, *, own: bool) -> Self:
        """From the domain."""
        charter = terms.charter
        return cls.model_validate(
            {
                **vars(terms),
                "own": own,
                "charter": {**vars(charter), "points": list(charter.points)},
                "d2e_maximum_fee": terms.d2e_maximum_fee_cents,
                "notice_days": list(terms.notice_days),
            }
        )
