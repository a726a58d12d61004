"""Customers and suppliers as CSV, in the columns that an import takes, safe to open in a spreadsheet."""

from collections.abc import Iterable

from accounting.documents.reports.csv_file import MARK, text_row
from accounting.domain.parties import Customer
from accounting.domain.party_rows import CUSTOMER_COLUMNS, SUPPLIER_COLUMNS
from accounting.domain.suppliers import Supplier


def customers_csv(customers: Iterable[Customer]) -> bytes:
    """A file that can be imported again."""
    rows = [text_row(CUSTOMER_COLUMNS)]
    for one in customers:
        ordered = "oui" if one.purchase_order_required else "non"
        cells = [one.kind.value, *_common(one), one.electronic_address or "", ordered]
        rows.append(text_row(cells))
    return (MARK + "".join(rows)).encode()


def suppliers_csv(suppliers: Iterable[Supplier]) -> bytes:
    """A file that can be imported again."""
    rows = [text_row(SUPPLIER_COLUMNS)]
    for one in suppliers:
        own = (one.iban, one.bic, one.expense_account, one.vat_rate, one.note)
        rows.append(text_row([*_common(one), *(text or "" for text in own)]))
    return (MARK + "".join(rows)).encode()


def _common(one: Customer | Supplier) -> list[str]:
    address = (
        (one.address.line, one.address.postcode, one.address.city, one.address.country) if one.address else [""] * 4
    )
    numbers = (one.siren or "", one.siret or "", one.vat_number or "")
    terms = one.payment_terms
    month = "oui" if terms.end_of_month else "non"
    return [one.name, *numbers, *address, one.email or "", str(terms.days), month]
