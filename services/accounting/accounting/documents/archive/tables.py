"""The tables of an archive: trial balance and chart of accounts, as CSV for spreadsheets and for ``archive-check``."""

from collections.abc import Iterable, Mapping

from accounting.documents.reports.csv_file import amount, text_row
from accounting.domain.accounts import padded
from accounting.domain.balances import Cell

BALANCE_COLUMNS = ("Compte", "Intitulé", "Débit", "Crédit", "Solde débiteur", "Solde créditeur")
TOTAL = "Total"


def account_sums(cells: Iterable[Cell]) -> dict[str, tuple[int, int]]:
    """Debit and credit by account as the FEC has it, in its order; activities together."""
    sums: dict[str, tuple[int, int]] = {}
    for cell in cells:
        debit, credit = sums.get(padded(cell.account), (0, 0))
        sums[padded(cell.account)] = (debit + cell.debit_cents, credit + cell.credit_cents)
    return dict(sorted(sums.items()))


def balance_csv(sums: Mapping[str, tuple[int, int]], labels: Mapping[str, str]) -> bytes:
    """Every account that moved in the year, with the opening balances in its movements, and the total."""
    rows = [text_row(BALANCE_COLUMNS)]
    debits = credits = owed = owing = 0
    for account, (debit, credit) in sums.items():
        balance = debit - credit
        sides = (debit, credit, max(0, balance), max(0, -balance))
        rows.append(text_row((account, labels.get(account, ""))).removesuffix("\r\n") + _amounts(sides))
        debits, credits, owed, owing = debits + debit, credits + credit, owed + sides[2], owing + sides[3]
    rows.append(text_row((TOTAL, "")).removesuffix("\r\n") + _amounts((debits, credits, owed, owing)))
    return "".join(rows).encode()


def chart_csv(labels: Mapping[str, str], added: Iterable[str]) -> bytes:
    """Every account that can be posted on; which of them the legal entity added itself."""
    own = set(added)
    rows = [text_row(("Compte", "Intitulé", "Origine"))]
    rows += [
        text_row((padded(account), label, "ajouté par l'entité" if account in own else "plan comptable général"))
        for account, label in labels.items()
    ]
    return "".join(rows).encode()


def _amounts(cents: Iterable[int]) -> str:
    return "".join(f";{amount(one)}" for one in cents) + "\r\n"
