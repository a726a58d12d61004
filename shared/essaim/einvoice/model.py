"""An electronic invoice as EN 16931 understands it, whatever the syntax: immutable, and without a word of XML.

Amounts are integer cents of the invoice's currency, quantities, prices and rates are Decimal, texts that are absent are
empty. The number behind a field is the business term (BT) or group (BG) of EN 16931. Nothing is checked when one is
made, so that a wrong invoice that was received can be held as well: ``essaim.einvoice.checking`` says what is wrong.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from essaim.einvoice.codes import EN16931, VatCategory


@dataclass(frozen=True, slots=True)
class Identifier:
    """A value and the scheme that it belongs to (ISO 6523: 0002 SIREN, 0009 SIRET, 0225 French e-address)."""

    value: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """BG-1: a text (BT-22) and what it is about (BT-21: PMT, PMD, AAB, AAI, REG, BAR …)."""

    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """BG-5, BG-8, BG-15. ``country`` is ISO 3166-1 alpha-2."""

    country: str
    line_one: str = ""
    line_two: str = ""
    line_three: str = ""
    postcode: str = ""
    city: str = ""
    subdivision: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """BG-6, BG-9."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """The seller (BG-4) or the buyer (BG-7).

    ``legal_id`` is the SIREN under scheme 0002 (BT-30, BT-47); ``identifiers`` others, such as the SIRET under 0009
    (BT-29, BT-46); ``vat_id`` with its country (BT-31, BT-48); ``tax_id`` what stands for it when there is none (BT-32,
    seller only); ``legal_text`` form, capital, register (BT-33, seller only); ``endpoint`` BT-34, BT-49.
    """

    name: str
    address: Address | None = None
    trading_name: str = ""
    legal_id: Identifier | None = None
    identifiers: tuple[Identifier, ...] = ()
    vat_id: str = ""
    tax_id: str = ""
    legal_text: str = ""
    endpoint: Identifier | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Payee:
    """BG-10: who is paid, when it is not the seller (factoring)."""

    name: str
    identifier: Identifier | None = None
    legal_id: Identifier | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """BG-14, BG-26."""

    start_on: date | None = None
    end_on: date | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """BG-13: when (BT-72), to whom (BT-70) and where (BT-71, BG-15)."""

    delivered_on: date | None = None
    name: str = ""
    location: Identifier | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class InvoiceReference:
    """BG-3: an earlier invoice, by number (BT-25) and date (BT-26)."""

    number: str
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class PaymentMeans:
    """BG-16 to BG-19: code (BT-81), and the account, the card or the account that is debited.

    ``card`` holds the last digits only (BT-87), never a whole number.
    """

    code: str
    text: str = ""
    iban: str = ""
    account_name: str = ""
    bic: str = ""
    card: str = ""
    card_holder: str = ""
    debited_iban: str = ""


@dataclass(frozen=True, slots=True)
class Vat:
    """A category and its rate in percent; None is for out of scope, which has no rate."""

    category: VatCategory
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """A discount (BG-20, BG-27) or, with ``charge``, something added (BG-21, BG-28).

    ``vat`` is for the ones of the document; those of a line have the VAT of the line. ``amount_cents`` is positive in
    both cases.
    """

    amount_cents: int
    charge: bool = False
    reason: str = ""
    reason_code: str = ""
    percent: Decimal | None = None
    base_cents: int | None = None
    vat: Vat | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """BG-25. ``net_cents`` (BT-131) = quantity × price / ``base_quantity`` − discounts + charges, rounded half up.

    ``unit`` is a UN/ECE Recommendation 20 code (BT-130), ``net_price`` BT-146, ``gross_price`` BT-148 with its discount
    BT-147.
    """

    id: str
    name: str
    quantity: Decimal
    unit: str
    net_price: Decimal
    vat: Vat
    net_cents: int
    description: str = ""
    note: str = ""
    gross_price: Decimal | None = None
    price_discount: Decimal | None = None
    base_quantity: Decimal | None = None
    allowances: tuple[Allowance, ...] = ()
    period: Period | None = None
    order_line: str = ""
    buyer_account: str = ""
    seller_item: str = ""
    buyer_item: str = ""
    standard_item: Identifier | None = None


@dataclass(frozen=True, slots=True)
class VatBreakdown:
    """BG-23: base (BT-116) and tax (BT-117) of a category and rate, with the reason of an exemption (BT-120, BT-121)."""

    vat: Vat
    base_cents: int
    tax_cents: int
    reason: str = ""
    reason_code: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """BG-22. ``lines_cents`` BT-106 is None where the profile has none (MINIMUM).

    allowances BT-107, charges BT-108, without VAT BT-109, VAT BT-110 (and in the currency of accounts BT-111), with VAT
    BT-112, paid BT-113, rounding BT-114, due BT-115.
    """

    lines_cents: int | None
    exclusive_cents: int
    tax_cents: int
    inclusive_cents: int
    payable_cents: int
    allowances_cents: int = 0
    charges_cents: int = 0
    prepaid_cents: int = 0
    rounding_cents: int = 0
    accounting_tax_cents: int | None = None


@dataclass(frozen=True, slots=True)
class EInvoice:
    """One invoice, credit note, corrective or deposit invoice. A credit note (381) has positive amounts."""

    number: str
    issued_on: date
    type_code: str
    seller: Party
    buyer: Party
    totals: Totals
    lines: tuple[Line, ...] = ()
    vat: tuple[VatBreakdown, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    currency: str = "EUR"
    tax_currency: str = ""
    profile: str = EN16931
    process: str = ""
    due_on: date | None = None
    terms: str = ""
    tax_point_on: date | None = None
    tax_point_code: str = ""
    period: Period | None = None
    delivery: Delivery | None = None
    preceding: tuple[InvoiceReference, ...] = ()
    payment: tuple[PaymentMeans, ...] = ()
    payment_reference: str = ""
    mandate: str = ""
    creditor: str = ""
    payee: Payee | None = None
    buyer_reference: str = ""
    buyer_account: str = ""
    project: str = ""
    contract: str = ""
    order: str = ""
    sales_order: str = ""
    receiving_advice: str = ""
    despatch_advice: str = ""
    tender: str = ""
    invoiced_object: Identifier | None = None
