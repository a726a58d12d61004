"""The diploma beside the status."""

from datetime import date
from typing import Any

import pytest

from enrolment.domain.errors import InputError
from enrolment.domain.snee.d2e import D2e, D2eEnrolment, D2eStatus, enrol
from enrolment.domain.snee.terms import terms_on
from tests.enrolment.office import Actor, Office, events
from tests.enrolment.snee.pepite import PEPITE, ROWS, active, opened

COMMITTEE = Actor("pepite_officer", "cmq-mma", "for-the-committee")
GRADUATE: dict[str, Any] = {"contact": {"situation": "graduate"}}
ASKING: dict[str, Any] = {"contact": {"situation": "student"}, "motivation": {"ask_d2e": True}}
ENROL = {"fee": "390.00", "scholarship": False}
AUTHORISED = D2e(D2eStatus.AUTHORISED, mandatory=False, requested_on=date(2026, 9, 1))


def enrolment_of(**told: Any) -> D2eEnrolment:
    """An ordinary enrolment under the shipped terms."""
    terms = terms_on(date(2026, 9, 1))
    ordinary: dict[str, Any] = {
        "on": date(2026, 9, 1),
        "fee_cents": 39_000,
        "maximum_fee_cents": terms.d2e_maximum_fee_cents,
        "scholarship": False,
        "birth_date": date(2004, 11, 23),
        "training_year": 2026,
        "scholarship_age_below": terms.scholarship_age_below,
    }
    return D2eEnrolment(**ordinary | told)


async def test_the_committees_answer_comes_with_the_dossier(office: Office) -> None:
    id_, owner = await opened(office, steps=ASKING, d2e=True)
    d2e = (await office.get(owner, f"/v1/snee-statuses/{id_}"))["d2e"]
    assert (d2e["status"], d2e["mandatory"]) == ("AUTHORISED", False)
    assert events(await office.deps.snee_statuses.get(id_))[-1] == (
        "events enrolment.diploma_changed.v1",
        {"status_id": id_, "person_id": owner.sub, "d2e": "AUTHORISED"},
    )


async def test_the_status_alone_is_a_possible_answer_for_a_student(office: Office) -> None:
    id_, owner = await opened(office, steps=ASKING, d2e=False)
    assert (await office.get(owner, f"/v1/snee-statuses/{id_}"))["d2e"]["status"] == "REFUSED"
    other, _ = await opened(office, ROWS[1], steps={"contact": {"situation": "student"}}, d2e=False)
    assert (await office.get(PEPITE, f"/v1/snee-statuses/{other}"))["d2e"] is None


async def test_a_graduate_has_the_diploma_whatever_the_form_says_and_keeps_it(office: Office) -> None:
    """SNEE-04."""
    id_, owner = await active(office, steps=GRADUATE, d2e=False)
    path = f"/v1/snee-statuses/{id_}"
    d2e = (await office.get(owner, path))["d2e"]
    assert (d2e["status"], d2e["mandatory"]) == ("REQUESTED", True)
    await office.refused(COMMITTEE, f"{path}/d2e/answer", {"authorised": False}, "snee-04-d2e-mandatory")
    await office.refused(owner, f"{path}/d2e/withdrawal", {"reason": "Non"}, "snee-04-d2e-mandatory")
    await office.post(COMMITTEE, f"{path}/d2e/answer", {"authorised": True})
    ended = await office.post(owner, f"{path}/renunciation", {"reason": "job-found"})
    assert (ended["status"], ended["d2e"]["status"]) == ("RENOUNCED", "WITHDRAWN")


async def test_no_enrolment_without_a_status_in_force(office: Office) -> None:
    """SNEE-06."""
    id_, owner = await opened(office, steps=ASKING, d2e=True)
    path = f"/v1/snee-statuses/{id_}"
    await office.refused(PEPITE, f"{path}/d2e/enrolment", ENROL, "snee-status")
    await office.post(owner, f"{path}/charter", {"version": "2021-06"})
    await office.refused(owner, f"{path}/d2e/enrolment", ENROL, "forbidden", 403)
    enrolled = (await office.post(PEPITE, f"{path}/d2e/enrolment", ENROL))["d2e"]
    assert (enrolled["status"], enrolled["fee"]) == ("ENROLLED", "390.00")
    assert (await office.post(PEPITE, f"{path}/d2e/result", {"result": "passed"}))["d2e"]["status"] == "PASSED"


@pytest.mark.parametrize(("fee", "taken"), [(50_000, True), (50_001, False)])
def test_the_fee_has_a_cap(fee: int, taken: bool) -> None:
    """SNEE-06: 500.00 by the shipped terms."""
    told = enrolment_of(fee_cents=fee)
    if taken:
        assert enrol(AUTHORISED, told).fee_cents == fee
    else:
        with pytest.raises(InputError) as caught:
            enrol(AUTHORISED, told)
        assert caught.value.fields[0].accepted == "at most 500.00"


async def test_an_age_counts_for_the_scholarship_and_for_nothing_else(office: Office) -> None:
    """SNEE-02: somebody of 36 has the status and the diploma, and no scholarship."""
    id_, _ = await active(office, ROWS[1], steps=ASKING, d2e=True)
    path = f"/v1/snee-statuses/{id_}/d2e/enrolment"
    problem = await office.refused(PEPITE, path, ENROL | {"scholarship": True, "fee": "900"}, "invalid-request", 422)
    assert [one["field"] for one in problem["errors"]] == ["fee", "scholarship"]
    assert (await office.post(PEPITE, path, ENROL))["d2e"]["status"] == "ENROLLED"


@pytest.mark.parametrize(("born", "may"), [(date(1998, 9, 1), False), (date(1998, 9, 2), True), (None, False)])
def test_under_28_on_the_first_of_september(born: date | None, may: bool) -> None:
    told = enrolment_of(scholarship=True, birth_date=born)
    if may:
        assert enrol(AUTHORISED, told).scholarship
    else:
        with pytest.raises(InputError, match="scholarship"):
            enrol(AUTHORISED, told)


async def test_it_can_be_asked_for_during_the_year_and_given_up(office: Office) -> None:
    id_, owner = await active(office)
    path = f"/v1/snee-statuses/{id_}"
    await office.refused(PEPITE, f"{path}/d2e/enrolment", ENROL, "d2e-not-requested")
    assert (await office.post(owner, f"{path}/d2e"))["d2e"]["status"] == "REQUESTED"
    await office.refused(PEPITE, f"{path}/d2e/enrolment", ENROL, "d2e-status")
    await office.post(PEPITE, f"{path}/d2e/answer", {"authorised": True})
    given_up = await office.post(owner, f"{path}/d2e/withdrawal", {"reason": "Priorité au projet"})
    assert (given_up["status"], given_up["d2e"]["status"]) == ("ACTIVE", "WITHDRAWN")
    assert (await office.post(owner, f"{path}/d2e"))["d2e"]["status"] == "REQUESTED"
