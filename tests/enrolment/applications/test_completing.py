"""Our own events complete what a crash left between the writes of a sending, a recall and a withdrawal."""

from datetime import date
from typing import Any

import pytest

from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.parameters import Parameters
from enrolment.usecases.applications import recall_application, send_application
from essaim.contracts.enrolment import ApplicationRecalled, ApplicationSubmitted
from tests.enrolment.applications.desk import filled, person, snee, told
from tests.enrolment.applications.test_team import SACHA, invited
from tests.enrolment.integration.test_listening import deliver
from tests.enrolment.office import Actor, Office

COMMITTEE = Decider("committee", "cmq-mma", "committee_member", "Comité")


async def die(*_: object) -> None:
    raise RuntimeError("the process is gone")


async def ready(office: Office) -> tuple[Actor, str]:
    lou = await person(office, "lou")
    programme_id = await snee(office, Parameters(date(2026, 1, 1), deciders=(COMMITTEE,)))
    return lou, await filled(office, lou, programme_id, team={"members": [SACHA]})


async def reviews(office: Office, application_id: str) -> list[str]:
    found = (await office.deps.reviews.find({"application_id": application_id})).items
    return [one.state.status.value for one in found]


async def test_the_team_and_the_deciders_of_an_interrupted_sending(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    lou, application_id = await ready(office)
    with monkeypatch.context() as dying:
        dying.setattr(send_application, "follow_sending", die)
        answer = await office.send(lou, "POST", f"/v1/applications/{application_id}/sending", {})
    assert answer.status_code == 500
    assert (await invited(office), await reviews(office, application_id)) == ([], [])
    (event,) = await told(office, application_id, "application_submitted")
    data = ApplicationSubmitted.model_validate(event)
    await deliver(office, data, partner="another")
    assert await invited(office) == []
    await deliver(office, data, partner="cmq-mma")
    await deliver(office, data, partner="cmq-mma")
    assert len(await invited(office)) == 1
    assert await reviews(office, application_id) == ["OPEN"]


async def test_the_deciders_of_an_interrupted_recall(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    lou, application_id = await ready(office)
    path = f"/v1/applications/{application_id}"
    await office.post(lou, f"{path}/sending")
    with monkeypatch.context() as dying:
        dying.setattr(recall_application, "close_reviews", die)
        answer = await office.send(lou, "POST", f"{path}/recall", {})
    assert answer.status_code == 500
    assert await reviews(office, application_id) == ["OPEN"]
    (event,) = await told(office, application_id, "application_recalled")
    data = ApplicationRecalled.model_validate(event)
    await deliver(office, data, partner="cmq-mma")
    assert await reviews(office, application_id) == ["CLOSED"]
    again: dict[str, Any] = await office.post(lou, f"{path}/sending")
    assert again["status"] == "ELIGIBLE"
    await deliver(office, data, partner="cmq-mma")
    assert sorted(await reviews(office, application_id)) == ["CLOSED", "OPEN"]
