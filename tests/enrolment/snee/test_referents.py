"""Opened to BTS and licences pro in lycées: the local referent, and the first question."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from enrolment.domain.errors import InputError
from enrolment.domain.snee.referent import Referent, check_referent, referents_for
from tests.enrolment.office import Actor, Office, events, student
from tests.enrolment.snee.pepite import PEPITE, accepted

ITIP = Actor("referent", "cmq-itip", "itip")
OTHER = Actor("referent", "cmq-mma", "mma")
PUPIL = Actor("student", "lycee-du-bassin", "pupil")
CREUSOT: dict[str, Any] = {
    "name": "CMQ ITIP, référent Pépite",
    "partner": "cmq-itip",
    "email": "pepite-creusot@example.org",
    "valid_from": "2026-09-01",
    "territories": ["Le Creusot"],
}
REGION = {**CREUSOT, "name": "Pépite", "partner": "cmq-mma", "territories": [], "whole_region": True}
QUESTION = {
    "asker": "student",
    "given_name": "Sacha",
    "family_name": "Montbéliou",
    "email": "sacha@example.org",
    "establishment": "Lycée du bassin",
    "territory": "le creusot",
    "formation": "BTS",
    "question": "Le statut est-il possible en BTS ?",
}


async def referents(office: Office, **where: Any) -> list[str]:
    return [one["id"] for one in await office.get(PUPIL, "/v1/snee/referents", **where)]


async def put(office: Office, id_: str, body: dict[str, Any]) -> int:
    return (await office.send(PEPITE, "PUT", f"/v1/snee/referents/{id_}", body)).status_code


async def test_the_nearest_referent_answers_for_a_place(office: Office) -> None:
    assert await put(office, "region", REGION) == 200
    assert await put(office, "creusot", CREUSOT) == 200
    assert await put(office, "lycee", {**CREUSOT, "territories": [], "establishments": ["0710000A"]}) == 200
    assert await referents(office, establishment_id="0710000A", territory="Le Creusot") == ["lycee"]
    assert await referents(office, territory="LE  creusot") == ["creusot"]
    assert await referents(office, territory="Besançon") == ["region"]


def test_a_referent_is_one_on_its_days_only() -> None:
    old = Referent(
        "CMQ ITIP", "cmq-itip", "ubfc", "a@example.org", date(2025, 9, 1), date(2026, 9, 30), ("Le Creusot",)
    )
    new = replace(old, valid_from=date(2026, 10, 1), valid_until=None)
    known = [("old", old), ("new", new)]
    for day, expected in ((date(2026, 9, 30), ["old"]), (date(2026, 10, 1), ["new"]), (date(2025, 8, 31), [])):
        found = referents_for(known, day, establishment_id=None, territory="Le Creusot")
        assert [id_ for id_, _ in found] == expected
    with pytest.raises(InputError) as caught:
        check_referent(replace(old, valid_until=date(2025, 8, 1), territories=()))
    assert [one.field for one in caught.value.fields] == ["valid_until", "territories"]


async def test_only_the_office_says_who_is_a_referent(office: Office) -> None:
    answer = await office.send(PUPIL, "PUT", "/v1/snee/referents/me", CREUSOT)
    assert answer.status_code == 403
    await put(office, "creusot", CREUSOT)
    foreign = Actor("pepite_officer", "ubfc", "stranger")
    assert (await office.send(foreign, "PUT", "/v1/snee/referents/creusot", CREUSOT)).status_code == 404


async def test_a_first_question_goes_to_the_referent_of_the_place_and_is_followed(office: Office) -> None:
    await put(office, "creusot", CREUSOT)
    asked = await office.post(PUPIL, "/v1/snee/contacts", QUESTION)
    assert (asked["status"], asked["referent_id"], asked["coordinator"]) == ("OPEN", "creusot", "cmq-itip")
    name, data = events(await office.deps.snee_contacts.get(asked["id"]))[0]
    assert name == "events enrolment.first_contact_requested.v1"
    assert data == {"contact_id": asked["id"], "partner": "cmq-itip", "asker": "student", "referent_id": "creusot"}
    path = f"/v1/snee/contacts/{asked['id']}"
    for stranger in (OTHER, PEPITE, student("somebody-else")):
        await office.get(stranger, path, 404)
    await office.refused(PUPIL, f"{path}/answers", {"words": "Moi"}, "forbidden", 403)
    await office.post(ITIP, f"{path}/answers", {"words": "Oui, dès le bac obtenu."})
    seen = await office.get(PUPIL, path)
    assert (seen["status"], seen["answers"][0]["words"]) == ("ANSWERED", "Oui, dès le bac obtenu.")
    application = await accepted(office)
    unknown = {"outcome": "applied", "application_id": "unknown"}
    await office.refused(ITIP, f"{path}/closing", unknown, "invalid-request", 422)
    done = await office.post(ITIP, f"{path}/closing", {"outcome": "applied", "application_id": application["id"]})
    assert (done["status"], done["application_id"]) == ("APPLIED", application["id"])
    await office.refused(ITIP, f"{path}/closing", {"outcome": "closed", "reason": "Non"}, "contact-status")


async def test_a_place_without_a_referent_goes_to_the_office_here(office: Office) -> None:
    # Nobody asks as somebody they are not.
    await office.refused(PUPIL, "/v1/snee/contacts", QUESTION | {"asker": "teacher"}, "forbidden", 403)
    asked = await office.post(PUPIL, "/v1/snee/contacts", QUESTION)
    assert (asked["referent_id"], asked["coordinator"]) == (None, "cmq-mma")
    assert [one["id"] for one in (await office.get(OTHER, "/v1/snee/contacts", status="OPEN"))["items"]] == [
        asked["id"]
    ]
    await office.refused(
        OTHER, f"/v1/snee/contacts/{asked['id']}/closing", {"outcome": "closed"}, "invalid-request", 422
    )
