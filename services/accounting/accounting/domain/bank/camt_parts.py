"""The parts that occur again and again in a CAMT file: names in their namespace, amounts, days."""

import re
from datetime import date
from xml.etree.ElementTree import Element

from accounting.domain.bank.account import CURRENCY
from accounting.domain.bank.problem import Problems

_AMOUNT = re.compile(r"([0-9]{1,13})(?:\.([0-9]{1,2})0*)?")
SIDES = {"CRDT": 1, "DBIT": -1}


class Names:
    """Names of one namespace, made once."""

    def __init__(self, namespace: str) -> None:
        self._prefix = f"{{{namespace}}}"
        self._made: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The name as the parser has it."""
        known = self._made.get(name)
        if known is None:
            known = self._made[name] = f"{self._prefix}{name}"
        return known

    def find(self, element: Element, *names: str) -> Element | None:
        """The first element down this path."""
        found: Element | None = element
        for name in names:
            if found is None:
                return None
            found = found.find(self.of(name))
        return found

    def text(self, element: Element, *names: str) -> str:
        """Its text, without spaces around it; empty when there is none."""
        found = self.find(element, *names)
        return (found.text or "").strip() if found is not None else ""


def cents_of(amount: Element, place: str, problems: Problems) -> int | None:
    """The cents of an amount in euros; a problem otherwise."""
    currency, text = amount.get("Ccy", ""), (amount.text or "").strip()
    if currency != CURRENCY:
        problems.add(f"{place}.Amt", f"la devise est {currency or 'absente'}", CURRENCY)
        return None
    match = _AMOUNT.fullmatch(text)
    if match is None:
        problems.add(f"{place}.Amt", f"« {text[:30]} » n'est pas un montant en euros", "un montant tel que 1234.50")
        return None
    units, decimals = match.groups()
    return int(units) * 100 + int((decimals or "").ljust(2, "0"))


def signed_cents(names: Names, element: Element, place: str, problems: Problems) -> int | None:
    """The amount of an entry or a balance, with its sign."""
    amount, side = names.find(element, "Amt"), SIDES.get(names.text(element, "CdtDbtInd"))
    if side is None:
        problems.add(f"{place}.CdtDbtInd", "manque, ou n'est pas un sens", "CRDT ou DBIT")
        return None
    if amount is None:
        problems.add(f"{place}.Amt", "manque", "un montant tel que 1234.50")
        return None
    cents = cents_of(amount, place, problems)
    return None if cents is None else side * cents


def day_of(names: Names, element: Element, name: str, place: str, problems: Problems) -> date | None:
    """A day, said as such or as an instant; None when it is not said at all, a problem when it is none."""
    text = names.text(element, name, "Dt") or names.text(element, name, "DtTm")[:10]
    if not text:
        if names.find(element, name) is not None:
            problems.add(f"{place}.{name}", "est vide", "une date telle que 2026-12-01")
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        problems.add(f"{place}.{name}", f"« {text[:30]} » n'est pas une date", "une date telle que 2026-12-01")
        return None
