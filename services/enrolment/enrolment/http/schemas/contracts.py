"""Models of contracts."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.groups.contract import Contract, Role, Signatory, Status, Terms
from enrolment.http.schemas.texts import Name
from essaim.contracts.types import MAX_CENTS, Amount, AmountIn
from essaim.kit.aggregate import Stored


class ContractsIn(BaseModel):
    """What the contracts of all members have in common."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"kind": "cape", "starts_on": "2026-10-01", "ends_on": "2027-07-02", "maximum_commitment": "300.00"}
            ]
        },
    )

    kind: Literal["cape"]
    starts_on: date
    ends_on: date
    maximum_commitment: Annotated[AmountIn, Field(ge=0, le=MAX_CENTS)]
    weekly_hours: int | None = Field(default=None, ge=1, le=35)


class SignatoryIn(BaseModel):
    """Who signed, and in which quality."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    role: Role


class SignatureIn(BaseModel):
    """The signatures under a contract."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "signed_on": "2026-09-24",
                    "signatories": [
                        {"name": "Lou-Anne Vaucheret", "role": "beneficiary"},
                        {"name": "La direction", "role": "carrier"},
                    ],
                }
            ]
        },
    )

    signed_on: date
    signatories: list[SignatoryIn] = Field(min_length=1, max_length=10)

    def people(self) -> tuple[Signatory, ...]:
        """The signatories in the words of the domain."""
        return tuple(Signatory(one.name, one.role) for one in self.signatories)


class ContractOut(BaseModel):
    """A contract."""

    id: str
    version: int
    group_id: str
    person_id: str
    application_id: str
    kind: str
    status: Status
    carrier: str
    legal_entity_siren: str
    starts_on: date
    ends_on: date
    weekly_hours: int | None
    maximum_commitment: Amount
    drafted_on: date
    signed_on: date | None
    signatories: list[Signatory]
    terms: Terms

    @classmethod
    def of(cls, stored: Stored[Contract]) -> Self:
        """From what is stored."""
        contract = stored.state
        renamed = {"maximum_commitment": contract.maximum_commitment_cents}
        return cls.model_validate({**vars(contract), **renamed, "id": stored.id, "version": stored.version})
