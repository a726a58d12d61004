"""Models of the agreement between a school and EPA."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from enrolment.domain.mini.agreement import Agreement, Party, Signatory
from enrolment.http.schemas.texts import Name


class SignatoryIn(BaseModel):
    """Who signs for a party."""

    model_config = ConfigDict(extra="forbid")

    organisation: Name
    name: Name
    quality: Name

    def signatory(self) -> Signatory:
        """In the words of the domain."""
        return Signatory(self.organisation, self.name, self.quality)


class AgreementIn(BaseModel):
    """The agreement to draw up."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "starts_on": "2026-10-01",
                    "ends_on": "2027-06-30",
                    "school": {"organisation": "Collège Exemple", "name": "Odile Marquerie", "quality": "principale"},
                    "epa": {"organisation": "EPA Exemple", "name": "Rémi Vasseron", "quality": "président"},
                }
            ]
        },
    )

    starts_on: date
    ends_on: date
    school: SignatoryIn
    epa: SignatoryIn


class SignatureIn(BaseModel):
    """A signature to record."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"party": "school", "name": "Odile Marquerie", "signed_on": "2026-09-21"}]},
    )

    party: Party
    name: Name
    signed_on: date


class SignatoryOut(BaseModel):
    """Who signs, and when they did."""

    organisation: str
    name: str
    quality: str
    signed_on: date | None


class ScanOut(BaseModel):
    """A scan of the signed paper."""

    sha256: str
    name: str
    media_type: str
    size: int


class AgreementOut(BaseModel):
    """The agreement."""

    version: str
    starts_on: date
    ends_on: date
    signed_on: date | None
    school: SignatoryOut
    epa: SignatoryOut
    articles: list[str]
    scans: list[ScanOut]
    ended_on: date | None


def agreement_out(known: Agreement) -> AgreementOut:
    """From the domain."""
    days = {one.party: one.signed_on for one in known.signatures}
    return AgreementOut(
        version=known.version,
        starts_on=known.starts_on,
        ends_on=known.ends_on,
        signed_on=known.signed_on,
        school=SignatoryOut(**vars(known.school), signed_on=days.get(Party.SCHOOL)),
        epa=SignatoryOut(**vars(known.epa), signed_on=days.get(Party.EPA)),
        articles=[f"{one.title} : {one.text}" for one in known.articles],
        ended_on=known.ended_on,
        scans=[ScanOut.model_validate({**vars(one)}) for one in known.scans],
    )
