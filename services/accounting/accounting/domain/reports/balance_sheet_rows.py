"""The rows of the balance sheet (bilan, PCG 2026) and where each account stands in it.

Some accounts stand on one side whatever their balance is: a capital is a liability. Others (third parties, banks, the
liaison account) stand where their balance is: a debt to us is an asset, a debt of ours a liability (no netting, ACC-09).
A longer prefix wins, and every account of classes 1 to 5 falls into some row.
"""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """The two sides."""

    ASSETS = "ASSETS"
    LIABILITIES = "LIABILITIES"


@dataclass(frozen=True)
class SheetRow:
    """One row: where it stands, under which heading, and what it is called in an entity and in an activity."""

    id: str
    side: Side
    heading: str
    label: str
    activity_label: str = ""


def _rows(side: Side, heading: str, *rows: tuple[str, ...]) -> tuple[SheetRow, ...]:
    return tuple(SheetRow(row[0], side, heading, row[1], row[2] if len(row) > 2 else "") for row in rows)


FIXED, CURRENT, ACCRUALS = "Actif immobilisé", "Actif circulant", "Comptes de régularisation"
EQUITY, OTHER_EQUITY, PROVISIONS, DEBTS = "Capitaux propres", "Autres fonds propres", "Provisions", "Dettes"
LIAISON = "Liaison avec la coopérative"
_ENTRUSTED = "Trésorerie confiée à la coopérative"

ROWS = (
    *_rows(
        Side.ASSETS, "Capital souscrit non appelé", ("uncalled_capital", "Actionnaires, capital souscrit non appelé")
    ),
    *_rows(
        Side.ASSETS,
        FIXED,
        ("intangible", "Immobilisations incorporelles"),
        ("tangible", "Immobilisations corporelles"),
        ("financial_assets", "Immobilisations financières"),
    ),
    *_rows(
        Side.ASSETS,
        CURRENT,
        ("stocks", "Stocks et en-cours"),
        ("advances_paid", "Avances et acomptes versés sur commandes"),
        ("customers", "Clients et comptes rattachés"),
        ("other_receivables", "Autres créances"),
        ("securities", "Valeurs mobilières de placement"),
        ("cash", "Disponibilités", _ENTRUSTED),
    ),
    *_rows(Side.ASSETS, ACCRUALS, ("prepaid", "Charges constatées d’avance")),
    *_rows(
        Side.ASSETS,
        LIAISON,
        ("liaison_debit", "Comptes de liaison (181)", "Compte de liaison : dû par la coopérative (181)"),
    ),
    *_rows(
        Side.ASSETS,
        LIAISON,
        ("held_elsewhere", "Écart", "Compte de liaison : tenu par la coopérative sans code analytique"),
    ),
    *_rows(
        Side.LIABILITIES,
        EQUITY,
        ("capital", "Capital"),
        ("premiums", "Primes et écarts"),
        ("reserves", "Réserves"),
        ("carried_forward", "Report à nouveau"),
        ("pending_result", "Résultat de l’exercice précédent en attente d’affectation (12)"),
        ("earlier_result", "Résultats antérieurs, exercices non encore clos"),
        ("result", "Résultat de l’exercice"),
        ("investment_grants", "Subventions d’investissement"),
        ("regulated", "Provisions réglementées"),
    ),
    *_rows(Side.LIABILITIES, OTHER_EQUITY, ("conditional_advances", "Avances conditionnées")),
    *_rows(Side.LIABILITIES, PROVISIONS, ("provisions", "Provisions pour risques et charges")),
    *_rows(
        Side.LIABILITIES,
        DEBTS,
        ("loans", "Emprunts et dettes financières diverses"),
        ("bank_credit", "Concours bancaires courants", "Découvert auprès de la coopérative"),
        ("advances_received", "Avances et acomptes reçus sur commandes"),
        ("suppliers", "Fournisseurs et comptes rattachés"),
        ("social_and_tax", "Dettes fiscales et sociales"),
        ("asset_suppliers", "Dettes sur immobilisations et comptes rattachés"),
        ("other_debts", "Autres dettes"),
    ),
    *_rows(Side.LIABILITIES, ACCRUALS, ("deferred", "Produits constatés d’avance")),
    *_rows(
        Side.LIABILITIES,
        LIAISON,
        ("liaison_credit", "Comptes de liaison (181)", "Compte de liaison : dû à la coopérative (181)"),
    ),
    *_rows(
        Side.LIABILITIES,
        LIAISON,
        ("paid_elsewhere", "Écart", "Compte de liaison : avancé par la coopérative sans code analytique"),
    ),
)
BY_ID = {row.id: row for row in ROWS}

_FIXED_PLACES = {
    "uncalled_capital": ("109",),
    "intangible": ("20",),
    "tangible": ("2", "21", "22", "23"),
    "financial_assets": ("26", "27"),
    "stocks": ("3",),
    "advances_paid": ("4091",),
    "securities": ("50",),
    "prepaid": ("486",),
    "capital": ("1", "101", "102", "108"),
    "premiums": ("104", "105", "107"),
    "reserves": ("106",),
    "carried_forward": ("11",),
    "pending_result": ("12",),
    "investment_grants": ("13",),
    "regulated": ("14",),
    "conditional_advances": ("167",),
    "provisions": ("15",),
    "loans": ("16", "17"),
    "advances_received": ("4191",),
    "deferred": ("487",),
}
_BY_BALANCE = {
    "4": ("other_receivables", "other_debts"),
    "40": ("other_receivables", "suppliers"),
    "404": ("other_receivables", "asset_suppliers"),
    "405": ("other_receivables", "asset_suppliers"),
    "41": ("customers", "other_debts"),
    "4196": ("other_receivables", "other_debts"),
    "4197": ("other_receivables", "other_debts"),
    "4198": ("other_receivables", "other_debts"),
    "42": ("other_receivables", "social_and_tax"),
    "43": ("other_receivables", "social_and_tax"),
    "44": ("other_receivables", "social_and_tax"),
    "5": ("cash", "bank_credit"),
    "18": ("liaison_debit", "liaison_credit"),
}
_REDUCTIONS = {
    "280": "intangible",
    "28": "tangible",
    "290": "intangible",
    "29": "tangible",
    "296": "financial_assets",
    "297": "financial_assets",
    "39": "stocks",
    "49": "other_receivables",
    "491": "customers",
    "59": "securities",
}


@dataclass(frozen=True)
class Place:
    """The row of an account, and whether it lowers the value of that row (depreciation)."""

    row: SheetRow
    reduction: bool = False


_PLACES: dict[str, tuple[str, str, bool]] = {
    **{prefix: (id_, id_, False) for id_, prefixes in _FIXED_PLACES.items() for prefix in prefixes},
    **{prefix: (*sides, False) for prefix, sides in _BY_BALANCE.items()},
    **{prefix: (id_, id_, True) for prefix, id_ in _REDUCTIONS.items()},
}


def place_of(account: str, balance_cents: int) -> Place:
    """Where an account with this balance (debit minus credit) stands. ValueError for an account of the result."""
    for length in range(len(account), 0, -1):
        if account[:length] in _PLACES:
            debit, credit, reduction = _PLACES[account[:length]]
            return Place(BY_ID[debit if balance_cents > 0 else credit], reduction)
    raise ValueError(f"{account} is no account of the balance sheet")
