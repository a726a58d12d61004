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
