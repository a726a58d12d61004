"""A supplier of a legal entity: who it is, its auxiliary account, how it is paid, and what its purchases usually are.

Suppliers belong to one legal entity because accounts do. An IBAN that was changed is not paid to before an accountant has
confirmed it by another way than the letter that announced it: that is how cooperatives are robbed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from accounting.domain.accounts import check_account
from accounting.domain.duplicates import Known, identity_of
from accounting.domain.errors import RuleError
from accounting.domain.gathered import Gathering
from accounting.domain.parties import Address
from accounting.domain.party_checks import (
    KnownNumbers,
    check_address,
    check_bank,
    check_email,
    check_name,
    check_numbers,
    compact,
)
from accounting.domain.third_party import (
    DEFAULT_TERMS,
    FieldChange,
    Merge,
    PartyStatus,
    PaymentTerms,
    added_to,
    change_status,
    changes_between,
    check_active,
    check_terms,
    name_key,
    shown,
)
from accounting.domain.vat import NO_VAT, VAT_PER_MILLE

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class SupplierProfile:
    """All that people write about a supplier, checked or not. ``expense_account`` and ``vat_rate`` are proposed with a new
    purchase."""

    name: str
    siren: str | None = None
    siret: str | None = None
    vat_number: str | None = None
    address: Address | None = None
    email: str | None = None
    iban: str | None = None
    bic: str | None = None
    payment_terms: PaymentTerms = DEFAULT_TERMS
    expense_account: str | None = None
    vat_rate: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Supplier:
    """Who sells to us. ``legal_entity`` is the SIREN of the books, ``siren`` the supplier's own.

    ``key`` is the name (see ``supplier_key``) for which the account was reserved: it stays when the supplier is renamed, and
    tells the references of this supplier's invoices from those of others. ``account`` is the auxiliary account (``F00001``).
    ``shared`` says for searches that no group owns it; ``identity`` is what no second one of the same owner may have.
    """

    legal_entity: str
    name: str
    key: str
    account: str
    siren: str | None = None
    siret: str | None = None
    vat_number: str | None = None
    address: Address | None = None
    email: str | None = None
    iban: str | None = None
    bic: str | None = None
    iban_confirmed: bool = False
    iban_confirmed_by: str | None = None
    iban_confirmed_at: datetime | None = None
    payment_terms: PaymentTerms = DEFAULT_TERMS
    expense_account: str | None = None
    vat_rate: str | None = None
    group_id: str | None = None
    shared: bool = False
    note: str = ""
    status: PartyStatus = PartyStatus.ACTIVE
    merge: Merge | None = None
    name_key: str = ""
    identity: str | None = None
    changes: tuple[FieldChange, ...] = ()


def tidied(profile: SupplierProfile) -> SupplierProfile:
    """With numbers as they are kept, and the SIREN that a SIRET begins with."""
    siret = compact(profile.siret)
    return replace(
        profile,
        name=profile.name.strip(),
        siren=compact(profile.siren) or (siret[:9] if siret else None),
        siret=siret,
        vat_number=compact(profile.vat_number),
        iban=compact(profile.iban),
        bic=compact(profile.bic),
    )


def check_profile(profile: SupplierProfile, numbers: KnownNumbers) -> None:
    """ManyInputsError that name every field at once."""
    gathering = Gathering()
    check_name(gathering, profile.name)
    check_numbers(gathering, profile.siren, profile.siret, profile.vat_number, numbers)
    check_bank(gathering, profile.iban, profile.bic, numbers)
    if profile.address is not None:
        check_address(gathering, profile.address)
    if profile.email is not None:
        gathering.check(check_email, profile.email)
    gathering.check(check_terms, profile.payment_terms)
    if profile.expense_account is not None:
        gathering.check(check_account, profile.expense_account, field="expense_account", classes="6")
    if profile.vat_rate is not None and profile.vat_rate not in (*VAT_PER_MILLE, NO_VAT):
        gathering.say("vat_rate", "is not a rate of VAT (INV-03)", ", ".join((*VAT_PER_MILLE, NO_VAT)))
    if len(profile.note) > LONGEST_NOTE:
        gathering.say("note", f"has {len(profile.note)} characters", f"at most {LONGEST_NOTE}")
    gathering.finish()


def profile_of(supplier: Supplier) -> SupplierProfile:
    """What is written about a supplier."""
    return SupplierProfile(**_values(supplier))


def supplier_of(profile: SupplierProfile, legal_entity: str, key: str, account: str, group_id: str | None) -> Supplier:
    """A new supplier of a group, or of the whole legal entity. Its IBAN, if any, waits for its confirmation."""
    values = _values(profile)
    return _findable(Supplier(**values, legal_entity=legal_entity, key=key, account=account, group_id=group_id))


def edit(supplier: Supplier, profile: SupplierProfile, by: str, at: datetime) -> Supplier:
    """Write something else about a supplier. Another IBAN is unconfirmed, whoever wrote it."""
    check_active(supplier.status, "supplier")
    log = changes_between(texts(profile_of(supplier)), texts(profile), by, at, supplier.changes)
    edited = replace(supplier, **_values(profile), changes=log)
    if edited.iban != supplier.iban:
        edited = replace(edited, iban_confirmed=False, iban_confirmed_by=None, iban_confirmed_at=None)
    return _findable(edited)


def share(supplier: Supplier, by: str, at: datetime) -> Supplier:
    """Give a group's supplier to the whole legal entity."""
    check_active(supplier.status, "supplier")
    log = changes_between({"group_id": supplier.group_id or ""}, {"group_id": ""}, by, at, supplier.changes)
    return _findable(replace(supplier, group_id=None, changes=log))


def archive(supplier: Supplier, archived: bool, by: str, at: datetime) -> Supplier:
    """No longer offer a supplier for new purchases, or again."""
    status, log = change_status(supplier.status, archived, "supplier", by, at, supplier.changes)
    return replace(supplier, status=status, changes=log)


def payable_iban(supplier: Supplier) -> str:
    """The IBAN to pay to. RuleError when there is none, or nobody has confirmed it."""
    if supplier.iban is None:
        raise RuleError("supplier-iban-missing", f"{supplier.name} has no IBAN")
    if not supplier.iban_confirmed:
        raise RuleError(
            "supplier-iban-unconfirmed",
            f"the IBAN of {supplier.name} is not confirmed; an accountant calls the supplier and confirms it first",
        )
    return supplier.iban


def confirm_iban(supplier: Supplier, iban: str, by: str, at: datetime) -> Supplier:
    """Somebody vouches for this very IBAN, not for one that came in meanwhile."""
    check_active(supplier.status, "supplier")
    if supplier.iban is None:
        raise RuleError("supplier-iban-missing", f"{supplier.name} has no IBAN to confirm")
    if supplier.iban != iban:
        raise RuleError("supplier-iban-other", "the supplier has another IBAN than the one that is confirmed")
    if supplier.iban_confirmed:
        return supplier
    line = FieldChange(at, by, "iban_confirmed", "false", "true")
    log = added_to(supplier.changes, (line,))
    return replace(supplier, iban_confirmed=True, iban_confirmed_by=by, iban_confirmed_at=at, changes=log)


def texts(profile: SupplierProfile) -> Mapping[str, str]:
    """Every field as the log writes it."""
    return {name: shown(value) for name, value in _values(profile).items()}


def known_supplier(id_: str, one: Supplier) -> Known:
    """What tells a supplier apart."""
    postcode = one.address.postcode if one.address else ""
    return Known(id_, one.name, postcode, one.siren, one.siret, one.vat_number, one.email, one.iban, one.group_id)


def _findable(supplier: Supplier) -> Supplier:
    """With what searches and the uniqueness of suppliers go by."""
    number = identity_of(supplier.group_id, supplier.siren, supplier.siret, supplier.vat_number)
    return replace(
        supplier,
        shared=supplier.group_id is None,
        name_key=name_key(supplier.name),
        identity=None if number is None else f"{supplier.legal_entity}:{number}",
    )


def _values(source: Supplier | SupplierProfile) -> dict[str, Any]:
    return {one.name: getattr(source, one.name) for one in fields(SupplierProfile)}
