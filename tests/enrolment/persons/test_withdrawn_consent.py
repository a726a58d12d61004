"""YOUTH-01, GDPR-01: nothing rests on a guardian's consent that was withdrawn, whatever became of the dossier meanwhile."""

import pytest

from enrolment.domain.applications.application import Status
from enrolment.usecases.persons.lock_applications import lock_applications
from essaim.contracts.enrolment import GuardianConsentGiven
from essaim.kit.cause import fresh_cause
from tests.enrolment.integration.test_listening import deliver
from tests.enrolment.office import COORDINATOR, Office
from tests.enrolment.persons.withdrawn import ACCEPT, MISSING, NO, VERSION, YES, Family, family

PAPER = {"guardian_name": "Hélène Tavardin", "text_version": VERSION, "given_on": "2026-09-01", "evidence": "Papier"}


async def no(one: Family, way: str) -> None:
    """By the guardian's page, or told to the office."""
    if way == "page":
        await one.says(NO)
        return
    body = {"guardian_id": one.guardian_id, "name": "Hélène Tavardin", "evidence": "Par téléphone"}
    await one.office.post(COORDINATOR, f"/v1/consents/{one.consent_id}/withdrawal", body)


@pytest.mark.parametrize("way", ["page", "office"])
async def test_youth_01_a_no_after_the_yes_lets_the_dossier_wait_again_until_a_later_yes(
    office: Office, way: str
) -> None:
    one = await family(office)
    await one.agrees()
    assert (await one.shown())["status"] == "ELIGIBLE"
    await no(one, way)
    shown = await one.shown()
    assert (shown["status"], shown["consent"]) == ("CONSENT_PENDING", None)
    refused = await office.refused(COORDINATOR, f"{one.at}/decision", ACCEPT, MISSING)
    assert "was withdrawn" in refused["detail"]
    assert f"/v1/persons/{one.person_id}/consents" in refused["detail"]
    assert f"/v1/consents/{one.consent_id}/links" in refused["detail"]
    version = (await office.deps.applications.get(one.application_id)).version
    await one.hears("consent_withdrawn", times=2)
    assert (await office.deps.applications.get(one.application_id)).version == version
    await one.asked_again()
    await one.agrees()
    assert (await one.shown())["status"] == "ELIGIBLE"
    # An old no that is told once more takes nothing from the new yes.
    await one.hears("consent_withdrawn")
    assert (await one.shown())["status"] == "ELIGIBLE"
    assert (await office.post(COORDINATOR, f"{one.at}/decision", ACCEPT))["status"] == "ACCEPTED"


async def test_youth_01_what_a_crash_left_is_refused_at_once_and_completed_by_our_own_event(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await family(office)
    await one.agrees()

    async def died(*_: object) -> None:
        """The process ends after the first write."""

    monkeypatch.setattr("enrolment.usecases.persons.say_word.lock_applications", died)
    await one.says(NO)
    assert (await one.shown())["status"] == "ELIGIBLE"
    await office.refused(COORDINATOR, f"{one.at}/decision", ACCEPT, MISSING)
    await one.hears("consent_withdrawn", times=2)
    state = await one.state()
    assert (state.status, state.consent) == (Status.CONSENT_PENDING, None)
    assert [line.action for line in state.history].count("consent-withdrawn") == 1


async def test_gdpr_01_our_own_event_of_the_yes_that_comes_late_does_not_undo_the_no(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dossier's copy of the yes was taken for a new one, and gave the consent that the guardian had just withdrawn."""
    one = await family(office)
    await one.agrees()

    async def died(*_: object) -> None:
        """The process ends after the first write."""

    monkeypatch.setattr("enrolment.usecases.persons.say_word.lock_applications", died)
    await one.says(NO)
    given = GuardianConsentGiven(
        application_id=one.application_id,
        person_id=one.person_id,
        guardian_id=one.guardian_id,
        text_version=VERSION,
    )
    await deliver(office, given, partner="cmq-mma")
    assert (await office.get(COORDINATOR, f"/v1/consents/{one.consent_id}"))["status"] == "WITHDRAWN"


async def test_youth_01_a_signed_paper_after_the_no_counts_though_one_had_come_before(office: Office) -> None:
    one = await family(office)
    await office.post(COORDINATOR, f"{one.at}/guardian-consent", PAPER)
    await one.says(NO)
    assert (await one.shown())["status"] == "CONSENT_PENDING"
    again = await office.post(COORDINATOR, f"{one.at}/guardian-consent", PAPER)
    assert again["status"] == "ELIGIBLE"
    assert (await office.get(COORDINATOR, f"/v1/consents/{one.consent_id}"))["status"] == "GIVEN"
    assert (await office.post(COORDINATOR, f"{one.at}/decision", ACCEPT))["status"] == "ACCEPTED"


async def test_who_was_accepted_stays_so_and_the_dossier_says_that_the_consent_is_gone(office: Office) -> None:
    one = await family(office)
    await one.agrees()
    await office.post(COORDINATOR, f"{one.at}/decision", ACCEPT)
    assert (await one.shown())["consent"]["withdrawn_on"] is None
    await one.says(NO)
    await one.hears("consent_withdrawn", times=2)
    shown = await one.shown()
    assert (shown["status"], shown["consent"]["withdrawn_on"]) == ("ACCEPTED", "2026-09-01")
    assert [line.action for line in (await one.state()).history].count("consent-withdrawn") == 1
    await one.asked_again()
    await one.agrees()
    shown = await one.shown()
    assert (shown["status"], shown["consent"]["withdrawn_on"]) == ("ACCEPTED", None)


async def test_a_no_to_one_text_takes_nothing_from_the_dossier_of_another(office: Office) -> None:
    one = await family(office)
    await one.agrees()
    other = await family(office, await office.programme(consent_text_version="2026-10"))
    await other.says(NO)
    body = {"guardian_name": "Hélène Tavardin", "text_version": "2026-10", "given_on": "2026-09-01"}
    await office.post(COORDINATOR, f"{other.at}/guardian-consent", body | {"evidence": "Papier"})
    await lock_applications(one.consent_id, office.deps, fresh_cause("again"))
    assert (await other.shown())["status"] == "ELIGIBLE"
    assert (await one.shown())["status"] == "CONSENT_PENDING"


async def test_the_page_after_a_no_does_not_speak_of_withdrawing_any_more(office: Office) -> None:
    one = await family(office)
    words = "Vous pouvez retirer votre accord à tout moment"
    assert words in (await office.client.get(one.path)).text
    await one.says(YES)
    assert words in (await office.client.get(one.path)).text
    await one.says(NO)
    page = (await office.client.get(one.path)).text
    assert "Vous avez répondu non" in page
    assert words not in page
    assert "adressez-vous à l’organisateur" in page
