"""What deciders see follows the dossier, stops with it, and is forgotten with its person."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from enrolment.domain.applications.application import Application, AttachedDocument, Status
from enrolment.domain.programmes.decider import Answer, DeciderKind
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from enrolment.usecases.deciders.refresh_reviews import RefreshReviews, refresh_reviews
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.deciders.desk import (
    ACCEPT,
    CMQ,
    COOPILOTE,
    COORDINATOR,
    OFFICER,
    REFUSE,
    SCHOOL,
    TEACHER,
    UBFC,
    answer,
    hear_own,
    review_of,
    sent,
    waiting,
    with_deciders,
)
from tests.enrolment.office import Actor, Office
from tests.support.sample_files import pdf

CV = pdf()
PROJECT = {"summary": "Des vestes en laine", "secret": "Mon fournisseur"}
SCHOOL_DECIDES = replace(SCHOOL, kind=DeciderKind.DECISION)
REFUSED_BY_SCHOOL = (OutcomeRule(Outcome.REFUSED, "any", ("school",), (Answer.REFUSE,)),)
PEPITE = Actor("pepite_officer", "ubfc", "pepite")


async def say(office: Office, application_id: str, **changes: Any) -> None:
    """Change what a dossier says."""

    def change(state: Application) -> Change[Application]:
        return Change(replace(state, **changes))

    await office.deps.applications.change(application_id, change, fresh_cause("tests"))
    await refresh_reviews(RefreshReviews(application_id), office.deps, fresh_cause("tests"))


async def test_a_review_follows_the_dossier_and_its_history_says_so(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    await say(office, application["id"], steps={"project": PROJECT})
    review = await office.get(OFFICER, f"/v1/reviews/{await review_of(office, application, 'coopilote')}")
    assert {one["name"]: one["value"] for one in review["shown"]}["summary"] == "Des vestes en laine"
    assert "Mon fournisseur" not in str(review)
    assert [one["action"] for one in review["history"]] == ["requested", "content_changed"]
    version = review["version"]
    await refresh_reviews(RefreshReviews(application["id"]), office.deps, fresh_cause("tests"))
    assert (await office.get(OFFICER, f"/v1/reviews/{review['id']}"))["version"] == version


async def test_a_decider_elsewhere_is_told_again_only_what_they_see_and_when_it_changed(office: Office) -> None:
    application = await sent(office, await with_deciders(office, (CMQ, replace(UBFC, visible=("project.summary",)))))

    async def shared() -> list[dict[str, Any]]:
        document = (await office.deps.applications.get(application["id"])).document
        return [one.data for one in waiting(document) if one.type == "enrolment.dossier_shared.v1"]

    assert [one["fields"] for one in await shared()] == [[]]
    await say(office, application["id"], steps={"project": PROJECT})
    await say(office, application["id"], steps={"project": PROJECT | {"secret": "Un autre"}})
    assert [len(one["fields"]) for one in await shared()] == [0, 1]
    assert "Mon fournisseur" not in str(await shared())


async def test_the_people_of_a_decider_elsewhere_read_their_part_and_its_files_where_the_dossier_is(
    office: Office,
) -> None:
    async def content() -> Any:
        yield CV

    kept = await office.deps.attachments.keep(content(), "cv.pdf")
    at = datetime(2026, 9, 1, tzinfo=UTC)
    document = AttachedDocument("cv", kept.sha256, kept.name, kept.media_type, kept.size, at)
    application = await sent(office, await with_deciders(office, (replace(UBFC, visible=("project",)), COOPILOTE)))
    await say(office, application["id"], steps={"project": PROJECT}, attachments=(document,))
    path = f"/v1/applications/{application['id']}/deciders/ubfc"
    seen = await office.get(PEPITE, f"{path}/dossier")
    assert {one["step"] for one in seen["shown"]} == {"project"}
    assert [(one["kind"], one["name"]) for one in seen["files"]] == [("cv", "cv.pdf")]
    file = await office.send(PEPITE, "GET", f"{path}/files/{kept.sha256}")
    assert (file.status_code, file.content) == (200, CV)
    for stranger in (OFFICER, Actor("pepite_officer", "cmq-mma"), Actor("coordinator", "ubfc")):
        await office.get(stranger, f"{path}/dossier", 404)
        await office.get(stranger, f"{path}/files/{kept.sha256}", 404)
    local = f"/v1/reviews/{await review_of(office, application, 'coopilote')}"
    assert (await office.get(OFFICER, local))["files"] == []
    await office.get(OFFICER, f"{local}/files/{kept.sha256}", 404)
    await close_reviews(CloseReviews(application["id"], "withdrawn"), office.deps, fresh_cause("tests"))
    await office.get(PEPITE, f"{path}/dossier", 404)


async def test_nobody_answers_for_a_dossier_that_was_withdrawn_and_sent_again_it_begins_anew(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    first = await review_of(office, application, "coopilote")
    await answer(office, OFFICER, first, REFUSE | {"answer": "abstain"})
    for _ in range(2):
        await close_reviews(CloseReviews(application["id"], "withdrawn"), office.deps, fresh_cause("tests"))
    await office.refused(OFFICER, f"/v1/reviews/{first}/answer", ACCEPT, "review-status")
    places = (await office.get(COORDINATOR, f"/v1/applications/{application['id']}/deciders"))["deciders"]
    assert [one["standing"] for one in places] == ["closed", "answered", "closed"]
    await request_reviews(RequestReviews(application["id"]), office.deps, fresh_cause("tests"))
    second = await review_of(office, application, "coopilote")
    assert second != first
    await answer(office, COORDINATOR, await review_of(office, application, "cmq"), {"answer": "accept"})
    assert (await office.get(COORDINATOR, f"/v1/applications/{application['id']}"))["status"] == "ELIGIBLE"
    await answer(office, OFFICER, second, ACCEPT)
    assert (await office.get(COORDINATOR, f"/v1/applications/{application['id']}"))["status"] == "ACCEPTED"


async def test_a_refused_dossier_that_is_sent_again_is_not_refused_by_the_old_answers(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    first = await review_of(office, application, "coopilote")
    await answer(office, OFFICER, first, REFUSE)
    again = datetime(2026, 9, 3, tzinfo=UTC)

    def resend(state: Application) -> Change[Application]:
        return Change(replace(state, status=Status.ELIGIBLE, sent_at=again))

    await office.deps.applications.change(application["id"], resend, fresh_cause("tests"))
    await request_reviews(RequestReviews(application["id"]), office.deps, fresh_cause("tests"))
    assert (await office.get(COORDINATOR, f"/v1/applications/{application['id']}"))["status"] == "ELIGIBLE"
    assert (await office.deps.reviews.get(first)).state.status == "CLOSED"
    assert (await office.deps.reviews.get(await review_of(office, application, "coopilote"))).state.status == "OPEN"


async def test_an_erasure_takes_what_reviews_show_and_what_was_said(office: Office) -> None:
    application = await sent(office, await with_deciders(office, (CMQ, COOPILOTE, UBFC)))
    review = await review_of(office, application, "coopilote")
    await answer(office, OFFICER, review, REFUSE)
    await close_reviews(CloseReviews(application["id"], "withdrawn"), office.deps, fresh_cause("tests"))
    await close_reviews(CloseReviews(application["id"], "erased"), office.deps, fresh_cause("tests"))
    stored = (await office.deps.reviews.get(review)).state
    assert (stored.shown, stored.files) == ((), ())
    assert stored.given is not None
    assert (stored.given.answer, stored.given.opinion, stored.given.answers) == ("refuse", "", {})
    document = (await office.deps.applications.get(application["id"])).document
    closings = [one.data for one in waiting(document) if one.type == "enrolment.reviews_closed.v1"]
    assert [one["reason"] for one in closings] == ["withdrawn", "erased"]
    assert {one["deployment"] for one in closings[1]["reviews"]} == {"cmq-mma", "ubfc"}
    await hear_own(office.deps)
    heard = (await office.deps.reviews.get(review)).state
    assert replace(heard, outcome=None) == stored


async def test_a_review_follows_the_person_and_their_other_dossiers(office: Office) -> None:
    snee = await sent(office, await with_deciders(office, (SCHOOL_DECIDES,), REFUSED_BY_SCHOOL, scheme="snee"))
    application = await sent(office, await with_deciders(office))
    review = f"/v1/reviews/{await review_of(office, application, 'cmq')}"
    await answer(office, TEACHER, await review_of(office, snee, "school"), {"answer": "refuse", "opinion": "Non"})
    body = {"email": "lou@example.org"}
    corrected = await office.send(COORDINATOR, "PATCH", f"/v1/persons/{application['person_id']}", body)
    assert corrected.status_code == 200, corrected.text
    await hear_own(office.deps)
    shown = {one["name"]: one["value"] for one in (await office.get(COORDINATOR, review))["shown"]}
    assert (shown["snee"], shown["email"]) == ("REFUSED", "lou@example.org")
