"""A dossier goes on at another partner's deployment: told by events, taken over as a draft, or open here again."""

from datetime import date
from typing import Any

from enrolment.domain.applications.application import Status
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.parameters import Parameters
from essaim.contracts.enrolment import ApplicationHandedOver, ApplicationTakenOver, HandoverDeclined
from essaim.contracts.types import Scheme
from tests.enrolment.applications.desk import (
    CERTIFICATE,
    OFFICER,
    PDF,
    SNEE_STEPS,
    attach,
    draft,
    filled,
    person,
    sha256,
    snee,
    state_of,
    told,
)
from tests.enrolment.integration.test_listening import deliver
from tests.enrolment.office import Office

COMMITTEE = Decider("committee", "cmq-mma", "committee_member", "Comité")
BODY = {"partner": "ubfc", "programme_id": "elsewhere", "reason": "Inscription à Besançon"}


async def handed(office: Office) -> tuple[str, ApplicationHandedOver]:
    """A dossier that was handed over to ubfc, and what is told of it there."""
    lou = await person(office, "lou")
    programme_id = await snee(office, Parameters(date(2026, 1, 1), deciders=(COMMITTEE,), documents=(CERTIFICATE,)))
    application_id = await filled(office, lou, programme_id)
    await attach(office, lou, application_id)
    await office.post(lou, f"/v1/applications/{application_id}/sending")
    path = f"/v1/applications/{application_id}/transfer"
    for _ in range(2):
        answer = await office.post(OFFICER, path, BODY)
        assert (answer["status"], answer["withdrawal_code"]) == ("WITHDRAWN", "transferred")
    (event,) = await told(office, application_id, "application_handed_over")
    assert "Besançon" not in str(event)
    return application_id, ApplicationHandedOver.model_validate(event)


async def reviews(office: Office, application_id: str) -> list[str]:
    found = (await office.deps.reviews.find({"application_id": application_id})).items
    return sorted(one.state.status.value for one in found)


async def test_what_is_handed_over_says_all_and_closes_the_dossier_here(office: Office) -> None:
    application_id, data = await handed(office)
    assert data.steps["project"]["name"] == "Fil Rouge"
    assert [(one.kind, one.sha256) for one in data.documents] == [("enrolment-certificate", sha256(PDF))]
    assert await reviews(office, application_id) == ["CLOSED"]
    taken = ApplicationTakenOver(
        application_id=application_id,
        from_partner="cmq-mma",
        new_application_id="there",
        person_id="lou",
        programme_id="elsewhere",
        scheme=Scheme.SNEE,
    )
    await deliver(office, taken, partner="impostor")
    assert (await state_of(office, application_id)).transferred_to != "there"
    for _ in range(2):
        await deliver(office, taken, partner="ubfc")
    state = await state_of(office, application_id)
    assert (state.status, state.transferred_to) == (Status.WITHDRAWN, "there")
    assert [one.action for one in state.history].count("taken-over") == 1


async def test_a_dossier_that_is_not_taken_is_open_here_again(office: Office) -> None:
    application_id, _ = await handed(office)
    declined = HandoverDeclined(application_id=application_id, from_partner="cmq-mma", reason="programme-unknown")
    for _ in range(2):
        await deliver(office, declined, partner="ubfc")
    state = await state_of(office, application_id)
    assert (state.status, state.transfer, state.transferred_to) == (Status.ELIGIBLE, None, None)
    assert (state.history[-1].action, state.history[-1].detail) == ("transfer-declined", "programme-unknown")
    assert await reviews(office, application_id) == ["CLOSED", "OPEN"]


def incoming(programme_id: str, **changes: Any) -> ApplicationHandedOver:
    data: dict[str, Any] = {
        "application_id": "theirs",
        "to_partner": "cmq-mma",
        "to_programme_id": programme_id,
        "scheme": "snee",
        "school_year": "2026-2027",
        "person_id": "sacha-there",
        "given_name": "Sacha",
        "family_name": "Montbéliou",
        "email": "sacha@example.org",
        "birth_date": "2006-05-04",
        "steps": SNEE_STEPS | {"project": SNEE_STEPS["project"] | {"colour": "red", "sector": 500}},
        "members": [{"given_name": "Lou", "family_name": "Vaucheret", "email": "lou@example.org"}],
        "documents": [{"kind": "enrolment-certificate", "sha256": "0" * 64, "name": "c.pdf"}],
    }
    return ApplicationHandedOver.model_validate(data | changes)


async def answers(office: Office) -> list[dict[str, Any]]:
    found = await office.deps.handovers.all()
    return [one["envelope"]["data"] for stored in found for one in stored.document["outbox"]]


async def test_what_comes_from_another_deployment_is_a_draft_of_its_applicant(office: Office) -> None:
    programme_id = await snee(office)
    data = incoming(programme_id)
    await deliver(office, data, partner="ubfc", event_id="0199f1f0-0000-7000-8000-000000000001")
    await deliver(office, data, partner="ubfc", event_id="0199f1f0-0000-7000-8000-000000000001")
    (answer,) = await answers(office)
    assert (answer["from_partner"], answer["person_id"], answer["documents_to_attach"]) == (
        "ubfc",
        "sacha-there",
        ["enrolment-certificate"],
    )
    state = await state_of(office, answer["new_application_id"])
    assert (state.status, state.transferred_from, state.attachments) == (Status.DRAFT, "theirs", ())
    # What the form here does not take is left out, and costs nothing of the rest.
    assert "colour" not in state.steps["project"]
    assert "sector" not in state.steps["project"]
    assert state.steps["project"]["name"] == "Fil Rouge"
    assert (await office.deps.persons.get("sacha-there")).state.name == "Sacha Montbéliou"


async def test_what_cannot_be_taken_is_declined_with_a_code(office: Office) -> None:
    lou = await person(office, "lou")
    ici, snee_id, other = await office.programme(scheme="ici"), await snee(office), await snee(office)
    await draft(office, lou, other)
    identity = {
        "given_name": "Lou",
        "family_name": "Vaucheret",
        "email": "lou@example.org",
        "birth_date": "2007-03-12",
    }
    await deliver(office, incoming("nowhere"), partner="ubfc")
    await deliver(office, incoming(ici), partner="ubfc")
    await deliver(office, incoming(snee_id, school_year="2025-2026"), partner="ubfc")
    await deliver(office, incoming(snee_id, **identity), partner="ubfc")
    assert sorted(one["reason"] for one in await answers(office)) == [
        "one-dossier-a-year",
        "other-scheme",
        "other-school-year",
        "programme-unknown",
    ]
    await deliver(office, replace_partner(incoming(snee_id)), partner="ubfc")
    assert len(await answers(office)) == 4


def replace_partner(data: ApplicationHandedOver) -> ApplicationHandedOver:
    return data.model_copy(update={"to_partner": "elsewhere"})
