"""The worked entries: what each document becomes in the ledger, and why (domain §1.4 and §5.10)."""

from dataclasses import dataclass
from datetime import date

from accounting.domain.activity import Activity
from accounting.domain.entry import CENTRAL, Auxiliary, EntryDraft, EntryLine, Journal
from accounting.domain.why import Why


@dataclass(frozen=True)
class Books:
    """The activity that an entry is for: every line of it carries its analytic code."""

    activity_id: str
    activity: Activity

    def debit(
        self, account: str, cents: int, auxiliary: Auxiliary | None = None, *, due_on: date | None = None
    ) -> EntryLine:
        """A debit of the activity."""
        code = self.activity.analytic_code
        return EntryLine(account, debit_cents=cents, auxiliary=auxiliary, analytic_code=code, due_on=due_on)

    def credit(
        self, account: str, cents: int, auxiliary: Auxiliary | None = None, *, vat_rate: str | None = None
    ) -> EntryLine:
        """A credit of the activity."""
        code = self.activity.analytic_code
        return EntryLine(account, credit_cents=cents, auxiliary=auxiliary, analytic_code=code, vat_rate=vat_rate)

    def draft(
        self,
        journal: Journal,
        source_key: str,
        posted_on: date,
        label: str,
        voucher: tuple[str, date],
        lines: tuple[EntryLine, ...],
        why: Why,
    ) -> EntryDraft:
        """An entry of the activity, in the books of its legal entity."""
        return EntryDraft(
            siren=self.activity.siren,
            journal=journal,
            source_key=source_key,
            posted_on=posted_on,
            label=label,
            voucher_ref=voucher[0],
            voucher_on=voucher[1],
            lines=lines,
            activity_id=self.activity_id,
            scheme=self.activity.scheme,
            why=why,
        )


def contribution(
    books: Books, document_id: str, document_ref: str, amount_cents: int, posted_on: date, why: Why
) -> EntryDraft | None:
    """Dr 186 activity · Cr 181 activity · Dr 181 cooperative · Cr 187 cooperative; the other way round when negative.

    PCG art. 1211-18: 181 nets to nothing, 186 equals 187. None when there is nothing to post.
    """
    if amount_cents == 0:
        return None
    code = books.activity.analytic_code
    movements = (
        ("186", code, amount_cents),
        ("181", code, -amount_cents),
        ("181", CENTRAL, amount_cents),
        ("187", CENTRAL, -amount_cents),
    )
    lines = tuple(
        EntryLine(account, debit_cents=max(0, cents), credit_cents=max(0, -cents), analytic_code=analytic)
        for account, analytic, cents in movements
    )
    label = f"Contribution coopérative {code} {document_ref}"
    voucher = (document_ref, posted_on)
    return books.draft(Journal.MISCELLANEOUS, f"contribution:{document_id}", posted_on, label, voucher, lines, why)


def share_out(
    books: Books, share_id: str, amounts: tuple[tuple[Auxiliary, int], ...], posted_on: date, why: Why
) -> EntryDraft | None:
    """Dr 604 activity · Cr 468 per member; members who get nothing have no line. None when nobody gets anything."""
    lines = tuple(books.credit("468", cents, member) for member, cents in amounts if cents)
    if not lines:
        return None
    total = sum(line.credit_cents for line in lines)
    code = books.activity.analytic_code
    voucher = (f"RE-{code}", posted_on)
    label = f"Répartition {code}"
    all_lines = (books.debit("604", total), *lines)
    return books.draft(Journal.MISCELLANEOUS, f"share:{share_id}", posted_on, label, voucher, all_lines, why)
