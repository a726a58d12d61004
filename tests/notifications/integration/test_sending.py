"""From an event to a mail on a real SMTP server, and what happens when people, mailboxes or the server are missing."""

import json
from dataclasses import replace

import pytest

from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import machine_now
from notifications.domain.message import Status
from tests.notifications.integration.office import Office
from tests.support.polling import eventually

ACCEPTED = {"application_id": "a1", "person_id": "p1", "programme_id": "g", "scheme": "student_cooperative"}


ASKED = ACCEPTED | {
    "review_id": "r1",
    "round": 1,
    "decider": "board",
    "partner": "cmq-mma",
    "role": "pepite_officer",
    "deployment": "cmq-mma",
    "kind": "decision",
    "coordinator": "cmq-mma",
    "school_year": "2026-2027",
    "requested_on": "2026-09-01",
}


async def test_a_minor_and_the_guardian_both_hear_of_the_acceptance_once(office: Office) -> None:
    await office.person("p1")
    await office.person("p2", kind="guardian", guardian_of="p1")
    id_ = await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _sent(office, 2), "two mails")
    await office.receive("enrolment.application_accepted.v1", ACCEPTED, id_=id_)
    assert await office.states() == ["SENT", "SENT"]
    assert sorted(office.post.recipients()) == ["p1@example.org", "p2@example.org"]
    stored = (await office.deps.messages.all())[0].document
    assert stored["outbox"][0]["envelope"]["type"] == "notifications.notification_delivered.v1"
    assert "example.org" not in json.dumps(stored["outbox"])


async def test_a_message_waits_for_the_address_that_comes_later(office: Office) -> None:
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _are(office, ["WAITING"]), "waiting")
    await office.person("p1")
    await eventually(lambda: _sent(office, 1), "the mail")


async def test_a_message_waits_for_the_mailbox_of_a_role(office: Office) -> None:
    await office.named()
    data = {"closing_id": "c1", "group_id": "g1", "open_items": ["accounting.invoice-unpaid:2026-000002"]}
    await office.receive("enrolment.closing_blocked.v1", data)
    await eventually(lambda: _are(office, ["WAITING"]), "waiting")
    await office.mailbox("coordinator")
    await eventually(lambda: _sent(office, 1), "the mail")
    assert b"2026-000002" in office.post.taken[0][1]


async def test_a_mail_waits_for_the_name_of_its_group_when_the_exchanges_overtake_each_other(office: Office) -> None:
    await office.mailbox("coordinator")
    approved = {"group_id": "g1", "programme_id": "p", "scheme": "student_cooperative", "group_code": "ATELIER-MAILLE"}
    await office.receive("enrolment.group_approved.v1", approved | {"carrier": "c", "legal_entity_siren": "999999121"})
    await eventually(lambda: _waits_for(office, "group:g1"), "waiting")
    await office.named()
    await eventually(lambda: _sent(office, 1), "the mail")
    assert office.headers("Subject") == ["Portage accepté pour Atelier Maille"]


async def test_a_guardian_is_told_with_the_name_of_the_minor_even_when_that_comes_later(office: Office) -> None:
    await office.person("p2", kind="guardian", guardian_of="p1", given_name="Dominique")
    data = {"application_id": "a1", "person_id": "p1", "guardian_id": "p2"}
    await office.receive("enrolment.guardian_consent_requested.v1", data)
    await eventually(lambda: _waits_for(office, "person:p1"), "waiting")
    await office.person("p1")
    await eventually(lambda: _sent(office, 1), "the mail")
    assert office.headers("Subject") == ["Votre accord est nécessaire pour la candidature de Zoé Exemple"]


async def test_a_guardian_whose_registration_was_overtaken_gets_what_the_minor_got(office: Office) -> None:
    await office.person("p1")
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _sent(office, 1), "the minor's mail")
    await office.person("p2", kind="guardian", guardian_of="p1")
    await eventually(lambda: _sent(office, 2), "the guardian's mail")
    assert office.post.recipients() == ["p1@example.org", "p2@example.org"]


async def test_a_guardian_registered_after_the_fact_does_not_get_old_mails(office: Office) -> None:
    await office.person("p1")
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _sent(office, 1), "the minor's mail")
    await office.person("p2", kind="guardian", guardian_of="p1", at="2027-09-01T08:00:00Z")
    assert await office.states() == ["SENT"]


async def test_a_decider_is_asked_at_the_mailbox_of_their_role_and_not_told_whose_dossier_it_is(office: Office) -> None:
    await office.person("p1", given_name="Lou-Anne")
    await office.mailbox("pepite_officer")
    await office.receive("enrolment.decision_requested.v1", ASKED)
    await eventually(lambda: _sent(office, 1), "the mail")
    assert office.headers("Subject") == ["Un dossier attend votre décision"]
    assert b"Lou-Anne" not in office.post.taken[0][1]


async def test_who_is_on_the_waiting_list_is_told_the_rank(office: Office) -> None:
    await office.person("p1")
    await office.receive("enrolment.application_waitlisted.v1", ACCEPTED | {"rank": 4})
    await eventually(lambda: _sent(office, 1), "the mail")
    assert b"Rang actuel" in office.post.taken[0][1]


async def test_a_refused_address_fails_and_is_said(office: Office) -> None:
    office.post.answers = ["550 5.1.1 no such user"]
    await office.person("p1")
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _are(office, ["FAILED"]), "failure")
    stored = (await office.deps.messages.all())[0]
    assert "550" in stored.state.last_error
    event = stored.document["outbox"][0]["envelope"]
    assert (event["type"], event["data"]["reason"]) == ("notifications.notification_failed.v1", "refused-by-server")


async def test_a_passing_failure_is_tried_again(office: Office) -> None:
    office.post.answers = ["451 4.3.0 try again later"]
    await office.person("p1")
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _sent(office, 1), "the second attempt", 30)
    assert (await office.deps.messages.all())[0].state.attempts == 2


async def test_a_mail_whose_marking_a_crash_prevented_is_sent_again_with_the_same_message_id(office: Office) -> None:
    await office.person("p1")
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _sent(office, 1), "the mail")
    [stored] = await office.deps.messages.all()
    crashed = replace(stored.state, status=Status.SENDING, due_from=machine_now())
    await office.deps.messages.change(stored.id, lambda _: Change(crashed), fresh_cause("test"))
    office.deps.queued.set()
    await eventually(lambda: _sent(office, 1), "the mail again")
    assert office.headers("Message-ID") == [f"<{stored.id}@example.org>"] * 2


async def test_messages_are_for_the_coordination_and_for_those_they_are_meant_for(office: Office) -> None:
    await office.person("p1")
    await office.receive("enrolment.application_accepted.v1", ACCEPTED)
    await eventually(lambda: _sent(office, 1), "the mail")
    [mine] = (await office.client.get("/v1/messages", headers=office.token(sub="p1", roles=["student"]))).json()[
        "items"
    ]
    assert (mine["template"], mine["status"]) == ("application_accepted", "SENT")
    assert (await office.client.get("/v1/messages", headers=office.token(sub="p9", roles=["student"]))).json()[
        "items"
    ] == []
    path = f"/v1/messages/{mine['id']}"
    assert (await office.client.get(path, headers=office.token(sub="p9", roles=["student"]))).status_code == 404
    assert (await office.client.get(path, headers=office.token(partner="other"))).status_code == 404
    assert (await office.client.get("/v1/messages", headers=office.token(partner="other"))).status_code == 403
    assert (await office.client.get(path, headers=office.token())).json()["person_id"] == "p1"


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/v1/mailboxes/king", {"partner": "cmq-mma", "name": "A", "email": "a@example.org"}, "role"),
        ("/v1/mailboxes/coach", {"partner": "CMQ", "name": "A", "email": "a@example.org"}, "partner"),
        ("/v1/mailboxes/coach", {"partner": "cmq-mma", "name": "A\r\nBcc: x", "email": "a@example.org"}, "name"),
        ("/v1/mailboxes/coach", {"partner": "cmq-mma", "name": "A", "email": "a@b, c@example.org"}, "email"),
    ],
)
async def test_a_bad_mailbox_is_refused_by_field(office: Office, path: str, body: dict[str, str], field: str) -> None:
    answer = await office.client.put(path, json=body, headers=office.token())
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    allowed = {"partner": "cmq-mma", "name": "A", "email": "a@example.org"}
    foreign = await office.client.put("/v1/mailboxes/coach", json=allowed, headers=office.token(partner="other"))
    assert foreign.status_code == 404


async def _sent(office: Office, count: int) -> bool:
    return (await office.states()).count("SENT") == count


async def _are(office: Office, states: list[str]) -> bool:
    return await office.states() == states


async def _waits_for(office: Office, what: str) -> bool:
    return [one.state.waits_for for one in await office.deps.messages.all()] == [what]
