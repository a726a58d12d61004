"""What advances and donations of a mini-entreprise become in the ledger, and why (domain §4.4, §5.10, MINI-03, MINI-04)."""

from accounting.domain.advance import Advance, AdvanceBook, Donation, Repayment
from accounting.domain.bookkeeping import Books
from accounting.domain.entry import Auxiliary, EntryDraft, EntryLine
from accounting.domain.treasury import account_in, account_out, journal_of, place_of
from accounting.domain.why import Level, Why, euros

ADVANCES = "1673"
WAIVED = "7582"
GIVEN = "6238"


def advance_received(books: Books, advance: Advance, holder: Auxiliary) -> EntryDraft:
    """Dr 512, 5112 or 530 · Cr 1673 holder."""
    account = account_in(advance.means)
    why = Why(
        rule="MINI-03",
        sentence=(
            f"Une avance de {euros(advance.amount_cents)} ({advance.share_count} part{_s(advance.share_count)}) arrive dans "
            f"{place_of(account)}. Ce n’est pas une vente : il faudra la rendre avant tout partage (crédit du compte 1673)."
        ),
        source_document=f"advance:{advance.id}",
    )
    lines = (books.debit(account, advance.amount_cents), books.credit(ADVANCES, advance.amount_cents, holder))
    reference = _reference(books, advance)
    key, voucher = f"advance:{advance.id}", (reference, advance.received_on)
    label = f"Avance remboursable {reference}"
    return books.draft(journal_of(advance.means), key, advance.received_on, label, voucher, lines, why)


def advance_repaid(books: Books, advance: Advance, repayment: Repayment, holder: Auxiliary) -> EntryDraft:
    """Dr 1673 holder · Cr 512 or 530, and Cr 7582 for what the holder waives."""
    account = account_out(repayment.means)
    lines: list[EntryLine] = [books.debit(ADVANCES, advance.amount_cents, holder)]
    sentences = []
    if repayment.amount_cents:
        lines.append(books.credit(account, repayment.amount_cents))
        sentences.append(f"{euros(repayment.amount_cents)} sont rendus depuis {place_of(account)}")
    if repayment.waived_cents:
        lines.append(books.credit(WAIVED, repayment.waived_cents))
        sentences.append(f"{euros(repayment.waived_cents)} sont laissés au groupe (crédit du compte 7582)")
    why = Why(
        rule="MINI-03",
        sentence=(
            f"L’avance de {euros(advance.amount_cents)} est soldée : {', et '.join(sentences)}. La dette disparaît (débit du "
            "compte 1673)."
        ),
        source_document=f"advance:{advance.id}",
    )
    reference = _reference(books, advance)
    key, voucher = f"repayment:{advance.id}", (reference, repayment.repaid_on)
    label = f"Remboursement avance {reference}"
    return books.draft(journal_of(repayment.means), key, repayment.repaid_on, label, voucher, tuple(lines), why)


def donation_given(books: Books, book: AdvanceBook, donation: Donation) -> EntryDraft:
    """Dr 6238 activity · Cr 512 or 530."""
    account, rate = account_out(donation.means), book.policy.donation_rate_percent
    demanded = "" if rate == "0" else f" La règle demande au moins {rate.replace('.', ',')} % du bénéfice."
    why = Why(
        rule="MINI-04",
        sentence=(
            f"Le groupe donne {euros(donation.amount_cents)} de son bénéfice : c’est une charge (débit du compte 6238) et "
            f"l’argent quitte {place_of(account)}.{demanded}"
        ),
        source_document=f"donation:{donation.id}",
        rate_percent=rate,
        level=Level.ACTIVITY,
    )
    lines = (books.debit(GIVEN, donation.amount_cents), books.credit(account, donation.amount_cents))
    voucher = (f"DON-{books.activity.analytic_code}-{donation.number:02d}", donation.donated_on)
    key, label = f"donation:{donation.id}", f"Don à {donation.beneficiary}"
    return books.draft(journal_of(donation.means), key, donation.donated_on, label, voucher, lines, why)


def holder_account(analytic_code: str, advance: Advance, name: str) -> Auxiliary:
    """The lender's account under 1673. A relative is a label beside the member's number in the group, never a name."""
    label = name if advance.relative is None else f"Proche {advance.relative} (prêteur {advance.holder_number})"
    return Auxiliary(f"P{analytic_code}{advance.holder_number:03d}", label)


def _reference(books: Books, advance: Advance) -> str:
    return f"AV-{books.activity.analytic_code}-{advance.number:03d}"


def _s(count: int) -> str:
    return "s" if count > 1 else ""
