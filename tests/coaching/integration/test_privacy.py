"""GDPR-02 in coaching: the name goes, sealed sheets and recorded votes stay by id only, and enrolment is told what stays."""

from essaim.contracts.coaching import CoachingAccessAnswered, CoachingErasureApplied
from essaim.contracts.enrolment import AccessRequested, PersonErased, PersonKind, PersonRegistered
from essaim.contracts.personal_records import records_of
from essaim.kit.cause import Cause
from essaim.kit.ids import new_id
from tests.coaching.integration.api import COACH, REPORT, Api, student
from tests.coaching.integration.deployment import GROUP, STARTED, STUDENTS, Deployment, deliver, paris

ADA = STUDENTS[0]
NAME = PersonRegistered(
    person_id=ADA, kind=PersonKind.STUDENT, given_name="Ada", family_name="Exemple", email="ada@example.org"
)
ERASED = PersonErased(erasure_id="e1", person_id=ADA)


def cause_at(sequence: int) -> Cause:
    """The cause of an event at this place of the person's history."""
    id_ = new_id()
    return Cause(id_, id_, "/cmq-mma/enrolment", id_, id_, subject=ADA, sequence=sequence)


async def answers(deployment: Deployment) -> list[dict[str, object]]:
    """What was told, of accesses and erasures."""
    documents = [one.document for one in await deployment.deps.answers.all()]
    return [item["envelope"]["data"] for one in documents for item in one["outbox"]]


async def test_the_name_goes_and_an_older_one_that_comes_later_does_not_bring_it_back(deployment: Deployment) -> None:
    await deployment.deliver(NAME, cause_at(1))
    await deployment.deliver(ERASED, cause_at(3))
    await deployment.deliver(NAME, cause_at(2))
    person = (await deployment.deps.people.get(ADA)).state
    assert (person.given_name, person.family_name, person.erased) == ("", "", True)
    assert await answers(deployment) == [{"erasure_id": "e1", "person_id": ADA, "kept": []}]


async def test_an_erasure_that_comes_before_the_name_keeps_it_out(deployment: Deployment) -> None:
    await deployment.deliver(ERASED, cause_at(2))
    await deployment.deliver(NAME, cause_at(1))
    assert (await deployment.deps.people.get(ADA)).state.erased


async def test_somebody_who_registers_again_later_is_known_again(deployment: Deployment) -> None:
    await deployment.deliver(ERASED, cause_at(2))
    await deployment.deliver(NAME, cause_at(3))
    assert (await deployment.deps.people.get(ADA)).state.display_name == "EXEMPLE Ada"


async def test_told_again_or_delivered_twice_it_is_answered_once(deployment: Deployment) -> None:
    cause = await deployment.deliver(ERASED, cause_at(2))
    await deployment.deliver(ERASED, cause)
    await deployment.deliver(ERASED, cause_at(5))
    assert len(await answers(deployment)) == 1


async def test_a_sealed_sheet_stays_whole_and_says_a_number_in_place_of_the_name(api: Api) -> None:
    await deliver(api.deps, NAME, cause_at(1))
    path = await api.held_session()
    await api.good(COACH, "POST", f"{path}/absences", {"person_id": STUDENTS[2], "reason": "medical"})
    await api.good(COACH, "PUT", f"{path}/report", REPORT)
    api.move_to(paris(2026, 9, 30, 17))
    await api.good(COACH, "POST", f"{path}/seal")
    await deliver(api.deps, ERASED, cause_at(2))
    (stored,) = await api.deps.answers.all()
    told = [item["envelope"]["data"] for item in stored.document["outbox"]]
    assert told[0]["kept"] == ["attendance-sealed"]
    session = await api.good(COACH, "GET", path)
    assert session["status"] == "SEALED"
    sheet = await api.call(COACH, "GET", f"{path}/attendance.pdf")
    assert sheet.status_code == 200


async def test_the_reason_of_an_absence_that_is_not_sealed_goes(api: Api) -> None:
    path = await api.first_session()
    await api.good(COACH, "POST", f"{path}/confirmation", {"place": "Salle 204"})
    await api.good(COACH, "POST", f"{path}/absences", {"person_id": ADA, "reason": "medical"})
    await deliver(api.deps, ERASED, cause_at(1))
    (mark, *_) = (await api.deps.sessions.get(path.rpartition("/")[2])).state.marks
    assert (mark.person_id, mark.absence) == (ADA, "other")


async def test_an_access_is_answered_with_what_is_held_once(deployment: Deployment) -> None:
    await deployment.deliver(STARTED)
    await deployment.deliver(NAME, cause_at(1))
    for _ in range(2):
        await deployment.deliver(AccessRequested(request_id="r1", person_id=ADA))
    (told,) = [CoachingAccessAnswered.model_validate(one) for one in await answers(deployment)]
    (area,) = records_of([told.piece])
    assert (area["area"], area["records"][0]["data"]["family_name"]) == ("people", "Exemple")
    assert (GROUP, CoachingErasureApplied.exchange, CoachingAccessAnswered.exchange) == (GROUP, "events", "personal")


async def test_somebody_unknown_is_answered_with_nothing(deployment: Deployment) -> None:
    await deployment.deliver(AccessRequested(request_id="r1", person_id="nobody"))
    (told,) = [CoachingAccessAnswered.model_validate(one) for one in await answers(deployment)]
    assert records_of([told.piece]) == []
    assert student(ADA)["sub"] == ADA
