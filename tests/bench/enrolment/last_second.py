"""Fifty applicants send complete dossiers in the last second before the deadline; against one after the other."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from enrolment.domain.programmes.parameters import Parameters
from tests.enrolment.applications.desk import COOPERATIVE_STEPS, filled, parametrise, person
from tests.enrolment.office import Actor, Office, open_office

APPLICANTS = 50
LAST = datetime(2026, 9, 14, 21, 59, 59, tzinfo=UTC)
"""23:59:59 in Paris on the last day."""


async def crowd(directory: Path) -> dict[str, float]:
    """Dossiers per second, all at once and one by one. RuntimeError unless each is sent once, and none a second later."""
    await asyncio.to_thread(directory.mkdir)
    async with open_office(directory) as office:
        programme_id = await office.programme(maximum_members=200)
        await parametrise(office, programme_id, Parameters(date(2026, 1, 1), last_application_on=date(2026, 9, 14)))
        drafts = [await _draft(office, programme_id, place) for place in range(2 * APPLICANTS + 1)]
        found, answers = {}, []
        began = perf_counter()
        for one in drafts[:APPLICANTS]:
            answers.append(await _send(office, *one))
        found["one by one"] = APPLICANTS / (perf_counter() - began)
        await office.move_clock(LAST)
        began = perf_counter()
        answers += await asyncio.gather(*(_send(office, *one) for one in drafts[APPLICANTS : 2 * APPLICANTS]))
        found["at once"] = APPLICANTS / (perf_counter() - began)
        await office.move_clock(LAST.replace(hour=22, minute=0, second=0))
        late = await _send(office, *drafts[-1])
        sent = await office.deps.applications.count({"programme_id": programme_id, "status": "ELIGIBLE"})
    if set(answers) != {200} or sent != 2 * APPLICANTS or late != 409:
        raise RuntimeError(f"answers {set(answers)}, {sent} sent, {late} after the last second")
    return found


async def _draft(office: Office, programme_id: str, place: int) -> tuple[Actor, str]:
    applicant = await person(office, f"applicant{place}")
    return applicant, await filled(office, applicant, programme_id, COOPERATIVE_STEPS)


async def _send(office: Office, applicant: Actor, application_id: str) -> int:
    return (await office.send(applicant, "POST", f"/v1/applications/{application_id}/sending", {})).status_code
