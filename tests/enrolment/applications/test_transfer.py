"""A dossier goes on in another programme: proposed, accepted or declined, and completed after a crash."""

from dataclasses import replace
from datetime import date

import pytest

from enrolment.domain.applications.application import Application, Status
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.parameters import Parameters
from enrolment.usecases.applications import accept_transfer as accepting
from essaim.contracts.enrolment import ApplicationTransferred
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.applications.desk import (
    OFFICER,
    OTHER_OFFICER,
    parametrise,
    person,
    sent,
    snee,
    state_of,
    told,
)
from tests.enrolment.integration.test_listening import deliver
from tests.enrolment.office import Actor, Office

COMMITTEE = Decider("committee", "cmq-mma", "committee_member", "Comité")
PLAIN = Parameters(date(2026, 1, 1))
BODY = {"reason": "Inscription à Besançon"}


async def proposed(office: Office) -> tuple[Actor, str, str]:
    """A dossier whose transfer to another partner's programme waits: the applicant, the dossier, the other programme."""
    lou = await person(office, "lou")
    programme_id = await snee(office, Parameters(date(2026, 1, 1), deciders=(COMMITTEE,)))
    target = await snee(office)
    await parametrise(office, target, PLAIN, coordinator="ubfc")
    application_id = await sent(office, lou, programme_id)
    path = f"/v1/applications/{application_id}/transfer"
    answer = await office.post(OFFICER, path, BODY | {"programme_id": target})
    assert answer["transfer"]["coordinator"] == "ubfc"
    return lou, application_id, target


async def test_the_other_office_takes_the_dossier(office: Office) -> None:
    lou, application_id, target = await proposed(office)
    before = await state_of(office, application_id)
    waiting = await office.get(OTHER_OFFICER, "/v1/transfers")
    assert [one["id"] for one in waiting["items"]] == [application_id]
    await office.get(OTHER_OFFICER, f"/v1/applications/{application_id}/dossier")
    path = f"/v1/applications/{application_id}/transfer/acceptance"
    taken = await office.post(OTHER_OFFICER, path)
    assert (taken["programme_id"], taken["coordinator"], taken["status"], taken["transferred_from"]) == (
        target,
        "ubfc",
        "ELIGIBLE",
        application_id,
    )
    new = await state_of(office, taken["id"])
    assert (new.steps, new.sent_at, new.answers, new.asked) == (before.steps, before.sent_at, (), ())
    old = await state_of(office, application_id)
    assert (old.status, old.withdrawal_code, old.transferred_to) == (Status.WITHDRAWN, "transferred", taken["id"])
    (event,) = await told(office, application_id, "application_transferred")
    assert (event["from_coordinator"], event["to_coordinator"]) == ("cmq-mma", "ubfc")
    reviews = (await office.deps.reviews.find({"application_id": application_id})).items
    assert [one.state.status for one in reviews] == ["CLOSED"]
    assert (await office.get(OTHER_OFFICER, "/v1/transfers"))["items"] == []
    assert (await office.post(OTHER_OFFICER, path))["id"] == taken["id"]
    assert (await office.get(lou, f"/v1/applications/{taken['id']}"))["status"] == "ELIGIBLE"
    assert (await office.deps.persons.get("lou")).state.known_to("ubfc")
    begun = await office.send(lou, "POST", "/v1/applications/drafts", {"programme_id": old.programme_id})
    assert begun.status_code == 409


async def test_the_other_office_leaves_it_where_it_is(office: Office) -> None:
    _, application_id, _ = await proposed(office)
    path = f"/v1/applications/{application_id}/transfer/refusal"
    answer = await office.send(OTHER_OFFICER, "POST", path, {})
    assert answer.status_code == 204
    state = await state_of(office, application_id)
    assert (state.status, state.transfer, state.history[-1].action) == (Status.ELIGIBLE, None, "transfer-declined")
    assert len(await told(office, application_id, "transfer_declined")) == 1
    await office.get(OTHER_OFFICER, f"/v1/applications/{application_id}", 404)


async def test_only_the_receiving_office_answers(office: Office) -> None:
    lou, application_id, _ = await proposed(office)
    path = f"/v1/applications/{application_id}/transfer"
    await office.refused(OFFICER, f"{path}/acceptance", {}, "forbidden", 403)
    await office.refused(lou, f"{path}/acceptance", {}, "forbidden", 403)
    await office.refused(Actor("pepite_officer", "elsewhere"), f"{path}/acceptance", {}, "not-found", 404)
    await office.refused(lou, path, BODY | {"programme_id": "x"}, "forbidden", 403)
    await office.refused(lou, f"/v1/applications/{application_id}/recall", {}, "transfer-proposed")


async def test_a_dossier_goes_to_the_same_scheme_and_year(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await sent(office, lou, await snee(office))
    path = f"/v1/applications/{application_id}/transfer"
    targets = (
        await office.programme(scheme="ici"),
        await snee(office, None, school_year="2027-2028", starts_on="2027-09-01", ends_on="2028-07-02"),
        (await state_of(office, application_id)).programme_id,
        "at-another-deployment",
    )
    for programme_id in targets:
        refused = await office.refused(OFFICER, path, BODY | {"programme_id": programme_id}, "invalid-request", 422)
        assert [one["field"] for one in refused["errors"]] == ["programme_id"]


async def test_a_crash_after_the_first_write_is_completed_by_our_own_event(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, application_id, target = await proposed(office)

    async def die(*_: object) -> Application:
        raise RuntimeError("the process is gone")

    with monkeypatch.context() as dying:
        dying.setattr(accepting, "complete_transfer", die)
        path = f"/v1/applications/{application_id}/transfer/acceptance"
        answer = await office.send(OTHER_OFFICER, "POST", path, {})
    assert answer.status_code == 500
    (event,) = await told(office, application_id, "application_transferred")
    data = ApplicationTransferred.model_validate(event)
    for _ in range(2):
        await deliver(office, data, partner="cmq-mma")
    new = await state_of(office, data.new_application_id)
    assert (new.programme_id, new.status, new.transferred_from) == (target, Status.ELIGIBLE, application_id)
    assert [one.action for one in new.history].count("arrived") == 1


async def test_a_dossier_that_is_decided_meanwhile_waits_for_nobody(office: Office) -> None:
    _, application_id, _ = await proposed(office)
    await office.deps.applications.change(
        application_id, lambda state: Change(replace(state, status=Status.ACCEPTED)), fresh_cause("test")
    )
    assert (await office.get(OTHER_OFFICER, "/v1/transfers"))["items"] == []
    path = f"/v1/applications/{application_id}/transfer/acceptance"
    await office.refused(OTHER_OFFICER, path, {}, "application-status")
