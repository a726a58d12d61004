"""The status lasts a year (SNEE-08): the next year's dossier is filled in with what the accepted one says."""

from tests.enrolment.applications.desk import attach, person, sent, snee, state_of
from tests.enrolment.office import COORDINATOR, Office

NEXT = {"school_year": "2027-2028", "starts_on": "2027-09-01", "ends_on": "2028-07-02"}
MEMBER = {"given_name": "Sacha", "family_name": "Montbéliou", "email": "sacha@example.org"}


async def test_a_renewal_is_a_prefilled_draft_of_the_next_year(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await sent(office, lou, await snee(office), team={"members": [MEMBER]})
    path = f"/v1/applications/{application_id}"
    programme_id = await snee(office, None, **NEXT)
    body = {"programme_id": programme_id}
    await office.refused(lou, f"{path}/renewal", body, "application-status")
    await office.post(COORDINATOR, f"{path}/decision", {"decision": "accept", "reason": "Beau projet"})
    wrong = await office.refused(lou, f"{path}/renewal", {"programme_id": await snee(office)}, "invalid-request", 422)
    assert wrong["errors"][0]["accepted"] == "2027-2028"
    renewed = await office.post(lou, f"{path}/renewal", body)
    assert (renewed["status"], renewed["renewal_of"], renewed["school_year"]) == ("DRAFT", application_id, "2027-2028")
    assert (await office.post(lou, f"{path}/renewal", body))["id"] == renewed["id"]
    state = await state_of(office, renewed["id"])
    assert state.steps["project"] == (await state_of(office, application_id)).steps["project"]
    assert state.steps["contact"] == {"situation": "student", "is_renewal": True}
    assert (state.attachments, state.team[0].email, state.team[0].invitation_id) == ((), "sacha@example.org", "")
    assert (await attach(office, lou, renewed["id"])).status_code == 422
    assert (await office.post(lou, f"/v1/applications/{renewed['id']}/sending"))["status"] == "ELIGIBLE"
