"""The entries of a file one to one: what was posted before is readable here, with its old number (PCG 1011-3: audit trail).

An entry is the lines that stand together with one journal, number and date. Lines of zero are left out, a negative amount
stands on the other side, a line with both sides becomes two (ACC-09). Entries get a number of ours: theirs is in the label.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice

from accounting.domain.entry import CENTRAL, MOST_LINES, Auxiliary, EntryDraft, EntryLine, Journal
from accounting.domain.fec_import.accounts import AccountMap, third_party
from accounting.domain.fec_import.journals import journal_for
from accounting.domain.fec_import.line import FileLine
from accounting.domain.fec_import.opening import balance_account
from accounting.domain.why import Why, day

LONGEST_TEXT = 250
_ANALYTIC = ("6", "7", "181", "186", "187")


@dataclass(frozen=True)
class HistoryFacts:
    """Which books, and which file."""

    siren: str
    file_name: str
    sha256: str
    document: str

    def source_key(self, lines: list[FileLine]) -> str:
        """What an entry is known by: its first line makes it one of a kind, whatever the numbers of the file are."""
        first = lines[0]
        return f"{import_prefix(self.sha256, self.siren)}:{first.journal_code}:{first.entry_number}:{first.line}"


def import_prefix(sha256: str, siren: str) -> str:
    """What the keys of all entries of a file begin with."""
    return f"import:{sha256[:16]}:{siren}"


def entries_of(lines: Iterable[FileLine]) -> Iterator[list[FileLine]]:
    """The lines, entry by entry; one with more lines than an entry can have comes in parts, so memory stays bounded."""
    for _, group in groupby(lines, lambda one: (one.journal_code, one.entry_number, one.posted_on)):
        while part := list(islice(group, MOST_LINES + 1)):
            yield part


def history_draft(lines: list[FileLine], accounts: AccountMap, facts: HistoryFacts) -> EntryDraft | None:
    """The entry; None when all its lines are zero. RuleError when it does not balance."""
    moved = [one for line in lines for one in entry_lines(line, accounts)]
    if not moved:
        return None
    first = lines[0]
    old = f"{first.journal_code} {first.entry_number}"
    label = next((one.label for one in lines if one.label), "Écriture sans libellé")
    return EntryDraft(
        siren=facts.siren,
        journal=_journal(first, moved),
        source_key=facts.source_key(lines),
        posted_on=first.posted_on,
        label=f"{' '.join(label.split())[:LONGEST_TEXT]} [{old}]",
        voucher_ref=next((one.voucher_ref for one in lines if one.voucher_ref), old)[:LONGEST_TEXT],
        voucher_on=next((one.voucher_on for one in lines if one.voucher_on), first.posted_on),
        lines=tuple(moved),
        activity_id=None,
        scheme=None,
        why=Why(rule="PCG 1011-3", sentence=_sentence(first, facts), source_document=facts.document),
    )


def entry_lines(line: FileLine, accounts: AccountMap) -> list[EntryLine]:
    """None, one or two movements."""
    target = accounts.target(line.account, line.account_label)
    account, party = balance_account(target, third_party(line.auxiliary, line.auxiliary_label))
    debit = max(0, line.debit_cents) + max(0, -line.credit_cents)
    credit = max(0, line.credit_cents) + max(0, -line.debit_cents)
    return [_one(account, party, *sides) for sides in ((debit, 0), (0, credit)) if any(sides)]


def _one(account: str, party: Auxiliary | None, debit: int, credit: int) -> EntryLine:
    return EntryLine(account, debit, credit, party, CENTRAL if account.startswith(_ANALYTIC) else None)


def _journal(first: FileLine, moved: list[EntryLine]) -> Journal:
    """À-nouveaux never touch the result (FEC-08); what another software posts there goes to the other operations."""
    journal = journal_for(first.journal_code, first.journal_label)
    if journal is Journal.OPENING and any(one.account[0] in "67" for one in moved):
        return Journal.MISCELLANEOUS
    return journal


def _sentence(first: FileLine, facts: HistoryFacts) -> str:
    validated = f", validée le {_french(first.validated_on)}" if first.validated_on else ""
    return (
        f"Cette écriture a été tenue avec un autre logiciel (journal {first.journal_code}, numéro {first.entry_number}"
        f"{validated}). Elle est reprise telle quelle du fichier {facts.file_name} (SHA-256 {facts.sha256}), ligne {first.line}."
    )


def _french(one: date) -> str:
    return day(one.year, one.month, one.day)
