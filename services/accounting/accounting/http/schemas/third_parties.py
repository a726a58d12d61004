"""What customers and suppliers have in common on the wire: terms, where a record went, the log, duplicates."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.duplicates import Pair, Twin
from accounting.domain.third_party import FieldChange, Merge, PaymentTerms

EXAMPLE_ID = "95b5e731-ded7-5260-9638-1e162fd1e5db"
OTHER_ID = "006f58d5-230b-5adc-8ae0-576294e9dc81"


class PaymentTermsModel(BaseModel):
    """Days after the invoice (0 to 60), or after them until the end of the month (0 to 45); L441-10 of the Code de commerce."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"days": 45, "end_of_month": True}]})
    days: int = Field(default=30, description="0 to 60; at most 45 until the end of the month")
    end_of_month: bool = False

    def to_domain(self) -> PaymentTerms:
        """As the domain has it."""
        return PaymentTerms(self.days, self.end_of_month)

    @classmethod
    def of(cls, terms: PaymentTerms) -> "PaymentTermsModel":
        """From the domain."""
        return cls(days=terms.days, end_of_month=terms.end_of_month)


class MergeIn(BaseModel):
    """Into which record, and why both are one."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"into": EXAMPLE_ID, "reason": "Même librairie, saisie deux fois"}]},
    )
    into: str = Field(max_length=100)
    reason: str = Field(max_length=2000)


class MergeOut(BaseModel):
    """Where a record went, by whom, when and why; ``survivor`` is where the traces end."""

    into: str
    survivor: str
    by: str
    at: datetime
    reason: str

    @classmethod
    def of(cls, merge: Merge | None, survivor: str | None) -> "MergeOut | None":
        """From the domain; None for a record that was not merged."""
        if merge is None:
            return None
        return cls(into=merge.into, survivor=survivor or merge.into, by=merge.by, at=merge.at, reason=merge.reason)


class FieldChangeOut(BaseModel):
    """One line of the log."""

    at: datetime
    by: str
    field: str
    old: str
    new: str


class ChangesOut(BaseModel):
    """The log of a record, oldest first."""

    items: list[FieldChangeOut]

    @classmethod
    def of(cls, changes: Sequence[FieldChange]) -> "ChangesOut":
        """From the domain."""
        return cls(
            items=[FieldChangeOut(at=one.at, by=one.by, field=one.field, old=one.old, new=one.new) for one in changes]
        )


class TwinOut(BaseModel):
    """A record that may be the same, the reasons, and a score from 0 to 100: 90 and more is certain."""

    id: str
    name: str
    postcode: str
    siren: str | None
    group_id: str | None
    reasons: list[str]
    score: int

    @classmethod
    def of(cls, twin: Twin) -> "TwinOut":
        """From the domain."""
        one = twin.known
        return cls(
            id=one.id,
            name=one.name,
            postcode=one.postcode,
            siren=one.siren,
            group_id=one.group_id,
            reasons=[str(reason) for reason in twin.reasons],
            score=twin.score,
        )


class TwinsOut(BaseModel):
    """The likeliest first."""

    items: list[TwinOut]


class PairOut(BaseModel):
    """Two records that are probably one."""

    id: str
    name: str
    group_id: str | None
    twin: TwinOut

    @classmethod
    def of(cls, pair: Pair) -> "PairOut":
        """From the domain."""
        one = pair.first
        return cls(id=one.id, name=one.name, group_id=one.group_id, twin=TwinOut.of(pair.twin))


class PairsOut(BaseModel):
    """The likeliest first."""

    items: list[PairOut]
