"""The kilometre scale: official amounts, years without data, and sheets that add up to the scale of the year to the cent."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from accounting.domain.errors import InputError, RuleError
from accounting.domain.expenses.kilometre_book import Distance, KilometreBook, count, kept, released
from accounting.domain.expenses.kilometre_scale import (
    KilometreScale,
    Vehicle,
    VehicleKind,
    check_scale,
    official_scales,
    scale_of,
)

SCALE = official_scales()[0]
CAR = Vehicle(VehicleKind.CAR, 4, "Citadine")
MOTO = Vehicle(VehicleKind.MOTORCYCLE, 3, "Moto")
MOPED = Vehicle(VehicleKind.MOPED, 1, "50")
BOOK = KilometreBook("732829320", "p1", 2026)

vehicles = st.builds(
    Vehicle,
    kind=st.sampled_from(VehicleKind),
    power=st.integers(1, 20),
    name=st.just("x"),
    electric=st.booleans(),
)


@pytest.mark.parametrize(
    ("vehicle", "kilometres", "cents"),
    [
        (Vehicle(VehicleKind.CAR, 6, "a"), 4000, 266_000),
        (Vehicle(VehicleKind.CAR, 5, "a"), 6000, 353_700),
        (Vehicle(VehicleKind.CAR, 7, "a"), 22_000, 1_034_000),
        (Vehicle(VehicleKind.CAR, 12, "a"), 22_000, 1_034_000),
        (Vehicle(VehicleKind.CAR, 3, "a"), 5000, 264_500),
        (Vehicle(VehicleKind.CAR, 1, "a"), 5001, 264_532),
        (MOTO, 3001, 140_408),
        (MOTO, 7000, 192_500),
        (MOPED, 3001, 94_808),
        (replace(CAR, electric=True), 100, 7272),
    ],
)
def test_the_official_amounts(vehicle: Vehicle, kilometres: int, cents: int) -> None:
    """Arrêté of 27 March 2023: three bands, a constant in the second, 20 % more for an electric one."""
    assert SCALE.cents(vehicle, kilometres * 10) == cents


def test_a_year_without_data_is_refused_and_the_accountants_scale_goes_first() -> None:
    """2022 had another scale and 2027 has none yet: neither is guessed."""
    assert scale_of(2023, None) == scale_of(2026, None) == SCALE
    for year in (2022, 2027):
        with pytest.raises(RuleError, match="kilometre-scale-missing"):
            scale_of(year, None)
    own = KilometreScale(2026, 2026, "Arrêté", SCALE.rates)
    assert scale_of(2026, own) is own


def test_a_scale_with_a_wrong_digit_is_refused() -> None:
    """Rows that overlap, bands in the wrong order, and a constant that makes more kilometres worth less."""
    check_scale(SCALE)
    first = SCALE.rates[0]
    for wrong in (
        (first, first),
        (replace(first, second_km=5000),),
        (replace(first, second_constant=165),),
        (replace(first, first_rate=0),),
        (replace(first, power_from=4),),
        (),
    ):
        with pytest.raises(InputError):
            check_scale(replace(SCALE, rates=wrong))


@given(vehicle=vehicles, parts=st.lists(st.integers(1, 60_000), min_size=1, max_size=30))
def test_any_split_of_a_year_adds_up_to_the_scale_of_its_total(vehicle: Vehicle, parts: list[int]) -> None:
    """One line or thirty, in one sheet or in many."""
    book = BOOK
    for place, tenths in enumerate(parts):
        book = count(
            book, f"s{place // 3}", [*_of(book, place // 3, vehicle), Distance(f"l{place}", vehicle, tenths)], SCALE
        )
    assert sum(one.amount_cents for one in book.counted) == SCALE.cents(vehicle, sum(parts))
    assert all(one.amount_cents >= 0 for one in book.counted)


@given(parts=st.lists(st.integers(1, 20_000), min_size=2, max_size=12), out=st.integers(0, 11))
def test_a_sheet_that_is_taken_out_and_counted_again_still_adds_up(parts: list[int], out: int) -> None:
    """Whatever order approvals come in, and however often one has to be repeated."""
    book = BOOK
    for place, tenths in enumerate(parts):
        book = count(book, f"s{place}", [Distance("l", CAR, tenths)], SCALE)
    again = out % len(parts)
    book = released(book, f"s{again}")
    book = count(book, f"s{again}", [Distance("l", CAR, parts[again])], SCALE)
    whole = SCALE.cents(CAR, sum(parts))
    assert sum(one.amount_cents for one in book.counted) == whole
    assert count(book, f"s{again}", [Distance("l", CAR, parts[again])], SCALE) == book
    assert kept(released(book, f"s{again}"), f"s{again}", book.of(f"s{again}")) == book


def test_vehicles_are_cumulated_apart() -> None:
    """Another plate, another power or another engine begins at the first band again; spelling does not."""
    book = count(BOOK, "s1", [Distance("a", CAR, 100_000), Distance("b", MOTO, 10_000)], SCALE)
    book = count(book, "s2", [Distance("c", replace(CAR, name="CITADINE "), 10), Distance("d", MOTO, 10)], SCALE)
    assert [one.before_tenths for one in book.counted] == [0, 0, 100_000, 10_000]
    assert count(book, "s3", [Distance("e", replace(CAR, power=5), 10)], SCALE).of("s3")[0].before_tenths == 0


def _of(book: KilometreBook, sheet: int, vehicle: Vehicle) -> list[Distance]:
    return [Distance(one.line_id, vehicle, one.tenths) for one in book.of(f"s{sheet}")]
