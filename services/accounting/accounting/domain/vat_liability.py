"""Whether a seller may put VAT on an invoice at all: one without a VAT number is not liable for it (INV-09, CGI art. 283-3).

Whoever mentions VAT on an invoice owes it, so a seller that is not liable must not. Invoices without VAT, with the mention of
art. 293 B, are not issued here.
"""

from collections.abc import Sequence
from decimal import Decimal

from accounting.domain.errors import RuleError
from accounting.domain.parties import LegalEntity
from accounting.domain.pricing import Line


def check_vat_liability(seller: LegalEntity, lines: Sequence[Line]) -> None:
    """RuleError when a line has VAT and the seller has no VAT number."""
    rates = sorted({line.vat_rate for line in lines if Decimal(line.vat_rate)}, key=Decimal)
    if rates and not seller.vat_number:
        raise RuleError(
            "inv-09-seller-without-vat",
            f"{seller.name} has no VAT number and cannot invoice VAT, but lines have {', '.join(rates)} %; register its VAT "
            "number, or leave this sale to a legal entity that is liable for VAT",
        )
