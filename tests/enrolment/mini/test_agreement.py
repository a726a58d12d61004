"""The agreement between a school and EPA: nothing starts without it."""

from datetime import date

from enrolment.domain.mini.agreement import text_on
from tests.enrolment.mini.desk import (
    AGREEMENT,
    EPA,
    STRANGER,
    TEACHER,
    TEAMS,
    created,
    seat,
    self_of,
    signature,
    signed,
)
from tests.enrolment.office import Office, events, problem

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001"
    "e221bc330000000049454e44ae426082"
)


async def test_nothing_starts_before_both_have_signed(office: Office) -> None:
    team_id, found = await created(office)
    path = f"{TEAMS}/{team_id}"
    await office.refused(EPA, f"{path}/steps", {"status": "TEAM_BUILT"}, "agreement-missing")
    await office.refused(EPA, f"{path}/steps", {"status": "AGREEMENT_SIGNED"}, "agreement-missing")
    ballot = {"post": "chief", "candidates": [seat(found[0])]}
    await office.refused(TEACHER, f"{path}/elections", ballot, "agreement-missing")
    given = {"member_id": seat(found[0]), "reason": "Oui"}
    await office.refused(TEACHER, f"{path}/posts/sales-director/appointments", given, "agreement-missing")
    after = await signed(office, team_id)
    assert (after["status"], after["next_step"], after["agreement"]["signed_on"]) == (
        "AGREEMENT_SIGNED",
        "TEAM_BUILT",
        "2026-09-21",
    )
    told = events(await office.deps.mini_enterprises.get(team_id))
    assert told == [
        (
            "events enrolment.agreement_signed.v1",
            {
                "mini_enterprise_id": team_id,
                "programme_id": found[0]["programme_id"],
                "coordinator": "cmq-mma",
                "school_year": "2026-2027",
                "format": "L",
                "starts_on": "2026-09-15",
                "ends_on": "2027-06-30",
                "signed_on": "2026-09-21",
                "carrier": "epa",
            },
        ),
        (
            "events enrolment.mini_enterprise_advanced.v1",
            {
                "mini_enterprise_id": team_id,
                "programme_id": found[0]["programme_id"],
                "format": "L",
                "status": "AGREEMENT_SIGNED",
                "sells": True,
                "reached_on": "2026-09-21",
            },
        ),
    ]


async def test_its_period_its_signatories_and_a_changed_text(office: Office) -> None:
    """It lies in the school year around the team's days; only who is named signs, once; another text is signed again."""
    team_id, _ = await created(office, rows=())
    path = f"{TEAMS}/{team_id}/agreement"
    for field, day in (
        ("starts_on", "2026-08-31"),
        ("starts_on", "2026-10-02"),
        ("ends_on", "2027-09-01"),
        ("ends_on", "2027-05-30"),
    ):
        answer = await office.send(EPA, "PUT", path, AGREEMENT | {field: day})
        assert [one["field"] for one in problem(answer, "invalid-request", 422)["errors"]] == [field]
    await office.refused(EPA, f"{path}/signatures", signature("epa", "Rémi Vasseron"), "agreement-missing")
    await office.send(EPA, "PUT", path, AGREEMENT)
    future = signature("school", "Odile Autre") | {"signed_on": "2026-09-02"}
    told = await office.refused(TEACHER, f"{path}/signatures", future, "invalid-request", 422)
    assert [one["field"] for one in told["errors"]] == ["name", "signed_on"]
    today = signature("school", "odile  marquerie") | {"signed_on": "2026-09-01"}
    first = await office.post(TEACHER, f"{path}/signatures", today)
    again = await office.post(TEACHER, f"{path}/signatures", today)
    assert first["version"] == again["version"]
    assert first["agreement"]["school"]["signed_on"] == "2026-09-01"
    other = {"organisation": "Lycée Exemple", "name": "Aline Dorvault", "quality": "proviseure"}
    changed = await office.send(EPA, "PUT", path, AGREEMENT | {"school": other})
    assert changed.json()["agreement"]["school"]["signed_on"] is None
    await office.send(EPA, "PUT", path, AGREEMENT)
    plan = {"name": "Les Lampions", "starts_on": "2026-10-01", "ends_on": "2027-05-31", "planned_hours": 58}
    replanned = await office.send(TEACHER, "PUT", f"{TEAMS}/{team_id}/plan", plan)
    assert (replanned.json()["planned_hours"], replanned.json()["agreement"]) == (58, None)
    longer = await office.send(TEACHER, "PUT", f"{TEAMS}/{team_id}/plan", plan | {"ends_on": "2028-01-01"})
    assert problem(longer, "invalid-request", 422)["errors"][0]["field"] == "ends_on"
    await signed(office, team_id)
    late = await office.send(TEACHER, "PUT", f"{TEAMS}/{team_id}/plan", plan | {"planned_hours": 60})
    problem(late, "mini-enterprise-status", 409)
    problem(await office.send(EPA, "PUT", path, AGREEMENT), "mini-enterprise-status", 409)


async def test_scan_and_pdf_are_read_by_those_who_deal_with_the_agreement(office: Office) -> None:
    team_id, found = await created(office)
    await signed(office, team_id)
    path = f"{TEAMS}/{team_id}/agreement/scans"
    sent = await office.send(
        TEACHER, "POST", path, params={"name": "convention.png"}, content=PNG, headers={"Content-Type": "image/png"}
    )
    assert sent.status_code == 201, sent.text
    (scan,) = sent.json()["agreement"]["scans"]
    assert (await office.send(EPA, "GET", f"{path}/{scan['sha256']}")).content == PNG
    assert (await office.send(self_of(found[0]), "GET", f"{path}/{scan['sha256']}")).status_code == 403
    assert (await office.send(STRANGER, "GET", f"{path}/{scan['sha256']}")).status_code == 404
    one, two = [await office.send(EPA, "GET", f"{TEAMS}/{team_id}/agreement.pdf") for _ in range(2)]
    assert one.headers["content-type"] == "application/pdf"
    assert one.content == two.content
    assert (await office.send(self_of(found[0]), "GET", f"{TEAMS}/{team_id}/agreement.pdf")).status_code == 403


def test_words_of_people_are_never_taken_for_places_to_fill() -> None:
    words = dict.fromkeys(("school", "epa", "format", "programme", "starts_on", "ends_on", "hours"), "x")
    _, articles = text_on(date(2026, 9, 1), sells=True, words=words | {"team": "{epa} & }{"})
    assert "« {epa} & }{ »" in articles[0].text
    titles = {one.title for one in articles}
    _, others = text_on(date(2026, 9, 1), sells=False, words=words | {"team": "x"})
    assert titles ^ {one.title for one in others} == {"Argent et statut", "Clôture", "Pas de vente"}
