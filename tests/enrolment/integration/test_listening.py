"""What the service does with events: the answers in a closing, and its own signatures."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from enrolment.domain.applications.application import reserve
from enrolment.events import LISTENS
from enrolment.usecases.groups.activate_member import ActivateMember, activate_member
from essaim.contracts.accounting import AccountingClosingChecked
from essaim.contracts.coaching import CoachingClosingChecked
from essaim.contracts.enrolment import ContractSigned
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.ids import new_id
from essaim.kit.listens import Received
from tests.enrolment.office import COORDINATOR, OFFICER, Office, events, types

UNPAID = "accounting.invoice-unpaid:2027-000001"


async def deliver(office: Office, data: EventData, *, partner: str = "coopilote", event_id: str | None = None) -> None:
    """Hand an event to the service's own table of listeners, as its consumer does."""
    id_ = event_id or new_id()
    envelope = Envelope(
        id=id_,
        source=f"/{partner}/{data.wire_type.split('.')[0]}",
        type=data.wire_type,
        subject="subject",
        time=datetime.now(UTC),
        sequence=1,
        correlationid=id_,
        data=data.model_dump(mode="json"),
    )
    cause = Cause(command_id=id_, correlation_id=id_, actor=envelope.source, causation_id=id_, event_id=id_)
    await LISTENS.by_type[data.wire_type].handler(Received(data, envelope), office.deps, cause)


async def ask(office: Office, group_id: str) -> str:
    closing = await office.post(COORDINATOR, f"/v1/groups/{group_id}/closing")
    assert closing["status"] == "CLOSING"
    return str(closing["closing"]["closing_id"])


def answers(group_id: str, closing_id: str, open_items: Sequence[str] = ()) -> tuple[EventData, EventData]:
    """Accounting's answer with what is open, and coaching's, which is clear."""
    common: dict[str, Any] = {"closing_id": closing_id, "group_id": group_id}
    accounting = AccountingClosingChecked(**common, clear=not open_items, open_items=list(open_items))
    return accounting, CoachingClosingChecked(**common, clear=True, open_items=[])


async def test_a_group_closes_when_both_services_are_clear(office: Office) -> None:
    group_id = await office.running()
    closing_id = await ask(office, group_id)
    accounting, coaching = answers(group_id, closing_id)
    await deliver(office, coaching)
    waiting = await office.get(COORDINATOR, f"/v1/groups/{group_id}")
    assert waiting["status"] == "CLOSING"
    assert waiting["closing"]["answers"] == {"coaching": {"clear": True, "open_items": []}}
    await deliver(office, accounting)
    assert (await office.get(COORDINATOR, f"/v1/groups/{group_id}"))["status"] == "CLOSED"
    (name, data) = events(await office.deps.groups.get(group_id))[-1]
    assert (name, data["closing_id"]) == ("events enrolment.group_closed.v1", closing_id)
    await office.refused(COORDINATOR, f"/v1/groups/{group_id}/closing", None, "group-status")


async def test_what_is_open_blocks_and_the_closing_can_be_asked_again(office: Office) -> None:
    group_id = await office.running()
    first = await ask(office, group_id)
    for answer in answers(group_id, first, [UNPAID]):
        await deliver(office, answer)
    blocked = await office.get(COORDINATOR, f"/v1/groups/{group_id}")
    assert (blocked["status"], blocked["closing"]["open_items"]) == ("RUNNING", [UNPAID])
    (name, data) = events(await office.deps.groups.get(group_id))[-1]
    assert (name, data["open_items"]) == ("events enrolment.closing_blocked.v1", [UNPAID])
    second = await ask(office, group_id)
    assert second != first
    for stale in answers(group_id, first):
        await deliver(office, stale)
    assert (await office.get(COORDINATOR, f"/v1/groups/{group_id}"))["status"] == "CLOSING"
    for answer in answers(group_id, second):
        await deliver(office, answer)
    assert (await office.get(COORDINATOR, f"/v1/groups/{group_id}"))["status"] == "CLOSED"


async def test_an_answer_delivered_twice_takes_effect_once(office: Office) -> None:
    group_id = await office.running()
    accounting, coaching = answers(group_id, await ask(office, group_id))
    for _ in range(2):
        await deliver(office, accounting, event_id="answer-1")
        await deliver(office, coaching, event_id="answer-2")
    closed = [name for name in types(await office.deps.groups.get(group_id)) if "closed" in name]
    assert len(closed) == 1


async def test_answers_of_strangers_and_about_other_deployments_groups_are_ignored(office: Office) -> None:
    group_id = await office.running()
    closing_id = await ask(office, group_id)
    for answer in answers(group_id, closing_id):
        await deliver(office, answer, partner="ubfc")
    assert (await office.get(COORDINATOR, f"/v1/groups/{group_id}"))["closing"]["answers"] == {}
    for answer in answers("a-group-of-another-deployment", closing_id):
        await deliver(office, answer)


async def test_a_closing_repeated_under_its_idempotency_key_is_one_closing(office: Office) -> None:
    path = f"/v1/groups/{await office.running()}/closing"
    headers = {"Idempotency-Key": "closing-1"}
    first = await office.send(COORDINATOR, "POST", path, {}, headers=headers)
    again = await office.send(COORDINATOR, "POST", path, {}, headers=headers)
    assert first.json() == again.json()


async def test_the_signatures_own_event_completes_what_a_crash_interrupted(office: Office) -> None:
    programme_id = await office.programme()
    group_id = (await office.group(programme_id, await office.accepted(programme_id)))["id"]
    contract = (await office.contracts(group_id))[0]
    signed = ContractSigned(
        contract_id=contract["id"],
        group_id=group_id,
        person_id=contract["person_id"],
        kind="cape",
        starts_on=contract["starts_on"],
        ends_on=contract["ends_on"],
        signed_on=contract["starts_on"],
    )
    await deliver(office, signed, partner="ubfc")
    members = (await office.get(OFFICER, f"/v1/groups/{group_id}"))["members"]
    assert members[0]["status"] == "CONTRACT_PENDING"
    for event_id in ("signed-1", "signed-1", "signed-2"):
        await deliver(office, signed, partner="cmq-mma", event_id=event_id)
    command = ActivateMember(group_id, contract["person_id"], contract["id"])
    await activate_member(command, office.deps, fresh_cause("test"))
    activated = [name for name in types(await office.deps.groups.get(group_id)) if "activated" in name]
    assert len(activated) == 1


async def test_reservations_of_a_proposal_that_never_came_to_be_are_taken_over(office: Office) -> None:
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    await office.deps.applications.change(
        applications[0]["id"], lambda state: Change(reserve(state, "a-lost-group")), fresh_cause("test")
    )
    group = await office.group(programme_id, applications)
    application = await office.get(COORDINATOR, f"/v1/applications/{applications[0]['id']}")
    assert application["group_id"] == group["id"]
