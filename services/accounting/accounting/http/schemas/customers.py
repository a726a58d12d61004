"""Customers."""

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.customers import CustomerProfile
from accounting.domain.mentions import address_for_invoices
from accounting.domain.parties import Address, Customer, CustomerKind
from accounting.domain.third_party import PartyStatus
from accounting.http.schemas.parties import AddressModel
from accounting.http.schemas.texts import Line
from accounting.http.schemas.third_parties import MergeOut, PaymentTermsModel
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored

_NUMBER = Field(default=None, max_length=40)


class CustomerContent(BaseModel):
    """What is written about a customer. Numbers are checked together with all the rest, so that every problem is told at once."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Librairie Exemple",
                    "kind": "business",
                    "siren": "732829320",
                    "vat_number": "FR44732829320",
                    "address": {"line": "4 place du Marché", "postcode": "25000", "city": "Besançon"},
                    "email": "compta@librairie-exemple.fr",
                    "payment_terms": {"days": 45, "end_of_month": True},
                    "purchase_order_required": True,
                }
            ]
        },
    )
    name: Line
    kind: CustomerKind
    address: AddressModel
    siren: str | None = _NUMBER
    siret: str | None = _NUMBER
    vat_number: str | None = _NUMBER
    billing_address: AddressModel | None = Field(default=None, description="Where invoices go, when it is another one")
    delivery_address: AddressModel | None = Field(default=None, description="Where goods go, when it is another one")
    email: str | None = Field(default=None, max_length=300, description="Where documents are sent to")
    payment_terms: PaymentTermsModel = Field(default_factory=PaymentTermsModel)
    electronic_address: str | None = Field(
        default=None, max_length=200, description="Where electronic invoices are sent to; the SIREN by default"
    )
    purchase_order_required: bool = Field(default=False, description="Invoices need the customer's order number")
    language: str = Field(default="fr", max_length=5)

    def to_domain(self) -> CustomerProfile:
        """As the domain has it, not checked yet."""
        return CustomerProfile(
            name=self.name,
            kind=self.kind,
            address=self.address.to_domain(),
            siren=self.siren,
            siret=self.siret,
            vat_number=self.vat_number,
            billing_address=self.billing_address.to_domain() if self.billing_address else None,
            delivery_address=self.delivery_address.to_domain() if self.delivery_address else None,
            email=self.email,
            payment_terms=self.payment_terms.to_domain(),
            electronic_address=self.electronic_address,
            purchase_order_required=self.purchase_order_required,
            language=self.language,
        )


class CustomerIn(CustomerContent):
    """A new customer."""

    group_id: Id | None = Field(default=None, description="The group whose customer it is; a student's own by default")


class CustomerOut(CustomerIn):
    """A customer, with its auxiliary account and where its record stands."""

    id: str
    account: str
    status: PartyStatus
    shared: bool = Field(description="Whether all groups of the legal entity may use it")
    invoices_to: str | None = Field(
        description="The address of electronic invoicing: the one that was said, or the SIREN"
    )
    merged: MergeOut | None = None
    version: int

    @classmethod
    def of(cls, stored: Stored[Customer], survivor: str | None = None) -> "CustomerOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            name=one.name,
            kind=one.kind,
            address=_model(one.address),
            siren=one.siren,
            siret=one.siret,
            vat_number=one.vat_number,
            billing_address=_model(one.billing_address) if one.billing_address else None,
            delivery_address=_model(one.delivery_address) if one.delivery_address else None,
            email=one.email,
            payment_terms=PaymentTermsModel.of(one.payment_terms),
            electronic_address=one.electronic_address,
            purchase_order_required=one.purchase_order_required,
            language=one.language,
            group_id=one.group_id,
            account=one.account,
            status=one.status,
            shared=one.group_id is None,
            invoices_to=address_for_invoices(one.siren, one.electronic_address),
            merged=MergeOut.of(one.merge, survivor),
            version=stored.version,
        )


def _model(one: Address) -> AddressModel:
    return AddressModel(line=one.line, postcode=one.postcode, city=one.city, country=one.country)
