"""Deadlines are told in time, once for each step, and not of what was done meanwhile."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any

from enrolment.usecases.committees.remind_deadlines import remind_deadlines
from tests.enrolment.committees.board import COMMITTEE, OFFICER, board_programme
from tests.enrolment.office import Office, student

ME = student("me")
PERSON = {"given_name": "Lou-Anne", "family_name": "Vaucheret", "email": "lou@example.org", "birth_date": "2005-01-02"}


async def told(office: Office) -> list[tuple[str, int]]:
    reminders = await office.deps.reminders.all()
    return sorted((one.state.what, one.state.step) for one in reminders)


async def draft(office: Office, **parameters: Any) -> str:
    programme_id = await board_programme(office, last_application_on=date(2026, 9, 15), **parameters)
    assert (await office.send(ME, "PUT", "/v1/persons/me", PERSON)).status_code in (200, 201)
    begun = await office.post(ME, "/v1/applications/drafts", {"programme_id": programme_id})
    return str(begun["id"])


async def test_a_dossier_that_is_not_sent_is_reminded_once_for_each_step(office: Office) -> None:
    await draft(office)
    await asyncio.gather(*(remind_deadlines(office.deps) for _ in range(3)))
    assert await told(office) == [("dossier-not-sent", 14)]
    await office.move_clock(datetime(2026, 9, 14, 8, tzinfo=UTC))
    await remind_deadlines(office.deps)
    await remind_deadlines(office.deps)
    assert await told(office) == [("dossier-not-sent", 1), ("dossier-not-sent", 14)]
    last = (await office.deps.reminders.all())[-1]
    events = [one["envelope"]["data"] for one in last.document["outbox"]]
    assert events[0]["person_id"] == "me"
    assert events[0]["what"] == "dossier-not-sent"


async def test_a_programme_that_wants_no_reminders_gets_none(office: Office) -> None:
    await draft(office, reminder_days=())
    await office.move_clock(datetime(2026, 9, 14, 8, tzinfo=UTC))
    await remind_deadlines(office.deps)
    assert await told(office) == []


async def test_a_withdrawn_draft_is_not_reminded(office: Office) -> None:
    application_id = await draft(office)
    await office.post(ME, f"/v1/applications/{application_id}/withdrawal", {"reason": "Autre projet"})
    await remind_deadlines(office.deps)
    assert await told(office) == []


async def test_members_are_told_of_a_committee_to_come(office: Office) -> None:
    await board_programme(office)
    await office.post(OFFICER, "/v1/committees", COMMITTEE)
    await office.move_clock(datetime(2026, 9, 13, 8, tzinfo=UTC))
    await remind_deadlines(office.deps)
    assert await told(office) == [("committee-agenda", 7)]
