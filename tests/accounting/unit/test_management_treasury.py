"""CAE-07: the ten lines of the treasury, and the curve of the cash."""

from datetime import date

from hypothesis import given, strategies as st

from accounting.domain.balances import Cell
from accounting.domain.management.treasury import Point, curve_of, treasury_of
from tests.accounting.unit.management_samples import BOOKS_FROM, autumn

ACCOUNTS: tuple[str, ...] = (
    "101",
    "164",
    "181",
    "186",
    "187",
    "215",
    "37",
    "401",
    "411",
    "421",
    "425",
    "427",
    "431",
    "44571",
    "455",
)
ACCOUNTS += ("467", "468", "471", "486", "491", "512", "530", "580", "601", "6411", "706", "758")


def test_the_ten_lines_of_the_autumn() -> None:
    """In the bank: 480 + 600 - 360 = 720. VAT: 460 collected, 122 to get back: we owe 338.

    Suppliers: bought 360 + 300 + 72 = 732, paid 360: we owe 372. Reference cash: 720 - 338 - 372 = 10.
    Customers: 480 + 1 080 + 1 200 - 480 - 600 = 1 680, so 1 690 in future. The contribution of 179 is owed to the
    cooperative (181): the result is 1 511, which is the margin of 1 690 without it.
    """
    treasury = treasury_of(autumn().cells(BOOKS_FROM, date(2026, 11, 30)), "A001")
    assert treasury.amounts == {
        "cash": 72_000,
        "taxes": -33_800,
        "suppliers": -37_200,
        "reference_cash": 1_000,
        "salaries": 0,
        "customers": 168_000,
        "expenses": 0,
        "future_cash": 169_000,
        "others": -17_900,
        "result": 151_100,
    }


def test_salaries_and_expense_notes_are_not_among_the_taxes() -> None:
    """421 and 425 have lines of their own; 427 has not, and is with 43 and 44."""
    cells = [
        Cell("421", "A001", 0, 100),
        Cell("425", "A001", 0, 20),
        Cell("427", "A001", 0, 3),
        Cell("512", "A002", 9, 0),
    ]
    amounts = treasury_of(cells, "A001").amounts
    assert (amounts["salaries"], amounts["expenses"], amounts["taxes"], amounts["cash"]) == (-100, -20, -3, 0)


@given(st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.integers(-10_000, 10_000)), max_size=40))
def test_the_tenth_line_is_the_result_of_balanced_books(lines: list[tuple[str, int]]) -> None:
    """By double entry: everything that is no charge and no product adds up to charges and products, with the other sign."""
    balanced = [*lines, ("512", -sum(cents for _, cents in lines))]
    cells = [Cell(account, "A001", max(0, cents), max(0, -cents)) for account, cents in balanced]
    earned = -sum(cents for account, cents in balanced if account.startswith(("6", "7", "186", "187")))
    assert treasury_of(cells, "A001").amounts["result"] == earned


def test_the_curve_starts_where_the_year_before_ended_and_has_the_days_that_moved() -> None:
    """100.00 from August; +50.00 on 3 September, -20.00 on the 9th; nothing after."""
    moves = {date(2026, 8, 20): 10_000, date(2026, 9, 3): 5_000, date(2026, 9, 9): -2_000, date(2026, 10, 1): 1}
    assert curve_of(moves, date(2026, 9, 1), date(2026, 9, 30)) == (
        Point(date(2026, 9, 1), 10_000),
        Point(date(2026, 9, 3), 15_000),
        Point(date(2026, 9, 9), 13_000),
        Point(date(2026, 9, 30), 13_000),
    )


def test_a_curve_of_one_day() -> None:
    day = date(2026, 9, 1)
    assert curve_of({day: 700}, day, day) == (Point(day, 700),)
