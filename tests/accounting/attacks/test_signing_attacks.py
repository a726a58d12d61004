"""The public page: nothing that anybody wrote is run in it, one answer holds, and an old link opens nothing."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.accounting.integration.office import ACTIVITY, CUSTOMER, LINE, Office
from tests.accounting.quotes import offers

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7919*7907}}'
SIGN = {"answer": "sign", "agreed": "yes", "name": "Ida Exemple"}


async def _sent(office: Office, **more: Any) -> tuple[dict[str, Any], str]:
    customer = await office.done(
        "POST", "customers?confirm_duplicate=true", CUSTOMER | {"name": EVIL, "siren": None}, role="student"
    )
    line = LINE | {"label": EVIL, "detail": EVIL}
    body = {"activity_id": ACTIVITY, "customer_id": customer["id"], "valid_until": "2026-12-31", "lines": [line]}
    quote = await office.done("POST", "quotes", body | {"title": EVIL, "note": EVIL} | more, role="student")
    await offers.approve(office, quote["id"])
    return await offers.send(office, quote["id"])


async def test_what_people_write_is_never_markup(office: Office) -> None:
    """Customer, title, lines, notes, comments, and what was typed wrongly into the form."""
    quote, link = await _sent(office)
    comment = {"comment": EVIL, "visibility": "customer"}
    assert (await office.ask("POST", f"quotes/{quote['id']}/comments", comment, role="student")).is_success
    wrong = {"answer": "sign", "name": EVIL * 2, "order_reference": EVIL * 2}
    for answer in (await office.client.get(link), await office.client.post(link, data=wrong)):
        assert "{{7919*7907}}" in answer.text
        assert "<script" not in answer.text
        assert "<img" not in answer.text
        _closed(answer)
    assert (await offers.read(office, quote))["status"] == "SENT"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        (SIGN | {"name": "x" * 19_000}, 422),
        (SIGN | {"name": "x" * 30_000}, 413),
        (SIGN | {"name": "a\x00b"}, 422),
        (SIGN | {"name": "a\u202eb"}, 422),
        (SIGN | {"name": "  "}, 422),
        (SIGN | {"agreed": ""}, 422),
        (SIGN | {"order_reference": "x" * 61}, 422),
        ({"answer": "refuse", "reason": "x" * 2001}, 422),
        ({f"f{number}": "1" for number in range(50)}, 422),
        ({"answer": "approve"}, 422),
    ],
)
async def test_bad_forms_sign_nothing(office: Office, form: dict[str, str], status: int) -> None:
    quote, link = await _sent(office)
    answer = await office.client.post(link, data=form)
    assert answer.status_code == status
    _closed(answer)
    assert (await offers.read(office, quote))["status"] == "SENT"


async def test_of_many_answers_at_once_one_holds(office: Office) -> None:
    """Signed, refused, declared signed and taken back at the same moment: one state, and one history that fits it."""
    quote, link = await _sent(office)
    path = f"quotes/{quote['id']}"
    await asyncio.gather(
        *(office.client.post(link, data=SIGN | {"name": f"Ida {number}"}) for number in range(3)),
        *(office.client.post(link, data={"answer": "refuse", "reason": "non"}) for _ in range(3)),
        office.ask("POST", f"{path}/acceptance", {"accepted_on": "2026-12-01"}, role="student"),
        office.ask("POST", f"{path}/withdrawal", None, role="student"),
    )
    found = await offers.read(office, quote)
    history = (await office.ask("GET", f"{path}/history")).json()
    ends = [one["action"] for one in history if one["action"] in ("signed", "refused", "declared_signed", "withdrawn")]
    assert len(ends) == 1, ends
    assert found["status"] in ("SIGNED", "REFUSED", "WITHDRAWN")
    again = await office.client.post(link, data={"answer": "refuse"})
    assert again.status_code in (303, 409, 410)
    assert (await offers.read(office, quote))["status"] == found["status"]


async def test_an_old_version_and_a_revoked_link_open_nothing(office: Office) -> None:
    quote, link = await _sent(office)
    newer = await office.done("POST", f"quotes/{quote['id']}/revision", None, role="student")
    await offers.approve(office, newer["id"])
    newer, newer_link = await offers.send(office, newer["id"])
    for answer in (
        await office.client.post(link, data=SIGN),
        await office.client.get(link),
        await office.client.get(f"{link}/quote.pdf"),
        await office.client.get(f"{link}/proof.pdf"),
    ):
        assert answer.status_code == 410
        _closed(answer)
    revoked = await office.ask("DELETE", f"quotes/{newer['id']}/link", role="student")
    assert revoked.is_success
    assert (await office.client.post(newer_link, data=SIGN)).status_code == 410
    assert (await offers.read(office, newer))["status"] == "SENT"


async def test_guesses_find_nothing_and_are_not_shown(office: Office) -> None:
    _, link = await _sent(office)
    token = link.rpartition("/")[2]
    for guess in (token[:-1], token + "A", token.swapcase(), "x" * 5000, "<script>", "%00", "%ff", "{{7919*7907}}"):
        answer = await office.client.get(f"/sign/{guess}")
        assert answer.status_code == 404, guess
        assert "<script" not in answer.text
        assert "62615533" not in answer.text
        _closed(answer)


def _closed(answer: httpx.Response) -> None:
    """Nothing is run, framed, kept or told to the next page."""
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
