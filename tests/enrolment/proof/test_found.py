"""What random lives and crashes found once, each told as the short story that it is."""

from datetime import date

from enrolment.domain.programmes.parameters import Parameters
from tests.enrolment.applications.desk import parametrise, person, sent
from tests.enrolment.deciders.desk import CMQ, COOPILOTE, EVERYBODY, answer, hear_own
from tests.enrolment.office import COORDINATOR, OFFICER, ROWS, Office
from tests.enrolment.persons.people import LOU, login
from tests.enrolment.proof.world import PEPITE

PROGRAMME = {"scheme": "snee"}
DECIDED = Parameters(date(2026, 1, 1), deciders=(CMQ, COOPILOTE), outcome_rules=EVERYBODY)
NO = {"answer": "refuse", "opinion": "Non"}


async def _two_programmes(office: Office) -> tuple[str, str]:
    first, second = await office.programme(**PROGRAMME), await office.programme(**PROGRAMME, establishment="Université")
    for one in (first, second):
        await parametrise(office, one, DECIDED)
    return first, second


async def _open_reviews(office: Office, application_id: str) -> list[str]:
    found = await office.deps.reviews.all({"application_id": application_id, "status": "OPEN"})
    return sorted(one.state.decider for one in found)


async def test_a_dossier_that_is_transferred_and_comes_back_is_put_to_its_deciders_anew(office: Office) -> None:
    """They were asked under the reviews that the first transfer had closed, and nobody could answer."""
    first, second = await _two_programmes(office)
    lou = await person(office, "lou")
    id_ = await sent(office, lou, first)
    for target in (second, first):
        path = f"/v1/applications/{id_}/transfer"
        await office.post(PEPITE, path, {"programme_id": target, "reason": "Déménagement"})
        id_ = str((await office.post(PEPITE, f"{path}/acceptance"))["id"])
        assert await _open_reviews(office, id_) == ["cmq", "coopilote"]
    lines = [one.action for one in (await office.deps.applications.get(id_)).state.history]
    assert (lines.count("sent"), lines.count("transferred"), lines.count("arrived")) == (1, 2, 2)
    # The first transfer is told once more, late: it is over.
    await hear_own(office.deps, "enrolment.application_transferred.v1")


async def test_snee_03_a_refusal_stands_once_another_dossier_was_begun(office: Office) -> None:
    """The review was answered, and its dossier could not follow: the event died, and so did the meeting that decided it."""
    first, second = await _two_programmes(office)
    lou = await person(office, "lou")
    id_ = await sent(office, lou, first)
    review = next(one for one in await office.deps.reviews.all() if one.state.decider == "cmq")
    await answer(office, COORDINATOR, review.id, NO)
    reopening = f"/v1/applications/{id_}/deciders/cmq/reopening"
    await office.post(COORDINATOR, reopening, {"reason": "Erreur"})
    begun = await office.post(lou, "/v1/applications/drafts", {"programme_id": second})
    refused = await office.refused(
        COORDINATOR, f"/v1/reviews/{review.id}/answer", {"answer": "accept"}, "snee-03-one-dossier-a-year"
    )
    assert "begun another" in refused["detail"]
    await office.refused(COORDINATOR, reopening, {"reason": "Erreur"}, "snee-03-one-dossier-a-year")
    await office.post(lou, f"/v1/applications/{begun['id']}/withdrawal", {"reason": "Erreur"})
    await answer(office, COORDINATOR, review.id, {"answer": "accept"})
    other = next(one for one in await office.deps.reviews.all() if one.state.decider == "coopilote")
    await answer(office, OFFICER, other.id, {"answer": "accept", "answers": {"activity": "yes"}})
    assert (await office.get(lou, f"/v1/applications/{id_}"))["status"] == "ACCEPTED"


async def test_a_roster_finds_who_was_merged_under_a_login_of_their_own(office: Office) -> None:
    """A second person came of it, because their id does not follow from the address."""
    for subject, email in (("kept", "lou-anne@example.org"), ("twin", "lou2@example.org")):
        answered = await office.send(login(subject), "PUT", "/v1/persons/me", LOU | {"email": email})
        assert answered.status_code == 201
    await office.post(COORDINATOR, "/v1/persons/kept/merging", {"merged_id": "twin"})
    row = ROWS[0].replace("lou-anne@", "lou2@")
    created = (await office.roster(await office.programme(), row)).json()["created"]
    assert [one["person_id"] for one in created] == ["kept"]


async def test_letting_a_decider_answer_again_twice_is_doing_it_once(office: Office) -> None:
    first, _ = await _two_programmes(office)
    id_ = await sent(office, await person(office, "lou"), first)
    review = next(one for one in await office.deps.reviews.all() if one.state.decider == "cmq")
    await answer(office, COORDINATOR, review.id, NO)
    for _ in range(2):
        await office.post(COORDINATOR, f"/v1/applications/{id_}/deciders/cmq/reopening", {"reason": "Erreur"})
    (asked,) = [one for one in (await office.deps.applications.get(id_)).state.asked if one.decider == "cmq"]
    assert asked.reopenings == 1
