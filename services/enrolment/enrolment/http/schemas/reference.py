"""Models of reference data: establishments, formations, carriers, partners, and the report of an import."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from enrolment.domain.reference.carrier import Carrier
from enrolment.domain.reference.establishment import Establishment, EstablishmentKind
from enrolment.domain.reference.formation import DiplomaKind, Formation
from enrolment.domain.reference.partner import Partner, PartnerKind
from enrolment.http.schemas.echo import Editable
from enrolment.http.schemas.texts import Name, OneLine
from enrolment.usecases.reference.import_entries import ImportReport, RowOutcome
from essaim.contracts.types import PartnerId, Scheme
from essaim.kit.aggregate import Stored

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), OneLine]
Source = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class EntryIn(Editable):
    """What every entry has: where it comes from, and since when it is not used any more. Its code is that of the path."""

    SHOWN = frozenset({"code", "version"})

    source: Source = ""
    retired_on: date | None = Field(
        default=None, description="Retired entries stay, and are in no list unless asked for"
    )


class EntryOut(BaseModel):
    """What every entry has."""

    code: str
    version: int
    source: str
    retired_on: date | None

    @classmethod
    def of(cls, stored: Stored[Any]) -> Self:
        """From what is stored."""
        return cls.model_validate({**vars(stored.state), "code": stored.id, "version": stored.version})


class EstablishmentIn(EntryIn):
    """An establishment. Its UAI is checked by its letter; leave it out while it is not known for sure."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Lycée Exemple", "kind": "high_school", "city": "Besançon", "department": "25"}]
        }
    )

    name: Name
    kind: EstablishmentKind
    city: Word
    uai: Word | None = Field(default=None, examples=["0123456X"])
    postcode: Word | None = None
    department: Word | None = Field(default=None, examples=["25"])
    territory: Word | None = Field(default=None, description="What figures are grouped by: an EPCI or a basin")
    academy: Word | None = None

    def entry(self) -> Establishment:
        """In the words of the domain."""
        return Establishment(**self.model_dump())


class EstablishmentOut(EntryOut):
    """An establishment, by its code."""

    name: str
    kind: EstablishmentKind
    city: str
    uai: str | None
    postcode: str | None
    department: str | None
    territory: str | None
    academy: str | None


class FormationIn(EntryIn):
    """A formation. RNCP and NSF codes are optional."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"label": "BTS Métiers de la Mode – Vêtement", "diploma": "bts", "level": 5}]}
    )

    label: Name
    diploma: DiplomaKind
    level: int | None = Field(default=None, description="Of the national framework, 3 to 8")
    rncp: Word | None = None
    nsf: Word | None = None

    def entry(self) -> Formation:
        """In the words of the domain."""
        return Formation(**self.model_dump())


class FormationOut(EntryOut):
    """A formation, by its code."""

    label: str
    diploma: DiplomaKind
    level: int | None
    rncp: str | None
    nsf: str | None


class CarrierIn(EntryIn):
    """Who carries a scheme for a partner, from when to when; both days count, null is open."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "partner": "ubfc",
                    "scheme": "snee",
                    "institution": "Université Exemple",
                    "valid_from": "2026-09-01",
                    "source": "Convention du 1er septembre 2026",
                }
            ]
        }
    )

    partner: PartnerId
    scheme: Scheme
    institution: Name
    valid_from: date | None = None
    valid_until: date | None = None
    confirmed: bool = False

    def entry(self) -> Carrier:
        """In the words of the domain."""
        return Carrier(**{**self.model_dump(), "scheme": self.scheme.value})


class CarrierOut(EntryOut):
    """An entry of who carries what."""

    partner: str
    scheme: Scheme
    institution: str
    valid_from: date | None
    valid_until: date | None
    confirmed: bool


class PartnerIn(EntryIn):
    """What people read for a partner's id."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"label": "Coopérative Exemple", "kind": "cooperative", "website": "https://www.example.org"}]
        }
    )

    label: Name
    kind: PartnerKind
    website: Word | None = None

    def entry(self) -> Partner:
        """In the words of the domain."""
        return Partner(**self.model_dump())


class PartnerOut(EntryOut):
    """A partner, by its id."""

    label: str
    kind: PartnerKind
    website: str | None


class ImportedEntry(BaseModel):
    """A good row, numbered as in the file where the header is row 1."""

    row: int
    code: str
    outcome: RowOutcome


class ImportProblem(BaseModel):
    """What is wrong with one field of one row."""

    row: int
    field: str
    message: str
    accepted: str
    value: str | None = None


class ImportOut(BaseModel):
    """What became of every row."""

    dry_run: bool
    rows: list[ImportedEntry]
    errors: list[ImportProblem]
    ignored_columns: list[str]

    @classmethod
    def of(cls, report: ImportReport, *, dry_run: bool) -> Self:
        """From the report of the use case."""
        errors = [
            ImportProblem(
                row=one.row,
                field=one.problem.field,
                message=one.problem.message,
                accepted=one.problem.accepted,
                value=one.problem.value or None,
            )
            for one in report.problems
        ]
        rows = [ImportedEntry(row=row, code=code, outcome=outcome) for row, code, outcome in report.rows]
        return cls(dry_run=dry_run, rows=rows, errors=errors, ignored_columns=list(report.ignored_columns))
