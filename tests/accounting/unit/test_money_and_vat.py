"""Cents: rounding, splitting, and VAT per rate (INV-03, INV-04)."""

import pytest
from hypothesis import given, strategies as st

from accounting.domain.errors import InputError
from accounting.domain.money import half_up, split
from accounting.domain.pricing import Line, Nature, check_lines, thousandths, totals_of
from tests.accounting.unit.samples import line


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(1, 2, 1), (-1, 2, -1), (49, 100, 0), (-49, 100, 0), (5, 10, 1), (3, 2, 2)],
)
def test_halves_are_rounded_away_from_zero(numerator: int, denominator: int, expected: int) -> None:
    assert half_up(numerator, denominator) == expected


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100_000, (1, 1, 1), (33_334, 33_333, 33_333)),
        (123_457, (40, 25, 35, 12), (44_092, 27_557, 38_580, 13_228)),
        (1, (1, 1), (1, 0)),
        (100, (0, 1), (0, 100)),
        (0, (3, 4), (0, 0)),
    ],
)
def test_a_total_is_split_to_the_cent(total: int, weights: tuple[int, ...], parts: tuple[int, ...]) -> None:
    assert split(total, weights) == parts


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**4), min_size=1, max_size=20).filter(any))
def test_parts_add_up_and_are_within_a_cent(total: int, weights: list[int]) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * whole - total * weight) < whole


@pytest.mark.parametrize(("total", "weights"), [(-1, (1,)), (1, (0, 0)), (1, (2, -1))])
def test_what_cannot_be_split_is_refused(total: int, weights: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="split"):
        split(total, weights)


def test_inv_04_vat_is_computed_on_the_sum_of_a_rate_and_not_per_line() -> None:
    totals = totals_of([line(33)] * 3)
    assert (totals.excluding_vat_cents, totals.vat_cents, totals.including_vat_cents) == (99, 20, 119)


def test_inv_04_every_rate_has_its_own_base_and_rounds_half_up() -> None:
    totals = totals_of([line(50, "2.1"), line(1_000, "5.5"), line(1_000), line(5, "10")])
    assert [(one.rate, one.base_cents, one.vat_cents) for one in totals.vat] == [
        ("20", 1_000, 200),
        ("10", 5, 1),
        ("5.5", 1_000, 55),
        ("2.1", 50, 1),
    ]


def test_a_quantity_with_decimals_is_rounded_once_per_line() -> None:
    assert line(333, quantity="1.5").total_cents == 500
    assert thousandths("0.001") == 1


@pytest.mark.parametrize("quantity", ["0", "-1", "1.0001", "1,5", "1e3", "", "01"])
def test_what_is_no_quantity_is_refused(quantity: str) -> None:
    with pytest.raises(InputError) as caught:
        check_lines([line(100), line(100, quantity=quantity)])
    assert caught.value.fields[0].field == "lines.1.quantity"


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([], "lines"),
        ([line(100)] * 201, "lines"),
        ([Line("  ", "1", 100, "20", Nature.GOODS)], "lines.0.label"),
        ([line(0)], "lines.0.unit_price"),
        ([line(-100)], "lines.0.unit_price"),
        ([line(100, "19.6")], "lines.0.vat_rate"),
        ([line(1, quantity="0.1")], "lines.0"),
    ],
)
def test_inv_03_a_line_that_cannot_be_sold_names_its_field(lines: list[Line], field: str) -> None:
    with pytest.raises(InputError) as caught:
        check_lines(lines)
    assert caught.value.fields[0].field == field
