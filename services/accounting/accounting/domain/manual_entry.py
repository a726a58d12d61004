"""An entry that the accountant writes by hand: DRAFT, which may be wrong and change, then VALIDATED, which never does (§8.11)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.entry import EntryDraft, EntryLine, Journal
from accounting.domain.errors import InputError, RuleError
from accounting.domain.why import Why


class DraftStatus(StrEnum):
    """Where it stands. VALIDATING lasts until its number is there, and nothing can change any more."""

    DRAFT = "DRAFT"
    VALIDATING = "VALIDATING"
    VALIDATED = "VALIDATED"
    DISCARDED = "DISCARDED"


@dataclass(frozen=True)
class Content:
    """What the accountant writes. It need not balance before it is validated."""

    journal: Journal
    posted_on: date
    label: str
    voucher_ref: str
    voucher_on: date
    lines: tuple[EntryLine, ...]
    sentence: str = ""


@dataclass(frozen=True)
class ManualEntry:
    """A draft in the books of a legal entity, and the record that it became."""

    siren: str
    content: Content
    written_by: str
    status: DraftStatus = DraftStatus.DRAFT
    record_id: str | None = None
    scheme: str | None = None


def edit(entry: ManualEntry, content: Content) -> ManualEntry:
    """Replace what a draft says (ACC-03)."""
    _check_draft(entry)
    return replace(entry, content=content)


def discard(entry: ManualEntry) -> ManualEntry:
    """Throw a draft away; it never had a number."""
    _check_draft(entry)
    return replace(entry, status=DraftStatus.DISCARDED)


def start_validation(entry: ManualEntry, draft_id: str, activity_id: str | None) -> ManualEntry:
    """From here on it cannot change. RuleError when it is no entry yet: unbalanced, without voucher, unknown account."""
    if entry.status in (DraftStatus.VALIDATING, DraftStatus.VALIDATED):
        return entry
    _check_draft(entry)
    to_post(entry, draft_id, activity_id)
    return replace(entry, status=DraftStatus.VALIDATING)


def complete_validation(entry: ManualEntry, record_id: str) -> ManualEntry:
    """It has its number."""
    return replace(entry, status=DraftStatus.VALIDATED, record_id=record_id)


def to_post(entry: ManualEntry, draft_id: str, activity_id: str | None) -> EntryDraft:
    """The draft of the entry that it becomes."""
    content = entry.content
    sentence = (
        content.sentence or f"Le service comptable a saisi cette écriture à partir de la pièce {content.voucher_ref}."
    )
    return EntryDraft(
        siren=entry.siren,
        journal=content.journal,
        source_key=f"manual:{draft_id}",
        posted_on=content.posted_on,
        label=content.label,
        voucher_ref=content.voucher_ref,
        voucher_on=content.voucher_on,
        lines=content.lines,
        activity_id=activity_id,
        scheme=entry.scheme,
        why=Why(rule="PCG 1032-1", sentence=sentence, source_document=f"manual:{draft_id}"),
    )


def check_vat_rates(lines: Sequence[EntryLine]) -> None:
    """InputError for tax on sales whose rate is not said, or not said of a sale too: the VAT return reads both."""
    sold = {line.vat_rate for line in lines if line.account.startswith("70")}
    for place, line in enumerate(lines):
        if sold and line.account.startswith("44571") and (line.vat_rate is None or line.vat_rate not in sold):
            message = "is missing" if line.vat_rate is None else f"{line.vat_rate} stands on no line of account 70"
            accepted = "20, 10, 5.5 or 2.1: on the line of 44571 and on that of the sale"
            raise InputError(f"lines.{place}.vat_rate", f"{message}; the VAT return needs it", accepted)


def _check_draft(entry: ManualEntry) -> None:
    if entry.status is not DraftStatus.DRAFT:
        raise RuleError("acc-03-not-a-draft", f"the entry is {entry.status}; only a draft can be changed (ACC-03)")
