"""Examples of the follow-up for the OpenAPI page: an activity that has sold once, 480.00 with VAT, and waits for its money."""

from typing import Any

Example = dict[str, Any]

_LINES: list[Example] = [
    {"number": 1, "key": "cash", "label": "Banque et caisse", "accounts": "5", "amount": "0.00"},
    {"number": 2, "key": "taxes", "label": "TVA, impôts, cotisations", "accounts": "42 à 44", "amount": "-80.00"},
    {"number": 3, "key": "suppliers", "label": "Fournisseurs", "accounts": "40", "amount": "0.00"},
    {
        "number": 4,
        "key": "reference_cash",
        "label": "Trésorerie de référence",
        "accounts": "1 + 2 + 3",
        "amount": "-80.00",
    },
    {"number": 5, "key": "salaries", "label": "Salaires", "accounts": "421", "amount": "0.00"},
    {"number": 6, "key": "customers", "label": "Clients", "accounts": "41", "amount": "480.00"},
    {"number": 7, "key": "expenses", "label": "Notes de frais", "accounts": "425", "amount": "0.00"},
    {"number": 8, "key": "future_cash", "label": "Trésorerie future", "accounts": "4 + 5 + 6 + 7", "amount": "400.00"},
    {
        "number": 9,
        "key": "others",
        "label": "Autres comptes de bilan",
        "accounts": "1, 2, 3, 45 à 49",
        "amount": "0.00",
    },
    {"number": 10, "key": "result", "label": "Résultat", "accounts": "8 + 9", "amount": "400.00"},
]
_CURVE: list[Example] = [{"on": "2026-09-01", "amount": "0.00"}, {"on": "2026-09-30", "amount": "0.00"}]
_OWED: Example = {
    "balance": "480.00",
    "open": "480.00",
    "overdue": "480.00",
    "unallocated": "0.00",
    "by_age": {"not_due": "0.00", "1_to_30": "480.00", "31_to_60": "0.00", "61_to_90": "0.00", "over_90": "0.00"},
    "items": [
        {
            "third_party": "C00001",
            "name": "Librairie Exemple",
            "voucher_ref": "P-1",
            "document": "invoice:i1",
            "posted_on": "2026-09-14",
            "due_on": "2026-09-20",
            "late_days": 10,
            "age": "1_to_30",
            "amount": "480.00",
            "open": "480.00",
        }
    ],
}
_OWING: Example = {
    "balance": "0.00",
    "open": "0.00",
    "overdue": "0.00",
    "unallocated": "0.00",
    "by_age": {"not_due": "0.00", "1_to_30": "0.00", "31_to_60": "0.00", "61_to_90": "0.00", "over_90": "0.00"},
    "items": [],
}
_COMPARED: list[Example] = [
    {
        "label": "Turnover",
        "target": "turnover",
        "is_cost": False,
        "year_forecast": "300.00",
        "months": {"2026-09": {"forecast": "300.00", "actual": "400.00", "difference": "100.00", "percent": "33.3"}},
        "cumulated": {"2026-09": {"forecast": "300.00", "actual": "400.00", "difference": "100.00", "percent": "33.3"}},
    }
]
MANAGEMENT: Example = {
    "name": "Atelier Maille",
    "code": "A001",
    "siren": "732829320",
    "on": "2026-09-30",
    "year": 2027,
    "figures": [
        {
            "key": "cash",
            "label": "En banque et en caisse",
            "amount": "0.00",
            "change": None,
            "sentence": "Il n’y a pas d’argent en banque ni en caisse.",
        },
        {
            "key": "turnover",
            "label": "Ventes du mois",
            "amount": "400.00",
            "change": None,
            "sentence": "Nous avons facturé 400,00\xa0€ hors taxes en septembre.",
        },
        {
            "key": "margin",
            "label": "Marge du mois",
            "amount": "400.00",
            "change": None,
            "sentence": "Une fois les achats déduits, il reste 400,00\xa0€ des ventes de septembre.",
        },
        {
            "key": "receivables",
            "label": "À recevoir des clients",
            "amount": "480.00",
            "change": None,
            "sentence": "Les factures non payées s’élèvent à 480,00\xa0€, dont 480,00\xa0€ en retard (1 facture à "
            "relancer).",
        },
    ],
    "treasury": _LINES,
    "curve": _CURVE,
    "months": [
        {
            "month": "2026-09",
            "turnover": "400.00",
            "purchases": "0.00",
            "margin": "400.00",
            "cumulated_margin": "400.00",
            "other_income": "0.00",
            "other_charges": "0.00",
            "contribution": "0.00",
            "left": "400.00",
            "given": "0.00",
            "cashed": "0.00",
            "cash": "0.00",
        }
    ],
    "pipeline": {"signed": "0.00", "potential": "0.00", "lost": "0.00"},
    "receivables": _OWED,
    "payables": _OWING,
    "forecast": _COMPARED,
    "break_even": None,
    "customers": [{"key": "C00001", "label": "Librairie Exemple", "amount": "400.00"}],
    "purchases": [],
    "members": [],
    "activities": [],
}
COMPARISON: Example = {
    "activity_code": "A001",
    "year": 2027,
    "on": "2026-09-30",
    "lines": _COMPARED,
}
TREASURY: Example = {
    "on": "2026-09-30",
    "lines": _LINES,
    "curve": _CURVE,
}
OPEN_ACCOUNTS: Example = {
    "on": "2026-09-30",
    "receivables": _OWED,
    "payables": _OWING,
}
