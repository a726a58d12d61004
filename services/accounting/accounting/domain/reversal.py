"""Reversal: the only correction of a validated entry is another one that says the opposite (ACC-03, no edit, no deletion)."""

from dataclasses import replace
from datetime import date

from accounting.domain.entry import Entry, EntryDraft
from accounting.domain.errors import RuleError
from accounting.domain.record import Record
from accounting.domain.why import Why

_BY_HAND = ("manual:", "import:", "reversal:")
_ELSEWHERE = {
    "sale": "an invoice is corrected by a credit note",
    "payment": "a payment is corrected on its document",
    "purchase": "a purchase is corrected by the supplier's credit note",
    "contribution": "the contribution follows its documents by itself",
    "share": "a share-out is corrected by another resolution",
    "opening": "opening balances follow the closed year; correct them by an entry of your own",
}


def reversal(record: Record, record_id: str, reason: str, posted_on: date) -> EntryDraft:
    """The opposite entry. RuleError for what a document brought: then the document is corrected, so that both agree."""
    entry = record.certain_entry
    _check(record, entry)
    lines = tuple(
        replace(line, debit_cents=line.credit_cents, credit_cents=line.debit_cents, due_on=None) for line in entry.lines
    )
    return EntryDraft(
        siren=entry.siren,
        journal=entry.journal,
        source_key=f"reversal:{record_id}",
        posted_on=posted_on,
        label=f"Contrepassation {entry.reference} {entry.label}",
        voucher_ref=entry.voucher_ref,
        voucher_on=entry.voucher_on,
        lines=lines,
        activity_id=entry.activity_id,
        scheme=entry.scheme,
        why=Why(
            rule="ACC-03",
            sentence=(
                f"Une écriture validée ne se modifie jamais. L'écriture {entry.reference} était fausse ({reason}) : celle-ci dit "
                f"exactement le contraire, et les deux ensemble font zéro."
            ),
            source_document=f"entry:{record_id}",
        ),
    )


def _check(record: Record, entry: Entry) -> None:
    if not entry.source_key.startswith(_BY_HAND):
        kind = entry.source_key.partition(":")[0]
        advice = _ELSEWHERE.get(kind, "correct the document that it comes from")
        raise RuleError("acc-03-from-document", f"{entry.reference} comes from {entry.source_key}: {advice}")
    if record.letters:
        codes = ", ".join(sorted({letter.code for letter in record.letters.values()}))
        raise RuleError("acc-03-lettered", f"lines of {entry.reference} are lettered ({codes}): undo that first")
