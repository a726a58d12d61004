"""The status from the accepted dossier to its end."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from pypdf import PdfReader

from enrolment.domain.applications.application import Status as ApplicationStatus
from enrolment.domain.attestations.code import grouped
from enrolment.usecases.snee.expire_statuses import expire_statuses
from enrolment.usecases.snee.remind_statuses import remind_statuses
from essaim.contracts.enrolment import ApplicationRefused, ApplicationWithdrawn
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import COORDINATOR, FOREIGN_COORDINATOR, Office, events, student, types
from tests.enrolment.snee.pepite import (
    FOREIGN_PEPITE,
    PEPITE,
    ROWS,
    YEAR,
    acceptance,
    accepted,
    active,
    code_on_paper,
    deliver,
    opened,
)

RENOUNCE = {"reason": "project-given-up", "words": "Je pars à l’étranger"}


async def test_an_accepted_dossier_gives_one_status_for_the_programmes_year(office: Office) -> None:
    """SNEE-08: the last day is the programme's, whatever it is."""
    application = await accepted(office, ends_on="2027-06-18")
    event = acceptance(application)
    await deliver(office, event, event_id="one")
    await deliver(office, event, event_id="one")
    await deliver(office, event, event_id="another-id")
    owner = student(application["person_id"])
    (status,) = (await office.get(owner, "/v1/snee-statuses"))["items"]
    assert (status["status"], status["starts_on"], status["ends_on"]) == ("CHARTER_PENDING", "2026-09-01", "2027-06-18")
    told = types(await office.deps.snee_statuses.get(status["id"]))
    assert told == ["events enrolment.status_opened.v1"]


async def test_acceptances_of_other_deployments_and_other_schemes_give_no_status(office: Office) -> None:
    application = await accepted(office)
    await deliver(office, acceptance(application), partner="ubfc")
    assert await office.deps.snee_statuses.count() == 0


async def test_no_attestation_before_the_charter_is_ticked_by_the_student(office: Office) -> None:
    """SNEE-07; nobody ticks it for somebody else."""
    id_, owner = await opened(office)
    path = f"/v1/snee-statuses/{id_}"
    refused = await office.send(owner, "GET", f"{path}/attestation.pdf")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:essaim:problem:snee-07-charter-missing")
    for other in (PEPITE, COORDINATOR):
        await office.refused(other, f"{path}/charter", {"version": "2021-06"}, "forbidden", 403)
    for stranger in (student("somebody-else"), FOREIGN_PEPITE, FOREIGN_COORDINATOR):
        await office.refused(stranger, f"{path}/charter", {"version": "2021-06"}, "not-found", 404)
    charter = await office.get(owner, f"{path}/charter")
    assert charter["url"].startswith("https://snee.enseignementsup-recherche.gouv.fr/")
    assert charter["accepted_version"] is None
    problem = await office.refused(owner, f"{path}/charter", {"version": "2019"}, "invalid-request", 422)
    assert problem["errors"][0]["accepted"] == "2021-06"
    assert (await office.get(owner, path))["status"] == "CHARTER_PENDING"
    assert (await office.post(owner, f"{path}/charter", {"version": charter["version"]}))["status"] == "ACTIVE"
    pdf = await office.send(owner, "GET", f"{path}/attestation.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["cache-control"] == "private, no-store"
    (page,) = PdfReader(BytesIO(pdf.content)).pages
    text = " ".join(page.extract_text().split())
    code = grouped(await code_on_paper(office, id_))
    for printed in ("Lou-Anne Vaucheret", "23 novembre 2004", "2026–2027", "certificat de scolarité", code, "/verify"):
        assert printed in text


async def test_ticking_twice_gives_one_attestation(office: Office) -> None:
    id_, owner = await active(office)
    code = await code_on_paper(office, id_)
    await office.post(owner, f"/v1/snee-statuses/{id_}/charter", {"version": "2021-06"})
    assert await code_on_paper(office, id_) == code
    stored = await office.deps.snee_statuses.get(id_)
    told = dict(events(stored))
    assert [one for one in types(stored) if "attestation" in one] == ["events enrolment.attestation_issued.v1"]
    issued = told["events enrolment.attestation_issued.v1"]
    assert (issued["subject_id"], issued["valid_until"]) == (id_, "2027-08-31")
    assert code not in str(told)


async def test_an_attestation_is_printed_for_active_statuses_only(office: Office) -> None:
    """The former platform printed one for any status."""
    programme_id = await office.programme(**YEAR)
    statuses = [(await active(office, row, programme_id=programme_id))[0] for row in ROWS]
    for id_, way in zip(statuses, ("renunciation", "revocation"), strict=True):
        await office.post(PEPITE, f"/v1/snee-statuses/{id_}/{way}", RENOUNCE)
    third, _ = await active(office, "A;Troisième;a@example.org;2003-01-01;1;none;;;", programme_id=programme_id)
    await office.move_clock(datetime(2027, 9, 1, 8, tzinfo=UTC))
    for id_ in (*statuses, third):
        refused = await office.send(PEPITE, "GET", f"/v1/snee-statuses/{id_}/attestation.pdf")
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:essaim:problem:snee-08-status-not-active")


async def test_the_student_renounces_and_only_the_office_revokes(office: Office) -> None:
    id_, owner = await active(office)
    path = f"/v1/snee-statuses/{id_}"
    await office.refused(owner, f"{path}/revocation", RENOUNCE, "forbidden", 403)
    ended = await office.post(owner, f"{path}/renunciation", RENOUNCE)
    assert (ended["status"], ended["end_reason"], ended["end_words"]) == ("RENOUNCED", *RENOUNCE.values())
    name, data = events(await office.deps.snee_statuses.get(id_))[-1]
    assert (name, data["outcome"]) == ("events enrolment.status_ended.v1", "RENOUNCED")
    assert RENOUNCE["words"] not in str(data)
    await office.refused(PEPITE, f"{path}/revocation", RENOUNCE, "snee-status")


async def test_the_status_expires_the_day_after_its_last_day_and_not_before(office: Office) -> None:
    """SNEE-08."""
    id_, _ = await active(office)
    await office.move_clock(datetime(2027, 8, 31, 12, tzinfo=UTC))
    await expire_statuses(office.deps)
    assert (await office.get(PEPITE, f"/v1/snee-statuses/{id_}"))["status"] == "ACTIVE"
    await office.move_clock(datetime(2027, 8, 31, 22, 30, tzinfo=UTC))
    for _ in range(2):
        await expire_statuses(office.deps)
    stored = await office.deps.snee_statuses.get(id_)
    assert stored.state.status == "EXPIRED"
    assert [one for one in types(stored) if "expired" in one] == ["events enrolment.status_expired.v1"]


async def test_reminders_come_60_30_and_7_days_before_one_each(office: Office) -> None:
    id_, _ = await active(office)
    left = []
    for day in (datetime(2027, 7, 1, 9, tzinfo=UTC), *(datetime(2027, 7, n, 9, tzinfo=UTC) for n in (2, 3, 20))):
        await office.move_clock(day)
        await remind_statuses(office.deps)
    await office.move_clock(datetime(2027, 8, 25, 9, tzinfo=UTC))
    for _ in range(2):
        await remind_statuses(office.deps)
    for name, data in events(await office.deps.snee_statuses.get(id_)):
        if name == "events enrolment.deadline_approaching.v1":
            assert (data["what"], data["due_on"]) == ("status-expires", "2027-08-31")
            left.append(data["days_left"])
    # The one of 30 days was missed: whoever is told 6 days before need not be told what held a month ago.
    assert left == [60, 6]


async def test_a_renewed_status_is_linked_to_the_one_before_and_no_longer_reminded(office: Office) -> None:
    first, owner = await active(office)
    await office.move_clock(datetime(2027, 6, 20, 9, tzinfo=UTC))
    second, again = await opened(office, school_year="2027-2028", starts_on="2027-09-01", ends_on="2028-08-31")
    assert again == owner
    assert (await office.get(owner, f"/v1/snee-statuses/{first}"))["renewed_by"] == second
    assert (await office.get(owner, f"/v1/snee-statuses/{second}"))["renewal_of"] == first
    await office.move_clock(datetime(2027, 8, 25, 9, tzinfo=UTC))
    await remind_statuses(office.deps)
    assert not [one for one in types(await office.deps.snee_statuses.get(first)) if "deadline" in one]


async def test_a_withdrawn_acceptance_ends_the_status(office: Office) -> None:
    application = await accepted(office)
    await deliver(office, acceptance(application))
    await office.post(COORDINATOR, f"/v1/applications/{application['id']}/withdrawal", {"reason": "Départ"})
    told = ApplicationWithdrawn(
        application_id=application["id"], person_id=application["person_id"], programme_id=application["programme_id"]
    )
    for _ in range(2):
        await deliver(office, told)
    (status,) = (await office.get(PEPITE, "/v1/snee-statuses"))["items"]
    assert (status["status"], status["end_reason"]) == ("RENOUNCED", "application-withdrawn")


async def test_everybody_of_a_team_has_a_status_of_their_own(office: Office) -> None:
    """SNEE-10: the status is given to the person."""
    programme_id = await office.programme(**YEAR)
    for row in ROWS:
        created = (await office.roster(programme_id, row)).json()["created"][0]
        decided = await office.post(
            COORDINATOR,
            f"/v1/applications/{created['application_id']}/decision",
            {"decision": "accept", "reason": "Projet commun"},
        )
        await deliver(office, acceptance(decided))
        own = await office.get(student(decided["person_id"]), "/v1/snee-statuses")
        assert [one["person_id"] for one in own["items"]] == [decided["person_id"]]
    assert len((await office.get(PEPITE, "/v1/snee-statuses"))["items"]) == len(ROWS)


async def test_the_terms_are_data_and_what_is_in_force_is_never_rewritten(office: Office) -> None:
    id_, owner = await opened(office)
    terms = {
        "valid_from": "2026-09-01",
        "charter": {"version": "2026-09", "title": "Charte 2026", "url": "https://example.org/charte", "points": []},
        "pepite_label": "Pépite BFC",
        "d2e_maximum_fee": "400.00",
        "scholarship_age_below": 28,
        "notice_days": [15],
        "source": "",
    }
    await office.post(PEPITE, "/v1/snee/terms", terms)
    await office.refused(PEPITE, "/v1/snee/terms", terms | {"pepite_label": "Autre"}, "invalid-request", 422)
    await office.refused(PEPITE, "/v1/snee/terms", terms | {"valid_from": "2026-08-31"}, "invalid-request", 422)
    await office.refused(owner, "/v1/snee/terms", terms, "forbidden", 403)
    path = f"/v1/snee-statuses/{id_}/charter"
    await office.refused(owner, path, {"version": "2021-06"}, "invalid-request", 422)
    assert (await office.post(owner, path, {"version": "2026-09"}))["status"] == "ACTIVE"
    attestation = (await office.deps.snee_statuses.get(id_)).state.attestation
    assert attestation is not None
    assert (attestation.label, attestation.issued_on) == ("Pépite BFC", date(2026, 9, 1))


async def test_a_decision_that_is_taken_back_and_given_again_ends_and_reopens_the_status(office: Office) -> None:
    """The paper is the same again: its code says revoked only while the decision does not hold."""
    application = await accepted(office)
    await deliver(office, acceptance(application))
    (status,) = (await office.get(PEPITE, "/v1/snee-statuses"))["items"]
    owner = student(application["person_id"])
    await office.post(owner, f"/v1/snee-statuses/{status['id']}/charter", {"version": "2021-06"})
    path = f"/v1/attestations/{await code_on_paper(office, status['id'])}"
    await put_status(office, application["id"], ApplicationStatus.REFUSED)
    refused = ApplicationRefused(**acceptance(application).model_dump(), reason="committee")
    await deliver(office, refused)
    assert (await office.client.get(path)).json()["validity"] == "revoked"
    await put_status(office, application["id"], ApplicationStatus.ACCEPTED)
    # The refusal comes once more, late: what holds is what the dossier says now.
    for told in (acceptance(application), refused):
        await deliver(office, told)
    assert (await office.client.get(path)).json()["validity"] == "valid"
    assert (await office.get(owner, f"/v1/snee-statuses/{status['id']}"))["status"] == "ACTIVE"


async def put_status(office: Office, application_id: str, to: ApplicationStatus) -> None:
    """What the deciders made of a dossier meanwhile."""
    await office.deps.applications.change(
        application_id, lambda state: Change(replace(state, status=to)), fresh_cause("test")
    )
