"""A group from its proposal to its start."""

from dataclasses import replace
from datetime import date

import pytest

from enrolment.domain.groups.group import Group, Membership, Status, activate, approve, code_of, is_siren, start
from enrolment.domain.screening.screening import Screening
from tests.enrolment.unit.samples import SIREN, contracted, proposed, refused, signed

FIRST_DAY = date(2026, 10, 1)


def approved(group: Group, note: str | None = None, siren: str = SIREN) -> Group:
    return approve(group, legal_entity_siren=siren, review_note=note)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Atelier Maille", "ATELIER-MAILLE"),
        ("  L’Étoffe & Cie ", "LETOFFE-CIE"),
        ("毛糸", "GROUP"),
        ("x" * 80, "X" * 40),
    ],
)
def test_the_code_of_a_group_has_no_spaces_and_no_accents(name: str, code: str) -> None:
    assert code_of(name) == code


def test_members_are_numbered_in_the_order_of_the_proposal() -> None:
    assert [(one.member_number, one.person_id) for one in proposed().members] == [(1, "p1"), (2, "p2")]


def test_a_group_is_never_larger_than_its_programme_allows() -> None:
    assert len(proposed(3).members) == 3
    refused("group-too-large", proposed, 4)


@pytest.mark.parametrize("siren", ["999999122", "99999912", "99999912a", "９９９９９９１２１", ""])
def test_cae_01_only_a_valid_siren_of_the_carrier_is_taken(siren: str) -> None:
    assert is_siren(SIREN)
    assert not is_siren(siren)
    refused("invalid-request", approved, proposed(), None, siren)


def test_cae_10_a_listed_activity_is_approved_only_with_the_carriers_own_reason() -> None:
    group = proposed(screening=Screening(True, ("REGULATED_REVIEW:96.02",)))
    assert group.review_required
    refused("cae-10-review-missing", approved, group)
    refused("cae-10-review-missing", approved, group, " ")
    assert approved(group, "CAP vérifié").status is Status.APPROVED


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.PROPOSED])
def test_only_a_proposed_group_is_approved(status: Status) -> None:
    error = refused("group-status", approved, replace(proposed(), status=status))
    assert error.fields[0].accepted == "PROPOSED"


def test_a_group_starts_with_every_contract_signed_and_running() -> None:
    started = start(signed(), today=FIRST_DAY)
    assert (started.status, started.started_on) == (Status.RUNNING, FIRST_DAY)


def test_cape_01_nobody_works_without_a_signed_contract() -> None:
    half = activate(contracted(), "p1", "c-p1")
    assert [one.status for one in half.members] == [Membership.ACTIVE, Membership.CONTRACT_PENDING]
    error = refused("cape-01-contracts-unsigned", start, half, today=FIRST_DAY)
    assert "p2" in error.fields[0].message
    refused("cape-01-contracts-unsigned", start, approved(proposed()), today=FIRST_DAY)


def test_cape_01_a_group_does_not_start_before_its_contracts() -> None:
    refused("cape-01-contracts-not-running", start, signed(), today=date(2026, 9, 30))


def test_a_group_starts_with_enough_members_and_inside_its_programme() -> None:
    refused("group-too-small", start, signed(1), today=FIRST_DAY)
    refused("programme-over", start, signed(), today=date(2027, 7, 3))


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.APPROVED])
def test_only_an_approved_group_starts(status: Status) -> None:
    refused("group-status", start, replace(signed(), status=status), today=FIRST_DAY)


def test_activating_twice_changes_nothing_and_strangers_are_no_members() -> None:
    once = activate(contracted(), "p1", "c-p1")
    assert activate(once, "p1", "c-p1") == once
    refused("not-a-member", activate, once, "p9", "c-p9")
