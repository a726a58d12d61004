"""VAT of a line: its rate, or the reason for which there is none (INV-03, INV-09).

Each reason has the category and code that EN 16931 wants (VATEX list) and the words that the law wants on the document.
"""

from dataclasses import dataclass
from enum import StrEnum

VAT_PER_MILLE = {"20": 200, "10": 100, "5.5": 55, "2.1": 21}
"""The mainland rates (INV-03), in thousandths."""
NO_VAT = "0"


class VatTreatment(StrEnum):
    """How a line stands to VAT."""

    STANDARD = "standard"
    FRANCHISE = "franchise"
    REVERSE_CHARGE = "reverse_charge"
    INTRA_COMMUNITY = "intra_community"
    EXPORT = "export"
    EXEMPT = "exempt"


@dataclass(frozen=True)
class NoVat:
    """Why there is no VAT: category and reason code of EN 16931, and the mention."""

    category: str
    code: str
    mention: str


NO_VAT_REASONS = {
    VatTreatment.FRANCHISE: NoVat("E", "VATEX-FR-FRANCHISE", "TVA non applicable, art. 293\u00a0B du CGI"),
    VatTreatment.REVERSE_CHARGE: NoVat("AE", "VATEX-EU-AE", "Autoliquidation"),
    VatTreatment.INTRA_COMMUNITY: NoVat("K", "VATEX-EU-IC", "Exonération de TVA, art. 262\u00a0ter, I du CGI"),
    VatTreatment.EXPORT: NoVat("G", "VATEX-EU-G", "Exonération de TVA, art. 262, I du CGI"),
    VatTreatment.EXEMPT: NoVat("E", "VATEX-FR-CGI261-4", "Exonération de TVA, art. 261, 4 du CGI"),
}


@dataclass(frozen=True)
class VatOfRate:
    """The base and the VAT of one rate; ``rate`` is ``"0"`` for what has a reason to have none."""

    rate: str
    base_cents: int
    vat_cents: int
    treatment: VatTreatment = VatTreatment.STANDARD


def rate_is_known(rate: str, treatment: VatTreatment) -> bool:
    """Whether a rate goes with a treatment: a mainland rate, or 0 with a reason."""
    return rate in VAT_PER_MILLE if treatment is VatTreatment.STANDARD else rate == NO_VAT
