"""A phone without a network sends again, several phones sell at once: every sale once, and one chain (ISCA)."""

import asyncio
from pathlib import Path

from tests.accounting.integration.office import open_office
from tests.accounting.tills.stall import Stall, paid, sold


async def test_a_sale_that_is_sent_twice_is_one_sale(stall: Stall) -> None:
    """By its own id, also after its article has another price; with other content it is a conflict."""
    body = {"sale_id": "phone-1:0001", "lines": sold("SAC", "2"), "payments": paid("36.00")}
    first = await stall.done("POST", "/sales", body)
    article = {"code": "SAC", "label": "Sac", "price": "20.00", "vat_rate": "20", "nature": "goods"}
    await stall.done("PUT", "", {"label": "Stand", "place": "Halle", "articles": [article]})
    assert await stall.done("POST", "/sales", body) == first
    other = await stall.ask("POST", "/sales", body | {"payments": paid("36.00", "card")})
    assert (other.status_code, other.json()["type"].rsplit(":", 1)[-1]) == (409, "till-operation-recorded")
    await stall.close("86.00")
    assert await stall.done("POST", "/sales", body) == first
    assert (await stall.verified())["tickets"] == 1


async def test_refunds_movements_and_closings_are_recorded_once_too(stall: Stall) -> None:
    """By their own id."""
    sale = await stall.sell(*sold(), pay=paid("18.00"))
    for path, body in (
        (f"/sales/{sale['id']}/refunds", {"refund_id": "r1", "payments": paid("18.00"), "reason": "retour"}),
        ("/movements", {"operation_id": "m1", "type": "OUT", "amount": "5.00", "reason": "Ficelle"}),
        ("/sessions/1/closing", {"operation_id": "z1", "counted_cash": "45.00"}),
    ):
        first = await stall.done("POST", path, body)
        assert await stall.done("POST", path, body) == first
    assert (await stall.verified())["records"] == 5
    assert len(await stall.entries()) == 2


async def test_the_idempotency_key_makes_one_sale_of_two_requests(stall: Stall) -> None:
    """Idempotency-Key, for callers that make no ids."""
    headers = stall.office.headers("student") | {"Idempotency-Key": "key-00000001"}
    body = {"lines": sold(), "payments": paid("18.00")}
    url = f"/v1/tills/{stall.till}/sales"
    answers = [await stall.office.client.post(url, json=body, headers=headers) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert (await stall.verified())["tickets"] == 1


async def test_what_a_phone_sold_before_midnight_may_come_after_it(stall: Stall) -> None:
    """A session that is past takes late news of its own day until it is counted, and nothing of the new day."""
    stall.at(2026, 12, 1, 22)
    body = {"lines": sold(), "payments": paid("18.00")}
    stall.at(2026, 12, 2, 9)
    new = await stall.ask("POST", "/sales", body)
    assert new.json()["type"].rsplit(":", 1)[-1] == "till-session-past"
    today = await stall.ask("POST", "/sales", body | {"sold_at": "2026-12-02T08:00:00Z"})
    assert today.json()["type"].rsplit(":", 1)[-1] == "till-session-past"
    late = await stall.done("POST", "/sales", body | {"sold_at": "2026-12-01T20:00:00Z"})
    assert late["day"] == "2026-12-01"
    assert (await stall.close("68.00"))["total"] == "18.00"
    gone = await stall.ask("POST", "/sales", body | {"sold_at": "2026-12-01T20:00:00Z"})
    assert gone.json()["type"].rsplit(":", 1)[-1] == "till-no-session"


async def test_twenty_phones_over_two_replicas_make_one_chain(stall: Stall, tmp_path: Path) -> None:
    """No gap, no fork, no double, although every sale is sent twice, once to each replica."""
    async with open_office(tmp_path) as replica:
        # Opening the second one wrote its own key beside the books: it is asked with tokens of its own.
        replicas = (stall.office, replica)
        bodies = [
            {"sale_id": f"phone:{number}", "lines": sold("LIVRE"), "payments": paid("9.90", "card")}
            for number in range(20)
        ]
        answers = await asyncio.gather(
            *(one.ask("POST", f"tills/{stall.till}/sales", body, role="student") for body in bodies for one in replicas)
        )
    assert [one.status_code for one in answers] == [201] * 40
    numbers = {one.json()["id"]: one.json()["number"] for one in answers}
    assert sorted(numbers.values()) == [f"C01-{number:06d}" for number in range(1, 21)]
    verdict = await stall.verified()
    assert (verdict["records"], verdict["tickets"], verdict["perpetual"]) == (21, 20, "198.00")
    assert (await stall.close("50.00"))["sale_count"] == 20
