"""What can be said of a customer, its checks, and how its record changes: edited, shared, archived, erased.

What was issued keeps the customer as it stood on the invoice; the record is for what comes next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from accounting.domain.duplicates import Known, identity_of
from accounting.domain.errors import RuleError
from accounting.domain.gathered import Gathering
from accounting.domain.parties import Address, Customer, CustomerKind
from accounting.domain.party_checks import (
    KnownNumbers,
    check_address,
    check_electronic_address,
    check_email,
    check_name,
    check_numbers,
    compact,
)
from accounting.domain.third_party import (
    DEFAULT_TERMS,
    FieldChange,
    PartyStatus,
    PaymentTerms,
    change_status,
    changes_between,
    check_active,
    check_terms,
    name_key,
    shown,
)

LANGUAGES = ("fr",)


@dataclass(frozen=True)
class CustomerProfile:
    """All that people write about a customer, checked or not."""

    name: str
    kind: CustomerKind
    address: Address
    siren: str | None = None
    siret: str | None = None
    vat_number: str | None = None
    billing_address: Address | None = None
    delivery_address: Address | None = None
    email: str | None = None
    payment_terms: PaymentTerms = DEFAULT_TERMS
    electronic_address: str | None = None
    purchase_order_required: bool = False
    language: str = "fr"


def tidied(profile: CustomerProfile) -> CustomerProfile:
    """With numbers as they are kept, and the SIREN that a SIRET begins with."""
    siret = compact(profile.siret)
    siren = compact(profile.siren) or (siret[:9] if siret else None)
    return replace(profile, name=profile.name.strip(), siren=siren, siret=siret, vat_number=compact(profile.vat_number))


def check_profile(profile: CustomerProfile, numbers: KnownNumbers) -> None:
    """ManyInputsError that name every field at once (INV-06, INV-10)."""
    gathering = Gathering()
    check_name(gathering, profile.name)
    check_numbers(gathering, profile.siren, profile.siret, profile.vat_number, numbers)
    if profile.kind is CustomerKind.PRIVATE and (profile.siren or profile.siret or profile.vat_number):
        gathering.say("kind", "is private, but the customer has a SIREN, a SIRET or a VAT number", "business")
    check_address(gathering, profile.address)
    for field in ("billing_address", "delivery_address"):
        address = getattr(profile, field)
        if address is not None:
            check_address(gathering, address, field)
    if profile.email is not None:
        gathering.check(check_email, profile.email)
    gathering.check(check_terms, profile.payment_terms)
    if profile.electronic_address is not None:
        gathering.check(check_electronic_address, profile.electronic_address)
    if profile.language not in LANGUAGES:
        gathering.say("language", "is not a language of these documents", " or ".join(LANGUAGES))
    gathering.finish()


def profile_of(customer: Customer) -> CustomerProfile:
    """What is written about a customer."""
    return CustomerProfile(**_values(customer))


def customer_of(profile: CustomerProfile, account: str, group_id: str | None) -> Customer:
    """A new customer of a group, or of the whole legal entity."""
    return _findable(Customer(**_values(profile), account=account, group_id=group_id))


def edit(customer: Customer, profile: CustomerProfile, by: str, at: datetime) -> Customer:
    """Write something else about a customer. Every field that changes is a line of the log."""
    check_active(customer.status, "customer")
    log = changes_between(texts(profile_of(customer)), texts(profile), by, at, customer.changes)
    return _findable(replace(customer, **_values(profile), changes=log))


def share(customer: Customer, by: str, at: datetime) -> Customer:
    """Give a group's customer to the whole legal entity."""
    check_active(customer.status, "customer")
    log = changes_between({"group_id": customer.group_id or ""}, {"group_id": ""}, by, at, customer.changes)
    return _findable(replace(customer, group_id=None, changes=log))


def archive(customer: Customer, archived: bool, by: str, at: datetime) -> Customer:
    """No longer offer a customer for new documents, or again."""
    status, log = change_status(customer.status, archived, "customer", by, at, customer.changes)
    return replace(customer, status=status, changes=log)


def erase(customer: Customer, documents: int, by: str, at: datetime) -> Customer:
    """Empty the record of a customer that no document names. The number of its account is not given again."""
    if documents:
        detail = f"{documents} documents name this customer; archive it instead"
        raise RuleError("customer-has-documents", detail)
    if customer.status is PartyStatus.MERGED:
        raise RuleError("customer-merged", "the record is the trace of a merge, and stays")
    return Customer(
        name="Client effacé",
        kind=CustomerKind.PRIVATE,
        address=Address("-", "00000", "-"),
        account=customer.account,
        group_id=customer.group_id,
        status=PartyStatus.ERASED,
        changes=(FieldChange(at, by, "status", customer.status.value, PartyStatus.ERASED.value),),
    )


def for_documents(customer: Customer) -> Customer:
    """As a document takes it along: who it is, without the log of how the record came to be."""
    return replace(customer, changes=(), name_key="", identity=None, documents_to_point=False)


def known_customer(id_: str, one: Customer) -> Known:
    """What tells a customer apart."""
    return Known(
        id_, one.name, one.address.postcode, one.siren, one.siret, one.vat_number, one.email, None, one.group_id
    )


def texts(profile: CustomerProfile) -> Mapping[str, str]:
    """Every field as the log writes it."""
    return {name: shown(value) for name, value in _values(profile).items()}


def _findable(customer: Customer) -> Customer:
    """With what searches and the uniqueness of customers go by."""
    identity = identity_of(customer.group_id, customer.siren, customer.siret, customer.vat_number)
    return replace(customer, shared=customer.group_id is None, name_key=name_key(customer.name), identity=identity)


def _values(source: Customer | CustomerProfile) -> dict[str, Any]:
    return {one.name: getattr(source, one.name) for one in fields(CustomerProfile)}
