"""Lettering, un-lettering, entries by hand and their reversal (§8.11, ACC-03)."""

from dataclasses import replace
from datetime import date

import pytest

from accounting.deps import Deps
from accounting.domain.entry import Auxiliary, EntryLine, Journal
from accounting.domain.errors import DomainError, InputError, RuleError
from accounting.domain.lettering import LineRef, code_of
from accounting.domain.manual_entry import Content, DraftStatus
from accounting.domain.record import record_id
from accounting.usecases.ledger.complete_validations import complete_validations
from accounting.usecases.ledger.discard_entry import DiscardEntry, discard_entry
from accounting.usecases.ledger.edit_entry import EditEntry, edit_entry
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from accounting.usecases.ledger.reverse_entry import ReverseEntry, reverse_entry
from accounting.usecases.ledger.unletter_lines import UnletterLines, unletter_lines
from accounting.usecases.ledger.validate_entry import ValidateEntry, validate_entry
from accounting.usecases.ledger.write_entry import WriteEntry, write_entry
from accounting.usecases.periods.close_month import CloseMonth, close_month
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.ledger.books import CUSTOMER, SIREN, draft, post, receipt_lines

CAUSE = fresh_cause("accountant")
FEE = (
    EntryLine("627", debit_cents=1_200, analytic_code="A001"),
    EntryLine("512", credit_cents=1_200, analytic_code="A001"),
)


def _content(*lines: EntryLine, on: date = date(2026, 10, 31)) -> Content:
    return Content(Journal.MISCELLANEOUS, on, "Frais bancaires", "RELEVE-10", on, lines or FEE)


async def _refused(deps: Deps, *lines: EntryLine, on: date = date(2026, 10, 31)) -> DomainError:
    """What validating such a draft is refused with; it stays a draft."""
    stored = await write_entry(WriteEntry(SIREN, _content(*lines, on=on)), deps, fresh_cause("accountant"))
    with pytest.raises(DomainError) as refused:
        await validate_entry(ValidateEntry(stored.id), deps, CAUSE)
    assert (await deps.entry_drafts.get(stored.id)).state.status is DraftStatus.DRAFT
    return refused.value


@pytest.mark.parametrize(
    ("number", "code"), [(1, "AAA"), (26, "AAZ"), (27, "ABA"), (26**3, "ZZZ"), (26**3 + 1, "BAAA")]
)
def test_letters_go_on_for_ever(number: int, code: str) -> None:
    """AAA, AAB … ZZZ, then four letters: none twice."""
    assert code_of(number) == code


async def test_lines_that_settle_each_other_get_the_same_letters(books: Deps) -> None:
    """Two payments settle an invoice; the next lettering of the same customer is AAB."""
    await post(books, draft("sale:1"))
    await post(books, draft("payment:1", *receipt_lines(50_000), journal=Journal.BANK))
    await post(books, draft("payment:2", *receipt_lines(70_000), journal=Journal.BANK))
    await letter_lines(LetterLines(SIREN, (LineRef(1, 0), LineRef(2, 1), LineRef(3, 1))), books, CAUSE)
    letters = [(await books.ledger.get(record_id(SIREN, n))).state.letters for n in (1, 2, 3)]
    assert [sorted(one) for one in letters] == [[0], [1], [1]]
    assert {letter.code for one in letters for letter in one.values()} == {"AAA"}


@pytest.mark.parametrize(
    ("lines", "slug"),
    [
        (((1, 0), (2, 1)), "lettering-unbalanced"),
        (((1, 0), (2, 0)), "lettering-mixed"),
        (((1, 1), (1, 2)), "lettering-account"),
        (((1, 0), (9, 1)), "invalid-lines"),
        (((1, 0), (1, 9)), "invalid-lines"),
        (((1, 0),), "lettering-lines"),
    ],
)
async def test_lines_that_do_not_settle_each_other_are_refused(
    books: Deps, lines: tuple[tuple[int, int], ...], slug: str
) -> None:
    """Nothing is lettered then."""
    await post(books, draft("sale:1"))
    await post(books, draft("payment:1", *receipt_lines(50_000), journal=Journal.BANK))
    with pytest.raises(DomainError) as refused:
        await letter_lines(LetterLines(SIREN, tuple(LineRef(*one) for one in lines)), books, CAUSE)
    assert refused.value.slug == slug
    assert await books.ledger.count({"siren": SIREN}) == 2


async def test_a_lettering_that_a_crash_left_unwritten_is_written_before_the_next_one(books: Deps) -> None:
    """The chain says it first, the lines follow; a line is never lettered twice."""
    await post(books, draft("sale:1"))
    await post(books, draft("payment:1", *receipt_lines(), journal=Journal.BANK))
    refs = (LineRef(1, 0), LineRef(2, 1))
    stored = await letter_lines(LetterLines(SIREN, refs), books, CAUSE)
    await books.ledger.change(record_id(SIREN, 1), lambda one: Change(replace(one, letters={})), CAUSE)
    await books.ledger.change(stored.id, lambda one: Change(replace(one, to_apply=True)), CAUSE)
    with pytest.raises(RuleError, match="has the letters AAA already"):
        await letter_lines(LetterLines(SIREN, refs), books, CAUSE)


async def test_a_lettering_is_undone_once_and_its_letters_are_not_used_again(books: Deps) -> None:
    """Who, when and why stay in the chain."""
    await post(books, draft("sale:1"))
    await post(books, draft("payment:1", *receipt_lines(), journal=Journal.BANK))
    refs = (LineRef(1, 0), LineRef(2, 1))
    stored = await letter_lines(LetterLines(SIREN, refs), books, CAUSE)
    undone = await unletter_lines(UnletterLines(SIREN, stored.state.sequence, "erreur"), books, CAUSE)
    assert undone.state.lettering is not None
    assert (undone.state.lettering.undone, undone.state.lettering.reason) == (3, "erreur")
    with pytest.raises(RuleError, match="was undone before"):
        await unletter_lines(UnletterLines(SIREN, 3, "erreur"), books, CAUSE)
    again = await letter_lines(LetterLines(SIREN, refs), books, CAUSE)
    assert again.state.lettering is not None
    assert again.state.lettering.code == "AAC"


async def test_an_entry_by_hand_is_a_draft_until_it_is_validated(books: Deps) -> None:
    """ACC-03, ACC-04: a draft has no number and can change; validated, it has one and cannot."""
    stored = await write_entry(WriteEntry(SIREN, _content()), books, fresh_cause("accountant"))
    await edit_entry(EditEntry(stored.id, _content(*FEE, on=date(2026, 10, 30))), books, CAUSE)
    valid = await validate_entry(ValidateEntry(stored.id), books, CAUSE)
    assert valid.state.record_id == record_id(SIREN, 1)
    entry = (await books.ledger.get(record_id(SIREN, 1))).state.certain_entry
    assert (entry.reference, entry.posted_on, entry.validated_on) == (
        "OD-000001",
        date(2026, 10, 30),
        date(2026, 12, 15),
    )
    assert entry.activity_id == f"activity-{SIREN}-A001"
    for change in (
        edit_entry(EditEntry(stored.id, _content()), books, CAUSE),
        discard_entry(DiscardEntry(stored.id), books, CAUSE),
    ):
        with pytest.raises(RuleError, match="acc-03"):
            await change


async def test_a_validation_that_a_crash_left_without_number_gets_it(books: Deps) -> None:
    """Once: repeating the job changes nothing."""
    stored = await write_entry(WriteEntry(SIREN, _content()), books, fresh_cause("accountant"))
    await books.entry_drafts.change(stored.id, lambda one: Change(replace(one, status=DraftStatus.VALIDATING)), CAUSE)
    await complete_validations(books)
    await complete_validations(books)
    assert (await books.entry_drafts.get(stored.id)).state.status is DraftStatus.VALIDATED
    assert await books.ledger.count({"siren": SIREN}) == 1


async def test_what_is_no_entry_stays_a_draft_and_says_why(books: Deps) -> None:
    """ACC-01, ACC-02, ACC-05, ACC-07, CAE-01, CAE-07: each with its rule, or the line and what would be accepted."""
    assert (await _refused(books, FEE[0])).slug == "acc-02-too-few-lines"
    unbalanced = (FEE[0], EntryLine("512", credit_cents=1_199))
    assert (await _refused(books, *unbalanced)).slug == "acc-01-unbalanced"
    unknown = await _refused(books, EntryLine("6279", debit_cents=1_200, analytic_code="A001"), FEE[1])
    assert unknown.fields[0].field == "lines.0.account"
    foreign = await _refused(books, EntryLine("627", debit_cents=1_200, analytic_code="Z9"), FEE[1])
    assert (foreign.fields[0].field, "A001" in foreign.fields[0].accepted) == ("lines.0.analytic_code", True)
    bare = await _refused(books, EntryLine("627", debit_cents=1_200), FEE[1])
    assert bare.slug == "cae-07-no-analytic-code"
    both = await _refused(books, EntryLine("512", debit_cents=5, credit_cents=5), *FEE)
    assert both.slug == "acc-09-one-side"
    large = EntryLine("512", debit_cents=10**15), EntryLine("411", credit_cents=10**15, auxiliary=CUSTOMER)
    assert (await _refused(books, *large)).slug == "acc-09-out-of-bounds"
    assert (await _refused(books, *FEE, on=date(2026, 12, 20))).slug == "invalid-posted-on"
    await post(books, draft("sale:1"))
    await close_month(CloseMonth(SIREN, date(2026, 10, 1)), books, CAUSE)
    closed = await _refused(books, *FEE)
    assert (closed.fields[0].field, "2026-10-31" in closed.fields[0].accepted) == ("posted_on", True)
    assert await books.ledger.count({"siren": SIREN}) == 2


async def test_an_entry_is_reversed_once_by_its_opposite(books: Deps) -> None:
    """ACC-03: both stay; repeated, it is the same reversal."""
    stored = await write_entry(WriteEntry(SIREN, _content()), books, fresh_cause("accountant"))
    await validate_entry(ValidateEntry(stored.id), books, CAUSE)
    command = ReverseEntry(record_id(SIREN, 1), "compte erroné")
    first, again = await reverse_entry(command, books, CAUSE), await reverse_entry(command, books, CAUSE)
    assert first.id == again.id == record_id(SIREN, 2)
    entry = first.state.certain_entry
    assert [(one.account, one.balance_cents) for one in entry.lines] == [("627", -1_200), ("512", 1_200)]
    assert "compte erroné" in entry.why.sentence


async def test_what_a_document_brought_or_what_is_lettered_is_not_reversed_by_hand(books: Deps) -> None:
    """The document is corrected, so that books and documents agree."""
    await post(books, draft("sale:1"))
    with pytest.raises(RuleError, match="credit note"):
        await reverse_entry(ReverseEntry(record_id(SIREN, 1), "erreur"), books, CAUSE)
    third = Auxiliary("C00042", "Atelier Dupont")
    lines = (EntryLine("411", debit_cents=9, auxiliary=third), EntryLine("411", credit_cents=9, auxiliary=third))
    stored = await write_entry(WriteEntry(SIREN, _content(*lines)), books, fresh_cause("accountant"))
    await validate_entry(ValidateEntry(stored.id), books, CAUSE)
    await letter_lines(LetterLines(SIREN, (LineRef(2, 0), LineRef(2, 1))), books, CAUSE)
    with pytest.raises(RuleError, match="undo that first"):
        await reverse_entry(ReverseEntry(record_id(SIREN, 2), "erreur"), books, CAUSE)
    with pytest.raises(InputError):
        await reverse_entry(ReverseEntry(record_id(SIREN, 2), "erreur", date(2026, 1, 1)), books, CAUSE)


async def test_tax_on_sales_says_its_rate_on_both_lines(books: Deps) -> None:
    """The VAT return reads the rate of a sale and of its tax: one without the other makes a return that is wrong in silence."""
    third = Auxiliary("C00042", "Atelier Dupont")
    owed = EntryLine("411", debit_cents=1_200, auxiliary=third, analytic_code="A001")

    def lines(of_sale: str | None, of_tax: str | None) -> tuple[EntryLine, ...]:
        return (
            owed,
            EntryLine("706", credit_cents=1_000, analytic_code="A001", vat_rate=of_sale),
            EntryLine("44571", credit_cents=200, analytic_code="A001", vat_rate=of_tax),
        )

    for wrong in (lines(None, "20"), lines("20", None), lines("10", "20")):
        refused = await _refused(books, *wrong)
        assert (refused.fields[0].field, "20, 10, 5.5 or 2.1" in refused.fields[0].accepted) == (
            "lines.2.vat_rate",
            True,
        )
    stored = await write_entry(WriteEntry(SIREN, _content(*lines("20", "20"))), books, fresh_cause("accountant"))
    valid = await validate_entry(ValidateEntry(stored.id), books, CAUSE)
    assert valid.state.status is DraftStatus.VALIDATED


async def test_an_entry_is_not_reversed_again_for_another_reason(books: Deps) -> None:
    """The second reason would be lost: it is refused, and says what reversed the entry."""
    stored = await write_entry(WriteEntry(SIREN, _content()), books, fresh_cause("accountant"))
    await validate_entry(ValidateEntry(stored.id), books, CAUSE)
    await reverse_entry(ReverseEntry(record_id(SIREN, 1), "compte erroné"), books, CAUSE)
    with pytest.raises(RuleError, match=record_id(SIREN, 2)):
        await reverse_entry(ReverseEntry(record_id(SIREN, 1), "date erronée"), books, CAUSE)


async def test_what_is_wrong_with_a_line_names_the_line_and_amounts_are_in_euros(books: Deps) -> None:
    """ACC-01, ACC-09, CAE-07: field, what is wrong, what would be accepted."""
    (unbalanced,) = (await _refused(books, FEE[0], EntryLine("512", credit_cents=1_100))).fields
    assert (unbalanced.field, "12.00 and credit 11.00" in unbalanced.message) == ("lines", True)
    (both,) = (await _refused(books, *FEE, EntryLine("512", debit_cents=5, credit_cents=5))).fields
    assert (both.field, both.accepted) == ("lines.2", "a debit or a credit above 0, not both")
    (bare,) = (await _refused(books, FEE[1], EntryLine("627", debit_cents=1_200))).fields
    assert (bare.field, "A001" in bare.accepted) == ("lines.1.analytic_code", True)
