"""The way of one person into a programme."""

from dataclasses import replace
from datetime import date

import pytest

from enrolment.domain.applications.application import (
    Application,
    Consent,
    Decision,
    Status,
    decide,
    give_consent,
    reserve,
    withdraw,
)
from enrolment.domain.applications.candidate import Employment
from tests.enrolment.unit.samples import ADULT, MINOR, TODAY, application, refused

CONSENT = Consent("hélène  TAVARDIN", "2026-09", date(2026, 9, 1), "Formulaire signé")


def consent(state: Application, given: Consent = CONSENT) -> Application:
    return give_consent(state, given, guardian_name="Hélène Tavardin", text_version="2026-09", today=TODAY)


def decided(state: Application, decision: str = "accept") -> Application:
    return decide(state, Decision(decision, "raison", TODAY))


def test_an_adult_is_eligible_at_once() -> None:
    assert application().status is Status.ELIGIBLE


def test_youth_01_a_minor_awaits_a_guardian() -> None:
    assert application(MINOR).status is Status.CONSENT_PENDING
    refused("youth-01-guardian-consent-missing", decided, application(MINOR))


def test_youth_01_the_guardian_consents_whatever_the_case_and_spaces() -> None:
    given = consent(application(MINOR))
    assert given.status is Status.ELIGIBLE
    assert given.consent == CONSENT
    assert decided(given).status is Status.ACCEPTED


def test_youth_01_another_guardian_another_text_or_a_later_day_do_not_count() -> None:
    state = application(MINOR)
    refused("youth-01-other-guardian", consent, state, replace(CONSENT, guardian_name="Ada Tavardin"))
    refused("youth-01-other-consent-text", consent, state, replace(CONSENT, text_version="2025-09"))
    refused("invalid-request", consent, state, replace(CONSENT, given_on=date(2026, 9, 2)))


def test_cape_04_a_full_time_employee_is_refused_at_once() -> None:
    for candidate in (ADULT, MINOR):
        state = application(replace(candidate, employment=Employment.FULL_TIME))
        assert (state.status, state.refused_rule) == (Status.REFUSED, "CAPE-04")
    assert application(replace(ADULT, employment=Employment.PART_TIME)).status is Status.ELIGIBLE


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.REFUSED, Status.WITHDRAWN])
def test_what_is_decided_is_not_decided_again(status: Status) -> None:
    state = application(status=status)
    error = refused("application-status", decided, state)
    assert (error.fields[0].message, error.fields[0].accepted) == (f"is {status}", "ELIGIBLE")
    refused("application-status", decided, state, "refuse")
    refused("application-status", consent, state)


def test_a_refusal_keeps_its_reason() -> None:
    state = decided(application(), "refuse")
    assert state.status is Status.REFUSED
    assert state.decision == Decision("refuse", "raison", TODAY)


def test_whoever_is_in_no_group_may_withdraw() -> None:
    for status in (Status.CONSENT_PENDING, Status.ELIGIBLE, Status.ACCEPTED):
        assert withdraw(application(status=status), "autre projet").status is Status.WITHDRAWN
    refused("application-in-group", withdraw, application(status=Status.ACCEPTED, group_id="g"), "autre projet")
    refused("application-status", withdraw, application(status=Status.REFUSED), "autre projet")


def test_one_group_at_a_time_counts_on_an_accepted_application() -> None:
    accepted = application(status=Status.ACCEPTED)
    held = reserve(accepted, "g1")
    assert held.group_id == "g1"
    assert reserve(held, "g1") == held
    refused("application-in-group", reserve, held, "g2")
    assert reserve(held, "g2", abandoned="g1").group_id == "g2"
    refused("application-status", reserve, application(), "g1")
