"""Examples of statements: one sale of 1 000,00 with 20 % VAT, its contribution of 10 %, and a payment of 1 200,00."""

from typing import Any

_HEAD = {
    "siren": "732829320",
    "analytic_code": None,
    "from_on": "2026-09-01",
    "to_on": "2027-08-31",
    "fiscal_year": 2027,
}
_NONE = {"debit": "0.00", "credit": "0.00"}


def _sides(debit: str = "0.00", credit: str = "0.00") -> dict[str, str]:
    return {"debit": debit, "credit": credit}


TRIAL_BALANCE: dict[str, Any] = {
    **_HEAD,
    "lines": [
        {
            "account": "411000",
            "label": "Clients",
            "opening": _NONE,
            "debit": "1200.00",
            "credit": "1200.00",
            "closing": _NONE,
            "balance": "0.00",
            "computed": False,
        },
        {
            "account": "512000",
            "label": "Banques",
            "opening": _NONE,
            "debit": "1200.00",
            "credit": "0.00",
            "closing": _sides(debit="1200.00"),
            "balance": "1200.00",
            "computed": False,
        },
    ],
    "classes": [
        {
            "number": "4",
            "label": "Tiers",
            "opening": _NONE,
            "moved": _sides("1200.00", "1400.00"),
            "closing": _sides("0.00", "200.00"),
        }
    ],
    "total": {
        "number": "",
        "label": "Total général",
        "opening": _NONE,
        "moved": _sides("2600.00", "2600.00"),
        "closing": _sides("1400.00", "1400.00"),
    },
    "debit": "2600.00",
    "credit": "2600.00",
    "difference": "0.00",
}
PROFIT_AND_LOSS: dict[str, Any] = {
    **_HEAD,
    "analytic_code": "A001",
    "parts": [
        {
            "id": "OPERATING_INCOME",
            "label": "Produits d’exploitation",
            "total": "1000.00",
            "lines": [
                {
                    "id": "products_sold",
                    "label": "Production vendue : biens",
                    "income": True,
                    "amount": "1000.00",
                    "accounts": [{"account": "701000", "label": "Ventes de produits finis", "amount": "1000.00"}],
                }
            ],
        },
        {
            "id": "INTERNAL",
            "label": "Contribution coopérative et autres échanges internes",
            "total": "-100.00",
            "lines": [
                {
                    "id": "internal_charges",
                    "label": "Contribution coopérative versée (186)",
                    "income": False,
                    "amount": "100.00",
                    "accounts": [
                        {
                            "account": "186000",
                            "label": "Biens et prestations de services échangés entre établissements - charges",
                            "amount": "100.00",
                        }
                    ],
                }
            ],
        },
    ],
    "operating_result": "900.00",
    "financial_result": "0.00",
    "result_before_tax": "900.00",
    "exceptional_result": "0.00",
    "result": "900.00",
    "intermediate_balances": [
        {"id": "turnover", "label": "Chiffre d’affaires", "amount": "1000.00", "formula": "comptes 70"}
    ],
}


def _row(id_: str, heading: str, label: str, amount: str, accounts: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "id": id_,
        "heading": heading,
        "label": label,
        "gross": amount,
        "depreciation": "0.00",
        "net": amount,
        "accounts": accounts,
    }


BALANCE_SHEET: dict[str, Any] = {
    "siren": "732829320",
    "analytic_code": "A001",
    "on": "2026-12-31",
    "fiscal_year": 2027,
    "assets": [
        _row(
            "cash",
            "Actif circulant",
            "Trésorerie confiée à la coopérative",
            "1200.00",
            [{"account": "512000", "label": "Banques", "amount": "1200.00"}],
        )
    ],
    "liabilities": [
        _row("result", "Capitaux propres", "Résultat de l’exercice", "900.00", []),
        _row(
            "social_and_tax",
            "Dettes",
            "Dettes fiscales et sociales",
            "200.00",
            [{"account": "445710", "label": "TVA collectée", "amount": "200.00"}],
        ),
        _row(
            "liaison_credit",
            "Liaison avec la coopérative",
            "Compte de liaison : dû à la coopérative (181)",
            "100.00",
            [{"account": "181000", "label": "Comptes de liaison des établissements", "amount": "100.00"}],
        ),
    ],
    "total_assets": "1200.00",
    "total_liabilities": "1200.00",
    "result": "900.00",
    "earlier_result": "0.00",
    "liaison": "0.00",
}
CENTRALISATION: dict[str, Any] = {
    **_HEAD,
    "journals": [
        {
            "month": "2026-12",
            "journal": "BQ",
            "label": "Banque",
            "entry_count": 1,
            "debit": "1200.00",
            "credit": "1200.00",
            "accounts": [
                {"account": "411000", "label": "Clients", "debit": "0.00", "credit": "1200.00"},
                {"account": "512000", "label": "Banques", "debit": "1200.00", "credit": "0.00"},
            ],
        }
    ],
}
LEDGER_LINE: dict[str, Any] = {
    "posted_on": "2026-12-01",
    "journal": "VE",
    "number": "VE-000001",
    "entry_id": "732829320:0000000001",
    "voucher_ref": "2026-000001",
    "voucher_on": "2026-12-01",
    "label": "Facture 2026-000001 Librairie Exemple",
    "account": "411000",
    "account_label": "Clients",
    "third_party": "C00001",
    "third_party_label": "Librairie Exemple",
    "analytic_code": "A001",
    "letters": None,
    "debit": "1200.00",
    "credit": "0.00",
}
LEDGER: dict[str, Any] = {**_HEAD, "opening": "0.00", "items": [{**LEDGER_LINE, "balance": "1200.00"}], "next": None}
JOURNAL: dict[str, Any] = {**_HEAD, "items": [LEDGER_LINE], "next": None}


def _box(number: str, label: str, tax: int | None, base: int | None = None) -> dict[str, Any]:
    return {
        "number": number,
        "label": label,
        "base_euros": base,
        "tax_euros": tax,
        "base": None if base is None else f"{base}.00",
        "tax": None if tax is None else f"{tax}.00",
    }


VAT_RETURN: dict[str, Any] = {
    **_HEAD,
    "from_on": "2026-12-01",
    "to_on": "2026-12-31",
    "form": "3310-CA3-SD",
    "basis": "Les montants suivent le grand livre…",
    "boxes": [
        _box("A1", "Ventes, prestations de services", None, 1000),
        _box("08", "Taux normal 20 %", 200, 1000),
        _box("16", "Total de la TVA brute due", 200),
        _box("20", "Autres biens et services", 60),
        _box("23", "Total de la TVA déductible", 60),
        _box("28", "TVA nette due", 140),
        _box("32", "Total à payer", 140),
    ],
    "gross": "200.00",
    "deductible": "60.00",
    "net": "140.00",
    "due_euros": 140,
    "credit_euros": 0,
    "is_complete": True,
    "accounts": [
        {"account": "445710", "moved": "200.00", "declared": "200.00", "settled": "0.00", "difference": "0.00"},
        {"account": "445660", "moved": "-60.00", "declared": "-60.00", "settled": "0.00", "difference": "0.00"},
    ],
    "rates": [{"rate": "20", "base": "1000.00", "expected": "200.00", "booked": "200.00", "difference": "0.00"}],
    "services_base": "0.00",
    "services_tax": "0.00",
    "other_accounts": [],
    "proposed_entry": {
        "posted_on": "2026-12-31",
        "journal": "OD",
        "voucher_ref": "CA3 2026-12",
        "label": "TVA de la période 2026-12",
        "why": "La TVA encaissée pour l’État…",
        "lines": [
            {
                "account": "445710",
                "label": "TVA collectée",
                "analytic_code": "A001",
                "debit": "200.00",
                "credit": "0.00",
            },
            {
                "account": "445660",
                "label": "TVA sur autres biens et services",
                "analytic_code": "A001",
                "debit": "0.00",
                "credit": "60.00",
            },
            {
                "account": "181000",
                "label": "Comptes de liaison des établissements",
                "analytic_code": "A001",
                "debit": "0.00",
                "credit": "140.00",
            },
            {
                "account": "181000",
                "label": "Comptes de liaison des établissements",
                "analytic_code": "CAE",
                "debit": "140.00",
                "credit": "0.00",
            },
            {
                "account": "445510",
                "label": "TVA à décaisser",
                "analytic_code": "CAE",
                "debit": "0.00",
                "credit": "140.00",
            },
        ],
    },
}
