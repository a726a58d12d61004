"""Archives of closed financial years."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from accounting.domain.archive import Archive
from essaim.kit.aggregate import Stored

_ARCHIVE: JsonDict = {
    "id": "5f191d40-971b-58fe-b193-8497b11f2b56",
    "siren": "732829320",
    "year": 2027,
    "file_name": "732829320_archive_2027.zip",
    "size": 482113,
    "sha256": "53c8b726476624802d4ace7051a3a0929874c311d7c14aade78c9682ac991535",
    "previous_sha256": None,
    "first_sequence": 1,
    "head_sequence": 1843,
    "head_hash": "0a1b726476624802d4ace7051a3a0929874c311d7c14aade78c9682ac99153ff",
    "entry_count": 1830,
    "fec_line_count": 5490,
    "invoice_count": 211,
    "share_count": 3,
    "made_on": "2027-12-01",
    "closed_on": "2027-11-30",
    "keep_until": "2037-11-30",
    "payments_until": "2033-11-30",
}


class ArchiveIn(BaseModel):
    """Which financial year, named after the civil year in which it closes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"year": 2027}]})
    year: int = Field(ge=2000, le=2099)


class ArchiveOut(BaseModel):
    """An archive; its bytes are at ``/v1/archives/{id}/file``."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ARCHIVE]})
    id: str
    siren: str
    year: int
    file_name: str
    size: int
    sha256: str
    previous_sha256: str | None = Field(description="The archive of the year before, which this one holds the hash of")
    first_sequence: int
    head_sequence: int
    head_hash: str = Field(description="The link of the chain that closed the year")
    entry_count: int
    fec_line_count: int
    invoice_count: int
    share_count: int
    made_on: date
    closed_on: date
    keep_until: date = Field(description="Books and vouchers: ten years (C. com. L123-22). Nothing is deleted before")
    payments_until: date = Field(description="Payment data, for the tax office: six years (LPF L102 B)")

    @classmethod
    def of(cls, stored: Stored[Archive]) -> "ArchiveOut":
        """From the stored one."""
        names = cls.model_fields.keys() - {"id"}
        return cls(id=stored.id, **{name: getattr(stored.state, name) for name in names})
