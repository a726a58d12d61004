"""Read a CFONB statement: lines of 120 characters, 01 old balance, 04 movement, 05 more of its label, 07 new balance.

Amounts have 14 characters; the last one is a letter that holds the last digit and the sign. Places are numbered from 1, as
the standard does. Banks that cut the spaces off the end of a line are read too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from accounting.domain.bank.account import CURRENCY, BankAccount
from accounting.domain.bank.line import ONE_DAY, Days, Found, StatementBalances, StatementLine, check_balances, tidy
from accounting.domain.bank.problem import Problems

LENGTH = 120
_SHORTEST = {"01": 104, "04": 104, "05": 48, "07": 104}
_SIGNS = {letter: (1, digit) for digit, letter in enumerate("{ABCDEFGHI")}
_SIGNS |= {letter: (-1, digit) for digit, letter in enumerate("}JKLMNOPQR")}
_KINDS = tuple(kind.encode() for kind in _SHORTEST)
_SCALES = {"0": 1, "1": 10, "2": 100, "3": 1000}
WHOLE = "un relevé CFONB entier, lignes de 120 caractères, ASCII, ISO 8859-1 ou Windows-1252"


def read_cfonb(lines: Iterable[bytes], account: BankAccount, days: Days, problems: Problems) -> Iterator[Found]:
    """The movements of every statement, its balances after them."""
    reader = _Reader(account, days, problems)
    for raw in _split(lines):
        yield from reader.take(raw)
    yield from reader.end()


def _split(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their end; a file without any is cut every 120 bytes."""
    for raw in lines:
        line = raw.rstrip(b"\r\n\x1a")
        first = 0
        while len(line) - first > LENGTH and line[first + LENGTH : first + LENGTH + 2] in _KINDS:
            yield line[first : first + LENGTH]
            first += LENGTH
        yield line[first:]


@dataclass
class _Reader:
    account: BankAccount
    days: Days
    problems: Problems
    number: int = 0
    opening: tuple[date | None, int | None] | None = None
    opened_at: int = 0
    closed: tuple[date | None, int | None] | None = None
    moved_cents: int = 0
    waiting: StatementLine | None = None
    labels: list[str] = field(default_factory=list)

    def take(self, raw: bytes) -> Iterator[Found]:
        """The next line."""
        self.number += 1
        if not raw.strip():
            return
        text = self._text(raw)
        kind = text[:2]
        if kind not in _SHORTEST:
            self._wrong(1, f"« {kind} » n'est pas un code d'enregistrement", "01, 04, 05 ou 07")
            return
        if not _SHORTEST[kind] <= len(text) <= LENGTH:
            self._wrong(len(text), f"la ligne a {len(text)} caractères", f"{LENGTH} caractères")
            return
        self._check_account(text, kind)
        if kind == "05":
            self._complement(text)
            return
        yield from self._flush()
        if kind == "01":
            self._open(text)
        elif kind == "04":
            self._movement(text)
        else:
            yield from self._close(text)

    def end(self) -> Iterator[Found]:
        """After the last line."""
        yield from self._flush()
        if self.opening is not None:
            message = f"le relevé ouvert à la ligne {self.opened_at} n'a pas de nouveau solde (07) : fichier coupé"
            self.problems.add("file", message, WHOLE)
        elif self.closed is None and not self.problems.count:
            self.problems.add("file", "ne contient aucun relevé", WHOLE)

    def _text(self, raw: bytes) -> str:
        if not raw.isascii() and len(raw) != LENGTH:
            try:
                raw.decode("utf-8")
            except UnicodeDecodeError:
                pass
            else:
                column = next(place for place, byte in enumerate(raw, 1) if byte > 127)
                self._wrong(column, "la ligne est en UTF-8", "ASCII, ISO 8859-1 ou Windows-1252")
        return raw.decode("cp1252", "replace")

    def _check_account(self, text: str, kind: str) -> None:
        found, wanted = text[2:7] + text[11:16] + text[21:32], self.account.french_number
        if found != wanted:
            accepted = f"{wanted[:5]} {wanted[5:10]} {wanted[10:]}" if wanted else "un compte à IBAN français"
            message = f"le compte est {text[2:7]} {text[11:16]} {text[21:32]}, pas celui de {self.account.iban}"
            self._wrong(3, message, accepted)
        if text[16:19] not in (CURRENCY, "   ") or (kind != "05" and text[16:19] != CURRENCY):
            self._wrong(17, f"la devise est « {text[16:19]} »", CURRENCY)

    def _open(self, text: str) -> None:
        if self.opening is not None:
            self._wrong(1, f"le relevé ouvert à la ligne {self.opened_at} n'a pas de nouveau solde (07)", "07 avant 01")
        self.opening, self.opened_at = (self._day(text, 35), self._amount(text)), self.number
        self.moved_cents = 0
        if self.closed is not None and None not in (self.closed[1], self.opening[1]):
            before = self.closed[1]
            if before != self.opening[1]:
                self._wrong(
                    91, "l'ancien solde n'est pas le nouveau solde du relevé précédent", "des relevés qui se suivent"
                )

    def _movement(self, text: str) -> None:
        if self.opening is None:
            self._wrong(1, "un mouvement sans ancien solde (01) avant lui", "01 avant 04")
            self.opening, self.opened_at = (None, None), self.number
        booked_on, value_on, cents = self._day(text, 35), self._day(text, 43, empty=True), self._amount(text)
        if booked_on is None or cents is None:
            return
        if not self.days.check(booked_on, f"lines.{self.number}.35", self.problems):
            return
        number = tidy(text[81:88])
        reference = number if number.strip("0") else ""
        self.moved_cents += cents
        self.labels = [text[48:79]]
        end_to_end = tidy(text[104:120])
        self.waiting = StatementLine(self.number, booked_on, value_on, cents, "", reference, "", end_to_end)

    def _complement(self, text: str) -> None:
        if self.waiting is None:
            if not self.problems.count:
                self._wrong(1, "un complément (05) sans mouvement (04) avant lui", "04 avant 05")
            return
        self.labels.append(text[48:118])

    def _flush(self) -> Iterator[Found]:
        one, self.waiting = self.waiting, None
        if one is not None and one.amount_cents:
            label = tidy(" ".join(part.strip() for part in self.labels)) or "Mouvement sans libellé"
            yield StatementLine(
                one.place, one.booked_on, one.value_on, one.amount_cents, label, one.reference, "", one.end_to_end
            )

    def _close(self, text: str) -> Iterator[Found]:
        closing = (self._day(text, 35), self._amount(text))
        opening, self.opening = self.opening, None
        if opening is None:
            self._wrong(1, "un nouveau solde sans ancien solde (01) avant lui", "01 avant 07")
            return
        self.closed = closing
        if opening[1] is not None and closing[1] is not None and not self.problems.count:
            check_balances(opening[1], self.moved_cents, closing[1], f"lines.{self.number}.91", self.problems)
        first_on = opening[0] + ONE_DAY if opening[0] is not None else None
        yield StatementBalances("", first_on, opening[1], *closing)

    def _day(self, text: str, column: int, *, empty: bool = False) -> date | None:
        given = text[column - 1 : column + 5]
        if empty and not given.strip(" 0"):
            return None
        try:
            if not given.isascii() or not given.isdecimal():
                raise ValueError
            return date(2000 + int(given[4:]), int(given[2:4]), int(given[:2]))
        except ValueError:
            self._wrong(column, f"« {given} » n'est pas une date", "JJMMAA")
            return None

    def _amount(self, text: str) -> int | None:
        given, decimals = text[90:104], text[19]
        digits, sign = given[:13], _SIGNS.get(given[13])
        if sign is None or not digits.isascii() or not digits.isdecimal():
            accepted = "13 chiffres, puis une lettre parmi {ABCDEFGHI}JKLMNOPQR"
            self._wrong(91, f"« {given} » n'est pas un montant", accepted)
            return None
        if decimals not in _SCALES:
            self._wrong(20, f"« {decimals} » n'est pas un nombre de décimales", "2")
            return None
        number = int(digits) * 10 + sign[1]
        cents, rest = divmod(number * 100, _SCALES[decimals])
        if rest:
            self._wrong(91, f"« {given} » a des fractions de centime", "un montant en centimes")
            return None
        return sign[0] * cents

    def _wrong(self, column: int, message: str, accepted: str) -> None:
        place = f"lines.{self.number}.{max(column, 1)}"
        self.problems.add(place, f"ligne {self.number}, colonne {max(column, 1)} : {message}", accepted)
