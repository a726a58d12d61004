"""CAE-10: the planned activity of a dossier, its history, the proofs, and the carrier's decision."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from enrolment.domain.privacy.holding import Erasing
from enrolment.usecases.privacy.hold_screenings import hold_screenings
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id
from tests.enrolment.deciders.desk import ACCEPT, COOPILOTE, review_of, sent, with_deciders
from tests.enrolment.office import (
    COORDINATOR,
    FOREIGN_COORDINATOR,
    FOREIGN_OFFICER,
    OFFICER,
    Actor,
    Office,
    events,
    problem,
    student,
)
from tests.enrolment.screening.desk import ORDER, ORDINARY, REGULATED, dossier, screened
from tests.support.sample_files import pdf

PDF = pdf()


async def told(office: Office, application_id: str) -> list[tuple[str, dict[str, Any]]]:
    return events(await office.deps.screenings.get(derived_id(application_id, "screening")))


async def attach(office: Office, actor: Actor, application_id: str, status: int = 201) -> Any:
    answer = await office.send(
        actor,
        "POST",
        f"/v1/applications/{application_id}/screening/proofs",
        params={"name": "cap.pdf"},
        content=PDF,
        headers={"Content-Type": "application/pdf"},
    )
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_each_screening_is_kept_with_what_it_relied_on_and_told_by_codes(office: Office) -> None:
    application_id, person_id = await dossier(office)
    path = f"/v1/applications/{application_id}/screening"
    assert (await office.send(COORDINATOR, "GET", path)).status_code == 404
    first = await office.post(student(person_id), path, ORDINARY)
    assert (first["standing"], first["lists_changed"]) == ("CLEAR", False)
    assert (await office.post(COORDINATOR, path, ORDINARY))["version"] == first["version"]
    await screened(office, application_id, **REGULATED)
    last = await screened(office, application_id, **ORDER)
    assert last["standing"] == "REFUSED"
    assert [one["outcome"] for one in last["runs"]] == ["CLEAR", "REVIEW", "REFUSED"]
    assert last["runs"][1]["matched"][0] == {
        "code": "96.02",
        "list": "REGULATED_REVIEW",
        "label": "Coiffure et soins de beauté",
        "since": "2016-01-01",
        "until": None,
        "source": "entreprendre.service-public.fr F35897, bpifrance-creation.fr",
    }
    assert (last["runs"][2]["threshold"], last["runs"][2]["by"]) == ("5000.00", "somebody")
    published = await told(office, application_id)
    assert [name for name, _ in published] == ["events enrolment.activity_screened.v1"] * 3
    assert published[1][1] == {
        "application_id": application_id,
        "programme_id": last["programme_id"],
        "scheme": "student_cooperative",
        "carrier": "coopilote",
        "activity_code": "96.02A",
        "run": 2,
        "outcome": "REVIEW",
        "reasons": ["REGULATED_REVIEW:96.02"],
    }


async def test_an_activity_is_given_whole_the_first_time_and_screened_again_on_demand(office: Office) -> None:
    application_id, _ = await dossier(office)
    path = f"/v1/applications/{application_id}/screening"
    await office.refused(COORDINATOR, path, {}, "cae-10-no-activity")
    await office.refused(COORDINATOR, path, {"activity_code": "13.92Z"}, "invalid-request", 422)
    await office.refused(COORDINATOR, path, {"proof_of_qualification": "CAP"}, "invalid-request", 422)
    await screened(office, application_id, **ORDINARY)
    entry = {"list": "ORDER", "code": "13.92Z", "label": "Maille", "since": "2026-09-10", "source": "Décision"}
    await office.post(OFFICER, "/v1/screening-lists", entry)
    assert (await office.get(COORDINATOR, path))["lists_changed"] is True
    same = await screened(office, application_id)
    assert [one["outcome"] for one in same["runs"]] == ["CLEAR", "CLEAR"]
    await office.move_clock(datetime(2026, 9, 10, 7, tzinfo=UTC))
    now = await screened(office, application_id)
    assert (now["standing"], now["lists_changed"]) == ("REFUSED", False)
    assert now["runs"][0]["matched"] == []
    assert now["runs"][0]["list_versions"]["ORDER"] != now["runs"][2]["list_versions"]["ORDER"]


async def test_cae_10_the_carriers_officer_decides_with_a_proof_and_everybody_else_does_not(office: Office) -> None:
    application_id, person_id = await dossier(office)
    path = f"/v1/applications/{application_id}/screening"
    await screened(office, application_id, **REGULATED)
    body = {"accepted": True, "reason": "Diplôme vu"}
    await office.refused(OFFICER, f"{path}/decision", body, "cae-10-proof-of-qualification-missing")
    for actor in (COORDINATOR, student(person_id)):
        await office.refused(actor, f"{path}/decision", body | {"proof": "CAP"}, "forbidden", 403)
    for actor in (FOREIGN_OFFICER, FOREIGN_COORDINATOR, student("somebody-else")):
        await office.refused(actor, f"{path}/decision", body | {"proof": "CAP"}, "not-found", 404)
        assert (await office.send(actor, "GET", path)).status_code == 404
    shown = await attach(office, student(person_id), application_id)
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert [one["sha256"] for one in shown["proofs"]] == [sha256]
    decided = await office.post(OFFICER, f"{path}/decision", body | {"proof_sha256": sha256, "run": 1})
    assert decided["standing"] == "ACCEPTED"
    assert decided["decisions"][0] | {"decided_at": ""} == {
        "run": 1,
        "accepted": True,
        "reason": "Diplôme vu",
        "decided_at": "",
        "decided_by": "somebody",
        "proof": None,
        "proof_sha256": sha256,
    }
    again = await office.post(OFFICER, f"{path}/decision", body | {"proof_sha256": sha256})
    assert again["version"] == decided["version"]
    published = await told(office, application_id)
    assert published[-1][0] == "events enrolment.activity_reviewed.v1"
    assert "Diplôme" not in repr(published)


async def test_a_proof_is_read_by_those_who_see_the_screening_and_nobody_attaches_one_to_nothing(
    office: Office,
) -> None:
    application_id, person_id = await dossier(office)
    await attach(office, student(person_id), application_id, status=404)
    await screened(office, application_id, **REGULATED)
    await attach(office, OFFICER, application_id)
    await attach(office, Actor("teacher", "cmq-mma"), application_id, status=404)
    path = f"/v1/applications/{application_id}/screening/proofs/{hashlib.sha256(PDF).hexdigest()}"
    answer = await office.send(student(person_id), "GET", path)
    assert answer.content == PDF
    assert answer.headers["content-disposition"].startswith("attachment")
    for actor in (FOREIGN_OFFICER, student("somebody-else")):
        assert (await office.send(actor, "GET", path)).status_code == 404
    assert (await office.send(OFFICER, "GET", path[:-4] + "0000")).status_code == 404


async def test_a_decision_on_an_old_screening_is_refused(office: Office) -> None:
    application_id, _ = await dossier(office)
    path = f"/v1/applications/{application_id}/screening/decision"
    await screened(office, application_id, **REGULATED)
    await screened(office, application_id, **REGULATED | {"planned_investment": "801.00"})
    body = {"accepted": False, "reason": "Trop tôt"}
    await office.refused(OFFICER, path, body | {"run": 1}, "cae-10-other-run")
    assert (await office.post(OFFICER, path, body))["standing"] == "REFUSED_BY_CARRIER"
    stale = await office.send(OFFICER, "POST", path, body, headers={"If-Match": '"1"'})
    problem(stale, "version-mismatch", 412)


async def test_a_dossier_that_is_over_is_not_screened_any_more(office: Office) -> None:
    application_id, _ = await dossier(office)
    await office.post(COORDINATOR, f"/v1/applications/{application_id}/withdrawal", {"reason": "Autre projet"})
    path = f"/v1/applications/{application_id}/screening"
    await office.refused(COORDINATOR, path, ORDINARY, "application-status")


async def test_gdpr_an_erasure_takes_the_words_and_the_files_and_leaves_codes(office: Office) -> None:
    application_id, person_id = await dossier(office)
    await screened(office, application_id, **REGULATED, proof_of_qualification="CAP de Lou-Anne")
    await attach(office, student(person_id), application_id)
    holding, cause = hold_screenings(), fresh_cause("test")
    exported = await holding.export(person_id, office.deps)
    assert "CAP de Lou-Anne" in repr(exported)
    needed = Erasing(person_id, "erasure", office.deps.clock.today(), needed=True)
    assert [one.code for one in await holding.erase(needed, office.deps, cause)] == ["screenings"]
    assert await holding.erase(replace(needed, needed=False), office.deps, cause) == ()
    left = await office.get(OFFICER, f"/v1/applications/{application_id}/screening")
    assert (left["proofs"], left["runs"][0]["activity_code"]) == ([], "96.02A")
    assert "Lou-Anne" not in repr(left)
    with pytest.raises(NotFoundError):
        await office.deps.attachments.open(hashlib.sha256(PDF).hexdigest())


async def test_cae_10_the_carrier_does_not_accept_what_the_lists_exclude(office: Office) -> None:
    """Refusing it is always possible, and accepting another activity once that one was screened."""
    programme_id = await with_deciders(office, (COOPILOTE,), ())
    application = await sent(office, programme_id)
    await screened(office, application["id"], **ORDER)
    path = f"/v1/reviews/{await review_of(office, application, 'coopilote')}/answer"
    await office.refused(OFFICER, path, ACCEPT, "cae-10-excluded-activity")
    await screened(office, application["id"], **ORDINARY)
    assert (await office.post(OFFICER, path, ACCEPT))["status"] == "ANSWERED"
