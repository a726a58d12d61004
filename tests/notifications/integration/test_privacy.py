"""GDPR-02 in notifications: one last mail, then neither address nor contents; and the answer only after that."""

from dataclasses import replace

from essaim.contracts.notifications import NotificationsAccessAnswered
from essaim.contracts.personal_records import records_of
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from notifications.domain.message import Message, Status
from notifications.domain.recipient import Address
from notifications.usecases.finish_farewells import finish_farewells
from tests.notifications.integration.office import Office
from tests.support.polling import eventually

ERASED = {"erasure_id": "e1", "person_id": "p1"}


async def erased(office: Office, **changes: str) -> None:
    """The erasure is heard."""
    await office.receive("enrolment.person_erased.v1", ERASED | changes)


async def told(office: Office) -> list[dict[str, object]]:
    """What was answered."""
    documents = [one.document for one in await office.deps.farewells.all()]
    return [item["envelope"]["data"] for one in documents for item in one["outbox"]]


async def test_the_last_mail_is_sent_before_the_address_goes(office: Office) -> None:
    await office.person("p1")
    office.post.answers = ["451 try again later"]
    await erased(office)
    await eventually(lambda: _tried(office), "the first attempt")
    await finish_farewells(office.deps)
    assert (await office.deps.contacts.get("p1")).state.email == "p1@example.org"
    assert await told(office) == []
    (message,) = await office.deps.messages.all({"template": "person_erased"})
    await _send_at_last(office, message.id)
    await finish_farewells(office.deps)
    contact = (await office.deps.contacts.get("p1")).state
    assert (contact.email, contact.name.strip(), contact.erased) == ("", "", True)
    assert office.post.recipients() == ["p1@example.org"]
    assert await told(office) == [{"erasure_id": "e1", "person_id": "p1", "kept": []}]


async def _send_at_last(office: Office, message_id: str) -> None:
    await office.deps.messages.change(message_id, lambda one: Change(replace(one, due_from=None)), fresh_cause("test"))
    office.deps.queued.set()
    await posted(office, 1)


async def _tried(office: Office) -> bool:
    return [one.state.attempts for one in await office.deps.messages.all({"status": "QUEUED"})] == [1]


async def posted(office: Office, count: int) -> None:
    """Wait until so many mails are marked as sent."""

    async def check() -> bool:
        return (await office.states()).count("SENT") == count

    await eventually(check, f"{count} mails")


async def test_what_mails_said_goes_and_what_was_not_sent_is_not_sent_any_more(office: Office) -> None:
    await office.person("p1")
    await office.named()
    await office.receive("coaching.place_confirmed.v1", _place())
    await posted(office, 1)
    # It waits a minute for the name of its group.
    await office.receive("coaching.place_confirmed.v1", _place() | {"session_id": "s2", "group_id": "g2"})
    await erased(office)
    await posted(office, 2)
    await finish_farewells(office.deps)
    messages = [one.state for one in await office.deps.messages.all({"person_id": "p1"})]
    assert [one.facts for one in messages] == [{}] * len(messages)
    assert sorted(one.status for one in messages) == ["FAILED", "SENT", "SENT"]


async def test_mails_to_the_address_from_before_the_person_was_known_go_too(office: Office) -> None:
    message = Message(
        template="team_member_invited",
        event_id="e",
        event_type="enrolment.team_member_invited.v1",
        recipient=Address("Zoé Exemple", "p1@example.org").key,
        facts={"given_name": "Zoé"},
        status=Status.FAILED,
        address=Address("Zoé Exemple", "p1@example.org"),
    )
    await office.deps.messages.add("invitation", message, fresh_cause("test"))
    await office.person("p1")
    await erased(office)
    await posted(office, 1)
    await finish_farewells(office.deps)
    left = (await office.deps.messages.get("invitation")).state
    assert (left.address, left.facts) == (None, {})


def _place() -> dict[str, str]:
    return {"session_id": "s1", "group_id": "g1", "person_id": "p1"}


async def test_an_older_name_that_comes_later_brings_nobody_back(office: Office) -> None:
    await office.person("p1")
    office.sequence = 5
    await erased(office)
    await posted(office, 1)
    await finish_farewells(office.deps)
    office.sequence = 2
    await office.person("p1")
    assert (await office.deps.contacts.get("p1")).state.erased
    office.sequence = 10
    await office.person("p1")
    assert (await office.deps.contacts.get("p1")).state.email == "p1@example.org"


async def test_somebody_who_was_never_known_is_answered_at_once_and_kept_out(office: Office) -> None:
    office.sequence = 5
    await erased(office)
    await finish_farewells(office.deps)
    assert len(await told(office)) == 1
    office.sequence = 0
    await office.person("p1")
    assert (await office.deps.contacts.get("p1")).state.erased


async def test_told_again_it_is_one_mail_and_one_answer(office: Office) -> None:
    await office.person("p1")
    for _ in range(2):
        await erased(office)
        await posted(office, 1)
        await finish_farewells(office.deps)
    assert office.post.recipients() == ["p1@example.org"]
    assert len(await told(office)) == 1


async def test_the_person_is_told_how_the_request_goes_on(office: Office) -> None:
    """GDPR-03: that it came and until when; that it takes longer, with the reason; that it is not followed, and why."""
    await office.person("p1")
    await office.receive("enrolment.erasure_received.v1", ERASED | {"due_on": "2026-11-05"})
    await office.receive("enrolment.erasure_extended.v1", ERASED | {"due_on": "2027-01-05", "reason": "complexity"})
    await office.receive("enrolment.erasure_rejected.v1", ERASED | {"legal_basis": "gdpr-17-3-b"})
    await posted(office, 3)
    bodies = [content.decode("utf-8", "replace") for _, content in office.post.taken]
    subjects = office.headers("Subject")
    assert sorted(subjects) == [
        "Réponse à votre demande d’effacement",
        "Votre demande d’effacement demande plus de temps",
        "Votre demande d’effacement est bien arrivée",
    ]
    assert len(bodies) == 3


async def test_an_access_is_answered_with_contact_and_messages(office: Office) -> None:
    await office.person("p1")
    await office.receive("coaching.place_confirmed.v1", _place())
    for _ in range(2):
        await office.receive("enrolment.access_requested.v1", {"request_id": "r1", "person_id": "p1"})
    documents = [one.document for one in await office.deps.answers.all()]
    (data,) = [item["envelope"]["data"] for one in documents for item in one["outbox"]]
    areas = {one["area"]: one for one in records_of([NotificationsAccessAnswered.model_validate(data).piece])}
    assert areas["contacts"]["records"][0]["data"]["email"] == "p1@example.org"
    assert areas["messages"]["records"][0]["data"]["template"] == "place_confirmed"
