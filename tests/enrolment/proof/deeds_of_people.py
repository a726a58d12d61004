"""What people do by themselves in a random life, over HTTP: each deed chooses whom and what by chance, and may well be refused.

It gives the id of the dossier it was done on, when it can concern no other one.
"""

from collections.abc import Mapping
from typing import Any

from tests.enrolment.applications.desk import COOPERATIVE_STEPS, PNG, SNEE_STEPS
from tests.enrolment.office import COORDINATOR, Actor, student
from tests.enrolment.privacy.people import OFFICER as PROTECTION
from tests.enrolment.proof.world import World

MOST_PERSONS = 14
PARENT = {"given_name": "Hélène", "family_name": "Parente", "email": "parente@example.org"}


async def registers(world: World) -> None:
    """Somebody new, under a login of their own; every fourth is a minor, and every fifth registers under a second address."""
    number = len(world.tokens) + 1
    if number > MOST_PERSONS:
        return
    person_id = f"person-{number:03d}"
    given_name, family_name, birth_date = human(number)
    body = {
        "given_name": given_name,
        "family_name": family_name,
        "email": f"mail{number:03d}@example.org",
        "birth_date": birth_date,
        "phone": f"+336123{number:05d}",
        "birth_place": "Dijon",
        "nationality": "FR",
        "ine": f"{number:09d}AB",
        "address": "1 rue de la Laine, 21000 Dijon",
    }
    answer = await world.call(student(person_id), "PUT", "/v1/persons/me", body)
    assert answer.status_code == 201, answer.text
    world.tokens[person_id] = {str(body["email"]), str(body["phone"])}
    if number % 5 not in (0, 4):
        world.tokens[person_id] |= {given_name, family_name}


def human(number: int) -> tuple[str, str, str]:
    """Names and birth date: of every fifth they are those of the one before."""
    human = number - 1 if number % 5 == 0 else number
    return f"Prénom{human:03d}", f"Famille{human:03d}", "2010-03-12" if human % 4 == 0 else "2004-03-12"


async def corrects(world: World) -> None:
    """Somebody corrects their address; or a name is written otherwise."""
    person_id, _ = world.one_of("persons", kind=("student",), standing=("ACTIVE",))
    change = world.chance.choice(({"birth_place": "Beaune"}, {"address": "2 rue du Lin"}, {"nationality": "BE"}))
    await world.call(student(person_id), "PATCH", f"/v1/persons/{person_id}", change)


async def merges(world: World) -> None:
    """Two registrations become one."""
    kept_id, kept = world.one_of("persons", kind=("student",), standing=("ACTIVE",))
    same = (kept["family_name"],)
    merged_id, _ = world.one_of("persons", kind=("student",), standing=("ACTIVE",), family_name=same)
    body = {"merged_id": merged_id}
    answer = await world.call(COORDINATOR, "POST", f"/v1/persons/{kept_id}/merging", body)
    if answer.status_code == 200 and kept_id != merged_id:
        world.tokens.setdefault(kept_id, set()).update(world.tokens.get(merged_id, ()))


async def applies(world: World) -> str | None:
    """Somebody begins a dossier and fills it in."""
    person_id, person = world.one_of("persons", kind=("student",), standing=("ACTIVE",))
    name = world.chance.choice(("three", "three", "board", "board", "small", "plain", "next"))
    me = student(person_id)
    body = {"programme_id": world.programmes[name]}
    answer = await world.call(me, "POST", "/v1/applications/drafts", body)
    if answer.status_code not in (200, 201) or answer.json()["status"] != "DRAFT":
        return None
    id_ = str(answer.json()["id"])
    steps: dict[str, Mapping[str, Any]] = dict(COOPERATIVE_STEPS if name in ("three", "plain") else SNEE_STEPS)
    if person["birth_date"] > "2008-09-01":
        steps["guardian"] = PARENT
    for step, values in steps.items():
        await world.call(me, "PUT", f"/v1/applications/{id_}/steps/{step}", {"values": values})
    return id_


def _mine(world: World, *statuses: str) -> tuple[str, dict[str, Any], Actor]:
    id_, state = world.one_of("applications", **({"status": statuses} if statuses else {}))
    return id_, state, student(state["person_id"])


async def saves_in_two_tabs(world: World) -> str:
    """The second tab has not seen what the first one saved."""
    id_, state, me = _mine(world, "DRAFT", "CONSENT_PENDING", "ELIGIBLE")
    seen = state["step_revisions"].get("motivation", 0)
    path, codes = f"/v1/applications/{id_}/steps/motivation", []
    for word in ("Un", "Deux"):
        values = {"motivation": f"{word} {world.chance.random()}"}
        answer = await world.call(me, "PUT", path, {"values": values}, headers={"If-Match": f'"{seen}"'})
        codes.append(answer.status_code)
    assert codes != [200, 200], "one tab overwrote the other"
    return id_


async def attaches(world: World) -> str:
    """A portrait, or two."""
    at = (world.programmes["board"],)
    id_, state = world.one_of("applications", programme_id=at, status=("DRAFT", "ELIGIBLE"))
    path, me = f"/v1/applications/{id_}/attachments", student(state["person_id"])
    await world.call(me, "POST", path, params={"kind": "portrait", "name": "moi.png"}, content=PNG)
    return id_


async def sends(world: World) -> str:
    """Perhaps twice."""
    id_, _, me = _mine(world, "DRAFT")
    for _ in range(world.chance.choice((1, 1, 2))):
        await world.call(me, "POST", f"/v1/applications/{id_}/sending", {})
    return id_


async def recalls(world: World) -> str:
    id_, _, me = _mine(world, "CONSENT_PENDING", "ELIGIBLE")
    await world.call(me, "POST", f"/v1/applications/{id_}/recall", {})
    return id_


async def withdraws(world: World) -> str:
    """Or renounces a place."""
    id_, _, me = _mine(world, "DRAFT", "CONSENT_PENDING", "ELIGIBLE", "WAITING_LIST", "ACCEPTED")
    await world.call(me, "POST", f"/v1/applications/{id_}/withdrawal", {"reason": "Autre projet"})
    return id_


async def begins_again(world: World) -> str:
    """By themselves, or by the office for somebody who was refused."""
    id_, state, me = _mine(world, "WITHDRAWN", "REFUSED")
    actor = me if state["status"] == "WITHDRAWN" else COORDINATOR
    body = {"programme_id": state["programme_id"], "person_id": state["person_id"]}
    await world.call(actor, "POST", "/v1/applications/drafts", body)
    return id_


async def consents(world: World) -> str:
    """The guardian of a minor says yes on paper."""
    id_, state, _ = _mine(world, "CONSENT_PENDING")
    guardian = dict(world.of("persons"))[state["guardian_id"]]
    body = {
        "guardian_name": f"{guardian['given_name']} {guardian['family_name']}",
        "text_version": "2026-09",
        "given_on": "2026-09-01",
        "evidence": "Papier",
    }
    await world.call(COORDINATOR, "POST", f"/v1/applications/{id_}/guardian-consent", body)
    return id_


async def answers_offer(world: World) -> None:
    """Confirmed, declined; what is neither lapses by the job."""
    found = [one for one in world.of("applications") if one[1]["offered_until"]]
    id_, state = world.chance.choice(found or [world.one_of("applications")])
    body = {"answer": world.chance.choice(("confirm", "confirm", "decline"))}
    await world.call(student(state["person_id"]), "POST", f"/v1/applications/{id_}/confirmation", body)


async def image_consent(world: World) -> None:
    """Asked, given, withdrawn."""
    person_id, person = world.one_of("persons", kind=("student",), standing=("ACTIVE",))
    answer = await world.call(COORDINATOR, "POST", f"/v1/persons/{person_id}/consents", {"kind": "IMAGE"})
    if answer.status_code not in (200, 201):
        return
    path, me = f"/v1/consents/{answer.json()['id']}", student(person_id)
    await world.call(me, "POST", f"{path}/words", {"agrees": True, "how": "online", "name": person["given_name"]})
    if world.chance.random() < 0.5:
        await world.call(me, "POST", f"{path}/withdrawal", {"reason": "Non"})


async def charter(world: World) -> None:
    id_, state = world.one_of("snee_statuses", status=("CHARTER_PENDING", "ACTIVE"))
    me = student(state["person_id"])
    await world.call(me, "POST", f"/v1/snee-statuses/{id_}/charter", {"version": "2021-06"})
    if world.chance.random() < 0.15:
        body = {"reason": "project-given-up", "words": "Départ"}
        await world.call(me, "POST", f"/v1/snee-statuses/{id_}/renunciation", body)


async def attestation(world: World) -> None:
    """No paper for a status that is not in force."""
    id_, state = world.one_of("snee_statuses", status=("CHARTER_PENDING", "RENOUNCED", "REVOKED", "EXPIRED"))
    answer = await world.call(student(state["person_id"]), "GET", f"/v1/snee-statuses/{id_}/attestation.pdf")
    assert answer.status_code in (403, 404, 409), answer.status_code


async def erases(world: World) -> None:
    """Asked by the person, followed by the officer."""
    person_id, _ = world.one_of("persons", kind=("student",), standing=("ACTIVE",))
    asked = await world.call(student(person_id), "POST", "/v1/erasure-requests", {"person_id": person_id})
    if asked.status_code in (200, 201) and world.chance.random() < 0.8:
        await world.call(PROTECTION, "POST", f"/v1/erasure-requests/{asked.json()['id']}/acceptance", {})
