"""Schools find each other: which have teams, in which formats, where; and nobody is named."""

from tests.enrolment.network.desk import EPA, FOREIGN, TEACHER, YEAR, mentor_actor, put, team
from tests.enrolment.office import COORDINATOR, Office, student

LYCEE = {"name": "Lycée Exemple", "kind": "high_school", "city": "Dole", "department": "39", "territory": "Grand Dole"}


async def test_schools_with_teams_by_format_and_nobody_named(office: Office) -> None:
    await put(office, COORDINATOR, "/v1/establishments/lycee-exemple", LYCEE)
    known = YEAR | {"establishment_id": "lycee-exemple"}
    first, second = [await office.programme(**known) for _ in range(2)]
    await team(office, first)
    await team(office, first)
    day = {"format": "S", "starts_on": "2027-03-02", "ends_on": "2027-03-02", "planned_hours": None}
    last = await team(office, second, **day)
    words = await office.programme(**YEAR | {"establishment": "Collège des Bois"})
    await team(office, words)
    await office.programme(**YEAR | {"establishment": "Collège sans équipe"})
    found = (await office.get(TEACHER, "/v1/network/schools", school_year="2026-2027"))["items"]
    assert [(one["name"], one["city"], one["formats"], one["teams"], one["with_mentor"]) for one in found] == [
        ("Collège des Bois", "", {"L": 1}, 1, 0),
        ("Lycée Exemple", "Dole", {"L": 2, "S": 1}, 3, 0),
    ]
    assert set(found[0]) == {
        "name",
        "establishment_id",
        "city",
        "department",
        "territory",
        "formats",
        "teams",
        "with_mentor",
    }
    assert last not in str(found)
    assert (await office.get(EPA, "/v1/network/schools", school_year="2025-2026"))["items"] == []


async def test_a_partner_sees_its_own_schools_and_no_student_or_mentor_the_list(office: Office) -> None:
    await team(office)
    assert (await office.get(FOREIGN, "/v1/network/schools", school_year="2026-2027"))["items"] == []
    for actor in (student("somebody"), mentor_actor("m1")):
        await office.get(actor, "/v1/network/schools", 403, school_year="2026-2027")
