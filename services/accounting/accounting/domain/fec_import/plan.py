"""All that an import would do, found out before it does anything: accounts, third parties, the opening, every problem."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from accounting.domain.entry import LARGEST_CENTS, MOST_LINES, EntryLine
from accounting.domain.fec_import.accounts import ACCOUNT_ACCEPTED, AccountMap, UnknownAccountError, third_party
from accounting.domain.fec_import.history import entries_of
from accounting.domain.fec_import.journals import journal_for
from accounting.domain.fec_import.line import FileLine, FileProblem, Problems
from accounting.domain.fec_import.opening import OpeningSums, balance_account
from accounting.domain.fec_import.record import Mode
from accounting.domain.why import euros

BALANCED = "total des débits égal au total des crédits"
LARGEST = f"au plus {euros(LARGEST_CENTS)} par ligne"


@dataclass(frozen=True)
class PlannedAccount:
    """An account of the file and where it goes; ``new`` when it has to be added to the chart."""

    number: str
    account: str
    label: str
    new: bool
    debit_cents: int
    credit_cents: int


@dataclass(frozen=True)
class PlannedJournal:
    """A journal of the file, and ours."""

    code: str
    label: str
    journal: str
    line_count: int


@dataclass(frozen=True)
class Plan:
    """What would happen. Nothing can while there are ``problems``."""

    line_count: int
    entry_count: int
    skipped_count: int
    accounts: tuple[PlannedAccount, ...]
    journals: tuple[PlannedJournal, ...]
    opening: tuple[EntryLine, ...]
    third_party_count: int
    result_cents: int
    problems: tuple[FileProblem, ...]
    problem_count: int

    @property
    def new_accounts(self) -> dict[str, str]:
        """Account to label, of what has to be added."""
        return {one.account: one.label for one in self.accounts if one.new}


class Planner:
    """Reads a file once, in memory that follows accounts and third parties. ``added`` is what the chart has beside the PCG."""

    def __init__(self, mode: Mode, starts_on: date, closing_on: date, accounts: AccountMap, problems: Problems) -> None:
        self._mode = mode
        self._days = (starts_on, closing_on)
        self._accounts = accounts
        self._problems = problems
        self._sums = OpeningSums()
        self._by_account: dict[str, list[int]] = {}
        self._journals: dict[tuple[str, str], int] = {}
        self._refused: set[str] = set()
        self._parties: set[str] = set()
        self._lines = self._entries = self._skipped = self._difference = 0
        self._where: dict[str, str] = {}

    def read(self, lines: Iterable[FileLine]) -> None:
        """All of it, in its order."""
        for entry in entries_of(lines):
            self._entry(entry)

    def plan(self) -> Plan:
        """What came of it."""
        opening = self._sums.lines() if self._mode is Mode.OPENING else ()
        used = {one.account for one in opening} if self._mode is Mode.OPENING else set(self._where.values())
        if self._mode is Mode.OPENING:
            self._check_opening(opening)
        return Plan(
            line_count=self._lines,
            entry_count=self._entries,
            skipped_count=self._skipped,
            accounts=tuple(self._planned(number, sums, used) for number, sums in sorted(self._by_account.items())),
            journals=tuple(
                PlannedJournal(code, label, journal_for(code, label).value, count)
                for (code, label), count in sorted(self._journals.items())
            ),
            opening=opening,
            third_party_count=len(self._parties),
            result_cents=self._sums.result_cents,
            problems=tuple(self._problems.shown),
            problem_count=self._problems.count,
        )

    def _entry(self, lines: list[FileLine]) -> None:
        for line in lines:
            self._line(line)
        balance = sum(one.debit_cents - one.credit_cents for one in lines)
        self._difference += balance
        if not any(one.debit_cents or one.credit_cents for one in lines):
            self._skipped += 1
            return
        self._entries += 1
        if self._mode is Mode.OPENING:
            return
        first = lines[0]
        shown = f"écriture {first.journal_code} {first.entry_number}"
        if balance:
            message = f"{shown} : écart de {euros(abs(balance))} entre débits et crédits (lignes qui se suivent)"
            self._problems.add(first.line, "EcritureNum", message, BALANCED)
        elif sum(bool(one.debit_cents) + bool(one.credit_cents) for one in lines) > MOST_LINES:
            self._problems.add(
                first.line, "EcritureNum", f"{shown} : {len(lines)} lignes", f"au plus {MOST_LINES} lignes"
            )

    def _line(self, line: FileLine) -> None:
        self._lines += 1
        if max(abs(line.debit_cents), abs(line.credit_cents)) > LARGEST_CENTS:
            field = "Debit" if abs(line.debit_cents) > LARGEST_CENTS else "Credit"
            self._problems.add(line.line, field, "montant démesuré", LARGEST)
        self._check_day(line)
        journal = (line.journal_code, line.journal_label)
        self._journals[journal] = self._journals.get(journal, 0) + 1
        try:
            target = self._accounts.target(line.account, line.account_label)
        except UnknownAccountError:
            if line.account not in self._refused:
                self._refused.add(line.account)
                message = f"{line.account} n'est sous aucun compte du plan comptable général"
                self._problems.add(line.line, "CompteNum", message, ACCOUNT_ACCEPTED)
            return
        account, party = balance_account(target, third_party(line.auxiliary, line.auxiliary_label))
        if party:
            self._parties.add(party.account)
        sums = self._by_account.setdefault(line.account, [0, 0])
        sums[0] += line.debit_cents
        sums[1] += line.credit_cents
        self._where[line.account] = account
        self._sums.add(account, party, line.debit_cents - line.credit_cents)

    def _check_day(self, line: FileLine) -> None:
        first, last = self._days
        if not first <= line.posted_on <= last:
            message = f"le {line.posted_on:%d/%m/%Y} n'est pas dans l'exercice du fichier"
            self._problems.add(line.line, "EcritureDate", message, f"du {first:%d/%m/%Y} au {last:%d/%m/%Y}")

    def _check_opening(self, opening: tuple[EntryLine, ...]) -> None:
        if self._difference:
            message = f"le fichier n'est pas équilibré : écart de {euros(abs(self._difference))}"
            self._problems.add(None, "", message, BALANCED)
        elif not self._problems.count and not 2 <= len(opening) <= MOST_LINES:
            accepted = f"2 à {MOST_LINES} comptes et tiers qui ont un solde"
            self._problems.add(None, "", f"{len(opening)} soldes à reprendre", accepted)

    def _planned(self, number: str, sums: list[int], used: Set[str]) -> PlannedAccount:
        account = self._where[number]
        new = account in self._accounts.new and account in used
        return PlannedAccount(number, account, self._accounts.label_of(account), new, *sums)
