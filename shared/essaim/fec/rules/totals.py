"""Debit equals credit: of the file, of each journal, of each month (E02, E03, E04)."""

from collections import defaultdict
from collections.abc import Iterable

from essaim.fec.findings import Findings
from essaim.fec.rules.catalogue import RULES
from essaim.fec.values import format_amount

_ACCEPTED = "total des débits égal au total des crédits"


class JournalState:
    """What is known of one journal while the file is read."""

    __slots__ = ("code", "credit", "debit", "entries", "label", "lines", "open", "opening")

    def __init__(self, code: str, label: str, opening: bool) -> None:
        self.code, self.label, self.opening = code, label, opening
        self.lines = self.entries = self.debit = self.credit = 0
        # By entry number: see ``ledger`` for what the integers are.
        self.open: dict[str, list[int]] = {}


def check_totals(journals: Iterable[JournalState], months: defaultdict[int, int], findings: Findings) -> None:
    """Judge the sums; not to be called when amounts could not be read."""
    known = list(journals)
    debit, credit = sum(one.debit for one in known), sum(one.credit for one in known)
    if debit != credit:
        findings.add(RULES["E02"], None, "", _sides(debit, credit), _off(debit - credit), _ACCEPTED)
    for one in known:
        if one.debit != one.credit:
            message = f"journal {one.code} : {_off(one.debit - one.credit)}"
            findings.add(RULES["E03"], None, "JournalCode", one.code, message, _ACCEPTED)
    for month, balance in sorted(months.items()):
        if balance:
            message = f"mois {month % 100:02d}/{month // 100} : {_off(balance)}"
            findings.add(RULES["E04"], None, "EcritureDate", str(month), message, _ACCEPTED)


def _off(balance: int) -> str:
    return f"écart de {format_amount(balance)} entre débits et crédits"


def _sides(debit: int, credit: int) -> str:
    return f"{format_amount(debit)} / {format_amount(credit)}"
