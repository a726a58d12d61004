"""The page behind a guardian's link: read on a telephone, without login or script, answered in the guardian's own name."""

from datetime import UTC, datetime

from essaim.contracts.enrolment import ConsentGiven
from essaim.kit.http.attempts import MOST
from tests.enrolment.integration.test_listening import deliver
from tests.enrolment.office import COORDINATOR, ROWS, Office, events
from tests.enrolment.persons.people import asked, link_path, login, minor, registered, text

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
YES = {"answer": "yes", "name": "Hélène Tavardin", "read": "1"}


async def page_of(office: Office, kind: str = "DATA") -> tuple[str, str, str]:
    child_id, guardian_id = await minor(office)
    consent_id = await asked(office, child_id, kind)
    return await link_path(office, consent_id, guardian_id), consent_id, child_id


async def test_the_page_shows_the_text_and_loads_and_runs_nothing(office: Office) -> None:
    path, _, _ = await page_of(office)
    answer = await office.client.get(path)
    assert answer.status_code == 200
    assert "Nous gardons votre nom." in answer.text
    assert "Nolwenn Tavardin" in answer.text
    assert "aucun ne remplace l’autre" in answer.text
    assert "<script" not in answer.text
    assert 'name="viewport"' in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "nolwenn@example.org" not in answer.text


async def test_gdpr_01_the_guardians_yes_and_the_minors_make_it_given(office: Office) -> None:
    path, consent_id, child_id = await page_of(office)
    answer = await office.client.post(path, data=YES)
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    consent = await office.get(COORDINATOR, f"/v1/consents/{consent_id}")
    assert consent["status"] == "REQUESTED"
    assert (consent["words"][0]["how"], consent["words"][0]["name"]) == ("online", "Hélène Tavardin")
    assert "Une autre réponse est encore attendue" in (await office.client.get(path)).text
    await office.post(login(child_id), f"/v1/consents/{consent_id}/words", {"agrees": True, "how": "online"})
    assert (await office.get(COORDINATOR, f"/v1/consents/{consent_id}"))["status"] == "GIVEN"


async def test_the_guardian_says_no_or_withdraws_later(office: Office) -> None:
    path, consent_id, _ = await page_of(office, "IMAGE")
    await office.client.post(path, data=YES)
    assert (await office.get(COORDINATOR, f"/v1/consents/{consent_id}"))["status"] == "GIVEN"
    assert "Je retire mon accord" in (await office.client.get(path)).text
    no = {"answer": "no", "name": "hélène tavardin", "reason": "Nous avons changé d’avis"}
    assert (await office.client.post(path, data=no)).status_code == 303
    consent = await office.get(COORDINATOR, f"/v1/consents/{consent_id}")
    assert (consent["status"], consent["words"][0]["reason"]) == ("WITHDRAWN", "Nous avons changé d’avis")
    assert "Vous avez répondu non" in (await office.client.get(path)).text
    assert (await office.client.post(path, data=YES)).status_code == 409


async def test_an_incomplete_answer_is_shown_again_and_nothing_is_recorded(office: Office) -> None:
    path, consent_id, _ = await page_of(office)
    name, box = "Écrivez vos prénom et nom", "Cochez la case"
    for form, words in (
        (YES | {"name": ""}, name),
        (YES | {"name": "Nolwenn Tavardin"}, name),
        ({"answer": "yes", "name": "Hélène Tavardin"}, box),
        ({"name": "Hélène Tavardin"}, "Choisissez une réponse"),
        (YES | {"name": '"><script>alert(1)</script>'}, name),
    ):
        answer = await office.client.post(path, data=form)
        assert answer.status_code == 422, form
        assert words in answer.text
        assert "<script" not in answer.text
    assert (await office.get(COORDINATOR, f"/v1/consents/{consent_id}"))["words"] == []


async def test_a_link_ends_with_its_time_and_with_a_newer_one(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    consent_id = await asked(office, child_id, "DATA")
    first = await link_path(office, consent_id, guardian_id)
    second = await link_path(office, consent_id, guardian_id)
    assert (await office.client.get(first)).status_code == 410
    assert (await office.client.post(first, data=YES)).status_code == 410
    assert (await office.client.get(second)).status_code == 200
    await office.move_clock(datetime(2026, 10, 2, 7, tzinfo=UTC))
    assert (await office.client.get(second)).status_code == 410


async def test_wrong_links_are_nothing_and_too_many_of_them_have_to_wait(office: Office) -> None:
    path, _, _ = await page_of(office)
    answers = [(await office.client.get(f"/consents/guess-{number}")).status_code for number in range(MOST + 1)]
    assert answers == [404] * MOST + [429]
    # Who has a right link is never locked out by those who guess.
    assert (await office.client.get(path)).status_code == 200
    assert (await office.client.post(path, content="é".encode(), headers=FORM)).status_code == 422
    assert (await office.client.post(path, content=b"a" * 20_001, headers=FORM)).status_code == 413


async def _documents(office: Office, consent_id: str) -> list[object]:
    links = await office.deps.consent_links.all({"consent_id": consent_id})
    return [(await office.deps.consents.get(consent_id)).document, *(one.document for one in links)]


async def test_a_mail_scanner_uses_no_link_up_and_its_wrong_ones_count_as_guesses(office: Office) -> None:
    """A scanner asks with HEAD, and mail programs add parameters to the link, before the guardian has read it."""
    path, consent_id, child_id = await page_of(office)
    kept = await _documents(office, consent_id)
    head, page = await office.client.head(path), await office.client.get(f"{path}?utm_source=mail&utm_source=again")
    assert (head.status_code, head.content, page.status_code) == (200, b"", 200)
    assert head.headers["Content-Security-Policy"] == page.headers["Content-Security-Policy"]
    assert int(head.headers["Content-Length"]) == len(page.content)
    assert await _documents(office, consent_id) == kept
    answers = [(await office.client.head(f"/consents/guess-{number}")).status_code for number in range(MOST)]
    assert answers == [404] * MOST
    assert (await office.client.get("/consents/guess")).status_code == 429
    assert (await office.client.post(f"{path}?utm_source=mail", data=YES)).status_code == 303
    await office.post(login(child_id), f"/v1/consents/{consent_id}/words", {"agrees": True, "how": "online"})
    assert (await office.get(COORDINATOR, f"/v1/consents/{consent_id}"))["status"] == "GIVEN"


async def test_the_secret_is_kept_as_a_hash_and_told_to_nobody_but_the_guardian(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    consent_id = await asked(office, child_id, "DATA")
    path = await link_path(office, consent_id, guardian_id)
    token = path.rpartition("/")[2]
    assert len(token) >= 43
    answer = await office.send(COORDINATOR, "POST", f"/v1/consents/{consent_id}/links", {"guardian_id": guardian_id})
    assert set(answer.json()) == {"id", "consent_id", "guardian_id", "expires_at", "revoked"}
    links = await office.deps.consent_links.all({"consent_id": consent_id})
    assert all(token not in str(one.document["state"]) for one in links)


async def test_a_link_is_for_a_guardian_who_has_to_consent(office: Office) -> None:
    child_id, guardian_id = await minor(office, birth_date="2010-04-18")
    consent_id = await asked(office, child_id, "DATA")
    body = {"guardian_id": guardian_id}
    path = f"/v1/consents/{consent_id}/links"
    await office.refused(COORDINATOR, path, body, "gdpr-01-other-party-consents")
    stranger = await registered(office)
    await text(office, "IMAGE")
    image = await asked(office, child_id, "IMAGE")
    path = f"/v1/consents/{image}/links"
    await office.refused(COORDINATOR, path, {"guardian_id": stranger}, "invalid-request", 422)


async def test_youth_01_the_guardians_yes_by_link_makes_the_waiting_dossier_eligible(office: Office) -> None:
    """A family answers from its telephone, and no office types it in again; another text unlocks nothing."""
    programme_id = await office.programme(consent_text_version="v1")
    other = await office.programme(consent_text_version="v2")
    (row,) = (await office.roster(programme_id, ROWS[2])).json()["created"]
    (same,) = (await office.roster(other, ROWS[2])).json()["created"]
    guardian_id = str((await office.deps.applications.get(row["application_id"])).state.guardian_id)
    consent_id = await asked(office, row["person_id"], "CONTRACT")
    path = await link_path(office, consent_id, guardian_id)
    assert (await office.client.post(path, data=YES)).status_code == 303
    stored = await office.deps.consents.get(consent_id)
    told = ConsentGiven.model_validate(next(data for name, data in events(stored) if name.endswith("consent_given.v1")))
    for _ in range(2):
        await deliver(office, told, partner="cmq-mma")
    application = await office.get(COORDINATOR, f"/v1/applications/{row['application_id']}")
    assert (application["status"], application["consent"]["evidence"]) == ("ELIGIBLE", "online: Hélène Tavardin")
    assert (await office.get(COORDINATOR, f"/v1/applications/{same['application_id']}"))["status"] == "CONSENT_PENDING"
