"""CAE-09: what can be agreed, lists of policies without overlap, and which terms hold on a day."""

from dataclasses import replace
from datetime import date

import pytest

from accounting.domain.contribution.policy import ContributionPolicy, first_changed_on, schedule_of
from accounting.domain.contribution.terms import Base, ContributionTerms, Tier, Trigger, checked, flat
from accounting.domain.errors import InputError
from accounting.domain.why import Level
from tests.accounting.unit.contributions import TIERED, agreed, policy

JANUARY, JUNE = date(2027, 1, 1), date(2027, 6, 30)


def terms(*tiers: Tier) -> ContributionTerms:
    return ContributionTerms(Base.TURNOVER, Trigger.ON_ISSUE, tiers)


@pytest.mark.parametrize(
    ("found", "field"),
    [
        (terms(), "policies.0.tiers"),
        (terms(Tier(100, "10")), "policies.0.tiers.0.up_to"),
        (terms(Tier(None, "10"), Tier(None, "9")), "policies.0.tiers.0.up_to"),
        (terms(Tier(200, "10"), Tier(100, "9"), Tier(None, "8")), "policies.0.tiers.1.up_to"),
        (terms(Tier(0, "10"), Tier(None, "8")), "policies.0.tiers.0.up_to"),
        (terms(Tier(None, "100.01")), "policies.0.tiers.0.rate_percent"),
        (terms(Tier(None, "1.005")), "policies.0.tiers.0.rate_percent"),
        (replace(flat("10"), fixed_monthly_cents=-1), "policies.0.fixed_monthly"),
        (replace(flat("10"), yearly_minimum_cents=-1), "policies.0.yearly_minimum"),
        (replace(flat("10"), exempt=True, yearly_minimum_cents=1), "policies.0.exempt"),
    ],
)
def test_cae_09_terms_that_cannot_be_agreed_are_refused_by_field(found: ContributionTerms, field: str) -> None:
    with pytest.raises(InputError) as caught:
        schedule_of([policy(found)])
    assert caught.value.fields[0].field == field
    assert caught.value.fields[0].accepted


def test_cae_09_rates_are_kept_in_their_shortest_form() -> None:
    assert checked(terms(Tier(100, "10.00"), Tier(None, "13.50")), "").tiers == (Tier(100, "10"), Tier(None, "13.5"))


def test_cae_09_policies_are_ordered_and_never_overlap() -> None:
    late, early = policy("10", date(2027, 7, 1)), policy("9", JANUARY, JUNE)
    assert schedule_of([late, early]).policies == (early, late)
    for wrong in (policy("9", JANUARY, date(2027, 7, 1)), policy("9", JANUARY)):
        with pytest.raises(InputError) as caught:
            schedule_of([late, wrong])
        assert caught.value.fields[0].field == "policies.0.valid_from"
        assert "2027-06-30" in caught.value.fields[0].accepted
    with pytest.raises(InputError) as caught:
        schedule_of([policy("9", JUNE, JANUARY)])
    assert caught.value.fields[0].field == "policies.0.valid_to"
    with pytest.raises(InputError):
        schedule_of([policy("9", date(1900 + year, 1, 1), date(1900 + year, 1, 2)) for year in range(101)])


def test_cae_09_document_then_activity_then_cooperative_then_its_default() -> None:
    found = agreed(policy("12", JANUARY), activity=(policy("8", JANUARY, JUNE),), rate="10")
    rates = [
        (found.on(day).terms.rate_at(0), found.on(day).level) for day in (date(2026, 12, 31), JUNE, date(2027, 7, 1))
    ]
    assert rates == [("10", Level.CAE), ("8", Level.ACTIVITY), ("12", Level.CAE)]
    own = found.on(JUNE, "3")
    assert (own.terms.rate_at(0), own.level) == ("3", Level.DOCUMENT)
    assert agreed(policy(TIERED)).on(JUNE, "3").terms.base is Base.TURNOVER


def test_cae_09_the_first_day_with_other_terms() -> None:
    def changed(before: list[ContributionPolicy], after: list[ContributionPolicy]) -> date | None:
        return first_changed_on(agreed(*before), agreed(*after))

    assert changed([], []) is None
    assert changed([], [policy("10", JANUARY)]) is None
    assert changed([], [policy("12", JANUARY)]) == JANUARY
    assert changed([policy("12", JANUARY)], [policy("12", JANUARY, JUNE)]) == date(2027, 7, 1)
    cut = [policy("12", JANUARY, JUNE), policy("12", date(2027, 7, 1))]
    assert changed([policy("12", JANUARY)], cut) is None


def test_cae_09_a_rate_goes_by_the_tier_that_the_base_has_reached() -> None:
    assert [TIERED.rate_at(base) for base in (0, 4_000_000, 4_000_001, 8_000_001)] == ["11", "11", "10", "9"]
    assert replace(TIERED, exempt=True).rate_at(1) == "0"
