"""A mentor answers behind a link, is reminded once, and holds no place for ever."""

from datetime import UTC, datetime
from typing import Any

import httpx

from enrolment.usecases.network.chase_mentors import chase_mentors
from tests.enrolment.network.desk import EPA, chosen, mentor, mentor_actor, mentor_link, need
from tests.enrolment.office import Office, types

NEEDS = "/v1/mentor-needs"
LAPSED = "events enrolment.mentor_choice_lapsed.v1"
REMINDED = "personal enrolment.mentor_reminded.v1"


async def asked(office: Office) -> tuple[str, str]:
    """A need whose mentor was asked on 1 September, and the token of the mail."""
    await mentor(office, "m1")
    made = await need(office)
    await chosen(office, made["id"], "m1")
    return made["id"], await mentor_link(office, made["id"])


async def answered(office: Office, token: str, **form: str) -> int:
    return (await office.client.post(f"/mentoring/{token}", data=form)).status_code


async def shown(office: Office, need_id: str) -> dict[str, Any]:
    found: dict[str, Any] = await office.get(EPA, f"{NEEDS}/{need_id}")
    return found


async def test_a_mentor_says_yes_without_a_login(office: Office) -> None:
    need_id, token = await asked(office)
    page = await office.client.get(f"/mentoring/{token}")
    assert page.status_code == 200
    for word in ("Les Lampions", "Besançon", "Une équipe très motivée", "15 septembre 2026", "le mercredi de 14"):
        assert word in page.text.replace("\u00a0", " ").replace("\u202f", " "), word
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "private, no-store"
    assert "maelle@example.org" not in page.text
    # Whoever reads the database, or an office, cannot answer for a mentor.
    stored = await office.deps.mentor_needs.get(need_id)
    assert token not in str(stored.document["state"])
    seen = await office.send(EPA, "GET", f"{NEEDS}/{need_id}")
    assert token not in seen.text
    assert "digest" not in seen.text
    assert [await answered(office, token, answer="yes") for _ in range(2)] == [303, 303]
    assert (await shown(office, need_id))["status"] == "ACCEPTED"
    assert await answered(office, token, answer="no") == 409
    told = types(await office.deps.mentor_needs.get(need_id))
    assert told.count("events enrolment.mentor_answered.v1") == 1
    after = (await office.client.get(f"/mentoring/{token}")).text
    assert "Vous avez accepté" in after
    assert "<form" not in after


async def test_a_no_frees_the_place_with_or_without_a_word(office: Office) -> None:
    need_id, token = await asked(office)
    assert await answered(office, token, answer="no", reason=" Trop loin cette année ") == 303
    after = await shown(office, need_id)
    assert (after["status"], after["choices"][0]["reason"]) == ("OPEN", "Trop loin cette année")
    assert (await office.deps.mentors.get("m1")).state.places == ()
    await mentor(office, "m2")
    await chosen(office, need_id, "m2")
    assert (await office.client.get(f"/mentoring/{token}")).status_code == 404
    assert await answered(office, await mentor_link(office, need_id), answer="no") == 303
    assert "sans motif" in (await shown(office, need_id))["choices"][1]["reason"]


async def test_what_cannot_be_read_changes_nothing(office: Office) -> None:
    need_id, token = await asked(office)
    assert await answered(office, token, answer="perhaps") == 422
    assert await answered(office, token) == 422
    assert await answered(office, token, answer="no", reason="x" * 1001) == 422
    assert await answered(office, token, answer="no", reason="a\u202eb") == 422
    assert await answered(office, token, answer="no", reason="x" * 20_000) == 413
    assert await answered(office, token, answer="no", reason="€" * 1000) == 303
    assert (await shown(office, need_id))["status"] == "OPEN"


async def test_guesses_are_limited(office: Office) -> None:
    _, token = await asked(office)
    guesses = [(await office.client.get(f"/mentoring/{place}{token}")).status_code for place in range(31)]
    assert (guesses[:30], guesses[30]) == ([404] * 30, 429)
    assert (await office.client.get(f"/mentoring/{token}")).status_code == 200


async def test_a_household_guesses_as_one_whatever_address_it_takes(office: Office) -> None:
    _, token = await asked(office)

    async def guess(host: str) -> int:
        transport = httpx.ASGITransport(app=office.app, client=(host, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://enrolment") as client:
            return (await client.get(f"/mentoring/{host}{token}")).status_code

    assert [await guess(f"2001:db8:1:2::{place}") for place in range(1, 32)] == [404] * 30 + [429]
    assert await guess("2001:db8:1:3::1") == 404


async def test_a_silent_mentor_is_reminded_once_and_then_the_choice_lapses(office: Office) -> None:
    """By default after seven days, and seven more."""
    need_id, token = await asked(office)
    await office.move_clock(datetime(2026, 9, 7, 12, tzinfo=UTC))
    await chase_mentors(office.deps)
    assert REMINDED not in types(await office.deps.mentor_needs.get(need_id))
    await office.move_clock(datetime(2026, 9, 8, 12, tzinfo=UTC))
    for _ in range(2):
        await chase_mentors(office.deps)
    assert types(await office.deps.mentor_needs.get(need_id)).count(REMINDED) == 1
    again = await mentor_link(office, need_id, "mentor_reminded")
    assert again != token
    for either in (token, again):
        assert (await office.client.get(f"/mentoring/{either}")).status_code == 200
    await office.move_clock(datetime(2026, 9, 15, 12, tzinfo=UTC))
    await chase_mentors(office.deps)
    assert (await shown(office, need_id))["status"] == "PROPOSED"
    await office.move_clock(datetime(2026, 9, 16, 12, tzinfo=UTC))
    for _ in range(2):
        await chase_mentors(office.deps)
    after = await shown(office, need_id)
    assert (after["status"], after["mentor_id"], after["choices"][0]["status"]) == ("OPEN", None, "LAPSED")
    assert (await office.deps.mentors.get("m1")).state.places == ()
    assert types(await office.deps.mentor_needs.get(need_id)).count(LAPSED) == 1
    for either in (token, again):
        assert (await office.client.get(f"/mentoring/{either}")).status_code == 410
        assert await answered(office, either, answer="yes") == 410
    await chosen(office, need_id, "m1")


async def test_a_job_that_was_late_reminds_before_anything_lapses(office: Office) -> None:
    """A deployment that stood still for weeks gives the mentor their days all the same."""
    need_id, _ = await asked(office)
    await office.move_clock(datetime(2026, 9, 30, 12, tzinfo=UTC))
    for _ in range(2):
        await chase_mentors(office.deps)
    choice = (await shown(office, need_id))["choices"][0]
    assert (choice["status"], choice["answer_by"]) == ("PROPOSED", "2026-10-07")
    assert await answered(office, await mentor_link(office, need_id, "mentor_reminded"), answer="yes") == 303


async def test_who_answered_is_left_in_peace(office: Office) -> None:
    need_id, token = await asked(office)
    assert await answered(office, token, answer="yes") == 303
    await office.move_clock(datetime(2026, 10, 20, 12, tzinfo=UTC))
    await chase_mentors(office.deps)
    assert (await shown(office, need_id))["status"] == "ACCEPTED"
    assert REMINDED not in types(await office.deps.mentor_needs.get(need_id))


async def test_links_end_when_the_choice_is_taken_back_or_the_mentor_forgotten(office: Office) -> None:
    need_id, token = await asked(office)
    choice = (await shown(office, need_id))["choices"][0]["id"]
    await office.post(EPA, f"{NEEDS}/{need_id}/choices/{choice}/withdrawal", {"reason": "Autre idée"})
    assert (await office.client.get(f"/mentoring/{token}")).status_code == 410
    await office.post(mentor_actor("m1"), "/v1/mentors/m1/erasure")
    assert (await office.client.get(f"/mentoring/{token}")).status_code == 404
