"""The values of a line, one by one (FEC-04, FEC-05, FEC-11, T03…T06, T08, T12).

A line of a sound file is recognised as such by a handful of look-ups, since its journal, account and dates were met
before; only what is new or strange is looked at with care. That is what makes a gigabyte bearable.
"""

from essaim.fec.errors import FecValueError
from essaim.fec.findings import Findings
from essaim.fec.layout import Layout
from essaim.fec.rules.catalogue import RULES
from essaim.fec.rules.ledger import RESULT, YEAR_RESULT, Ledger
from essaim.fec.rules.totals import JournalState
from essaim.fec.values import FIRST_YEAR, LAST_YEAR, parse_amount, parse_day, parse_foreign_amount

_BLANK = "une zone vide"
# Beyond it labels are not compared any more: it is then no chart of accounts, and memory is to stay bounded.
_MOST_ACCOUNTS = 200_000


class Account:
    """The first label of an account, and what kind it is."""

    __slots__ = ("kind", "label")

    def __init__(self, number: str, label: str) -> None:
        self.label = label
        self.kind = YEAR_RESULT if number.startswith("12") else RESULT if number[:1] in ("6", "7") else 0


class FieldRules:
    """Judges lines of the layout and hands sound movements to the ledger."""

    def __init__(self, layout: Layout, findings: Findings, ledger: Ledger) -> None:
        self._names, self._findings, self._ledger = layout.names, findings, ledger
        self._required = tuple(
            at
            for at, name in enumerate(layout.names)
            if name in layout.variant.required and layout.positions[at] is not None
        )
        self._unchecked = {at for at, there in enumerate(layout.positions) if there is None}
        self._settled = len(layout.names) > 18 and 18 not in self._unchecked
        self._journals = ledger.journals
        self._accounts: dict[str, Account] = {}
        self._days: dict[str, int] = {}

    def line(self, line: int, fields: list[str]) -> None:
        """One line, its fields in the order of the columns and Montant and Sens already turned into two amounts."""
        (
            code, journal_label, number, date_text, account_number, account_label, auxiliary, auxiliary_label, voucher,
            voucher_text, label, debit_text, credit_text, lettering, lettered_text, valid_text, foreign, currency,
        ) = fields[:18]  # fmt: skip
        journal, account = self._journals.get(code), self._accounts.get(account_number)
        date, valid = self._days.get(date_text), self._days.get(valid_text)
        if (
            journal is None or journal.label != journal_label or account is None or account.label != account_label
            or not date or not valid or voucher_text not in self._days or not (code and number and voucher and label)
        ):  # fmt: skip
            self._carefully(line, fields)
            return
        if auxiliary or auxiliary_label or lettering or lettered_text or foreign or currency or self._settled:
            self._optional(line, fields)
        debit, credit = _plain_cents(debit_text), _plain_cents(credit_text)
        if debit < 0 or credit < 0:
            amounts = self._amounts(line, fields)
            if amounts is None:
                self._ledger.unreadable(line, code, number)
                return
            debit, credit = amounts
        if (debit == 0) == (credit == 0):
            self._not_one_side(line, debit_text, credit_text)
        self._ledger.add(line, journal, number, date, account_number, account.kind, debit, credit, valid)

    def _carefully(self, line: int, fields: list[str]) -> None:
        for at in self._required:
            if not fields[at]:
                self._add("T03", line, at, fields, "aucune valeur", "une valeur sur chaque ligne")
        journal = self._journal(line, fields)
        account = self._account(line, fields)
        date, _, valid = (self._day(line, at, fields) for at in (3, 9, 15))
        self._optional(line, fields)
        amounts = self._amounts(line, fields)
        if amounts is None or not date or not fields[2]:
            self._ledger.unreadable(line, fields[0], fields[2])
            return
        if (amounts[0] == 0) == (amounts[1] == 0):
            self._not_one_side(line, fields[11], fields[12])
        self._ledger.add(line, journal, fields[2], date, fields[4], account.kind, *amounts, valid)

    def _journal(self, line: int, fields: list[str]) -> JournalState:
        journal = self._ledger.journal(fields[0], fields[1])
        if journal.label != fields[1] and fields[1]:
            self._add("T08", line, 1, fields, f"autre libellé pour le journal {fields[0]}", journal.label)
        return journal

    def _account(self, line: int, fields: list[str]) -> Account:
        number, label = fields[4], fields[5]
        account = self._accounts.get(number)
        if account is None:
            account = Account(number, label)
            if number[:3].isdecimal() and number[:3].isascii() and len(number) > 2:
                if len(self._accounts) < _MOST_ACCOUNTS:
                    self._accounts[number] = account
            elif number:
                self._add("T04", line, 4, fields, "les trois premiers caractères ne sont pas des chiffres", "411000")
        account.label = account.label or label
        if account.label != label and label:
            self._add("T08", line, 5, fields, f"autre libellé pour le compte {number}", account.label)
        return account

    def _day(self, line: int, at: int, fields: list[str]) -> int:
        text = fields[at]
        day = self._days.get(text)
        if day is not None or not text:
            return day or 0
        try:
            year = parse_day(text).year
        except FecValueError as error:
            self._add("FEC-05", line, at, fields, error.message, error.accepted)
            return 0
        if FIRST_YEAR <= year <= LAST_YEAR:
            self._days[text] = int(text)
        else:
            self._add("T06", line, at, fields, "année hors de la période", "de 1900 à 2099")
        return int(text)

    def _amounts(self, line: int, fields: list[str]) -> tuple[int, int] | None:
        both = [self._amount(line, 11, fields), self._amount(line, 12, fields)]
        return None if None in both else (both[0] or 0, both[1] or 0)

    def _amount(self, line: int, at: int, fields: list[str]) -> int | None:
        if not fields[at]:
            self._add("FEC-11", line, at, fields, "montant vide, lu comme zéro", "0,00")
            return 0
        try:
            return parse_amount(fields[at])
        except FecValueError as error:
            self._add("FEC-04", line, at, fields, error.message, error.accepted)
            return None

    def _not_one_side(self, line: int, debit: str, credit: str) -> None:
        message = "débit et crédit tous deux nuls, ou tous deux remplis"
        self._findings.add(RULES["T05"], line, self._names[11], f"{debit} / {credit}", message, "un seul des deux")

    def _optional(self, line: int, fields: list[str]) -> None:
        self._pair(line, 6, 7, fields)
        if fields[13] or fields[14]:
            self._pair(line, 13, 14, fields)
            self._optional_day(line, 14, fields)
        if fields[16] or fields[17]:
            self._foreign(line, fields)
        if self._settled:
            self._optional_day(line, 18, fields)

    def _pair(self, line: int, at: int, second: int, fields: list[str]) -> None:
        if _is_zero(fields[at]):
            self._add("FEC-11", line, at, fields, "zéro dans une zone inutilisée", _BLANK)
        elif bool(fields[at]) != bool(fields[second]) and not self._unchecked & {at, second}:
            lacking = second if fields[at] else at
            message = f"vide alors que {self._names[at + second - lacking]} est rempli"
            self._add("FEC-11", line, lacking, fields, message, "les deux ou aucun")

    def _optional_day(self, line: int, at: int, fields: list[str]) -> None:
        if _is_zero(fields[at]):
            self._add("FEC-11", line, at, fields, "zéro au lieu d'une date inutilisée", _BLANK)
        else:
            self._day(line, at, fields)

    def _foreign(self, line: int, fields: list[str]) -> None:
        amount, currency = fields[16], fields[17]
        if currency and not (len(currency) == 3 and currency.isalpha() and currency.isascii() and currency.isupper()):
            self._add("T12", line, 17, fields, "ce n'est pas un code de devise", "trois lettres majuscules (USD)")
        if not amount:
            return
        try:
            parse_foreign_amount(amount)
        except FecValueError as error:
            self._add("FEC-04", line, 16, fields, error.message, error.accepted)
            return
        if not currency and 17 not in self._unchecked:
            rule = "FEC-11" if _is_zero(amount) else "T12"
            self._add(rule, line, 16, fields, "montant en devise sans devise", _BLANK)

    def _add(self, rule: str, line: int, at: int, fields: list[str], message: str, accepted: str) -> None:
        self._findings.add(RULES[rule], line, self._names[at], fields[at], message, accepted)


def _plain_cents(text: str) -> int:
    """Cents of ``1234,50``; -1 for what has to be looked at with care."""
    if text == "0,00":
        return 0
    if text[-3:-2] == ",":
        digits = text[:-3] + text[-2:]
        if digits.isdecimal() and digits.isascii():
            return int(digits)
    return -1


def _is_zero(text: str) -> bool:
    return bool(text) and not text.strip("0,./-")
