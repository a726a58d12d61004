"""CAE-10: excluded activities, reviews, and heavy investment."""

from datetime import date

import pytest

from enrolment.domain.screening.activities import LISTED_ACTIVITIES, ActivityList
from enrolment.domain.screening.screening import Screening, screen
from tests.enrolment.unit.samples import refused

ON = date(2026, 9, 15)


def screened(code: str, cents: int = 45_000, proof: str | None = None, on: date = ON) -> Screening:
    return screen(code, cents, proof=proof, threshold_cents=500_000, on=on)


@pytest.mark.parametrize("code", ["71.11Z", "69.10Z", "86.22B", "47.73Z"])
def test_cae_10_activities_of_a_professional_order_are_always_refused(code: str) -> None:
    error = refused("cae-10-excluded-activity", screened, code, 0, "diplôme")
    assert error.fields[0].field == "activity_code"


def test_cae_10_a_regulated_activity_needs_a_proof_and_a_review_and_is_not_refused_as_such() -> None:
    refused("cae-10-proof-of-qualification-missing", screened, "96.02A")
    refused("cae-10-proof-of-qualification-missing", screened, "96.02A", proof="  ")
    found = screened("96.02A", proof="CAP coiffure de la présidente")
    assert found == Screening(True, ("REGULATED_REVIEW:96.02",))


def test_cae_10_heavy_investment_is_refused_above_the_threshold_only() -> None:
    assert not screened("13.92Z", 500_000).review_required
    error = refused("cae-10-heavy-investment", screened, "13.92Z", 500_001)
    assert error.fields[0].accepted == "at most 5000.00"


def test_cae_10_activities_with_premises_or_plant_by_nature_are_reviewed_without_proof() -> None:
    assert screened("56.10A").review_required


def test_an_ordinary_activity_passes() -> None:
    assert screened("13.92Z") == Screening(False)


def test_the_lists_hold_from_their_day_on() -> None:
    assert screened("71.11Z", on=date(2015, 12, 31)) == Screening(False)


def test_every_list_has_entries_and_no_code_is_listed_twice() -> None:
    assert {entry.list for entry in LISTED_ACTIVITIES} == set(ActivityList)
    codes = [entry.code for entry in LISTED_ACTIVITIES]
    assert len(codes) == len(set(codes))
