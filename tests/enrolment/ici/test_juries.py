"""The jury, its arithmetic, and what follows from it."""

from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

from hypothesis import given, strategies as st
from pypdf import PdfReader

from enrolment.domain.ici.jury import hundredths
from enrolment.domain.ici.terms import Criterion, weighted
from essaim.contracts.enrolment_cursus import JuryClosed
from tests.enrolment.ici.campus import JUROR, PROGRAMME, TERMS, convened, enrolled, gather, jury_of, score
from tests.enrolment.office import COORDINATOR, Actor, Office, types
from tests.enrolment.snee.pepite import deliver

CRITERIA = (Criterion("project", "Projet", 3, 20), Criterion("pitch", "Soutenance", 1, 10))


def test_the_weighted_mark_is_exact() -> None:
    assert weighted(CRITERIA, {"project": 13, "pitch": 8}) == Fraction(55, 4)
    assert [hundredths(Fraction(n, 200)) for n in (2001, 2000, 1999)] == [1001, 1000, 1000]


@given(st.integers(0, 20), st.integers(0, 10))
def test_a_mark_is_between_0_and_20_and_full_points_are_20(project: int, pitch: int) -> None:
    value = weighted(CRITERIA, {"project": project, "pitch": pitch})
    assert 0 <= value <= 20
    assert (value == 20) == (project == 20 and pitch == 10)


async def test_results_follow_from_the_grids_and_reach_every_learner(office: Office) -> None:
    jury_id, (good, weak), (owner, other) = await convened(office)
    path = f"/v1/ici/juries/{jury_id}"
    await score(office, jury_id, good, 16, 7, "one")
    await score(office, jury_id, good, 13, 8, "two")
    await score(office, jury_id, weak, 9, 5, "one")
    refused = await office.refused(COORDINATOR, f"{path}/closing", {"remarks": ""}, "scores-missing")
    assert [one["field"] for one in refused["errors"]] == [f"{weak}.two"]
    assert (await office.send(COORDINATOR, "GET", f"{path}/minutes.pdf")).status_code == 409
    await score(office, jury_id, weak, 10, 6, "two")
    closed = await office.post(COORDINATOR, f"{path}/closing", {"remarks": "Bravo"})
    # Good: (15.50 + 13.75) / 2 = 14.625, half up. Weak: (9.25 + 10.50) / 2.
    assert [(one["result"], one["awarded"], one["mention"]) for one in closed["candidates"]] == [
        ("14.63", True, "Bien"),
        ("9.88", False, ""),
    ]
    awarded = await office.get(owner, f"/v1/ici-enrolments/{good}")
    assert (awarded["status"], awarded["award"]["ects"], awarded["award"]["result"]) == ("AWARDED", 30, "14.63")
    assert (await office.get(other, f"/v1/ici-enrolments/{weak}"))["status"] == "NOT_AWARDED"
    told = JuryClosed(
        jury_id=jury_id, programme_id=awarded["programme_id"], held_on=date(2026, 9, 1), candidate_count=2
    )
    await deliver(office, told)
    stored = await office.deps.ici_learners.get(good)
    assert [one for one in types(stored) if "award" in one or "attestation" in one] == [
        "events enrolment.award_decided.v1",
        "events enrolment.attestation_issued.v1",
    ]
    minutes = await office.send(COORDINATOR, "GET", f"{path}/minutes.pdf")
    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(minutes.content)).pages).split())
    for one in ("NOM1 Prénom1", "14,63", "réussite, mention Bien", "9,88", "non-réussite", "Claire Exemple", "Bravo"):
        assert one in printed
    late = {"juror": "one", "points": {"project": 20, "pitch": 10}}
    assert (await office.send(COORDINATOR, "PUT", f"{path}/scores/{weak}", late)).status_code == 409
    pdf = await office.send(owner, "GET", f"/v1/ici-enrolments/{good}/attestation.pdf")
    assert pdf.content.startswith(b"%PDF")
    none = await office.send(other, "GET", f"/v1/ici-enrolments/{weak}/attestation.pdf")
    assert none.json()["type"] == "urn:essaim:problem:not-awarded"
    code = stored.state.attestation_code
    await office.move_clock(datetime(2030, 1, 1, tzinfo=UTC))
    shown = (await office.client.get(f"/v1/attestations/{code}")).json()
    assert (shown["validity"], shown["kind"], shown["until"]) == ("valid", "DU_ICI", None)
    page = " ".join((await office.client.get(f"/verify/{code}")).text.split())
    assert "Elle a été délivrée ; elle n’a pas de date de fin." in page


async def test_members_score_for_themselves_and_see_no_other_grid_before_the_end(office: Office) -> None:
    jury_id, (first, _), _ = await convened(office)
    path = f"/v1/ici/juries/{jury_id}"
    await score(office, jury_id, first, 16, 7, "two")
    body: dict[str, Any] = {"points": {"project": 12, "pitch": 9}}
    given_ = await office.send(JUROR, "PUT", f"{path}/scores/{first}", body)
    assert given_.json()["candidates"][0]["scores"] == {"one": {"project": 12, "pitch": 9}}
    assert [one["name"] for one in given_.json()["candidates"]] == ["Prénom1 Nom1", "Prénom2 Nom2"]
    foreign = await office.send(JUROR, "PUT", f"{path}/scores/{first}", body | {"juror": "two"})
    assert foreign.status_code == 422
    await office.get(Actor("jury", "elsewhere", "another"), path, 404)
    for points in ({"project": 21, "pitch": 9}, {"project": 12}, {"project": 12, "pitch": 9, "style": 1}):
        assert (await office.send(JUROR, "PUT", f"{path}/scores/{first}", {"points": points})).status_code == 422
    await office.refused(JUROR, f"{path}/closing", {}, "forbidden", 403)


async def test_an_absent_member_and_a_learner_who_left_are_not_waited_for(office: Office) -> None:
    jury_id, (first, second), (_, gone) = await convened(office)
    path = f"/v1/ici/juries/{jury_id}"
    await office.post(gone, f"/v1/ici-enrolments/{second}/abandonment", {"reason": "job-found"})
    await office.post(COORDINATOR, f"{path}/absences/two")
    await office.refused(COORDINATOR, f"{path}/absences/one", None, "jury-empty")
    await score(office, jury_id, first, 10, 5, "one")
    closed = await office.post(COORDINATOR, f"{path}/closing", {})
    assert [(one["result"], one["withdrawn"]) for one in closed["candidates"]] == [("10.00", False), (None, True)]
    assert (await office.send(COORDINATOR, "GET", f"{path}/minutes.pdf")).status_code == 200


async def test_nobody_is_convened_without_the_regroupements_and_the_grid_of_the_programme(office: Office) -> None:
    """ICI-02."""
    programme_id = await office.programme(**PROGRAMME)
    id_, _ = await enrolled(office, programme_id)
    await gather(office, programme_id, {id_: "present"})
    body = jury_of(programme_id, [id_])
    await office.refused(COORDINATOR, "/v1/ici/juries", body, "criteria-missing")
    more = TERMS | {"tracks": [{"track": "DU_ICI", "minimum_regroupements": 2}]}
    await office.send(COORDINATOR, "PUT", f"/v1/ici/terms/{programme_id}", more)
    problem = await office.refused(COORDINATOR, "/v1/ici/juries", body, "invalid-request", 422)
    assert problem["errors"][0]["message"] == "1 of 2 regroupements were attended"
    assert (await office.get(COORDINATOR, f"/v1/ici-enrolments/{id_}"))["status"] == "IN_PROGRESS"
    await gather(office, programme_id, {id_: "present"}, "Modèle économique")
    await office.post(COORDINATOR, "/v1/ici/juries", body)
    assert (await office.get(COORDINATOR, f"/v1/ici-enrolments/{id_}"))["status"] == "JURY"
