"""No person is recognisable in small cells: what a reader can work out from everything that is published."""

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.figures.cube import Counts, Dimension, Dossier, Measure
from enrolment.domain.figures.protection import possible, protect, step_of_total
from enrolment.domain.figures.table import MEASURES, OTHERS, Table, make_tables

BASES = st.sampled_from([3, 5, 10])


def dossier(establishment: str = "A", gender: str = "", status: str = "ACCEPTED") -> Dossier:
    return Dossier("snee", "2026-2027", "", establishment, "", gender, "2026-09", status, sent=status != "DRAFT")


def table_of(dossiers: list[Dossier], *by: Dimension, base: int | None = 5) -> Table:
    counts = Counts(by)
    for one in dossiers:
        counts.add(one)
    return make_tables({"one": counts}, base)["one"]


@given(st.integers(0, 10_000), BASES)
def test_a_figure_says_no_more_than_a_range_of_counts_that_holds_the_true_one(count: int, base: int) -> None:
    figure = protect(count, base)
    assert count in possible(figure, base)
    assert len(possible(figure, base)) >= base // 2 + 1
    assert all(protect(one, base) == figure for one in possible(figure, base))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), BASES)
def test_subtracting_what_is_shown_from_the_total_fixes_no_small_count(cells: list[int], base: int) -> None:
    """Whoever knows all other figures and the total still has at least two values for a count that is not shown."""
    step = step_of_total(cells, base)
    total = possible(protect(sum(cells), base, step), base, step)
    ranges = [possible(protect(one, base), base) for one in cells]
    assert sum(cells) in total
    for hidden, count in enumerate(cells):
        others = [one for place, one in enumerate(ranges) if place != hidden]
        least, most = total[0] - sum(one[-1] for one in others), total[-1] - sum(one[0] for one in others)
        left = [value for value in ranges[hidden] if least <= value <= most]
        assert count in left
        assert count >= base or len(left) >= 2, f"{cells} with base {base}: cell {hidden} can only be {left}"


def test_a_total_that_would_tell_is_rounded_more_coarsely() -> None:
    """28 would be 30, which is 28 to 32; 12 and 12 are at most 24 together: the third could only be 4."""
    assert step_of_total([4, 12, 12], 5) == 10
    assert step_of_total([4, 10, 10], 5) == 5


@given(st.integers(0, 4), st.integers(0, 4))
def test_two_small_cells_of_any_size_look_the_same(one: int, other: int) -> None:
    assert protect(one, 5) == protect(other, 5)


@pytest.mark.parametrize("base", [0, 1, 2, -5])
def test_a_base_that_protects_nobody_is_refused(base: int) -> None:
    with pytest.raises(ValueError, match="protects nobody"):
        protect(7, base)


def test_that_a_combination_occurs_at_all_is_hidden_when_few_are_in_it() -> None:
    """One person of another gender at one establishment: neither row nor label tells that there is one."""
    dossiers = [*[dossier("A", "female")] * 12, dossier("A", "other"), *[dossier("B", "male")] * 3]
    table = table_of(dossiers, Dimension.ESTABLISHMENT, Dimension.GENDER)
    assert [row.key for row in table.rows] == [("A", "female"), (OTHERS, OTHERS)]


def test_exact_figures_count_every_dossier_once() -> None:
    statuses = ["DRAFT", "ELIGIBLE", "CONSENT_PENDING", "ACCEPTED", "REFUSED", "WAITING_LIST", "WITHDRAWN"]
    table = table_of([dossier(status=one) for one in statuses], Dimension.ESTABLISHMENT, base=None)
    found = {measure: figure.value for measure, figure in zip(MEASURES, table.total, strict=True)}
    assert found == {
        Measure.SENT: 6,
        Measure.DRAFT: 1,
        Measure.WAITING_FOR_DECISION: 2,
        Measure.ACCEPTED: 1,
        Measure.REFUSED: 1,
        Measure.WAITING_LIST: 1,
        Measure.WITHDRAWN: 1,
    }


def test_every_status_of_a_dossier_is_counted_somewhere() -> None:
    from enrolment.domain.applications.application import Status

    for status in Status:
        assert table_of([dossier(status=status.value)], Dimension.SCHEME, base=None).rows
