"""Who is told of a dossier that came online, and what the mails say."""

import email.policy
from email.parser import BytesParser

import pytest

from essaim.kit.cause import fresh_cause
from notifications.domain.mailbox import Mailbox
from notifications.usecases.set_mailbox import SetMailbox, set_mailbox
from tests.notifications.integration.office import Office
from tests.support.polling import eventually

SUBMITTED = {
    "application_id": "a1",
    "person_id": "p1",
    "programme_id": "g",
    "scheme": "snee",
    "school_year": "2026-2027",
    "status": "ELIGIBLE",
}
TUTOR = {
    "application_id": "a1",
    "scheme": "snee",
    "school_year": "2026-2027",
    "email": "odile@example.org",
    "given_name": "Odile",
    "family_name": "Tranchevent",
    "applicant_name": "Lou Vaucheret",
    "programme_label": "Statut étudiant-entrepreneur",
    "asks": ["replace-internship", "ask-year-off"],
}
INVITED = {
    "invitation_id": "i1",
    "programme_id": "g",
    "scheme": "snee",
    "school_year": "2026-2027",
    "email": "sacha@example.org",
    "given_name": "Sacha",
    "family_name": "Montbéliou",
    "inviter_name": "Lou Vaucheret",
    "programme_label": "Statut étudiant-entrepreneur",
    "url": "https://essaim.example.org/invitations/i1",
}
TRANSFERRED = {
    "application_id": "a1",
    "new_application_id": "a2",
    "person_id": "p1",
    "scheme": "snee",
    "school_year": "2026-2027",
    "from_programme_id": "g",
    "to_programme_id": "h",
    "from_coordinator": "cmq-mma",
    "to_coordinator": "ubfc",
}


async def test_a_dossier_that_came_online_is_confirmed_with_the_committees_date(office: Office) -> None:
    await office.person("p1")
    await office.receive("enrolment.application_submitted.v1", SUBMITTED)
    sent = {"sent_at": "2026-09-30T21:59:59Z", "committee_on": "2026-10-14"}
    await office.receive("enrolment.application_submitted.v1", SUBMITTED | sent)
    await eventually(lambda: _sent(office, 1), "one mail")
    assert office.headers("Subject") == ["Votre dossier est bien arrivé"]
    text = _texts(office)[0]
    assert "mercredi 30 septembre 2026 à 23 h 59" in text
    assert "comité du 14 octobre 2026" in text


async def test_the_tutor_hears_once_what_is_asked_of_them(office: Office) -> None:
    id_ = await office.receive("enrolment.tutor_named.v1", TUTOR)
    await office.receive("enrolment.tutor_named.v1", TUTOR, id_=id_)
    await eventually(lambda: _sent(office, 1), "one mail")
    assert office.post.recipients() == ["odile@example.org"]
    text = _texts(office)[0]
    assert "Bonjour Odile Tranchevent" in text
    assert "que le projet remplace un stage" in text
    assert "une année de césure" in text
    (stored,) = await office.deps.messages.all()
    assert "odile@" not in str(stored.state.facts)
    assert "odile@" not in str(stored.document["outbox"])


async def test_who_is_named_as_a_member_gets_the_link(office: Office) -> None:
    await office.receive("enrolment.team_member_invited.v1", INVITED)
    await eventually(lambda: _sent(office, 1), "one mail")
    assert office.post.recipients() == ["sacha@example.org"]
    assert office.headers("Subject") == ["Lou Vaucheret vous invite dans son équipe"]
    assert INVITED["url"] in _texts(office)[0]


@pytest.mark.parametrize(("code", "mails"), [({"reason_code": "no-time"}, 1), ({}, 0)])
async def test_a_withdrawal_with_a_reason_is_confirmed(office: Office, code: dict[str, str], mails: int) -> None:
    await office.person("p1")
    data = {"application_id": "a1", "person_id": "p1", "programme_id": "g"}
    await office.receive("enrolment.application_withdrawn.v1", data | code)
    await eventually(lambda: _sent(office, mails), "the mail")


async def test_a_transfer_is_told_to_the_applicant_and_to_both_offices(office: Office) -> None:
    await office.person("p1")
    for partner in ("cmq-mma", "ubfc"):
        mailbox = Mailbox("pepite_officer", partner, "Pépite", f"pepite@{partner}.example.org")
        await set_mailbox(SetMailbox(mailbox), office.deps, fresh_cause("test"))
    proposed = {key: value for key, value in TRANSFERRED.items() if key not in ("new_application_id", "school_year")}
    await office.receive("enrolment.transfer_proposed.v1", proposed)
    await eventually(lambda: _sent(office, 1), "the proposal")
    assert [one.partition("@")[2] for one in office.post.recipients()] == ["ubfc.example.org"]
    await office.receive("enrolment.application_transferred.v1", TRANSFERRED)
    await eventually(lambda: _sent(office, 4), "three more")


async def test_who_is_handed_over_hears_that_it_has_to_be_sent_again(office: Office) -> None:
    await office.person("p1")
    data = {"application_id": "a1", "from_partner": "ubfc", "new_application_id": "a2", "person_id": "p1"}
    more = {"programme_id": "g", "scheme": "snee", "documents_to_attach": ["portrait"]}
    await office.receive("enrolment.application_taken_over.v1", data | more)
    await eventually(lambda: _sent(office, 1), "one mail")
    assert "joignez-les à nouveau" in _texts(office)[0]


def _texts(office: Office) -> list[str]:
    """The plain text of every mail that was taken, without its line breaks."""
    parser = BytesParser(policy=email.policy.default)
    found = []
    for _, content in office.post.taken:
        body = parser.parsebytes(content).get_body(("plain",))
        assert body is not None
        found.append(" ".join(body.get_content().replace("\u00a0", " ").split()))
    return found


async def _sent(office: Office, count: int) -> bool:
    return (await office.states()).count("SENT") == count and len(office.post.taken) == count
