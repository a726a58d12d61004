"""YOUTH-01 where others decide: deciders, committees and the waiting list accept no minor whose guardian withdrew the consent."""

from dataclasses import replace

import pytest

from enrolment.domain.applications.application import Application, RecordedAnswer, Status
from enrolment.domain.programmes.decider import Answer
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from enrolment.usecases.deciders.record_decision import RecordDecision, record_decision
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.committees.board import CHAIR, SECOND, board_programme, hold, opened, vote
from tests.enrolment.deciders.desk import ACCEPT as ACCEPTED_BY, OFFICER, answer, hear_own, review_of, with_deciders
from tests.enrolment.office import COORDINATOR, Office, student
from tests.enrolment.persons.withdrawn import ACCEPT, MISSING, NO, Family, family


async def no_and_crash(one: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guardian's no is written, and the process ends before any dossier knows."""

    async def died(*_: object) -> None:
        """Nothing more is done."""

    with monkeypatch.context() as patched:
        patched.setattr("enrolment.usecases.persons.say_word.lock_applications", died)
        await one.says(NO)


async def waiting(one: Family) -> None:
    """The deciders put the dossier on the waiting list."""

    def change(state: Application) -> Change[Application]:
        return Change(replace(state, status=Status.WAITING_LIST, waiting_rank=1))

    await one.office.deps.applications.change(one.application_id, change, fresh_cause("tests"))


async def test_youth_01_a_decider_cannot_accept_until_the_consent_is_there_again(office: Office) -> None:
    one = await family(office, await with_deciders(office))
    refused = await office.refused(COORDINATOR, f"{one.at}/decision", ACCEPT, MISSING)
    assert f"POST /v1/consents/{one.consent_id}/links" in refused["detail"]
    await one.agrees()
    review, other = [await review_of(office, {"id": one.application_id}, key) for key in ("cmq", "coopilote")]
    await answer(office, OFFICER, other, ACCEPTED_BY)
    await one.says(NO)
    await office.refused(COORDINATOR, f"/v1/reviews/{review}/answer", {"answer": "accept"}, MISSING)
    await office.refused(COORDINATOR, f"{one.at}/decision", ACCEPT, MISSING)
    await one.asked_again()
    await one.agrees()
    # What the other decider had said still counts, and nobody was asked twice.
    assert await review_of(office, {"id": one.application_id}, "cmq") == review
    await answer(office, COORDINATOR, review, {"answer": "accept"})
    assert (await one.state()).status is Status.ACCEPTED


async def test_youth_01_an_acceptance_from_afar_waits_for_the_consent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot be refused any more: the dossier waits with it, and is accepted when the guardian says yes again."""
    one = await family(office, await with_deciders(office))
    await one.agrees()
    application = {"id": one.application_id}
    cmq, coopilote = [await review_of(office, application, key) for key in ("cmq", "coopilote")]
    await no_and_crash(one, monkeypatch)
    for decider, partner, review in (("cmq", "cmq-mma", cmq), ("coopilote", "coopilote", coopilote)):
        given = RecordedAnswer(decider, Answer.ACCEPT, office.deps.clock.today(), review)
        command = RecordDecision(one.application_id, "cmq-mma", partner, given)
        await record_decision(command, office.deps, fresh_cause("afar"))
    state = await one.state()
    assert (state.status, state.consent, len(state.answers)) == (Status.CONSENT_PENDING, None, 2)
    await one.asked_again()
    await one.agrees()
    assert (await one.state()).status is Status.ACCEPTED


async def test_youth_01_a_refused_dossier_is_not_accepted_on_a_consent_that_is_gone(office: Office) -> None:
    one = await family(office, await with_deciders(office))
    await one.agrees()
    reviews = [await review_of(office, {"id": one.application_id}, key) for key in ("cmq", "coopilote")]

    async def said(number: int, *answers: Answer) -> Status:
        for decider, partner, review, given in zip(
            ("cmq", "coopilote"), ("cmq-mma", "coopilote"), reviews, answers, strict=True
        ):
            recorded = RecordedAnswer(decider, given, office.deps.clock.today(), review, number=number)
            command = RecordDecision(one.application_id, "cmq-mma", partner, recorded)
            await record_decision(command, office.deps, fresh_cause("afar"))
        return (await one.state()).status

    assert await said(1, Answer.REFUSE, Answer.ACCEPT) is Status.REFUSED
    await one.says(NO)
    assert (await one.state()).status is Status.REFUSED
    assert await said(2, Answer.ACCEPT, Answer.ACCEPT) is Status.CONSENT_PENDING


async def test_youth_01_a_committees_acceptance_is_not_delivered_and_the_next_one_may_decide(office: Office) -> None:
    one = await family(office, await board_programme(office))
    await one.agrees()
    committee = await opened(office)
    await vote(office, committee, 0, "accept", CHAIR, SECOND)
    await one.says(NO)
    (item,) = (await hold(office, committee))["items"]
    assert item["result"]["why"] == MISSING
    assert (await one.state()).status is Status.CONSENT_PENDING
    review = (await office.deps.reviews.get(item["review_id"])).state
    assert (review.status, review.committee_id) == ("OPEN", None)


@pytest.mark.parametrize("crashed", [False, True])
async def test_youth_01_a_place_that_was_offered_cannot_be_taken_and_goes_to_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, crashed: bool
) -> None:
    one = await family(office, await board_programme(office, places=1, confirmation_days=5))
    await one.agrees()
    await waiting(one)
    programme_id = (await one.state()).programme_id
    assert await fill_places(FillPlaces(programme_id), office.deps, fresh_cause("tests")) == 1
    assert (await one.state()).offered_until is not None
    await (no_and_crash(one, monkeypatch) if crashed else one.says(NO))
    body = {"answer": "confirm"}
    await office.refused(student(one.person_id), f"{one.at}/confirmation", body, MISSING)
    await one.hears("consent_withdrawn", times=2)
    state = await one.state()
    assert (state.status, state.waiting_rank, state.offered_until) == (Status.CONSENT_PENDING, None, None)
    assert (await office.deps.place_books.get(programme_id)).state.offers == ()
    # The deciders elsewhere, who saw it on the list, hear that it is there no more.
    told = (await office.deps.applications.get(one.application_id)).document["outbox"]
    outcomes = [one["envelope"]["data"] for one in told if one["envelope"]["type"] == "enrolment.outcome_derived.v1"]
    assert [one.get("outcome") for one in outcomes] == [None]


async def test_youth_01_a_free_place_is_not_given_on_a_consent_that_is_gone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await family(office, await board_programme(office, places=1))
    await one.agrees()
    await waiting(one)
    await no_and_crash(one, monkeypatch)
    programme_id = (await one.state()).programme_id
    await fill_places(FillPlaces(programme_id), office.deps, fresh_cause("tests"))
    assert (await one.state()).status is Status.CONSENT_PENDING
    assert (await office.deps.place_books.get(programme_id)).state.offers == ()
    await hear_own(office.deps, "enrolment.outcome_derived.v1")
    assert (await one.state()).status is Status.CONSENT_PENDING
