"""A dossier is in one team at a time, also when two people put it into two teams in the same instant."""

import asyncio

from tests.enrolment.mini.desk import EPA, ROWS, TEACHER, TEAM, TEAMS, YEAR, dossiers, joining
from tests.enrolment.office import Office


async def test_whoever_is_second_is_told_so(office: Office) -> None:
    programme_id = await office.programme(**YEAR)
    teams = [
        (await office.post(EPA, TEAMS, TEAM | {"programme_id": programme_id, "name": name}))["id"]
        for name in ("Les Lampions", "Les Lanternes")
    ]
    found = await dossiers(office, programme_id, ROWS[0])
    answers = await asyncio.gather(
        *(office.send(TEACHER, "POST", f"{TEAMS}/{one}/members", joining(found)) for one in teams)
    )
    (first,) = (team for team, answer in zip(teams, answers, strict=True) if answer.status_code == 201)
    (second,) = (answer for answer in answers if answer.status_code != 201)
    assert second.status_code in (409, 422), second.text
    assert [one.state.enterprise_id for one in await office.deps.mini_members.all()] == [first]
