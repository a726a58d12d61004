"""The team: invited once per address, linked to those who have a dossier, each with their own (SNEE-10), seen together."""

import asyncio
from typing import Any

import pytest

from enrolment.usecases.applications import invite_member as inviting
from enrolment.usecases.applications.find_invitation import find_invitation
from tests.enrolment.applications.desk import (
    OFFICER,
    draft,
    filled,
    person,
    save,
    sent,
    snee,
    state_of,
    student,
)
from tests.enrolment.office import Office, problem

SACHA = {"given_name": "Sacha", "family_name": "Montbéliou", "email": "sacha@example.org", "role": "Vente"}
LOU = {"given_name": "Lou", "family_name": "Vaucheret", "email": "lou@example.org"}
TYPO = SACHA | {"email": "sahca@example.org"}


async def invited(office: Office) -> list[dict[str, Any]]:
    """What is told of every invitation, whoever's."""
    found = await office.deps.invitations.all()
    return [one["envelope"]["data"] for stored in found for one in stored.document["outbox"]]


async def seen(office: Office, actor: Any, application_id: str) -> dict[str, tuple[bool, bool]]:
    """Name to whether a dossier was begun, and sent."""
    team = await office.get(actor, f"/v1/applications/{application_id}/team")
    return {one["name"]: (one["begun"], one["sent"]) for one in team}


async def test_who_is_named_is_invited_when_the_dossier_is_sent_and_not_before(office: Office) -> None:
    lou = await person(office, "lou")
    programme_id = await snee(office)
    application_id = await filled(office, lou, programme_id, team={"members": [SACHA]})
    assert await invited(office) == []
    path = f"/v1/applications/{application_id}/sending"
    await asyncio.gather(*(office.post(lou, path) for _ in range(5)))
    (invitation,) = await invited(office)
    assert (invitation["email"], invitation["inviter_name"], invitation["given_name"]) == (
        "sacha@example.org",
        "Lou Vaucheret",
        "Sacha",
    )
    assert invitation["url"].endswith(f"/invitations/{invitation['invitation_id']}")
    assert await seen(office, lou, application_id) == {
        "Lou Vaucheret": (True, True),
        "Sacha Montbéliou": (False, False),
    }


async def test_snee_10_who_follows_the_invitation_is_in_the_team_with_a_dossier_of_their_own(office: Office) -> None:
    lou, sacha = await person(office, "lou"), await person(office, "sacha", email="autre-adresse@example.org")
    programme_id = await snee(office)
    first = await sent(office, lou, programme_id, team={"members": [SACHA]})
    invitation_id = (await invited(office))[0]["invitation_id"]
    second = await draft(office, sacha, programme_id, invitation_id=invitation_id)
    assert second == await draft(office, sacha, programme_id, invitation_id=invitation_id)
    assert second != first
    expected = {"Lou Vaucheret": (True, True), "Sacha Vaucheret": (True, False)}
    for actor, application_id in ((lou, first), (sacha, second), (OFFICER, first)):
        assert await seen(office, actor, application_id) == expected
    thief = await person(office, "thief")
    body = {"programme_id": programme_id, "invitation_id": invitation_id}
    await office.refused(thief, "/v1/applications/drafts", body, "invitation-taken")


async def test_who_has_a_dossier_already_is_linked_and_not_invited(office: Office) -> None:
    lou, sacha = await person(office, "lou"), await person(office, "sacha")
    programme_id = await snee(office)
    theirs = await draft(office, sacha, programme_id)
    mine = await sent(office, lou, programme_id, team={"members": [SACHA]})
    assert await invited(office) == []
    (member,) = (await state_of(office, mine)).team
    assert (member.person_id, member.application_id) == ("sacha", theirs)
    assert (await state_of(office, theirs)).team_id == (await state_of(office, mine)).team_id
    assert await seen(office, sacha, theirs) == {"Lou Vaucheret": (True, True), "Sacha Vaucheret": (True, False)}


async def test_nobody_is_invited_twice_by_one_team(office: Office) -> None:
    lou, sacha = await person(office, "lou"), await person(office, "sacha")
    programme_id = await snee(office)
    third = {"given_name": "Nolwenn", "family_name": "Tavardin", "email": "nolwenn@example.org"}
    await sent(office, lou, programme_id, team={"members": [SACHA, third]})
    by_email = {one["email"]: one["invitation_id"] for one in await invited(office)}
    second = await draft(office, sacha, programme_id, invitation_id=by_email["sacha@example.org"])
    await sent(office, sacha, programme_id, team={"members": [LOU, third]})
    assert {one["email"] for one in await invited(office)} == {"sacha@example.org", "nolwenn@example.org"}
    assert len(await invited(office)) == 2
    assert (await state_of(office, second)).team[0].person_id == "lou"


async def test_a_mistyped_address_is_corrected_and_its_link_joins_nobody(office: Office) -> None:
    lou, sacha = await person(office, "lou"), await person(office, "sacha")
    programme_id = await snee(office)
    application_id = await sent(office, lou, programme_id, team={"members": [TYPO]})
    (wrong,) = await invited(office)
    answer = await save(office, lou, application_id, "team", {"members": [SACHA]}, 1)
    assert answer.status_code == 200, answer.text
    assert {one["email"] for one in await invited(office)} == {"sahca@example.org", "sacha@example.org"}
    body = {"programme_id": programme_id, "invitation_id": wrong["invitation_id"]}
    await office.refused(sacha, "/v1/applications/drafts", body, "invitation-closed")
    await save(office, lou, application_id, "team", {"members": [TYPO]}, 2)
    assert len(await invited(office)) == 2
    assert (await find_invitation(wrong["invitation_id"], office.deps)).state.open


async def test_an_invitation_is_for_its_programme(office: Office) -> None:
    lou, sacha = await person(office, "lou"), await person(office, "sacha")
    await sent(office, lou, await snee(office), team={"members": [SACHA]})
    body = {"programme_id": await snee(office), "invitation_id": (await invited(office))[0]["invitation_id"]}
    await office.refused(sacha, "/v1/applications/drafts", body, "invitation-other-programme")
    body = {"programme_id": await snee(office), "invitation_id": "unknown"}
    await office.refused(sacha, "/v1/applications/drafts", body, "not-found", 404)


async def test_the_team_shows_no_more_than_names(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await sent(office, lou, await snee(office), team={"members": [SACHA]})
    team = await office.get(lou, f"/v1/applications/{application_id}/team")
    assert {key for one in team for key in one} == {"name", "role", "begun", "sent", "invited", "self"}
    await office.get(student("sacha"), f"/v1/applications/{application_id}/team", 404)


async def test_the_page_of_an_invitation_says_how_to_join_and_names_nobody(office: Office) -> None:
    lou, sacha = await person(office, "lou"), await person(office, "sacha")
    programme_id = await snee(office)
    await sent(office, lou, programme_id, team={"members": [SACHA]})
    (invitation,) = await invited(office)
    path = f"/invitations/{invitation['invitation_id']}"
    page = await office.client.get(path)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "private, no-store"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert invitation["invitation_id"] in page.text
    assert "Statut étudiant-entrepreneur" in page.text
    for name in ("Lou", "Vaucheret", "Sacha", "Montbéliou", "example.org"):
        assert name not in page.text
    assert (await office.client.get("/invitations/unknown")).status_code == 404
    await draft(office, sacha, programme_id, invitation_id=invitation["invitation_id"])
    assert (await office.client.get(path)).status_code == 410


async def test_nobody_invites_themselves(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await draft(office, lou, await snee(office))
    refused = problem(
        await save(office, lou, application_id, "team", {"members": [SACHA, LOU]}), "invalid-request", 422
    )
    assert [one["field"] for one in refused["errors"]] == ["values.members.1.email"]


async def test_a_team_does_not_write_to_everybody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inviting, "MOST_INVITATIONS", 2)
    lou = await person(office, "lou")
    members = [SACHA | {"email": f"membre{place}@example.org"} for place in range(3)]
    application_id = await sent(office, lou, await snee(office), team={"members": members})
    assert len(await invited(office)) == 2
    team = await office.get(lou, f"/v1/applications/{application_id}/team")
    assert [one["invited"] for one in team if not one["self"]] == [True, True, False]
