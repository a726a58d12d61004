"""Where a person is paid: what is sent, and what is shown to whom."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.payments.bank_details import BankDetails
from accounting.domain.payments.iban import masked
from accounting.http.schemas.texts import Line
from essaim.kit.aggregate import Stored

_IBAN = "FR7630006000011234567890189"


class BankDetailsIn(BaseModel):
    """An account of the person. ``holder`` is the name that the bank knows."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"holder": "Ida Exemple", "iban": _IBAN, "bic": "AGRIFRPP"}]},
    )
    holder: Line
    iban: str = Field(max_length=50, description="With or without spaces")
    bic: str | None = Field(default=None, max_length=14)


class BankDetailsConfirmationIn(BaseModel):
    """The IBAN that the person confirmed, by another way than the one it came by."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"iban": _IBAN}]})
    iban: str = Field(max_length=50)


class BankDetailsChangeOut(BaseModel):
    """A line of the log; accounts are named by their masks."""

    at: datetime
    by: str
    field: str
    old: str
    new: str


class BankDetailsOut(BaseModel):
    """The account; masked unless it is shown to the person themselves or to the accountant."""

    person_id: str
    holder: str
    iban: str
    bic: str | None
    confirmed: bool
    confirmed_at: datetime | None
    changes: list[BankDetailsChangeOut]
    version: int

    @classmethod
    def of(cls, stored: Stored[BankDetails], *, whole: bool) -> "BankDetailsOut":
        """From the stored one."""
        one = stored.state
        return cls(
            person_id=one.person_id,
            holder=one.holder,
            iban=one.iban if whole else masked(one.iban),
            bic=one.bic if whole else None,
            confirmed=one.confirmed,
            confirmed_at=one.confirmed_at,
            changes=[
                BankDetailsChangeOut(at=line.at, by=line.by, field=line.field, old=line.old, new=line.new)
                for line in one.changes
            ],
            version=stored.version,
        )
