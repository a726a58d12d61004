"""PCG 1021-1, CAE-07: the trial balance, the profit and loss account and the balance sheet of what is posted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from accounting.domain.activity import Movement
from accounting.domain.balances import Cell
from accounting.domain.entry import Entry
from accounting.domain.errors import InputError
from accounting.domain.reports.activity_figures import activity_figures
from accounting.domain.reports.balance_sheet import balance_sheet
from accounting.domain.reports.labels import is_result, label_in
from accounting.domain.reports.profit_and_loss import profit_and_loss, result_of
from accounting.domain.reports.result_rows import Part
from accounting.domain.reports.span import span_of
from accounting.domain.reports.trial_balance import EARLIER_LABEL, Sides, trial_balance
from tests.accounting.unit.report_samples import ACCOUNTS, LABELS, balanced_entries, cell, cells_of
from tests.accounting.unit.samples import ACTIVITY, TODAY

YEAR = (
    cell("512", 1_200_00, "A001"),
    cell("44571", -200_00, "A001"),
    cell("706", -1_000_00, "A001"),
    cell("601", 300_00, "A001"),
    cell("6037", -20_00, "A001"),
    cell("44566", 60_00, "A001"),
    cell("401", -360_00, "A001"),
    cell("355", 20_00, "A001"),
    cell("186", 70_00, "A001"),
    cell("181", -70_00, "A001"),
    cell("181", 70_00, "CAE"),
    cell("187", -70_00, "CAE"),
)


def own(code: str) -> list[Cell]:
    return [one for one in YEAR if one.analytic_code == code]


def test_the_days_of_a_statement_lie_in_one_financial_year() -> None:
    """From September: 1 December 2026 is in 2027. Nothing asked for is that year; two days in two years are refused."""
    whole = span_of(date(2026, 12, 1), 9)
    assert (whole.starts_on, whole.ends_on, whole.fiscal_year) == (date(2026, 9, 1), date(2027, 8, 31), 2027)
    one = span_of(date(2026, 12, 1), 9, from_on=date(2027, 1, 1), to_on=date(2027, 1, 31))
    assert (one.year_starts_on, one.day_before) == (date(2026, 9, 1), date(2026, 12, 31))
    assert span_of(date(2026, 12, 1), 1, year=2025).starts_on == date(2025, 1, 1)
    for wrong in (
        {"from_on": date(2026, 8, 1), "to_on": date(2026, 9, 1)},
        {"from_on": date(2026, 10, 2), "to_on": date(2026, 10, 1)},
        {"year": 2027, "from_on": date(2028, 1, 1)},
        {"to_on": date(1999, 1, 1)},
    ):
        with pytest.raises(InputError) as caught:
            span_of(date(2026, 12, 1), 9, **wrong)
        assert caught.value.fields[0].accepted


def test_a_trial_balance_by_hand() -> None:
    """512: 100,00 before, 1 200,00 in, 50,00 out → 1 250,00. The result of 80,00 of a year that is not closed is a line."""
    before = (cell("512", 100_00), cell("110", -20_00))
    moved = (Cell("512", "", 1_200_00, 50_00), Cell("706", "A001", 0, 1_150_00))
    made = trial_balance(before, moved, LABELS, earlier=(cell("706", -100_00), cell("601", 20_00)))
    rows = {one.account: (one.opening.balance_cents, one.moved, one.closing.balance_cents) for one in made.rows}
    assert rows["512"] == (100_00, Sides(1_200_00, 50_00), 1_250_00)
    assert rows["12"] == (-80_00, Sides(), -80_00)
    assert [(one.label, one.computed) for one in made.rows if one.account == "12"] == [(EARLIER_LABEL, True)]
    assert (made.total.opening, made.total.moved) == (Sides(100_00, 100_00), Sides(1_200_00, 1_200_00))
    assert made.difference_cents == 0
    classes = [(one.number, one.closing.balance_cents) for one in made.classes]
    assert classes == [("1", -100_00), ("5", 1_250_00), ("7", -1_150_00)]


def test_fec_08_opening_balances_of_the_first_day_are_no_movement() -> None:
    opening = (cell("512", 500_00), cell("120", -500_00))
    moved = (Cell("512", "", 700_00, 0), Cell("120", "", 0, 500_00), Cell("706", "CAE", 0, 200_00))
    made = trial_balance((), moved, LABELS, opening=opening)
    rows = {one.account: (one.opening.balance_cents, one.moved.balance_cents) for one in made.rows}
    assert rows == {"120": (-500_00, 0), "512": (500_00, 200_00), "706": (0, -200_00)}


@settings(deadline=None, max_examples=60)
@given(balanced_entries(), balanced_entries())
def test_acc_01_both_sums_of_a_trial_balance_are_equal(first: list[Entry], second: list[Entry]) -> None:
    earlier, moved = cells_of(first), cells_of(second)
    before = [one for one in earlier if not is_result(one.account)]
    made = trial_balance(before, moved, LABELS, earlier=earlier)
    for sides in (made.total.opening, made.total.moved, made.total.closing):
        assert sides.balance_cents == 0
    assert made.total.closing.debit_cents == sum(one.closing.debit_cents for one in made.classes)


def test_a_profit_and_loss_account_by_hand() -> None:
    """Activity: 1 000,00 − (300,00 − 20,00) − 70,00 = 650,00. Margin and added value 720,00 (6037 is goods: the stock's
    20,00 is in the trade margin). Entity: 186 and 187 net out, 720,00."""
    activity, entity = profit_and_loss(own("A001"), LABELS), profit_and_loss(YEAR, LABELS)
    assert (activity.operating_cents, activity.result_cents, entity.result_cents) == (650_00, 650_00, 720_00)
    steps = {one.id: one.amount_cents for one in activity.steps}
    assert steps["turnover"] == 1_000_00
    assert (steps["trade_margin"], steps["margin"], steps["added_value"]) == (20_00, 720_00, 720_00)
    assert (steps["contribution"], steps["gross_operating_surplus"], steps["result"]) == (-70_00, 650_00, 650_00)
    internal = entity.part(Part.INTERNAL)
    assert internal is not None
    assert (internal.total_cents, [one.amount_cents for one in internal.lines]) == (0, [70_00, 70_00])


def test_every_part_of_the_french_layout_has_its_result() -> None:
    """Operating 74 100 − 641 40 − 6811 10 = 50; in common 755 5; financial 761 8 − 661 3 = 5; exceptional 778 2 − 678 1 = 1;
    tax 695 15. Result 50 + 5 + 5 + 1 − 15 = 46."""
    made = profit_and_loss(
        (
            cell("741", -100),
            cell("6411", 40),
            cell("6811", 10),
            cell("755", -5),
            cell("761", -8),
            cell("661", 3),
            cell("778", -2),
            cell("678", 1),
            cell("695", 15),
        ),
        LABELS,
    )
    assert (made.operating_cents, made.financial_cents, made.before_tax_cents) == (50, 5, 60)
    assert (made.exceptional_cents, made.result_cents) == (1, 46)
    assert {one.part for one in made.parts} == set(Part) - {Part.INTERNAL}


@settings(deadline=None, max_examples=60)
@given(balanced_entries())
def test_every_account_of_the_result_falls_into_a_row(entries: list[Entry]) -> None:
    cells = cells_of(entries)
    made = profit_and_loss(cells, LABELS)
    assert made.result_cents == result_of(cells)
    assert made.result_cents == made.before_tax_cents + made.exceptional_cents + (
        next((one.total_cents for one in made.parts if one.part is Part.TAXES), 0)
    )
    surplus = {one.id: one.amount_cents for one in made.steps}
    assert surplus["result"] == made.result_cents


def test_the_balance_sheet_of_an_entity_and_of_an_activity_by_hand() -> None:
    """Entity: 1 200 + 60 + 20 = 1 280 of assets = 200 + 360 + result 720. Activity: 1 280 = 200 + 360 + 70 (181) + 650."""
    entity = balance_sheet(YEAR, (), LABELS)
    assert (entity.assets_cents, entity.liabilities_cents, entity.result_cents) == (1_280_00, 1_280_00, 720_00)
    activity = balance_sheet(own("A001"), (), LABELS, of_activity=True)
    lines = {one.id: (one.label, one.net_cents) for one in (*activity.assets, *activity.liabilities)}
    assert lines["cash"] == ("Trésorerie confiée à la coopérative", 1_200_00)
    assert lines["liaison_credit"] == ("Compte de liaison : dû à la coopérative (181)", 70_00)
    assert (lines["result"][1], activity.unexplained_cents) == (650_00, 0)


def test_cae_07_what_an_activity_lacks_to_agree_is_a_line_of_its_own() -> None:
    """A customer pays 100,00 to the bank of the cooperative, without the activity's code on 512: 411 has its code only.
    Assets: 500,00 − 100,00 of customers + 100,00 held by the cooperative = 500,00 of result."""
    made = balance_sheet((cell("411", 400_00, "A001"), cell("706", -500_00, "A001")), (), LABELS, of_activity=True)
    lines = {one.id: one.net_cents for one in (*made.assets, *made.liabilities)}
    assert lines == {"customers": 400_00, "held_elsewhere": 100_00, "result": 500_00}
    assert made.assets_cents == made.liabilities_cents == 500_00
    paid = balance_sheet((cell("601", 30_00, "A001"),), (), LABELS, of_activity=True)
    assert {one.id: one.net_cents for one in paid.liabilities} == {"result": -30_00, "paid_elsewhere": 30_00}


def test_acc_09_accounts_stand_where_their_balance_is_and_depreciation_lowers_the_asset() -> None:
    """2183 1 000 − 2818 250 = 750 net. An overdraft and a supplier who owes us change sides; 119 is negative equity."""
    made = balance_sheet(
        (
            cell("2183", 1_000_00),
            cell("2818", -250_00),
            cell("512", -90_00),
            cell("401", 40_00),
            cell("119", 300_00),
            cell("1013", -1_000_00),
        ),
        (),
        LABELS,
    )
    assets = {one.id: (one.gross_cents, one.reduction_cents, one.net_cents) for one in made.assets}
    assert assets == {"tangible": (1_000_00, 250_00, 750_00), "other_receivables": (40_00, 0, 40_00)}
    liabilities = {one.id: one.net_cents for one in made.liabilities}
    assert liabilities == {"capital": 1_000_00, "carried_forward": -300_00, "result": 0, "bank_credit": 90_00}
    assert made.assets_cents == made.liabilities_cents == 790_00


@settings(deadline=None, max_examples=80)
@given(balanced_entries(), balanced_entries())
def test_a_balance_sheet_always_balances(earlier: list[Entry], now: list[Entry]) -> None:
    """Of an entity without a line of difference, of an activity with one where it is needed; rows add up to the accounts."""
    before, cells = cells_of(earlier), cells_of([*earlier, *now])
    made = balance_sheet(cells, before, LABELS)
    assert made.assets_cents == made.liabilities_cents
    assert made.unexplained_cents == 0
    assert made.earlier_result_cents + made.result_cents == result_of(cells)
    for line in (*made.assets, *made.liabilities):
        assert not line.accounts or sum(one.amount_cents for one in line.accounts) == line.net_cents
    of_activity = [one for one in cells if one.analytic_code == "A001"]
    activity = balance_sheet(of_activity, [], LABELS, of_activity=True)
    assert activity.assets_cents == activity.liabilities_cents
    assert activity.unexplained_cents == sum(one.balance_cents for one in of_activity)


def test_every_account_of_the_chart_has_a_label_and_a_place() -> None:
    for account in ACCOUNTS:
        for sign in (1, -1):
            cells = (cell(account, sign), cell("455", -sign))
            assert balance_sheet(cells, (), LABELS).assets_cents == balance_sheet(cells, (), LABELS).liabilities_cents
    assert label_in("6063001", LABELS) == LABELS["6063"]
    assert label_in("99", LABELS) == "99"


def test_cae_07_the_figures_of_an_activity_count_its_own_sums_until_the_day() -> None:
    """Documents of 100,00 on the first and 50,00 the day after; sums of another activity are not its own."""
    movements = {"i1": Movement(100_00, 0, 10_00, TODAY), "b1": Movement(0, 50_00, -5_00, TODAY + timedelta(days=1))}
    activity = replace(ACTIVITY, movements=movements)
    cells = [*YEAR, cell("512", 999_00, "A002"), cell("468", -80_00, "A001")]
    made = activity_figures(activity, cells, TODAY)
    assert (made.turnover_cents, made.purchases_cents) == (100_00, 0)
    assert (made.margin_cents, made.contribution_cents) == (100_00, 10_00)
    assert (made.treasury_cents, made.receivables_cents) == (1_200_00, 0)
    assert (made.payables_cents, made.shared_cents) == (360_00, 80_00)
    assert activity_figures(activity, cells, TODAY + timedelta(days=1)).margin_cents == 50_00
