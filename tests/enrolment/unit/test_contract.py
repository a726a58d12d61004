"""The CAPE: written before it starts, twelve months at most, eight items, signed by everybody who has to."""

from dataclasses import fields, replace
from datetime import date

import pytest

from enrolment.domain.applications.candidate import Employment
from enrolment.domain.groups.contract import (
    Contract,
    Period,
    Role,
    Signatory,
    Status,
    Terms,
    check_employment,
    check_period,
    sign,
)
from enrolment.domain.groups.default_terms import default_terms
from tests.enrolment.unit.samples import PROGRAMME, SIREN, refused

TERMS = default_terms(PROGRAMME, maximum_commitment="300,00")
DRAFT = Contract(
    group_id="g",
    person_id="p",
    application_id="a",
    scheme="student_cooperative",
    coordinator="cmq-mma",
    carrier="coopilote",
    legal_entity_siren=SIREN,
    kind="cape",
    starts_on=date(2026, 10, 1),
    ends_on=date(2027, 7, 2),
    maximum_commitment_cents=30_000,
    terms=TERMS,
    status=Status.DRAFT,
    drafted_on=date(2026, 9, 22),
)
BENEFICIARY, CARRIER = Signatory("Lou-Anne Vaucheret", Role.BENEFICIARY), Signatory("La direction", Role.CARRIER)
GUARDIAN = Signatory("Hélène Tavardin", Role.GUARDIAN)


def signed(
    *signatories: Signatory, on: date = date(2026, 9, 24), minor: bool = False, today: date = date(2026, 9, 24)
) -> Contract:
    return sign(DRAFT, signed_on=on, signatories=signatories, minor=minor, today=today)


def period(starts_on: date, ends_on: date) -> None:
    check_period(Period(starts_on, ends_on), date(2026, 9, 22))


def test_cape_01_it_is_signed_from_its_drawing_up_to_its_start() -> None:
    assert signed(BENEFICIARY, CARRIER).status is Status.SIGNED
    start = date(2026, 10, 1)
    assert signed(BENEFICIARY, CARRIER, on=start, today=start).signed_on == start
    late, early = date(2026, 10, 2), date(2026, 9, 21)
    refused("cape-01-not-signed-before-start", signed, BENEFICIARY, CARRIER, on=late, today=late)
    refused("cape-01-not-signed-before-start", signed, BENEFICIARY, CARRIER, on=early)
    refused("invalid-request", signed, BENEFICIARY, CARRIER, on=date(2026, 9, 25))


def test_cape_01_both_parties_sign() -> None:
    error = refused("cape-01-signatory-missing", signed, BENEFICIARY)
    assert error.fields[0].message == "lacks: carrier"
    refused("cape-01-signatory-missing", signed, CARRIER, GUARDIAN)


def test_youth_01_a_minors_guardian_signs_too() -> None:
    refused("youth-01-guardian-signature-missing", signed, BENEFICIARY, CARRIER, minor=True)
    assert signed(BENEFICIARY, CARRIER, GUARDIAN, minor=True).signatories == (BENEFICIARY, CARRIER, GUARDIAN)


def test_a_signed_contract_is_not_signed_again() -> None:
    again = signed(BENEFICIARY, CARRIER)
    error = refused(
        "contract-status",
        sign,
        again,
        signed_on=date(2026, 9, 24),
        signatories=(),
        minor=False,
        today=date(2026, 9, 24),
    )
    assert error.fields[0].accepted == "DRAFT"


@pytest.mark.parametrize(
    ("starts_on", "longest"),
    [
        (date(2026, 10, 1), date(2027, 9, 30)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2029, 2, 27)),
    ],
)
def test_cape_02_it_lasts_twelve_months_at_most(starts_on: date, longest: date) -> None:
    period(starts_on, longest)
    refused("cape-02-too-long", period, starts_on, date.fromordinal(longest.toordinal() + 1))


def test_a_period_has_an_end_after_its_start_and_not_in_the_past() -> None:
    refused("invalid-request", period, date(2026, 10, 2), date(2026, 10, 1))
    refused("invalid-request", period, date(2026, 1, 1), date(2026, 9, 21))


def test_cape_04_a_full_time_employee_gets_no_contract() -> None:
    check_employment(Employment.PART_TIME)
    refused("cape-04-full-time-employee", check_employment, Employment.FULL_TIME)


@pytest.mark.parametrize("item", [one.name for one in fields(Terms)])
def test_cape_06_each_of_the_eight_items_is_needed(item: str) -> None:
    assert len(fields(Terms)) == 8
    error = refused("cape-06-item-missing", replace, TERMS, **{item: " "})
    assert error.fields[0].field == f"terms.{item}"


def test_cape_06_the_default_terms_name_the_programme_and_the_maximum_commitment() -> None:
    assert PROGRAMME.formation in TERMS.programme
    assert "2026–2027" in TERMS.programme
    assert "300,00\u00a0€" in TERMS.commitments
