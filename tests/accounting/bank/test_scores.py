"""What speaks for a candidate: the weights, and what makes a movement the same one."""

from dataclasses import replace
from datetime import date

from hypothesis import given, strategies as st

from accounting.domain.bank import scoring
from accounting.domain.bank.board import Board
from accounting.domain.bank.candidate import Candidate
from accounting.domain.bank.choosing import choose
from accounting.domain.bank.identity import Identities
from accounting.domain.bank.item import ItemKind
from accounting.domain.bank.line import StatementLine
from accounting.domain.bank.movement import BankMovement
from accounting.domain.bank.rule import MatchingRule

DAY = date(2026, 12, 1)
INVOICE = Candidate(
    kind=ItemKind.INVOICE,
    id="i1",
    amount_cents=12_000,
    label="Facture 2026-000001",
    reference="2026-000001",
    party="Librairie Exemple SARL",
    party_key="c1",
    from_on=DAY,
    due_on=DAY,
    divisible=True,
)
LINE = Candidate(ItemKind.ENTRY_LINE, "e1", 12_000, "BQ-000001", reference="R1", from_on=DAY, place=1)


def movement(cents: int, label: str, day: date = DAY) -> BankMovement:
    """A movement that says this."""
    return BankMovement("a", "732829320", "a:1", day, day, cents, label, "", "", "", "m", 1)


def scores(board: Board, one: BankMovement) -> list[int]:
    """Of its proposals."""
    return [proposal.score for proposal in board.proposals(one)]


def test_the_weights_of_a_document_are_a_hundred_together() -> None:
    """Amount, number, name and days are everything that there is to know."""
    assert scoring.AMOUNT_EQUAL + scoring.REFERENCE + scoring.NAME + scoring.DAYS == 100
    assert scoring.SUM_EQUAL + scoring.REFERENCE + scoring.NAME + scoring.DAYS <= 100
    assert scoring.AMOUNT_EQUAL + scoring.LINE_SAME_DAYS + scoring.LINE_VOUCHER <= 100


def test_each_thing_that_speaks_for_an_invoice_counts_what_it_weighs() -> None:
    """However its number is written; an amount alone is not enough for anything automatic."""
    board = Board([INVOICE], (), 5)
    late = date(2027, 12, 1)
    assert scores(board, movement(12_000, "VIR", late)) == [50]
    assert scores(board, movement(12_000, "VIR")) == [55]
    assert scores(board, movement(11_998, "VIR", late)) == [40]
    assert scores(board, movement(12_000, "Fact. 2026/000001", late)) == [80]
    assert scores(board, movement(12_000, "librairie éxemple", late)) == [65]
    assert scores(board, movement(12_000, "LIBRAIRIE EXEMPLE 2026000001")) == [100]
    assert scores(board, movement(5_000, "2026 000001", late)) == [30]
    assert scores(board, movement(-12_000, "2026-000001")) == []
    assert scores(board, movement(12_006, "VIR")) == []
    assert scores(board, movement(13_000, "2026-000001")) == []


def test_a_line_of_the_books_comes_before_an_invoice_of_the_same_amount() -> None:
    """What is recorded already is not recorded again; and the nearer its day, the surer."""
    board = Board([INVOICE, LINE], (), 5)
    assert [one.items[0].kind for one in board.proposals(movement(12_000, "VIR"))] == ["entry_line", "invoice"]
    days = [date(2026, 12, day) for day in (4, 5, 30)]
    assert [scores(Board([LINE], (), 5), movement(12_000, "V", day)) for day in days] == [[85], [70], [55]]
    assert scores(Board([LINE], (), 5), movement(11_999, "V")) == []


def test_lines_of_one_entry_or_of_one_voucher_are_one_movement() -> None:
    """A payment that is borne by two activities, and a batch of payments under one number."""
    other = replace(LINE, place=2, amount_cents=500)
    batch = replace(LINE, id="e2", amount_cents=-700)
    board = Board([LINE, other, batch], (), 5)
    assert [len(one.items) for one in board.proposals(movement(12_500, "VIR"))] == [2]
    assert [len(one.items) for one in board.proposals(movement(11_800, "VIR R1"))] == [3]
    assert scores(board, movement(11_800, "VIR R1")) == [100]


def test_sums_need_a_name_or_a_number() -> None:
    """Otherwise sums are equal by chance too often; all numbers are better than one."""
    second = replace(INVOICE, id="i2", reference="2026-000002", amount_cents=3_000)
    board = Board([INVOICE, second, replace(INVOICE, id="i3", reference="2026-000003", amount_cents=500)], (), 5)
    assert scores(board, movement(15_000, "VIR")) == []
    assert scores(board, movement(15_000, "VIR LIBRAIRIE EXEMPLE")) == [65]
    assert scores(board, movement(15_000, "2026-000001"))[:1] == [65]
    both = board.proposals(movement(15_000, "2026-000001 2026-000002 LIBRAIRIE EXEMPLE"))[0]
    assert (both.score, [item.id for item in both.items]) == (95, ["i1", "i2"])


def test_a_rule_counts_only_for_what_it_says() -> None:
    """Its words as words, its direction, its bound."""
    board = Board([], (MatchingRule("frais", "471", most_cents=5_000),), 5)
    assert scores(board, movement(-300, "FRAIS DE TENUE")) == [85]
    assert scores(board, movement(-300, "DEFRAIS")) == []
    assert scores(board, movement(-5_001, "FRAIS")) == []


def test_a_rival_that_is_near_leaves_both() -> None:
    """Two invoices of one amount: nobody is matched without being looked at."""
    twin = replace(INVOICE, id="i2", reference="2026-000002")
    board = Board([INVOICE, twin], (), 5)
    found = {"m": board.proposals(movement(12_000, "VIR LIBRAIRIE EXEMPLE"))}
    assert choose(found, 50, 15)[0].proposal is None
    named = {"m": board.proposals(movement(12_000, "VIR LIBRAIRIE EXEMPLE 2026-000002"))}
    chosen = choose(named, 80, 15)[0].proposal
    assert chosen is not None
    assert chosen.items[0].id == "i2"


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["", "R1", "R2"]), st.sampled_from(["É é", "e E", "z"]))))
def test_a_file_has_as_many_identities_as_movements_and_again_the_same(rows: list[tuple[int, str, str]]) -> None:
    """None is lost, and a part of it has none that the whole has not."""
    lines = [StatementLine(1, DAY, None, cents, label, reference) for cents, reference, label in rows]
    whole, again, part = Identities("a"), Identities("a"), Identities("a")
    found = [whole.of(line) for line in lines]
    assert len(set(found)) == len(lines)
    assert [again.of(line) for line in lines] == found
    assert {part.of(line) for line in lines[1::2]} <= set(found)
