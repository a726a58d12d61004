"""Links and codes without a login: not to be guessed or computed, used up, for one person, and nothing is run on their pages."""

import hashlib
from typing import Any

import httpx

from essaim.kit.ids import derived_id
from tests.enrolment.attacks.people import COORDINATOR, OTHER_STUDENT, OWN
from tests.enrolment.attacks.world import World
from tests.enrolment.persons.people import link_path

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7919*7907}}${7919*7907}'


async def test_guesses_find_nothing_and_are_not_shown(world: World) -> None:
    ids = world.ids
    for place, known in (
        ("/consents", ids["token"]),
        ("/tutoring", ids["tutor_token"]),
        ("/mentoring", ids["mentor_token"]),
        ("/invitations", ids["invitation_id"]),
        ("/verify", ids["code_on_paper"]),
    ):
        assert (await world.office.client.get(f"{place}/{known}")).status_code == 200, place
        flipped = known[:-1] + ("A" if known[-1] != "A" else "B")
        for guess in (known[:-1], known + "A", flipped, "x" * 5000, "%3Cscript%3E", "%00", "{{7919*7907}}", known * 2):
            answer = await world.office.client.get(f"{place}/{guess}")
            assert answer.status_code in (404, 422), (place, guess, answer.status_code)
            assert "<script" not in answer.text
            assert "62615533" not in answer.text.replace(guess, "")
            if "html" in answer.headers["content-type"]:
                _closed(answer)


async def test_an_invitation_cannot_be_computed_from_what_others_know(world: World) -> None:
    """Team and address are no secret: the id that follows from them opens nothing, and only the digest of the code is kept."""
    (stored,) = await world.office.deps.invitations.all()
    computed = derived_id(stored.state.team_id, f"invitation {stored.state.email}")
    assert computed == stored.id
    body = {"programme_id": stored.state.programme_id, "invitation_id": computed}
    assert (await world.office.client.get(f"/invitations/{computed}")).status_code == 404
    assert (await world.office.send(OTHER_STUDENT, "POST", "/v1/applications/drafts", body)).status_code == 404
    code = world.ids["invitation_id"]
    assert stored.state.digest == hashlib.sha256(code.encode()).hexdigest()
    assert code not in str(stored.document["state"])
    taken = await world.office.send(OTHER_STUDENT, "POST", "/v1/applications/drafts", body | {"invitation_id": code})
    assert taken.status_code == 201, taken.text
    assert (await world.office.client.get(f"/invitations/{code}")).status_code == 410


async def test_a_link_speaks_for_one_person_and_one_thing(world: World) -> None:
    """A consent's token is no tutor's, and an attestation's code no token."""
    ids = world.ids
    for place, others in (
        ("/consents", ("tutor_token", "mentor_token", "invitation_id", "code_on_paper")),
        ("/tutoring", ("token", "mentor_token", "invitation_id", "code_on_paper")),
        ("/mentoring", ("token", "tutor_token", "invitation_id", "code_on_paper")),
        ("/invitations", ("token", "tutor_token", "code_on_paper")),
        ("/verify", ("token", "tutor_token", "invitation_id")),
    ):
        for other in others:
            assert (await world.office.client.get(f"{place}/{ids[other]}")).status_code in (404, 422), (place, other)


async def test_what_people_write_is_never_markup(world: World) -> None:
    """Names and texts on the pages behind links: shown as they were written, nothing is run."""
    office, ids = world.office, world.ids
    version = {"title": EVIL, "text": EVIL, "valid_from": "2026-09-01"}
    assert (await office.send(COORDINATOR, "PUT", "/v1/consent-texts/CONTRACT/v1", version)).status_code == 200
    renamed = {"given_name": EVIL[:100], "family_name": "<b>Zibelin</b>"}
    assert (await office.send(COORDINATOR, "PATCH", f"/v1/persons/{ids['child']}", renamed)).status_code == 200
    await office.send(OWN, "PATCH", "/v1/persons/own", renamed)
    consent = await office.post(COORDINATOR, f"/v1/persons/{ids['child']}/consents", {"kind": "CONTRACT"})
    pages = [await link_path(office, consent["id"], ids["guardian_id"]), f"/tutoring/{ids['tutor_token']}"]
    for page in pages:
        typed: dict[str, Any] = {"answer": "yes", "name": EVIL, "agreed": ""}
        for answer in (await office.client.get(page), await office.client.post(page, data=typed)):
            assert "<script" not in answer.text
            assert "<img" not in answer.text
            assert "<b>Zib" not in answer.text
            assert "62615533" not in answer.text.replace("{{7919*7907}}", "")
            _closed(answer)
    shown = await office.client.get(pages[0])
    assert "{{7919*7907}}${7919*7907}" in shown.text


def _closed(answer: httpx.Response) -> None:
    """Nothing is run, framed, kept or told to the next page."""
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
