"""Legal entities, addresses and activities."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, field_validator
from stdnum import bic as bic_numbers, iban as iban_numbers
from stdnum.exceptions import ValidationError as NumberError

from accounting.domain.activity import Activity
from accounting.domain.errors import InputError
from accounting.domain.parties import Address, EntityKind, LegalEntity
from accounting.http.schemas.texts import Decimal, Line, Short
from essaim.contracts.types import AmountIn, Siren, format_amount
from essaim.kit.aggregate import Stored

_ADDED = (
    "bic",
    "email",
    "phone",
    "website",
    "vat_on_debits",
    "vat_exempt_article",
    "late_penalty_percent",
    "early_payment_discount",
    "electronic_address",
)


class AddressModel(BaseModel):
    """A postal address."""

    model_config = ConfigDict(extra="forbid")
    line: Line
    postcode: Short
    city: Short
    country: str = Field(default="FR", pattern=r"^[A-Z]{2}$")

    def to_domain(self) -> Address:
        """As the domain has it."""
        return Address(self.line, self.postcode, self.city, self.country)


class LegalEntityIn(BaseModel):
    """A legal entity, whole: a cooperative, or an association that carries mini-entreprises (MINI-05).

    An association has no share capital; its VAT number is left out when it is not liable for VAT, ``rcs_city`` and ``rna``
    when it has none.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Coopérative Exemple",
                    "legal_form": "SCIC SA à capital variable",
                    "share_capital": "18500.00",
                    "address": {"line": "12 rue des Essaims", "postcode": "25000", "city": "Besançon"},
                    "rcs_city": "Besançon",
                    "vat_number": "FR44732829320",
                    "fiscal_year_start_month": 9,
                    "contribution_rate_percent": "10",
                    "email": "compta@cooperative-exemple.coop",
                    "phone": "+33 3 81 00 00 00",
                    "website": "https://cooperative-exemple.coop",
                    "vat_on_debits": True,
                    "early_payment_discount": "Pas d’escompte pour paiement anticipé",
                },
                {
                    "kind": "association",
                    "name": "Entreprendre Exemple",
                    "legal_form": "Association loi 1901",
                    "address": {"line": "3 rue des Écoles", "postcode": "21000", "city": "Dijon"},
                    "rna": "W212001234",
                    "fiscal_year_start_month": 9,
                    "contribution_rate_percent": "0",
                    "vat_exempt_article": "293 B",
                },
            ]
        },
    )
    kind: EntityKind = EntityKind.COOPERATIVE
    name: Line
    legal_form: Line
    share_capital: AmountIn | None = Field(default=None, ge=0, description="Of a cooperative; an association has none")
    address: AddressModel
    rcs_city: Short | None = None
    vat_number: str | None = Field(default=None, pattern=r"^FR[0-9]{11}$")
    rna: str | None = Field(default=None, description="The number of an association, such as W212001234", max_length=10)
    fiscal_year_start_month: int = Field(ge=1, le=12)
    contribution_rate_percent: Decimal = "10"
    iban: str | None = Field(default=None, max_length=42)
    bic: str | None = Field(default=None, max_length=11)
    email: str | None = Field(default=None, max_length=254)
    phone: Short | None = None
    website: Line | None = None
    vat_on_debits: bool = Field(default=False, description="Option for VAT on debits: services owe it when invoiced")
    vat_exempt_article: Short | None = Field(
        default=None, description="Article of the CGI of a seller without VAT; 293 B by default (INV-09)"
    )
    late_penalty_percent: Decimal | None = Field(
        default=None, description="Yearly rate of late penalties; by default that of the ECB and 10 points (L441-10)"
    )
    early_payment_discount: Line | None = Field(default=None, description="Said on invoices; by default there is none")
    electronic_address: str | None = Field(default=None, max_length=125, description="By default the SIREN")

    @field_validator("bic")
    @classmethod
    def _valid_bic(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            return str(bic_numbers.validate(value))
        except NumberError as error:
            raise ValueError("is not a BIC (8 or 11 characters, such as AGRIFRPP)") from error

    @field_validator("iban")
    @classmethod
    def _valid_iban(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            return str(iban_numbers.validate(value))
        except NumberError as error:
            raise ValueError("is not an IBAN (country, two check digits, account)") from error

    def to_domain(self, siren: str) -> LegalEntity:
        """As the domain has it. InputError for a number that is none, and for what an entity of its kind lacks."""
        if self.share_capital is None and self.kind is EntityKind.COOPERATIVE:
            raise InputError("share_capital", "is missing", "an amount such as 18500.00; only an association has none")
        return LegalEntity(
            siren=siren,
            name=self.name,
            legal_form=self.legal_form,
            share_capital_cents=self.share_capital or 0,
            address=self.address.to_domain(),
            rcs_city=self.rcs_city or "",
            vat_number=self.vat_number or "",
            fiscal_year_start_month=self.fiscal_year_start_month,
            contribution_rate_percent=self.contribution_rate_percent,
            iban=self.iban,
            kind=self.kind,
            rna=self.rna,
            **{name: getattr(self, name) for name in _ADDED},
        )


class LegalEntityOut(LegalEntityIn):
    """A legal entity as it is kept."""

    siren: Siren
    logo_sha256: str | None = Field(default=None, description="Of the logo, which has a route of its own")
    version: int

    @classmethod
    def of(cls, stored: Stored[LegalEntity]) -> "LegalEntityOut":
        """From the stored one."""
        one = stored.state
        return cls(
            siren=one.siren,
            kind=one.kind,
            name=one.name,
            legal_form=one.legal_form,
            share_capital=None if one.kind is EntityKind.ASSOCIATION else format_amount(one.share_capital_cents),
            address=_address(one.address),
            rcs_city=one.rcs_city or None,
            vat_number=one.vat_number or None,
            rna=one.rna,
            fiscal_year_start_month=one.fiscal_year_start_month,
            contribution_rate_percent=one.contribution_rate_percent,
            iban=one.iban,
            **{name: getattr(one, name) for name in _ADDED},
            logo_sha256=one.logo.sha256 if one.logo else None,
            version=stored.version,
        )


class ActivityOut(BaseModel):
    """The analytic activity of a group."""

    id: str
    group_id: str
    siren: str
    analytic_code: str
    status: str
    opened_on: date
    version: int

    @classmethod
    def of(cls, stored: Stored[Activity]) -> "ActivityOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            group_id=one.group_id,
            siren=one.siren,
            analytic_code=one.analytic_code,
            status=one.status,
            opened_on=one.opened_on,
            version=stored.version,
        )


def _address(one: Address) -> AddressModel:
    return AddressModel(line=one.line, postcode=one.postcode, city=one.city, country=one.country)
