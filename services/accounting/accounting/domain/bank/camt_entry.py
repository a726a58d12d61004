"""One entry (Ntry) of a CAMT file, as the movement or the movements that it is."""

from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from accounting.domain.bank.account import CURRENCY
from accounting.domain.bank.camt_parts import SIDES, Names, cents_of, day_of, signed_cents
from accounting.domain.bank.line import Days, StatementLine, tidy
from accounting.domain.bank.problem import Problems

BOOKED = "BOOK"
_NO_REFERENCE = frozenset(("", "NONREF", "NOTPROVIDED", "NOT PROVIDED", "NONE"))


@dataclass
class EntryReader:
    """Reads them one after the other; an entry is named by its number in the file, from 1."""

    names: Names
    days: Days
    problems: Problems
    count: int = 0

    def read(self, entry: Element) -> list[StatementLine]:
        """Its movements: none for an entry that is not booked, is of nothing, or is wrong."""
        self.count += 1
        place, names = f"entries.{self.count}", self.names
        if (names.text(entry, "Sts", "Cd") or names.text(entry, "Sts")) != BOOKED:
            return []
        cents = signed_cents(names, entry, place, self.problems)
        said = day_of(names, entry, "BookgDt", place, self.problems)
        value_on = day_of(names, entry, "ValDt", place, self.problems)
        booked_on = said or value_on
        if booked_on is None:
            if names.find(entry, "BookgDt") is None and names.find(entry, "ValDt") is None:
                self.problems.add(f"{place}.BookgDt", "manque", "une date telle que 2026-12-01")
            return []
        sound = self.days.check(booked_on, f"{place}.BookgDt", self.problems)
        if not sound or not cents:
            return []
        return self._movements(entry, cents, booked_on, value_on)

    def _movements(self, entry: Element, cents: int, booked_on: date, value_on: date | None) -> list[StatementLine]:
        details = [
            one for group in entry.findall(self.names.of("NtryDtls")) for one in group.findall(self.names.of("TxDtls"))
        ]
        own = self._reference(entry, "AcctSvcrRef") or self._reference(entry, "NtryRef")
        amounts = self._amounts(details, cents) if len(details) > 1 else None
        if amounts is None:
            one = details[0] if len(details) == 1 else None
            reference = own or (self._reference(one, "Refs", "AcctSvcrRef") if one is not None else "")
            return [self._line(entry, one, cents, booked_on, value_on, reference)]
        found = []
        for number, (detail, part) in enumerate(zip(details, amounts, strict=True), 1):
            reference = self._reference(detail, "Refs", "AcctSvcrRef") or (f"{own}/{number}" if own else "")
            found.append(self._line(entry, detail, part, booked_on, value_on, reference))
        return found

    def _amounts(self, details: list[Element], cents: int) -> list[int] | None:
        """The amounts of a batch's details, when all have one in euros and they are the entry's together."""
        found = []
        for one in details:
            amount = self.names.find(one, "Amt")
            if amount is None:
                amount = self.names.find(one, "AmtDtls", "TxAmt", "Amt")
            if amount is None or amount.get("Ccy") != CURRENCY:
                return None
            part = cents_of(amount, f"entries.{self.count}", self.problems)
            side = SIDES.get(self.names.text(one, "CdtDbtInd"), 1 if cents > 0 else -1)
            if not part:
                return None
            found.append(side * part)
        return found if sum(found) == cents else None

    def _line(
        self,
        entry: Element,
        detail: Element | None,
        cents: int,
        booked_on: date,
        value_on: date | None,
        reference: str,
    ) -> StatementLine:
        counterparty = self._counterparty(detail, cents) if detail is not None else ""
        end_to_end = self._reference(detail, "Refs", "EndToEndId") if detail is not None else ""
        label = self._label(entry, detail) or counterparty or end_to_end or "Mouvement sans libellé"
        return StatementLine(self.count, booked_on, value_on, cents, label, reference, counterparty, end_to_end)

    def _label(self, entry: Element, detail: Element | None) -> str:
        names = self.names
        if detail is not None:
            remittance = names.find(detail, "RmtInf")
            if remittance is not None:
                texts = [one.text or "" for one in remittance.findall(names.of("Ustrd"))]
                texts.append(names.text(remittance, "Strd", "CdtrRefInf", "Ref"))
                found = tidy(" ".join(texts))
                if found:
                    return found
            found = tidy(names.text(detail, "AddtlTxInf"))
            if found:
                return found
        return tidy(names.text(entry, "AddtlNtryInf"))

    def _counterparty(self, detail: Element, cents: int) -> str:
        """Who paid when money came in, who was paid when it left; the name stands one level deeper since version .08."""
        party = self.names.find(detail, "RltdPties", "Dbtr" if cents > 0 else "Cdtr")
        if party is None:
            return ""
        return tidy(self.names.text(party, "Nm") or self.names.text(party, "Pty", "Nm"))

    def _reference(self, element: Element, *path: str) -> str:
        found = tidy(self.names.text(element, *path))
        return "" if found.upper() in _NO_REFERENCE else found
