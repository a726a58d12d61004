"""A group that earned something, closed and voted: what the tests of the share-out and of the liquidation start from."""

from typing import Any

import httpx

from tests.accounting.integration.office import GROUP, Office

CLOSING = {"closing_id": "k1", "group_id": GROUP, "scheme": "student_cooperative"}
CLOSED = CLOSING | {"closed_on": "2026-12-01"}
RESOLUTION: dict[str, Any] = {
    "resolution_id": "r1",
    "group_id": GROUP,
    "rule": "POINTS",
    "weights": {"p1": 2, "p2": 1, "p3": 0},
    "votes_for": 3,
    "votes_against": 0,
    "abstentions": 0,
    "adopted_on": "2026-11-30",
}


async def earn(office: Office) -> None:
    """1000,00 sold and 300,00 bought, both paid and posted."""
    assert (await office.pay(await office.issued(), "1200.00")).is_success
    purchase = await office.bought()
    await office.done("POST", f"purchases/{purchase['id']}/payment", {"paid_on": "2026-12-01"})


async def closed(office: Office, **changes: Any) -> dict[str, Any]:
    """The share-out of the group after its members, its assembly and its closing."""
    for number, person in enumerate(("p1", "p2", "p3"), 1):
        data = {"group_id": GROUP, "person_id": person, "member_number": number}
        await office.receive("enrolment.member_activated.v1", data)
    name = {"person_id": "p1", "kind": "student", "given_name": "Ida", "family_name": "Exemple"}
    await office.receive("enrolment.person_registered.v1", name | {"email": "ida@example.org"})
    await office.receive(
        "enrolment.group_named.v1", {"group_id": GROUP, "name": "Atelier Maille", "activity_label": "x"}
    )
    await office.receive("coaching.resolution_adopted.v1", RESOLUTION | changes)
    await office.receive("enrolment.group_closed.v1", CLOSED)
    return await office.done("GET", f"groups/{GROUP}/share")


async def keyed(office: Office, path: str, body: dict[str, Any], key: str) -> httpx.Response:
    """A request of the accountant that can be repeated."""
    headers = office.headers("accountant") | {"Idempotency-Key": key}
    return await office.client.post(f"/v1/{path}", json=body, headers=headers)


def slug(answer: httpx.Response) -> str:
    """Why a request was refused."""
    return str(answer.json()["type"]).rpartition(":")[2]


async def told(office: Office, share_id: str, type_: str) -> list[dict[str, Any]]:
    """The events of a type that a share-out has told."""
    document = (await office.deps.shares.get(share_id)).document
    return [one["envelope"]["data"] for one in document["outbox"] if one["envelope"]["type"] == type_]


async def lines(office: Office, source_key: str) -> list[tuple[str, int]]:
    """Account and balance of the lines of an entry."""
    record = await office.deps.ledger.find_one({"entry.source_key": source_key})
    assert record is not None
    return [(line.account, line.balance_cents) for line in record.state.certain_entry.lines]


async def open_codes(office: Office) -> set[str]:
    """What the liquidation list has open now, letters left out: they may be set by hand or by themselves."""
    listed = await office.done("GET", f"groups/{GROUP}/liquidation")
    return {one["code"] for one in listed["items"] if one["state"] == "open"} - {"accounting.unlettered"}
