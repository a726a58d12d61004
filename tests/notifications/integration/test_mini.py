"""Who is told of mini-entreprises, and what the mails say."""

import email.policy
from email.parser import BytesParser

import pytest

from essaim.kit.cause import fresh_cause
from notifications.domain.mailbox import Mailbox
from notifications.mini_events import post_text
from notifications.usecases.set_mailbox import SetMailbox, set_mailbox
from tests.notifications.integration.office import Office
from tests.support.polling import eventually

TEAM = {"mini_enterprise_id": "m1", "programme_id": "g"}
FILLED = {**TEAM, "person_id": "p1", "post": "sales-director", "service": "sales", "since": "2026-09-28"}
SIGNED = {
    **TEAM,
    "coordinator": "cmq-mma",
    "school_year": "2026-2027",
    "format": "L",
    "starts_on": "2026-09-15",
    "ends_on": "2027-06-30",
    "signed_on": "2026-09-21",
}


async def test_a_member_hears_of_their_post_and_both_offices_of_the_agreement(office: Office) -> None:
    await office.person("p1")
    for role in ("teacher", "epa_facilitator"):
        mailbox = Mailbox(role, "cmq-mma", role, f"{role}@example.org")
        await set_mailbox(SetMailbox(mailbox), office.deps, fresh_cause("t"))
    await office.receive("enrolment.post_filled.v1", FILLED | {"main": True, "elected": False})
    await office.receive("enrolment.post_filled.v1", FILLED | {"post": "chief", "main": True, "elected": True})
    await office.receive("enrolment.post_filled.v1", FILLED | {"main": False, "elected": False})
    await office.receive("enrolment.agreement_signed.v1", SIGNED)
    await eventually(lambda: _sent(office, 5), "five mails")
    texts = _texts(office)
    assert any("confié à partir du 28 septembre 2026 : direction, service commercial." in one for one in texts)
    assert any("Vous êtes élu·e : présidence-direction générale" in one for one in texts)
    assert any("En plus de votre poste" in one for one in texts)
    assert sum("est signée par l’établissement et par EPA" in one for one in texts) == 2
    assert {"teacher@example.org", "epa_facilitator@example.org"} < set(office.post.recipients())


ABANDONED = {
    **TEAM,
    "coordinator": "cmq-mma",
    "carrier": "epa",
    "school_year": "2026-2027",
    "format": "L",
    "status": "PRODUCING",
    "reason": "no-teacher",
    "has_money": True,
    "group_ids": ["g-books"],
    "person_ids": ["p1", "p2"],
    "abandoned_on": "2027-02-01",
}


async def test_members_and_offices_hear_that_a_team_gave_up_and_the_accountant_of_open_books(office: Office) -> None:
    """Nobody reads who else was in it; without money no accountant is told."""
    await office.person("p1")
    await office.person("p2")
    for role, partner in (("coordinator", "cmq-mma"), ("epa_facilitator", "epa"), ("accountant", "epa")):
        mailbox = Mailbox(role, partner, role, f"{role}@example.org")
        await set_mailbox(SetMailbox(mailbox), office.deps, fresh_cause("t"))
    await office.receive("enrolment.mini_enterprise_abandoned.v1", ABANDONED | {"has_money": False, "group_ids": []})
    await eventually(lambda: _sent(office, 4), "two members and two offices")
    assert "accountant@example.org" not in office.post.recipients()
    await office.receive("enrolment.mini_enterprise_abandoned.v1", ABANDONED)
    await eventually(lambda: _sent(office, 10), "the same, and two about the books")
    texts = _texts(office)
    told = [one for one in texts if "g-books" in one]
    assert len(told) == 2
    assert office.post.recipients().count("accountant@example.org") == 1
    assert sum("plus personne ne peut encadrer l’équipe" in one for one in texts) == 8
    assert not [one for one in texts if "p1" in one or "p2" in one]


async def test_a_guardian_reads_of_whose_team_it_is_and_of_money_only_where_there_was_some(office: Office) -> None:
    await office.person("p1")
    await office.person("p2", kind="guardian", guardian_of="p1", given_name="Dominique")
    without = {"has_money": False, "group_ids": [], "person_ids": ["p1"]}
    await office.receive("enrolment.mini_enterprise_abandoned.v1", ABANDONED | without)
    await eventually(lambda: _sent(office, 2), "the member and the guardian")
    own, guardian = sorted(_texts(office), key=lambda text: "Dominique" in text)
    assert "Votre Mini-Entreprise s’arrête" in own
    assert "La Mini-Entreprise de Zoé Exemple s’arrête" in guardian
    assert not [text for text in (own, guardian) if "argent" in text]


@pytest.mark.parametrize(
    ("post", "service", "text"),
    [
        ("deputy", "general", "direction générale adjointe"),
        ("human_resources-assistant", "human_resources", "assistance, service ressources humaines"),
        ("something", "else", "something"),
    ],
)
def test_posts_are_told_in_french(post: str, service: str, text: str) -> None:
    assert post_text(post, service) == text


def _texts(office: Office) -> list[str]:
    parser = BytesParser(policy=email.policy.default)
    found = []
    for _, content in office.post.taken:
        body = parser.parsebytes(content).get_body(("plain",))
        assert body is not None
        found.append(" ".join(body.get_content().replace("\u00a0", " ").replace("\u202f", " ").split()))
    return found


async def _sent(office: Office, count: int) -> bool:
    return (await office.states()).count("SENT") == count and len(office.post.taken) == count
