"""Suppliers."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.suppliers import Supplier, SupplierProfile
from accounting.domain.third_party import PartyStatus
from accounting.http.schemas.parties import AddressModel
from accounting.http.schemas.texts import Line
from accounting.http.schemas.third_parties import MergeOut, PaymentTermsModel
from essaim.contracts.types import Id, Siren
from essaim.kit.aggregate import Stored

_NUMBER = Field(default=None, max_length=50)
_EXAMPLE: dict[str, Any] = {
    "name": "Tissus Exemple",
    "siren": "732829320",
    "address": {"line": "8 rue des Tisserands", "postcode": "68100", "city": "Mulhouse"},
    "email": "ventes@tissus-exemple.fr",
    "expense_account": "601",
    "vat_rate": "20",
}


class SupplierContent(BaseModel):
    """What is written about a supplier. IBAN and BIC are the accountant's to write; left out by others, they stay."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})
    name: Line
    siren: str | None = _NUMBER
    siret: str | None = _NUMBER
    vat_number: str | None = _NUMBER
    address: AddressModel | None = None
    email: str | None = Field(default=None, max_length=300)
    iban: str | None = _NUMBER
    bic: str | None = _NUMBER
    payment_terms: PaymentTermsModel = Field(default_factory=PaymentTermsModel)
    expense_account: str | None = Field(
        default=None, max_length=12, description="Of class 6: proposed with a new purchase"
    )
    vat_rate: str | None = Field(default=None, max_length=5, description="Proposed with a new purchase")
    note: str = Field(default="", max_length=4000)

    def to_domain(self) -> SupplierProfile:
        """As the domain has it, not checked yet."""
        return SupplierProfile(
            name=self.name,
            siren=self.siren,
            siret=self.siret,
            vat_number=self.vat_number,
            address=self.address.to_domain() if self.address else None,
            email=self.email,
            iban=self.iban,
            bic=self.bic,
            payment_terms=self.payment_terms.to_domain(),
            expense_account=self.expense_account,
            vat_rate=self.vat_rate,
            note=self.note,
        )


class SupplierIn(SupplierContent):
    """A new supplier, in the books of a legal entity."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [_EXAMPLE | {"legal_entity": "732829320"}]}
    )
    legal_entity: Siren = Field(description="The SIREN of the books")
    group_id: Id | None = Field(default=None, description="The group whose supplier it is; a student's own by default")


class SupplierOut(SupplierIn):
    """A supplier, with its auxiliary account. Who may not confirm an IBAN sees its ends only."""

    id: str
    account: str
    status: PartyStatus
    shared: bool
    iban_confirmed: bool
    iban_confirmed_at: datetime | None
    merged: MergeOut | None = None
    version: int

    @classmethod
    def of(cls, stored: Stored[Supplier], *, whole_iban: bool, survivor: str | None = None) -> "SupplierOut":
        """From the stored one."""
        one = stored.state
        address = one.address
        return cls(
            id=stored.id,
            legal_entity=one.legal_entity,
            name=one.name,
            siren=one.siren,
            siret=one.siret,
            vat_number=one.vat_number,
            address=AddressModel(
                line=address.line, postcode=address.postcode, city=address.city, country=address.country
            )
            if address
            else None,
            email=one.email,
            iban=one.iban if whole_iban else _ends(one.iban),
            bic=one.bic,
            payment_terms=PaymentTermsModel.of(one.payment_terms),
            expense_account=one.expense_account,
            vat_rate=one.vat_rate,
            note=one.note,
            group_id=one.group_id,
            account=one.account,
            status=one.status,
            shared=one.shared,
            iban_confirmed=one.iban_confirmed,
            iban_confirmed_at=one.iban_confirmed_at,
            merged=MergeOut.of(one.merge, survivor),
            version=stored.version,
        )


class IbanConfirmationIn(BaseModel):
    """The IBAN that the supplier confirmed, by a way that was known before it came."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"iban": "FR7630006000011234567890189"}]})
    iban: str = Field(max_length=50)


def _ends(iban: str | None) -> str | None:
    return None if iban is None else f"{iban[:4]}…{iban[-4:]}"
