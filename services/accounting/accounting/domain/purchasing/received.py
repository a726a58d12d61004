"""An electronic invoice as it is taken in: what it says, who it is for, and the lines of the draft that it becomes.

Amounts are those of the invoice. Discounts on the whole of it are taken off the lines of their rate, to the cent, and the VAT
of a rate is spread over its lines, so that the draft adds up to what the supplier asks for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounting.domain.accounts import chart, unpadded
from accounting.domain.errors import InputError, Problem, RuleError
from accounting.domain.money import split
from accounting.domain.purchase import PurchaseKind
from accounting.domain.purchasing.editing import LONGEST_TERM, PurchaseContent
from accounting.domain.purchasing.line import PurchaseLine, computed_vat
from accounting.domain.suppliers import SupplierProfile
from accounting.domain.vat import NO_VAT, VAT_PER_MILLE, VatTreatment

DEFAULT_ACCOUNT, REBATE_ACCOUNT = "6068", "609"
DEFAULT_RATE = "20"
_TREATMENTS = {
    "E": VatTreatment.EXEMPT,
    "AE": VatTreatment.REVERSE_CHARGE,
    "K": VatTreatment.INTRA_COMMUNITY,
    "G": VatTreatment.EXPORT,
}
"""Categories of EN 16931 without VAT on the paper; all others are as they stand."""


@dataclass(frozen=True)
class ReceivedLine:
    """One line, or a charge on the whole invoice: net amount, category and rate; ``account`` as the supplier was told it."""

    label: str
    net_cents: int
    category: str
    rate: str | None
    quantity: str | None = None
    account: str = ""


@dataclass(frozen=True)
class ReceivedTax:
    """Base and VAT of a category and rate."""

    category: str
    rate: str | None
    base_cents: int
    tax_cents: int


@dataclass(frozen=True)
class ReceivedInvoice:
    """What the invoice says. ``discounts`` are category, rate and cents of what is taken off the whole of it."""

    number: str
    issued_on: date
    kind: PurchaseKind
    seller: SupplierProfile
    buyer_name: str
    buyer_siren: str | None
    lines: tuple[ReceivedLine, ...]
    discounts: tuple[tuple[str, str | None, int], ...]
    taxes: tuple[ReceivedTax, ...]
    exclusive_cents: int
    tax_cents: int
    total_cents: int
    prepaid_cents: int = 0
    currency: str = "EUR"
    due_on: date | None = None
    order_number: str = ""
    buyer_reference: str = ""
    preceding: tuple[str, ...] = ()


@dataclass(frozen=True)
class Defaults:
    """What the supplier's record proposes for its lines."""

    account: str = DEFAULT_ACCOUNT
    rate: str = DEFAULT_RATE


def defaults_of(account: str | None, rate: str | None) -> Defaults:
    """The record's, or the general ones."""
    known = account is not None and account in chart()
    return Defaults(account if known and account else DEFAULT_ACCOUNT, rate if rate in VAT_PER_MILLE else DEFAULT_RATE)


def check_addressed(received: ReceivedInvoice, siren: str) -> None:
    """RuleError for an invoice to somebody else, with both numbers; InputError for another currency."""
    if received.buyer_siren is None:
        found = f"the invoice names no SIREN of its buyer ({received.buyer_name}); these are the books of {siren}"
        raise RuleError("invoice-without-buyer", found, (Problem("buyer.siren", found, siren),))
    if received.buyer_siren != siren:
        found = f"the invoice is for {received.buyer_siren} ({received.buyer_name}); these are the books of {siren}"
        raise RuleError("invoice-for-another", found, (Problem("buyer.siren", found, siren),))
    if received.currency != "EUR":
        raise InputError("currency", f"is {received.currency}", "EUR; another currency is typed in by hand")


def content_of(
    received: ReceivedInvoice, defaults: Defaults, order_id: str | None, tolerance_cents: int
) -> PurchaseContent:
    """The content of the draft."""
    term = received.due_on - received.issued_on if received.due_on else None
    due_on = received.due_on if term is not None and timedelta(0) <= term <= LONGEST_TERM else None
    return PurchaseContent(
        reference=received.number,
        invoiced_on=received.issued_on,
        lines=tuple(_lines(received, defaults, tolerance_cents)),
        due_on=due_on,
        kind=received.kind,
        stated_total_cents=received.total_cents,
        order_id=order_id,
    )


def warnings_of(received: ReceivedInvoice, known_iban: str | None, *, new_supplier: bool) -> tuple[str, ...]:
    """What whoever approves should look at, in French."""
    found = []
    if new_supplier:
        found.append(f"Fournisseur inconnu : une fiche est créée pour {received.seller.name}, à vérifier.")
    iban = received.seller.iban
    if iban and known_iban and iban != known_iban:
        found.append("L’IBAN de la facture n’est pas celui de la fiche : appeler le fournisseur avant tout paiement.")
    if received.prepaid_cents:
        paid = f"{received.prepaid_cents // 100},{received.prepaid_cents % 100:02d}"
        found.append(
            f"La facture dit que {paid} € sont déjà payés : enregistrer ce paiement, ne pas le faire deux fois."
        )
    if received.kind is PurchaseKind.CREDIT_NOTE and received.preceding:
        found.append(f"Avoir sur la facture {', '.join(received.preceding)} : à rattacher.")
    if received.due_on is not None and received.due_on - received.issued_on > timedelta(days=60):
        found.append("L’échéance dépasse 60 jours (C. com. L441-10).")
    return tuple(found)


def _lines(received: ReceivedInvoice, defaults: Defaults, tolerance_cents: int) -> Iterable[PurchaseLine]:
    """Lines by category and rate, in the order of the invoice; one for each rate where it has no lines."""
    given = received.lines or tuple(_whole(received))
    keys = dict.fromkeys((one.category, one.rate) for one in given)
    taxes = {(one.category, one.rate): one.tax_cents for one in received.taxes}
    for key in keys:
        own = [one for one in given if (one.category, one.rate) == key]
        taken_off = sum(cents for category, rate, cents in received.discounts if (category, rate) == key)
        yield from _of_rate(own, taken_off, taxes.get(key), defaults, tolerance_cents)


def _of_rate(
    own: Sequence[ReceivedLine], taken_off: int, tax: int | None, defaults: Defaults, tolerance_cents: int
) -> Iterable[PurchaseLine]:
    positive = [one for one in own if one.net_cents > 0]
    less = taken_off - sum(one.net_cents for one in own if one.net_cents < 0)
    whole = sum(one.net_cents for one in positive)
    category, rate = own[0].category, own[0].rate
    treatment, vat_rate = _vat(category, rate, whole - less, tax, defaults, tolerance_cents)
    wanted = tax if tax is not None else computed_vat(whole - less, vat_rate or NO_VAT)
    wanted = wanted if treatment is VatTreatment.STANDARD else 0
    if less >= whole:
        if less > whole:
            label = own[0].label
            yield PurchaseLine(label, REBATE_ACCOUNT, whole - less, vat_rate, wanted, treatment)
        return
    parts = split(less, [one.net_cents for one in positive])
    nets = [one.net_cents - part for one, part in zip(positive, parts, strict=True)]
    for one, net, vat in zip(positive, nets, split(max(0, wanted), nets), strict=True):
        if net:
            account = _account(one.account, defaults)
            yield PurchaseLine(one.label, account, net, vat_rate, vat, treatment, quantity=one.quantity)


def _vat(
    category: str, rate: str | None, base_cents: int, tax: int | None, defaults: Defaults, tolerance_cents: int
) -> tuple[VatTreatment, str | None]:
    """Treatment and rate. A rate that is none of ours, or whose VAT is another amount, stays unsaid: the paper's VAT counts."""
    treatment = _TREATMENTS.get(category, VatTreatment.STANDARD)
    if treatment in (VatTreatment.REVERSE_CHARGE, VatTreatment.INTRA_COMMUNITY):
        return treatment, defaults.rate
    if category != "S":
        return treatment, NO_VAT
    if rate not in VAT_PER_MILLE:
        return treatment, None
    fits = tax is None or abs(tax - computed_vat(base_cents, rate)) <= tolerance_cents
    return treatment, rate if fits else None


def _account(told: str, defaults: Defaults) -> str:
    """The account that the supplier was told, when it is one for purchases; else the supplier's usual one."""
    account = unpadded(told.strip())
    return account if account in chart() and account[:1] in ("2", "6") and len(account) >= 3 else defaults.account


def _whole(received: ReceivedInvoice) -> Iterable[ReceivedLine]:
    """What an invoice without lines is: one for each rate, or one for all."""
    label = f"Facture {received.number}"
    if not received.taxes:
        yield ReceivedLine(label, received.exclusive_cents, "S", None)
    for one in received.taxes:
        yield ReceivedLine(label, one.base_cents, one.category, one.rate)
