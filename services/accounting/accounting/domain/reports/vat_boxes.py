"""The boxes of the VAT return that the books can fill: form 3310-CA3-SD (cerfa 10963*31) and its notice 3310-NOT-SD.

Not filled, because the ledger cannot tell: A2 to A5, B1 to B4, E1, F1 to F9 (which kind of untaxed operation), 10, 11, 13, 14,
P1, P2, T1 to T5, T7 (overseas, Corsica, former rates, oil, authors), 15, 5B, 2C, 26, 29 and everything of groups.
"""

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """Whether a box has a base, a tax, or both."""

    BASE = "BASE"
    TAX = "TAX"
    BOTH = "BOTH"


@dataclass(frozen=True)
class BoxLabel:
    """A box of the form; ``number`` is empty for figures that belong into no one box."""

    number: str
    label: str
    column: Column


SALES = BoxLabel("A1", "Ventes, prestations de services", Column.BASE)
ADJUSTED = BoxLabel("B5", "Régularisations", Column.BASE)
UNTAXED = BoxLabel("", "Opérations sans TVA, à répartir selon leur nature (E1, E2, F2…)", Column.BASE)
NO_RATE = BoxLabel("", "TVA collectée sans taux indiqué, à répartir", Column.TAX)
RATES = {
    "20": BoxLabel("08", "Taux normal 20 %", Column.BOTH),
    "5.5": BoxLabel("09", "Taux réduit 5,5 %", Column.BOTH),
    "10": BoxLabel("9B", "Taux réduit 10 %", Column.BOTH),
    "2.1": BoxLabel("T6", "Opérations réalisées en France continentale au taux de 2,1 %", Column.BOTH),
}
GROSS = BoxLabel("16", "Total de la TVA brute due", Column.TAX)
ON_ASSETS = BoxLabel("19", "Biens constituant des immobilisations", Column.TAX)
ON_OTHERS = BoxLabel("20", "Autres biens et services", Column.TAX)
OTHER = BoxLabel("21", "Autre TVA à déduire", Column.TAX)
CARRIED = BoxLabel("22", "Report du crédit de la déclaration précédente", Column.TAX)
DEDUCTIBLE = BoxLabel("23", "Total de la TVA déductible", Column.TAX)
CREDIT = BoxLabel("25", "Crédit de TVA (ligne 23 − ligne 16)", Column.TAX)
DUE = BoxLabel("TD", "TVA due (ligne 16 − ligne 23)", Column.TAX)
TO_CARRY = BoxLabel("27", "Crédit de TVA à reporter", Column.TAX)
NET = BoxLabel("28", "TVA nette due", Column.TAX)
TO_PAY = BoxLabel("32", "Total à payer", Column.TAX)
