"""Models of consents, of their texts and of the links to guardians."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from enrolment.domain.persons.consent import Consent, How, Party, Status, Word
from enrolment.domain.persons.consent_link import DEFAULT_DAYS, MOST_DAYS, ConsentLink
from enrolment.domain.persons.consent_text import ConsentText, Kind
from enrolment.http.schemas.echo import Editable
from enrolment.http.schemas.texts import Name
from essaim.contracts.types import Code, Id
from essaim.kit.aggregate import Stored

_TEXT: JsonDict = {
    "title": "Utilisation de votre image",
    "text": "J’autorise la prise et la diffusion de photographies de l’atelier…",
    "valid_from": "2026-09-01",
    "valid_months": 12,
}
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ConsentTextIn(Editable):
    """One version of a text, in the language of those who read it. Its kind and version are those of the path."""

    SHOWN = frozenset({"kind", "version", "used", "sha256"})
    model_config = ConfigDict(json_schema_extra={"examples": [_TEXT]})

    title: Name
    text: str = Field(min_length=1, max_length=20_000)
    valid_from: date
    valid_months: int | None = Field(
        default=None, ge=1, le=120, description="How long a consent holds; null: until withdrawn"
    )

    def consent_text(self, kind: Kind, version: str) -> ConsentText:
        """The text in the words of the domain."""
        return ConsentText(kind, version, self.title, self.text, self.valid_from, self.valid_months)


class ConsentTextOut(BaseModel):
    """One version of a text. ``used``: somebody was asked to consent to it, so it never changes any more."""

    kind: Kind
    version: str
    title: str
    text: str
    valid_from: date
    valid_months: int | None
    used: bool
    sha256: str

    @classmethod
    def of(cls, stored: Stored[ConsentText]) -> Self:
        """From what is stored."""
        return cls.model_validate({**vars(stored.state), "sha256": stored.state.sha256})


class ConsentIn(BaseModel):
    """Which consent is asked for; without a version the text that is in force."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"kind": "IMAGE"}]})

    kind: Kind
    text_version: Code | None = None


class WordIn(BaseModel):
    """A yes or a no. Without ``guardian_id`` it is the person's own. ``how``: online is said by the person under their own login;
    paper and recorded are noted by staff, with the scan or in words what shows it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "agrees": True,
                    "how": "paper",
                    "guardian_id": "1adefe60-ae86-5d7a-a1a0-c76dcc0ce074",
                    "name": "Hélène Tavardin",
                    "said_on": "2026-09-07",
                    "evidence": "Formulaire signé, remis en main propre",
                }
            ]
        },
    )

    agrees: bool
    how: How
    guardian_id: Id | None = None
    name: str = Field(default="", max_length=200)
    said_on: date | None = None
    evidence: str = Field(default="", max_length=1000)
    scan: Sha256 | None = Field(default=None, description="The hash of a scan that is attached to this consent")


class WithdrawalIn(BaseModel):
    """Who takes back what was given, and why if they say so. Without ``guardian_id`` it is the person."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Ne souhaite plus figurer"}]})

    guardian_id: Id | None = None
    name: str = Field(default="", max_length=200)
    said_on: date | None = None
    evidence: str = Field(default="", max_length=1000)
    reason: str = Field(default="", max_length=1000)


class WordOut(BaseModel):
    """Who said what, and what shows it."""

    party: Party
    speaker_id: str
    name: str
    agrees: bool
    said_on: date
    recorded_at: datetime
    how: How
    recorded_by: str
    evidence: str
    scan: str | None
    text_sha256: str
    reason: str

    @classmethod
    def of(cls, word: Word) -> Self:
        """From one word."""
        proof = word.proof
        return cls.model_validate({**vars(word), **vars(proof), "scan": proof.file_sha256})


class ScanOut(BaseModel):
    """An attached paper."""

    sha256: str
    name: str
    media_type: str
    size: int


class ConsentOut(BaseModel):
    """One consent, with its proof and what was said before."""

    id: str
    version: int
    person_id: str
    kind: Kind
    text_version: str
    text_sha256: str
    status: Status
    requested_at: datetime
    given_on: date | None
    expires_on: date | None
    words: list[WordOut]
    past: list[WordOut]
    scans: list[ScanOut]

    @classmethod
    def of(cls, stored: Stored[Consent]) -> Self:
        """From what is stored."""
        state = stored.state
        lists = {
            "words": [WordOut.of(one) for one in state.words],
            "past": [WordOut.of(one) for one in state.past],
            "scans": [vars(one) for one in state.scans],
        }
        return cls.model_validate({**vars(state), **lists, "id": stored.id, "version": stored.version})


class LinkIn(BaseModel):
    """For which guardian, and how long the link may be used."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"guardian_id": "g1", "days": 30}]})

    guardian_id: Id
    days: int = Field(default=DEFAULT_DAYS, ge=1, le=MOST_DAYS)


class LinkOut(BaseModel):
    """A link, without its secret: that goes to the guardian by mail, and to nobody else."""

    id: str
    consent_id: str
    guardian_id: str
    expires_at: datetime
    revoked: bool

    @classmethod
    def of(cls, stored: Stored[ConsentLink]) -> Self:
        """From what is stored."""
        return cls.model_validate({**vars(stored.state), "id": stored.id})
