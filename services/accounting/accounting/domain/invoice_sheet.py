"""What is printed on an invoice: every mandatory mention, as plain data, so that rendering decides nothing.

Sources: CGI ann. II 242 nonies A; C. com. L441-9, L441-10, D441-5; R127-3 for people under a CAPE (INV-01, INV-05,
CAPE-05). Texts that people read are complete French sentences here; amounts are cents and dates are dates.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SheetSeller:
    """The legal entity that invoices: never the group, which has no SIREN of its own (CAE-01)."""

    name: str
    legal_form: str
    share_capital_cents: int
    address_lines: tuple[str, ...]
    siren: str
    rcs_city: str
    vat_number: str
    iban: str | None
    bic: str | None = None
    contact: tuple[str, ...] = ()
    logo: bytes | None = None


@dataclass(frozen=True)
class SheetBuyer:
    """Who pays."""

    name: str
    address_lines: tuple[str, ...]
    siren: str | None
    vat_number: str | None
    delivery_lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetLine:
    """One line. ``quantity`` and ``vat_rate`` are decimal strings with a point: ``"2.5"``, ``"5.5"`` (percent)."""

    label: str
    quantity: str
    unit_price_cents: int
    vat_rate: str
    total_cents: int
    unit: str = ""
    discount_percent: str = "0"
    section: str = ""
    detail: str = ""


@dataclass(frozen=True)
class SheetVat:
    """The VAT of one rate, computed on the sum of its lines (INV-04)."""

    rate: str
    base_cents: int
    vat_cents: int


@dataclass(frozen=True)
class SheetCape:
    """The R127-3 mention: who supports the beneficiary, where, under which number, and until when."""

    supporter_name: str
    registered_office: str
    identification_number: str
    contract_ends_on: date


@dataclass(frozen=True)
class SheetTransfer:
    """A SEPA credit transfer that the customer's banking application can read (EPC069-12)."""

    beneficiary: str
    iban: str
    bic: str | None
    amount_cents: int
    reference: str


@dataclass(frozen=True)
class InvoiceSheet:
    """One invoice or draft. A draft has no number and no issue date, and has to say that it is none.

    ``operation`` is the category mention (goods, services or both); ``payment_terms`` holds full sentences in order:
    payment, late penalties, recovery indemnity (businesses only), discount. ``name`` is what the document is (Facture, Avoir…),
    ``about`` what it refers to, ``discount`` the label and amount of one on the whole document, ``deposits`` what was invoiced
    before and is taken off, ``mentions`` what the law wants besides. ``transfer`` is what the QR code says.
    """

    draft: bool
    number: str | None
    issued_on: date | None
    service_on: date | None
    due_on: date | None
    trade_name: str
    seller: SheetSeller
    buyer: SheetBuyer
    operation: str
    lines: tuple[SheetLine, ...]
    vat: tuple[SheetVat, ...]
    total_excluding_vat_cents: int
    total_vat_cents: int
    total_including_vat_cents: int
    payment_terms: tuple[str, ...]
    cape: SheetCape | None
    name: str = "Facture"
    title: str = ""
    note: str = ""
    order_reference: str = ""
    about: tuple[tuple[str, str], ...] = ()
    discount: tuple[str, int] | None = None
    deposits: tuple[tuple[str, int], ...] = ()
    due_cents: int | None = None
    mentions: tuple[str, ...] = ()
    transfer: SheetTransfer | None = None
