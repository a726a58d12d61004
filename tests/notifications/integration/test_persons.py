"""Corrected addresses, merged persons, ended guardianships and links to guardians: who gets which mail."""

import email.policy
from email.parser import BytesParser
from typing import Any

from essaim.kit.cause import fresh_cause
from notifications.domain.mailbox import Mailbox
from notifications.usecases.set_mailbox import SetMailbox, set_mailbox
from tests.notifications.integration.office import Office
from tests.support.polling import eventually

ACCEPTED = {"application_id": "a1", "person_id": "p1", "programme_id": "g", "scheme": "student_cooperative"}
UPDATED, MERGED = "enrolment.person_updated.v1", "enrolment.person_merged.v1"


def person(person_id: str, **changes: Any) -> dict[str, Any]:
    who = {"person_id": person_id, "kind": "student", "given_name": "Zoé", "family_name": "Exemple"}
    return who | {"email": f"{person_id}@example.org"} | changes


async def test_a_change_of_address_reaches_the_mails(office: Office) -> None:
    await office.person("p1")
    await office.receive(UPDATED, person("p1", email="new@example.org"))
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _sent(office, 1), "the mail")
    assert office.post.recipients() == ["new@example.org"]


async def test_who_is_no_guardian_any_more_is_told_nothing(office: Office) -> None:
    await office.person("p1")
    await office.person("p2", kind="guardian", guardian_of="p1")
    await office.receive(UPDATED, person("p2", kind="guardian"))
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _sent(office, 1), "the mail")
    assert office.post.recipients() == ["p1@example.org"]


async def test_the_merged_ones_address_is_dropped_and_their_mails_go_to_the_kept_one(office: Office) -> None:
    await office.person("p1")
    await office.person("p9", given_name="Kept")
    await office.receive(MERGED, {"kept_id": "p9", "merged_id": "p1"})
    contact = (await office.deps.contacts.get("p1")).state
    assert (contact.email, contact.family_name, contact.merged_into) == ("", "", "p9")
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _sent(office, 1), "the mail")
    assert office.post.recipients() == ["p9@example.org"]


async def test_a_registration_that_comes_after_its_merge_brings_no_address_back(office: Office) -> None:
    """The two exchanges have no order between them."""
    office.sequence = 5
    await office.receive(MERGED, {"kept_id": "p9", "merged_id": "p1"})
    office.sequence = 0
    await office.person("p1")
    assert (await office.deps.contacts.get("p1")).state.email == ""


async def test_a_mail_to_a_merged_person_waits_for_the_kept_ones_address(office: Office) -> None:
    await office.person("p1")
    await office.receive(MERGED, {"kept_id": "p9", "merged_id": "p1"})
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _waits(office), "waiting")
    await office.person("p9")
    await eventually(lambda: _sent(office, 1), "the mail")
    assert office.post.recipients() == ["p9@example.org"]


async def test_the_link_goes_to_the_guardian_and_to_nobody_else(office: Office) -> None:
    await office.person("p1", given_name="Nolwenn")
    await office.person("p2", kind="guardian", guardian_of="p1")
    await office.person("p3", kind="guardian", guardian_of="p1")
    link = {"consent_id": "c1", "person_id": "p1", "guardian_id": "p2", "kind": "IMAGE", "expires_on": "2026-10-01"}
    await office.receive(
        "enrolment.consent_link_created.v1", link | {"url": "https://e.example.org/consents/secret-token"}
    )
    await eventually(lambda: _sent(office, 1), "the mail")
    ((to, content),) = office.post.taken
    assert [str(one) for one in to] == ["p2@example.org"]
    assert b"https://e.example.org/consents/secret-token" in content
    assert office.headers("Subject") == ["Votre réponse est demandée pour Nolwenn Exemple"]
    listed = await office.client.get("/v1/messages", headers=office.token())
    assert "secret-token" not in listed.text


async def test_youth_01_a_withdrawn_consent_to_the_contract_is_told_to_the_office_without_a_name(
    office: Office,
) -> None:
    await office.person("p1", given_name="Nolwenn")
    mailbox = Mailbox("coordinator", "cmq-mma", "Campus", "office@cmq-mma.example.org")
    await set_mailbox(SetMailbox(mailbox), office.deps, fresh_cause("test"))
    withdrawn = {"consent_id": "c1", "person_id": "p1", "text_version": "v1", "withdrawn_on": "2026-10-01"}
    await office.receive("enrolment.consent_withdrawn.v1", withdrawn | {"kind": "IMAGE"})
    await office.receive("enrolment.consent_withdrawn.v1", withdrawn | {"kind": "CONTRACT"})
    await eventually(lambda: _sent(office, 1), "one mail")
    ((to, content),) = office.post.taken
    assert [str(one) for one in to] == ["office@cmq-mma.example.org"]
    part = BytesParser(policy=email.policy.default).parsebytes(content).get_body(("plain",))
    assert part is not None
    text = part.get_content()
    assert "signature de son contrat" in text
    assert "c1" in text
    assert "n’est pas annulée" in text
    assert "Nolwenn" not in text


async def _sent(office: Office, count: int) -> bool:
    return len(office.post.taken) == count


async def _waits(office: Office) -> bool:
    return await office.states() == ["WAITING"]
