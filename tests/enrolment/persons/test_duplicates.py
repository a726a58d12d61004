"""Pairs that may be one human: found when somebody is registered, corrected or imported; dismissed for good."""

from tests.enrolment.office import COORDINATOR, ROWS, Office
from tests.enrolment.persons.people import LOU, OTHER, PEPITE, login, registered
from tests.enrolment.privacy.people import erase

SAME_NAME = {"given_name": "anne LOU", "family_name": "VAUCHÉRET", "email": "lou2@example.org"}


async def pairs(office: Office, **query: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (await office.get(COORDINATOR, "/v1/duplicates", 200, **query))["items"]
    return found


async def test_same_name_and_birth_date_is_a_pair_whatever_is_typed_differently(office: Office) -> None:
    first = await registered(office)
    second = await registered(office, **SAME_NAME)
    (pair,) = await pairs(office)
    assert {pair["first_id"], pair["second_id"]} == {first, second}
    assert pair["reasons"] == ["same-name-and-birth-date"]


async def test_another_birth_date_or_name_is_nobodys_double(office: Office) -> None:
    await registered(office)
    await registered(office, **SAME_NAME | {"birth_date": "2007-11-24"})
    await registered(office, email="sacha@example.org", given_name="Sacha")
    assert await pairs(office) == []


async def test_a_correction_finds_a_pair_and_one_more_reason_joins_it(office: Office) -> None:
    await registered(office, ine="1234567890A")
    second = await registered(office, email="s@example.org", given_name="Sacha", family_name="Montbéliou")
    await office.send(COORDINATOR, "PATCH", f"/v1/persons/{second}", {"ine": "1234567890a"})
    assert [one["reasons"] for one in await pairs(office)] == [["same-ine"]]
    renamed = {"given_name": "Lou Anne", "family_name": "Vaucheret"}
    await office.send(COORDINATOR, "PATCH", f"/v1/persons/{second}", renamed)
    assert [one["reasons"] for one in await pairs(office)] == [["same-ine", "same-name-and-birth-date"]]


async def test_an_import_finds_pairs_and_running_it_again_finds_no_more(office: Office) -> None:
    programme_id = await office.programme()
    twin = ROWS[0].replace("lou-anne@", "lou2@")
    await office.roster(programme_id, ROWS[0], twin)
    (pair,) = await pairs(office)
    await office.roster(programme_id, ROWS[0], twin)
    assert await pairs(office) == [pair]


async def test_a_dismissed_pair_is_not_found_again(office: Office) -> None:
    await registered(office)
    second = await registered(office, **SAME_NAME)
    (pair,) = await pairs(office)
    path = f"/v1/duplicates/{pair['id']}/dismissal"
    gone = await office.post(PEPITE, path, {"reason": "Homonymes, vérifié au téléphone"})
    assert (gone["status"], gone["closed_by"]) == ("DISMISSED", "officer")
    await office.send(COORDINATOR, "PATCH", f"/v1/persons/{second}", {"ine": "1234567890A"})
    assert await pairs(office) == []
    assert len(await pairs(office, status="DISMISSED")) == 1
    await office.refused(COORDINATOR, path, {"reason": "encore"}, "duplicate-status")


async def test_a_pair_is_shown_and_decided_by_those_who_know_both(office: Office) -> None:
    await registered(office)
    await registered(office, **SAME_NAME)
    (pair,) = await pairs(office)
    await office.post(OTHER, "/v1/persons", LOU, 200)
    assert (await office.get(OTHER, "/v1/duplicates"))["items"] == []
    path = f"/v1/duplicates/{pair['id']}/dismissal"
    await office.refused(OTHER, path, {"reason": "x"}, "not-found", 404)
    await office.get(login(str(pair["first_id"])), "/v1/duplicates", 403)


async def test_nobody_has_to_look_at_a_pair_of_which_one_is_erased(office: Office) -> None:
    first = await registered(office)
    await registered(office, **SAME_NAME)
    assert len(await pairs(office)) == 1
    await erase(office, first)
    assert await pairs(office) == []
