"""What applicants type by accident or by habit: taken in its one form or told by field; and clicks that come ten times."""

import asyncio
from typing import Any

import pytest

from tests.enrolment.applications.desk import save
from tests.enrolment.attacks.people import COORDINATOR, OTHER_STUDENT, OWN
from tests.enrolment.attacks.soundness import written
from tests.enrolment.attacks.world import World
from tests.enrolment.office import ROWS, group_of

LOU = {
    "given_name": "Lou-Anne",
    "family_name": "Vaucheret",
    "email": "lou-anne@example.org",
    "birth_date": "2007-11-23",
}
WRONG: tuple[tuple[str, Any], ...] = (
    ("birth_date", "31/02/2007"),
    ("birth_date", "2007-02-31"),
    ("birth_date", "12/31/2007"),
    ("birth_date", "2030-01-01"),
    ("birth_date", "1800-01-01"),
    ("birth_date", "hier"),
    ("birth_date", 20071123),
    ("birth_date", None),
    ("email", "lou-anne"),
    ("email", "lou anne@example.org"),
    ("email", "lou@example.org\r\nBcc: x@example.org"),
    ("email", "a@b@example.org"),
    ("given_name", ""),
    ("given_name", "   "),
    ("given_name", "x" * 201),
    ("given_name", "a\x00b"),
    ("given_name", "a\u202eb"),
    ("given_name", ["Lou"]),
    ("given_name", {"$ne": ""}),
    ("phone", "0" * 40),
    ("phone", "+1 555 0100"),
    ("ine", "12345"),
    ("nationality", "XX"),
)


@pytest.mark.parametrize(("field", "value"), WRONG)
async def test_what_is_wrong_is_told_by_its_field_and_registers_nobody(world: World, field: str, value: Any) -> None:
    before = await written(world)
    answer = await world.office.send(COORDINATOR, "POST", "/v1/persons", LOU | {field: value})
    assert answer.status_code == 422, answer.text
    assert field in {one["field"] for one in answer.json()["errors"]}
    assert await written(world) == before


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("email", " Lou+Atelier@Example.ORG ", "lou+atelier@example.org"),
        ("ine", "123456789ab", "123456789AB"),
        ("ine", "012345678AB", "012345678AB"),
        ("given_name", "Lou\u00a0 Anne", "Lou Anne"),
        ("family_name", "O’Brien-d'Été", "O’Brien-d'Été"),
        ("family_name", "Vauche\u0301ret", "Vauchéret"),
        ("family_name", "محمد", "محمد"),
        ("family_name", "V\u0430ucheret", "V\u0430ucheret"),
        ("phone", "06.12.34.56.78", "+33612345678"),
    ],
)
async def test_what_is_only_written_otherwise_is_kept_in_one_form(
    world: World, field: str, typed: str, kept: str
) -> None:
    """A homoglyph stays what it is: nobody is taken for somebody else whose name looks the same."""
    answer = await world.office.send(COORDINATOR, "POST", "/v1/persons", LOU | {field: typed})
    assert answer.status_code == 201, answer.text
    assert answer.json()[field] == kept


@pytest.mark.parametrize(
    "text",
    [
        "Créer\u00a0: «\u202fun atelier\u202f»…",
        "Nous 👩‍🎨 et 🇫🇷",
        "مرحبا\u200f ! שלום",
        "a\r\nb\n\n\tc",
        "L’été d'où <b>viens</b>-tu ? {{7*7}} =1+1",
    ],
)
async def test_a_motivation_is_what_people_write(world: World, text: str) -> None:
    """Pasted from a word processor: no-break spaces of French, joined emojis, marks of direction; only line ends are made one."""
    answer = await save(world.office, OWN, world.ids["application_id"], "motivation", {"motivation": text}, 1)
    assert answer.status_code == 200, answer.text
    assert answer.json()["values"]["motivation"] == text.replace("\r\n", "\n")


@pytest.mark.parametrize("text", ["x" * 10_000, "a\x00b", "a\u202eb", "\ud800", 7, None, ["x"], {"$ne": 1}, True])
async def test_a_motivation_that_is_none_changes_nothing(world: World, text: Any) -> None:
    before = await written(world)
    path = f"/v1/applications/{world.ids['application_id']}/steps/motivation"
    content = '{"values":{"motivation":"\\ud800"}}' if text == "\ud800" else None
    sent: dict[str, Any] = {"content": content} if content else {"body": {"values": {"motivation": text}}}
    answer = await world.office.send(
        OWN, "PUT", path, headers={"If-Match": '"1"', "Content-Type": "application/json"}, **sent
    )
    assert answer.status_code in (409, 422) or (text is None and answer.status_code == 200), answer.text
    if text is not None:
        assert await written(world) == before


async def test_ten_clicks_have_one_effect(world: World) -> None:
    """A person, a draft, a consent, a request to be erased: asked ten times in the same instant."""
    office, ids = world.office, world.ids
    counted = (
        office.deps.persons,
        office.deps.applications,
        office.deps.consents,
        office.deps.erasures,
    )
    before = [await one.count() for one in counted]
    asks: list[tuple[str, str, Any]] = [
        ("PUT", "/v1/persons/me", {**LOU, "email": "noe@example.org"}),
        ("POST", "/v1/applications/drafts", {"programme_id": ids["programme_id"]}),
        ("POST", "/v1/persons/other/consents", {"kind": "IMAGE"}),
        ("POST", "/v1/erasure-requests", {"person_id": "other"}),
    ]
    for method, path, body in asks:
        answers = await asyncio.gather(*(office.send(OTHER_STUDENT, method, path, body) for _ in range(10)))
        assert {one.status_code for one in answers} <= {200, 201}, [one.text for one in answers]
        assert len({str(one.json()["id"]) for one in answers}) == 1, path
    after = [await one.count() for one in counted]
    assert [new - old for old, new in zip(before, after, strict=True)] == [0, 1, 1, 1]


async def test_ten_groups_of_the_same_people_are_one(world: World) -> None:
    """Nobody is in two groups because an office clicked twice."""
    office = world.office
    programme_id = await office.programme(establishment="Un autre lycée", minimum_members=1)
    (row,) = (await office.roster(programme_id, ROWS[0])).json()["created"]
    decision = {"decision": "accept", "reason": "Bon"}
    dossier = await office.post(COORDINATOR, f"/v1/applications/{row['application_id']}/decision", decision)
    before = await office.deps.groups.count()
    answers = await asyncio.gather(
        *(office.send(COORDINATOR, "POST", "/v1/groups", group_of(programme_id, [dossier])) for _ in range(10))
    )
    assert await office.deps.groups.count() - before == 1, [one.text for one in answers]
    assert sorted(one.status_code for one in answers) == [201] + [409] * 9


async def test_two_tabs_do_not_overwrite_each_other(world: World) -> None:
    """Ten saves of one step from what all of them saw: one is taken, the others are told."""
    id_ = world.ids["application_id"]
    answers = await asyncio.gather(
        *(save(world.office, OWN, id_, "motivation", {"motivation": f"Version {n}"}, 1) for n in range(10))
    )
    assert sorted(one.status_code for one in answers) == [200] + [412] * 9
