"""``check_einvoice``: everything that stands against an invoice, in the invoice's own terms and before any file exists.

The official schemas and schematrons judge files; this judges the invoice and names the field, so that who drafts it can
put it right. Tests hold the one against the other.
"""

from essaim.einvoice.model import EInvoice
from essaim.einvoice.problems import Problem
from essaim.einvoice.rules.french import check_french
from essaim.einvoice.rules.keys import check_keys
from essaim.einvoice.rules.required import check_required
from essaim.einvoice.rules.sums import check_sums
from essaim.einvoice.rules.vat import check_vat


def check_einvoice(invoice: EInvoice) -> list[Problem]:
    """All of it: EN 16931, and the French rules when the seller is in France."""
    return [*check_required(invoice), *check_arithmetic(invoice), *check_french(invoice), *check_keys(invoice)]


def check_arithmetic(invoice: EInvoice) -> list[Problem]:
    """Sums and VAT only (BR-CO-10 to BR-CO-18, BR-24, BR-S, BR-E, BR-AE …)."""
    return [*check_sums(invoice), *check_vat(invoice)]
