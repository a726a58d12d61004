"""Money for projects: asked, granted out of a budget that is never overdrawn, proved."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.errors import RuleError
from enrolment.domain.ici.funding import Budget, FundingDecision, FundingRequest, decide, give_back
from essaim.contracts.enrolment_cursus import FundingDecided
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.ici.campus import PROGRAMME, REFERENT, ROWS, enrolled
from tests.enrolment.office import COORDINATOR, Actor, Office, events, student
from tests.enrolment.snee.pepite import deliver

DAY = date(2026, 9, 1)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


async def submitted(office: Office, learner: str, owner: Actor, amount: str = "300.00") -> str:
    body = {"enrolment_id": learner, "purpose": "Prototype au fablab", "amount": amount}
    request_id = str((await office.post(owner, "/v1/ici/funding-requests", body))["id"])
    await office.post(owner, f"/v1/ici/funding-requests/{request_id}/submission")
    return request_id


async def budget(office: Office, programme_id: str, amount: str) -> dict[str, Any]:
    answer = await office.send(COORDINATOR, "PUT", f"/v1/ici/budgets/{programme_id}", {"amount": amount})
    found: dict[str, Any] = answer.json()
    return found


@given(st.integers(0, 10_000), st.lists(st.tuples(st.integers(1, 4_000), st.integers(0, 5_000)), max_size=12))
def test_a_budget_is_never_overdrawn(amount: int, requests: Sequence[tuple[int, int]]) -> None:
    known = Budget("cmq", amount)
    for place, (cents, spent) in enumerate(requests):
        decision = FundingDecision(True, cents, "", "referent", DAY)
        if cents > known.remaining_cents:
            with pytest.raises(RuleError, match="budget-exceeded"):
                decide(known, str(place), decision)
            continue
        known = decide(known, str(place), decision)
        known = give_back(known, str(place), spent)
        assert 0 <= known.remaining_cents <= amount


async def test_many_who_grant_at_the_same_moment_never_give_more_than_there_is(office: Office) -> None:
    programme_id = await office.programme(**PROGRAMME)
    learner, owner = await enrolled(office, programme_id)
    await budget(office, programme_id, "1000.00")
    requests = [await submitted(office, learner, owner) for _ in range(6)]
    answers = await asyncio.gather(
        *(
            office.send(
                REFERENT, "POST", f"/v1/ici/funding-requests/{one}/decision", {"granted": "300.00", "conditions": ""}
            )
            for one in requests
        )
    )
    assert sorted(one.status_code for one in answers) == [200, 200, 200, 409, 409, 409]
    found = await office.get(COORDINATOR, f"/v1/ici/budgets/{programme_id}")
    assert (found["granted"], found["remaining"]) == ("900.00", "100.00")
    listed = await office.get(REFERENT, "/v1/ici/funding-requests", programme_id=programme_id, status="GRANTED")
    assert len(listed["items"]) == 3
    decided = [name for name, _ in events(await office.deps.ici_budgets.get(programme_id))]
    assert decided == ["events enrolment.funding_decided.v1"] * 3
    assert (await budget(office, programme_id, "800.00"))["type"] == "urn:essaim:problem:budget-granted"


async def test_from_the_request_to_the_receipts(office: Office) -> None:
    programme_id = await office.programme(**PROGRAMME)
    learner, owner = await enrolled(office, programme_id)
    _, other = await enrolled(office, programme_id, ROWS[1])
    await budget(office, programme_id, "500.00")
    request_id = await submitted(office, learner, owner)
    path = f"/v1/ici/funding-requests/{request_id}"
    await office.get(other, path, 404)
    await office.refused(owner, f"{path}/decision", {"granted": "300.00", "conditions": ""}, "forbidden", 403)
    more = {"granted": "300.01", "conditions": ""}
    await office.refused(REFERENT, f"{path}/decision", more, "more-than-asked")
    await office.refused(REFERENT, f"{path}/decision", {"granted": None, "conditions": " "}, "invalid-request", 422)
    granted = await office.post(REFERENT, f"{path}/decision", {"granted": "250.00", "conditions": "Sur factures"})
    assert (granted["status"], granted["decision"]["amount"], granted["decision"]["by"]) == (
        "GRANTED",
        "250.00",
        REFERENT.sub,
    )
    await office.refused(COORDINATOR, f"{path}/closing", None, "receipts-missing")
    sent: dict[str, Any] = {
        "params": {"name": "ticket.png", "amount": "199.90", "paid_on": "2026-09-01", "label": "Filament"},
        "content": PNG,
        "headers": {"Content-Type": "image/png"},
    }
    for _ in range(2):
        listed = (
            await office.send(owner, "POST", f"{path}/receipts", **{**sent, "headers": dict(sent["headers"])})
        ).json()
    (receipt,) = listed["receipts"]
    file = await office.send(REFERENT, "GET", f"{path}/receipts/{receipt['sha256']}")
    assert file.content == PNG
    for _ in range(2):
        spent = await office.post(COORDINATOR, f"{path}/closing")
    assert (spent["status"], spent["spent"]) == ("SPENT", "199.90")
    assert (await office.get(REFERENT, f"/v1/ici/budgets/{programme_id}"))["remaining"] == "300.10"


async def test_a_decision_that_a_crash_interrupted_reaches_its_request(office: Office) -> None:
    programme_id = await office.programme(**PROGRAMME)
    learner, owner = await enrolled(office, programme_id)
    await budget(office, programme_id, "500.00")
    request_id = await submitted(office, learner, owner)
    granted = FundingDecision(True, 10_000, "", "referent", DAY)
    await office.deps.ici_budgets.change(
        programme_id, lambda state: Change(decide(state, request_id, granted)), fresh_cause("test")
    )
    stored = await office.deps.ici_funding.get(request_id)
    told = FundingDecided(
        request_id=request_id,
        enrolment_id=learner,
        person_id=owner.sub,
        programme_id=programme_id,
        granted=True,
        amount=10_000,
        decided_on=DAY,
    )
    assert isinstance(stored.state, FundingRequest)
    assert stored.state.status == "SUBMITTED"
    await deliver(office, told, partner="ubfc")
    assert (await office.get(owner, f"/v1/ici/funding-requests/{request_id}"))["status"] == "SUBMITTED"
    for _ in range(2):
        await deliver(office, told)
    assert (await office.get(owner, f"/v1/ici/funding-requests/{request_id}"))["status"] == "GRANTED"
    refusal = {"granted": None, "conditions": "Non"}
    await office.refused(REFERENT, f"/v1/ici/funding-requests/{request_id}/decision", refusal, "funding-status")
    await office.get(student("x"), f"/v1/ici/funding-requests/{request_id}", 404)
