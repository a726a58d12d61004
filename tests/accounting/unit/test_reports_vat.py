"""The figures of a VAT return are those of the accounts, to the cent and to the euro (domain 5.8, form 3310-CA3)."""

from datetime import date

from hypothesis import given, settings, strategies as st

from accounting.domain.entry import Entry, EntryLine, Journal
from accounting.domain.money import half_up
from accounting.domain.reports.vat_clearing import Period, clearing_entry
from accounting.domain.reports.vat_return import Box, VatReturn, vat_return
from accounting.domain.reports.vat_sums import VatSums, followed_moves, other_moves
from accounting.domain.vat import VAT_PER_MILLE
from tests.accounting.unit.report_samples import cells_of, entry, line
from tests.accounting.unit.samples import SIREN

DECEMBER = Period(SIREN, date(2026, 12, 1), date(2026, 12, 31))


def sale(base: int, rate: str, account: str = "701", code: str = "A001", number: int = 1) -> Entry:
    """A sale of this base in cents; a negative one is a credit note."""
    tax = half_up(base * VAT_PER_MILLE[rate], 1000)
    lines = [line("411", base + tax, code), line(account, -base, code, rate)]
    return entry(*lines, *([line("44571", -tax, code, rate)] if tax else []), number=number)


def purchase(base: int, tax: int, account: str = "44566", code: str = "A001") -> Entry:
    return entry(
        line("601", base, code), line(account, tax, code), line("401", -base - tax, code), journal=Journal.PURCHASES
    )


def made_of(entries: list[Entry], carried: int = 0) -> tuple[VatReturn, VatSums]:
    sums = VatSums()
    for one in entries:
        sums.add(one)
    cells = cells_of(entries)
    return vat_return(sums, followed_moves(cells), carried, other_moves(cells)), sums


def box(made: VatReturn, number: str) -> Box:
    return next(one for one in made.boxes if one.number == number)


def test_a_return_by_hand() -> None:
    """Sales 1 000,00 at 20 % (200,00), 33,33 at 5,5 % (1,83), 500,00 at 10 % (50,00), 100,00 at 2,1 % (2,10): tax 253,93.
    Euros: 200 + 2 + 50 + 2 = 254. Deductible 60,49 + 100,00 on assets and 40,00 carried: 60 + 100 + 40 = 200, exact 200,49.
    To pay: 254 − 200 = 54 euros, exact 53,44."""
    entries = [sale(1_000_00, "20"), sale(33_33, "5.5"), sale(500_00, "10"), sale(100_00, "2.1", "706")]
    made, _ = made_of([*entries, purchase(302_45, 60_49), purchase(500_00, 100_00, "44562")], carried=40_00)
    assert (box(made, "A1").base_euros, box(made, "A1").base_cents) == (1_633, 1_633_33)
    assert [box(made, one).tax_euros for one in ("08", "09", "9B", "T6")] == [200, 2, 50, 2]
    assert [box(made, one).tax_euros for one in ("16", "19", "20", "21", "22", "23")] == [254, 100, 60, 0, 40, 200]
    assert [box(made, one).tax_euros for one in ("TD", "28", "32")] == [54, 54, 54]
    assert (made.net_cents, made.due_euros, made.credit_euros, made.is_complete) == (53_44, 54, 0, True)
    assert (made.services_base_cents, made.services_tax_cents) == (100_00, 2_10)


def test_more_deductible_than_collected_is_a_credit_to_carry() -> None:
    made, sums = made_of([sale(100_00, "20"), purchase(300_00, 60_00)], carried=10_00)
    assert (box(made, "25").tax_euros, box(made, "27").tax_euros, box(made, "32").tax_euros) == (50, 50, 0)
    draft = clearing_entry(DECEMBER, sums, made, 10_00)
    assert draft is not None
    assert [(one.account, one.analytic_code, one.balance_cents) for one in draft.lines] == [
        ("44566", "A001", -60_00),
        ("44571", "A001", 20_00),
        ("181", "A001", 40_00),
        ("181", "CAE", -40_00),
        ("44567", "CAE", -10_00),
        ("44567", "CAE", 50_00),
    ]


def test_credit_notes_above_the_sales_of_a_rate_go_to_box_21() -> None:
    """Sales 500,00 at 10 %; a credit note of 200,00 at 20 %: 9B 50, 08 0, B5 200, 21 40."""
    made, _ = made_of([sale(500_00, "10"), sale(-200_00, "20")])
    assert (box(made, "08").tax_euros, box(made, "B5").base_euros, box(made, "21").tax_cents) == (0, 200, 40_00)
    assert (made.due_euros, made.is_complete) == (10, True)


def test_a_settlement_and_opening_balances_are_no_operations() -> None:
    settled = entry(
        line("44571", 30_00, None),
        line("44566", -10_00, None),
        line("44551", -20_00, None),
        journal=Journal.MISCELLANEOUS,
    )
    opening = entry(line("512", 70_00, None), line("44571", -70_00), journal=Journal.OPENING)
    made, _ = made_of([settled, opening, sale(100_00, "20")])
    collected = made.accounts[0]
    assert (collected.moved_cents, collected.declared_cents, collected.settled_cents) == (-60_00, -20_00, -40_00)
    assert (made.gross_cents, made.is_complete) == (20_00, True)


def test_tax_without_a_rate_and_other_accounts_are_shown_and_nothing_is_proposed() -> None:
    odd = entry(line("512", 120_00, None), line("706", -100_00), line("44571", -20_00), journal=Journal.BANK)
    made, sums = made_of([odd])
    assert (made.accounts[0].difference_cents, made.is_complete) == (-20_00, False)
    assert [one.tax_cents for one in made.boxes if not one.number and one.tax_cents] == [20_00]
    assert clearing_entry(DECEMBER, sums, made, 0) is None
    made, _ = made_of([entry(line("4452", -5_00, None), line("44566", 5_00, None))])
    assert (made.other_accounts, made.is_complete) == ({"4452": -5_00}, False)


def test_sales_without_vat_are_in_no_box_with_a_number() -> None:
    made, _ = made_of([entry(line("411", 80_00), line("706", -80_00))])
    assert [(one.number, one.base_cents) for one in made.boxes if one.base_cents] == [("", 80_00)]


def test_an_empty_period_has_a_return_and_no_entry() -> None:
    made, sums = made_of([])
    assert (made.due_euros, made.credit_euros, made.is_complete) == (0, 0, True)
    assert clearing_entry(DECEMBER, sums, made, 0) is None


_BASES = st.integers(-500_00, 2_000_00).filter(bool)
_SALES = st.tuples(_BASES, st.sampled_from(list(VAT_PER_MILLE)), st.sampled_from(("A001", "A002")))
_PURCHASES = st.tuples(st.integers(1_00, 2_000_00), st.integers(1, 400_00), st.sampled_from(("44566", "44562")))


@settings(deadline=None, max_examples=60)
@given(st.lists(_SALES, min_size=1, max_size=8), st.lists(_PURCHASES, max_size=4), st.integers(0, 300_00))
def test_the_clearing_entry_empties_every_vat_account_and_181(
    sales: list[tuple[int, str, str]], purchases: list[tuple[int, int, str]], carried: int
) -> None:
    """Boxes add up in euros, every cent is in one, each code's accounts are empty afterwards, and codes stay even."""
    entries = [sale(base, rate, code=code, number=n) for n, (base, rate, code) in enumerate(sales, 1)]
    entries += [purchase(base, tax, account) for base, tax, account in purchases]
    made, sums = made_of(entries, carried)
    assert made.is_complete
    gross = sum(box(made, one).tax_euros or 0 for one in ("08", "09", "9B", "T6"))
    deductible = sum(box(made, one).tax_euros or 0 for one in ("19", "20", "21", "22"))
    assert (box(made, "16").tax_euros, box(made, "23").tax_euros) == (gross, deductible)
    assert made.due_euros - made.credit_euros == gross - deductible
    draft = clearing_entry(DECEMBER, sums, made, carried)
    if draft is None:
        return
    left: dict[tuple[str, str], int] = {}
    for one in (*(one for posted in entries for one in posted.lines), *draft.lines):
        key = ("CAE" if one.account.startswith("181") else one.analytic_code or "", one.account)
        left[key] = left.get(key, 0) + one.balance_cents
    followed = ("44571", "44566", "44562", "181")
    assert all(cents == 0 for (_, account), cents in left.items() if account in followed)
    assert abs(_rounding(draft.lines)) < 10_00
    for code in ("A001", "A002"):
        assert sum(one.balance_cents for one in draft.lines if one.analytic_code == code) == 0


def _rounding(lines: tuple[EntryLine, ...]) -> int:
    return sum(one.balance_cents for one in lines if one.account in ("658", "758"))
