"""Who sells and who buys: a legal entity, cooperative or association, and its customers."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from accounting.domain.checks import check_siren, check_vat_number, french_vat_number
from accounting.domain.errors import InputError
from accounting.domain.third_party import DEFAULT_TERMS, FieldChange, Merge, PartyStatus, PaymentTerms

DEFAULT_RATE_PERCENT = "10"
_RNA = re.compile(r"W[0-9][0-9A-Z][0-9]{7}")


@dataclass(frozen=True)
class Address:
    """A postal address."""

    line: str
    postcode: str
    city: str
    country: str = "FR"

    @property
    def lines(self) -> tuple[str, ...]:
        """As it is written on an envelope."""
        town = f"{self.postcode} {self.city}"
        return (self.line, town) if self.country == "FR" else (self.line, town, self.country)


class EntityKind(StrEnum):
    """What a legal entity is: a cooperative, or an association that carries mini-entreprises (MINI-05)."""

    COOPERATIVE = "cooperative"
    ASSOCIATION = "association"


@dataclass(frozen=True)
class Logo:
    """The picture at the head of documents: where it is kept. Another picture is kept elsewhere, so that documents that were
    issued with this one stay as they are."""

    file_id: str
    pieces: int
    media_type: str
    sha256: str


@dataclass(frozen=True)
class LegalEntity:
    """A legal entity: the only seller there is, with one SIREN and one FEC (CAE-01, MINI-05).

    ``vat_number`` is empty for one that is not liable for VAT, ``rcs_city`` for an association that is not in the register
    of commerce; a cooperative has both. ``rna`` is the number of an association in its own register. ``vat_on_debits`` is the
    option to owe VAT when services are invoiced and not when they are paid; what ``domain.mentions`` prints comes from here.
    """

    siren: str
    name: str
    legal_form: str
    share_capital_cents: int
    address: Address
    rcs_city: str
    vat_number: str
    fiscal_year_start_month: int
    contribution_rate_percent: str = DEFAULT_RATE_PERCENT
    iban: str | None = None
    kind: EntityKind = EntityKind.COOPERATIVE
    rna: str | None = None
    email: str | None = None
    phone: str | None = None
    website: str | None = None
    bic: str | None = None
    vat_on_debits: bool = False
    vat_exempt_article: str | None = None
    late_penalty_percent: str | None = None
    early_payment_discount: str | None = None
    electronic_address: str | None = None
    logo: Logo | None = None

    def __post_init__(self) -> None:
        check_siren(self.siren)
        _check_kind(self)
        if self.vat_number:
            check_vat_number(self.vat_number, self.siren)
        if not 1 <= self.fiscal_year_start_month <= 12:
            raise InputError("fiscal_year_start_month", "is not a month", "1 to 12")
        rate_per_ten_thousand(self.contribution_rate_percent)


def _check_kind(entity: LegalEntity) -> None:
    """InputError for what an entity of its kind lacks or cannot have."""
    if entity.kind is EntityKind.ASSOCIATION:
        if entity.share_capital_cents:
            raise InputError("share_capital", "is nothing that an association has", "0.00")
        if entity.rna is not None and not _RNA.fullmatch(entity.rna):
            raise InputError(
                "rna", "is not a number of the register of associations", "W and nine characters, such as W251001234"
            )
        return
    if not entity.vat_number:
        raise InputError(
            "vat_number", "is missing", f"{french_vat_number(entity.siren)}; only an association can do without"
        )
    if not entity.rcs_city:
        raise InputError(
            "rcs_city", "is missing", "the town of the register of commerce; only an association can do without"
        )
    if entity.rna is not None:
        raise InputError("rna", "belongs to associations", "nothing, or the kind association")


class CustomerKind(StrEnum):
    """Whether a customer is a business: the recovery indemnity of 40 € is due by businesses only (INV-05)."""

    BUSINESS = "business"
    PRIVATE = "private"


@dataclass(frozen=True)
class Customer:
    """Who buys. ``account`` is the auxiliary account, for instance ``C00042``.

    ``group_id`` is the group whose customer it is; without one it belongs to the whole legal entity, and ``shared`` says so to
    searches. ``identity`` is what no second customer of the same owner may have (see ``domain.duplicates``);
    ``documents_to_point`` says that drafts and quotes are still to be pointed to the customer that this one was merged into.
    """

    name: str
    kind: CustomerKind
    address: Address
    account: str
    siren: str | None = None
    vat_number: str | None = None
    group_id: str | None = None
    siret: str | None = None
    billing_address: Address | None = None
    delivery_address: Address | None = None
    email: str | None = None
    payment_terms: PaymentTerms = DEFAULT_TERMS
    electronic_address: str | None = None
    purchase_order_required: bool = False
    language: str = "fr"
    shared: bool = False
    status: PartyStatus = PartyStatus.ACTIVE
    merge: Merge | None = None
    documents_to_point: bool = False
    name_key: str = ""
    identity: str | None = None
    changes: tuple[FieldChange, ...] = ()

    def __post_init__(self) -> None:
        if self.siren is not None:
            check_siren(self.siren)
        if self.vat_number is not None and self.vat_number.startswith("FR"):
            if self.siren is None:
                raise InputError("siren", "is missing", "the SIREN that the VAT number belongs to")
            check_vat_number(self.vat_number, self.siren)
        if self.kind is CustomerKind.PRIVATE and (self.siren or self.vat_number):
            raise InputError("kind", "is private, but the customer has a SIREN or a VAT number", "business")


def rate_per_ten_thousand(percent: str, field: str = "contribution_rate_percent") -> int:
    """A rate in percent with at most two decimals, as an integer: ``"10"`` is 1000. InputError outside 0 to 100."""
    accepted = "a decimal from 0 to 100 with at most two decimals, such as 10 or 13.5"
    try:
        scaled = Decimal(percent) * 100
    except InvalidOperation:
        raise InputError(field, "is not a number", accepted) from None
    if not scaled.is_finite() or scaled != scaled.to_integral_value() or not 0 <= scaled <= 10_000:
        raise InputError(field, "is out of bounds", accepted)
    return int(scaled)
