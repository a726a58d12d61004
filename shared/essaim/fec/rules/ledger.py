"""What the lines make together: entries, which balance and have two lines at least (E01, E05, E07, E08, E11, E16).

The lines of an entry may stand anywhere in the file, so an entry stays open: five integers. An entry that balances with
two lines or more and was not met for a while is put away; should it come again, only its balance from there on counts,
which is exact, since what was put away is zero. So memory follows the entries that do not balance yet, and half a
million of those at once (a file in the order of accounts) is the limit, some 100 MB, beyond which the balance per entry
is not judged any more. Nor does a file have thousands of journals: it is left, as one whose columns are mixed up.
"""

from collections import defaultdict

from essaim.fec.errors import FecFormatError
from essaim.fec.findings import Findings, Severity
from essaim.fec.rules.catalogue import RULES
from essaim.fec.rules.numbering import Numbering
from essaim.fec.rules.order import Order, is_opening
from essaim.fec.rules.totals import JournalState, check_totals
from essaim.fec.values import format_amount

# What kinds of accounts an entry touches, and what is known of the entry itself.
RESULT, YEAR_RESULT, UNSURE, AGAIN = 1, 2, 4, 8
_CLOSING = RESULT | YEAR_RESULT
# The integers of an open entry.
_BALANCE, _LINES, _KINDS, _DATE, _FIRST, _LAST = range(6)
_RECENT_LINES = 20_000
_FEWEST_OPEN = 16_384
OPEN_LIMIT = 500_000
MOST_JOURNALS = 5_000


class Ledger:
    """Takes movements one by one; ``finish`` judges what only the end can tell."""

    def __init__(self, findings: Findings, year: tuple[int, int, bool] | None) -> None:
        self._findings = findings
        self._first_day, self._last_day, self._sure = year or (0, 99999999, False)
        self.journals: dict[str, JournalState] = {}
        self.entries = 0
        self.first_on, self.last_on = 99999999, 0
        self._months: defaultdict[int, int] = defaultdict(int)
        self._order, self._numbering = Order(findings), Numbering(findings)
        self._unreadable = 0
        self._open, self._sweep_at, self._judging = 0, _FEWEST_OPEN, True

    def journal(self, code: str, label: str) -> JournalState:
        """The state of a journal, made when it is new."""
        known = self.journals.get(code)
        if known is None:
            if len(self.journals) >= MOST_JOURNALS:
                raise FecFormatError("T16", f"plus de {MOST_JOURNALS} codes journal", "un code par journal", None)
            known = self.journals[code] = JournalState(code, label, is_opening(code, label))
        elif label and not known.label:
            known.label, known.opening = label, is_opening(code, label)
        return known

    def add(
        self,
        line: int,
        journal: JournalState,
        number: str,
        date: int,
        account: str,
        kind: int,
        debit: int,
        credit: int,
        valid: int,
    ) -> None:
        """One movement: dates as AAAAMMJJ integers (``valid`` 0 when unknown), amounts in cents."""
        delta = debit - credit
        journal.lines += 1
        journal.debit += debit
        journal.credit += credit
        self._months[date // 100] += delta
        entry = journal.open.get(number)
        if entry is None:
            entry = self._begin(line, journal, number, date, valid)
        elif entry[_DATE] != date:
            self._other_date(line, number, entry, date)
        entry[_BALANCE] += delta
        entry[_LINES] += 1
        entry[_KINDS] |= kind
        entry[_LAST] = line
        if journal.opening:
            if kind & RESULT:
                self._order.on_result_account(line, account)
        elif valid != self._order.last_validated:
            self._order.validated(line, valid)

    def unreadable(self, line: int, code: str, number: str) -> None:
        """A line whose amounts or date are unknown: neither its entry nor the totals can be judged."""
        self._unreadable += 1
        if code and number:
            journal = self.journal(code, "")
            entry = journal.open.get(number) or self._begin(line, journal, number, 0, 0)
            entry[_KINDS] |= UNSURE

    def finish(self, first_part: bool) -> None:
        """Judge entries, numbers, totals."""
        for journal in self.journals.values():
            for number, entry in journal.open.items():
                self._judge(journal, number, entry)
            journal.open.clear()
        self._numbering.finish()
        self._order.finish(first_part)
        if self._unreadable:
            message = f"lignes sans montant ou sans date lisible : {self._unreadable} ; les totaux ne sont pas jugés"
            self._findings.add(RULES["T14"], None, "", "", message, "des lignes lisibles")
        else:
            check_totals(self.journals.values(), self._months, self._findings)

    def _begin(self, line: int, journal: JournalState, number: str, date: int, valid: int) -> list[int]:
        if self._open >= self._sweep_at:
            self._put_away(line)
        free = self._numbering.take(line, journal.code, number)
        again = AGAIN if free is False or (free is None and self._sweep_at > _FEWEST_OPEN) else 0
        if free is not False:
            self.entries += 1
            journal.entries += 1
            self._order.entry(line, journal.code, journal.opening)
        entry = journal.open[number] = [0, 0, again, date, line, line]
        self._open += 1
        if date:
            self._check_dates(line, date, valid)
        return entry

    def _check_dates(self, line: int, date: int, valid: int) -> None:
        self.first_on, self.last_on = min(self.first_on, date), max(self.last_on, date)
        if not self._first_day <= date <= self._last_day:
            self._outside(line, date)
        if valid and valid < date:
            message = f"validée le {valid}, avant sa date de comptabilisation"
            self._findings.add(RULES["E08"], line, "ValidDate", str(valid), message, f"au plus tôt le {date}")

    def _outside(self, line: int, date: int) -> None:
        accepted = f"du {self._first_day} au {self._last_day}"
        message, severity = "date hors de l'exercice", Severity.ERROR
        if date < self._first_day and not self._sure:
            message += " de douze mois que donne le nom du fichier (--year-start pour un autre début)"
            severity = Severity.WARNING
        self._findings.add(RULES["E07"], line, "EcritureDate", str(date), message, accepted, severity)

    def _other_date(self, line: int, number: str, entry: list[int], date: int) -> None:
        if entry[_DATE] == 0:
            entry[_DATE] = date
            return
        message = f"le même numéro a la date {entry[_DATE]} à la ligne {entry[_FIRST]} : ce sont deux écritures"
        self._findings.add(
            RULES["E11"], line, "EcritureNum", number, message, "un numéro par écriture, et une date par écriture"
        )
        self._check_dates(line, date, 0)

    def _judge(self, journal: JournalState, number: str, entry: list[int]) -> None:
        kinds, line = entry[_KINDS], entry[_FIRST]
        shown = f"{journal.code} {number}"
        if kinds & _CLOSING == _CLOSING and not journal.opening:
            message = f"écriture {shown} : elle porte des charges ou produits au résultat (compte 12)"
            accepted = "un fichier d'avant les écritures de solde des comptes de charges et de produits"
            self._findings.add(RULES["E16"], line, "CompteNum", "12", message, accepted)
        if kinds & UNSURE or not self._judging:
            return
        if entry[_BALANCE]:
            message = f"écriture {shown} : écart de {format_amount(entry[_BALANCE])} entre débits et crédits"
            self._findings.add(
                RULES["E01"], line, "EcritureNum", number, message, "total des débits égal au total des crédits"
            )
        if entry[_LINES] == 1 and not kinds & AGAIN:
            message = f"écriture {shown} : une seule ligne"
            self._findings.add(RULES["E05"], line, "EcritureNum", number, message, "au moins deux lignes")

    def _put_away(self, line: int) -> None:
        left = 0
        for journal in self.journals.values():
            ended = [
                number
                for number, entry in journal.open.items()
                if line - entry[_LAST] > _RECENT_LINES and _is_settled(entry)
            ]
            for number in ended:
                self._judge(journal, number, journal.open.pop(number))
            left += len(journal.open)
        if left > OPEN_LIMIT:
            self._give_up(line)
            left = 0
        self._open, self._sweep_at = left, 2 * left + _FEWEST_OPEN + 1

    def _give_up(self, line: int) -> None:
        for journal in self.journals.values():
            journal.open.clear()
        if self._judging:
            message = f"plus de {OPEN_LIMIT} écritures non équilibrées à la fois : leur équilibre n'est plus jugé"
            accepted = "les lignes d'une écriture proches l'une de l'autre"
            self._findings.add(RULES["E01"], line, "EcritureNum", "", message, accepted)
        self._judging = False


def _is_settled(entry: list[int]) -> bool:
    """Whether nothing would be said of the entry if it ended here."""
    return (entry[_BALANCE] == 0 and entry[_LINES] > 1) or bool(entry[_KINDS] & UNSURE)
