"""The rows of the profit and loss account, in the order of the French layout in list form (PCG 2026), and what goes into each.

A longer prefix wins, and every class 6 or 7 account falls into some row: the rows always add up to the result.
"""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of the account, each with its own result."""

    OPERATING_INCOME = "OPERATING_INCOME"
    OPERATING_CHARGES = "OPERATING_CHARGES"
    INTERNAL = "INTERNAL"
    SHARED = "SHARED"
    FINANCIAL_INCOME = "FINANCIAL_INCOME"
    FINANCIAL_CHARGES = "FINANCIAL_CHARGES"
    EXCEPTIONAL_INCOME = "EXCEPTIONAL_INCOME"
    EXCEPTIONAL_CHARGES = "EXCEPTIONAL_CHARGES"
    TAXES = "TAXES"


PART_LABELS = {
    Part.OPERATING_INCOME: "Produits d’exploitation",
    Part.OPERATING_CHARGES: "Charges d’exploitation",
    Part.INTERNAL: "Contribution coopérative et autres échanges internes",
    Part.SHARED: "Quotes-parts de résultat sur opérations faites en commun",
    Part.FINANCIAL_INCOME: "Produits financiers",
    Part.FINANCIAL_CHARGES: "Charges financières",
    Part.EXCEPTIONAL_INCOME: "Produits exceptionnels",
    Part.EXCEPTIONAL_CHARGES: "Charges exceptionnelles",
    Part.TAXES: "Participation des salariés et impôt sur les bénéfices",
}


@dataclass(frozen=True)
class ResultRow:
    """One row. ``income`` says that a credit counts as positive; in a row of charges a debit does."""

    id: str
    part: Part
    label: str
    prefixes: tuple[str, ...]
    income: bool


def _in(part: Part, id_: str, label: str, *prefixes: str) -> ResultRow:
    return ResultRow(id_, part, label, prefixes, income=True)


def _out(part: Part, id_: str, label: str, *prefixes: str) -> ResultRow:
    return ResultRow(id_, part, label, prefixes, income=False)


ROWS = (
    _in(Part.OPERATING_INCOME, "goods_sold", "Ventes de marchandises", "707", "7097"),
    _in(
        Part.OPERATING_INCOME, "products_sold", "Production vendue : biens", "701", "702", "703", "7091", "7092", "7093"
    ),
    _in(Part.OPERATING_INCOME, "services_sold", "Production vendue : services", "70"),
    _in(Part.OPERATING_INCOME, "stored_production", "Production stockée", "71"),
    _in(Part.OPERATING_INCOME, "own_production", "Production immobilisée", "72"),
    _in(Part.OPERATING_INCOME, "grants", "Subventions d’exploitation", "74"),
    _in(Part.OPERATING_INCOME, "reversals", "Reprises sur amortissements, dépréciations et provisions", "78"),
    _in(Part.OPERATING_INCOME, "other_income", "Autres produits", "7"),
    _out(Part.OPERATING_CHARGES, "goods_bought", "Achats de marchandises", "607", "6097"),
    _out(Part.OPERATING_CHARGES, "goods_stock", "Variation de stock de marchandises", "6037"),
    _out(
        Part.OPERATING_CHARGES,
        "materials_bought",
        "Achats de matières premières et autres approvisionnements",
        "601",
        "602",
        "6091",
        "6092",
    ),
    _out(Part.OPERATING_CHARGES, "materials_stock", "Variation de stock de matières et approvisionnements", "603"),
    _out(Part.OPERATING_CHARGES, "external_charges", "Autres achats et charges externes", "60", "61", "62"),
    _out(Part.OPERATING_CHARGES, "taxes_and_duties", "Impôts, taxes et versements assimilés", "63"),
    _out(Part.OPERATING_CHARGES, "wages", "Salaires et traitements", "64"),
    _out(Part.OPERATING_CHARGES, "social_charges", "Charges sociales", "645", "646", "647"),
    _out(Part.OPERATING_CHARGES, "allowances", "Dotations aux amortissements, dépréciations et provisions", "68"),
    _out(Part.OPERATING_CHARGES, "other_charges", "Autres charges", "6"),
    _out(Part.INTERNAL, "internal_charges", "Contribution coopérative versée (186)", "186"),
    _in(Part.INTERNAL, "internal_income", "Contribution coopérative reçue (187)", "187"),
    _in(Part.SHARED, "shared_income", "Quote-part de résultat reçue", "755"),
    _out(Part.SHARED, "shared_charges", "Quote-part de résultat transférée", "655"),
    _in(Part.FINANCIAL_INCOME, "financial_income", "Produits financiers", "76", "786"),
    _out(Part.FINANCIAL_CHARGES, "financial_charges", "Charges financières", "66", "686"),
    _in(Part.EXCEPTIONAL_INCOME, "exceptional_income", "Produits exceptionnels", "77", "787"),
    _out(Part.EXCEPTIONAL_CHARGES, "exceptional_charges", "Charges exceptionnelles", "67", "687"),
    _out(Part.TAXES, "employee_share", "Participation des salariés aux résultats", "691"),
    _out(Part.TAXES, "income_tax", "Impôt sur les bénéfices", "69"),
)
_BY_PREFIX = {prefix: row for row in ROWS for prefix in row.prefixes}


def row_of(account: str) -> ResultRow:
    """The row of an account of the result. ValueError for an account of the balance sheet."""
    for length in range(len(account), 0, -1):
        if account[:length] in _BY_PREFIX:
            return _BY_PREFIX[account[:length]]
    raise ValueError(f"{account} is no account of the result")
