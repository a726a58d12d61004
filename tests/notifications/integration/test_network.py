"""Who is told of mentors: the one who is asked, and both sides of a mentoring, each with the other's address only."""

import email.policy
from email.parser import BytesParser

import pytest

from essaim.kit.cause import fresh_cause
from notifications.domain.mailbox import Mailbox
from notifications.usecases.set_mailbox import SetMailbox, set_mailbox
from tests.notifications.integration.office import Office
from tests.support.polling import eventually

IDS = {
    "need_id": "n1",
    "choice_id": "c1",
    "mentor_id": "m1",
    "programme_id": "g",
    "kind": "mini_enterprise",
    "subject_id": "t1",
}
ASKED = IDS | {
    "email": "florent@example.org",
    "given_name": "Florent",
    "family_name": "Dubrisay",
    "subject_label": "Les Lampions",
    "establishment_name": "Lycée Exemple",
    "city": "Dole",
    "slot_text": "le mercredi de 14 h à 16 h",
    "note": "Une équipe très motivée",
}
INTRODUCED = IDS | {
    "subject_label": "Les Lampions",
    "establishment_name": "Lycée Exemple",
    "slot_text": "le mercredi de 14 h à 16 h",
    "mentor_name": "Florent Dubrisay",
    "mentor_email": "florent@example.org",
    "mentor_phone": "03 84 00 00 00",
    "teacher_name": "Maëlle Tranchevent",
    "teacher_email": "maelle@example.org",
}


def _texts(office: Office) -> list[str]:
    """The plain text of every mail that was taken, without its line breaks."""
    parser = BytesParser(policy=email.policy.default)
    bodies = (parser.parsebytes(content).get_body(("plain",)) for _, content in office.post.taken)
    return [" ".join(one.get_content().replace("\u00a0", " ").split()) for one in bodies if one is not None]


async def _sent(office: Office, count: int) -> bool:
    return (await office.states()).count("SENT") == count and len(office.post.taken) == count


async def test_a_mentor_is_asked_once_with_the_hours_and_the_note(office: Office) -> None:
    id_ = await office.receive("enrolment.mentor_asked.v1", ASKED)
    await office.receive("enrolment.mentor_asked.v1", ASKED, id_=id_)
    await eventually(lambda: _sent(office, 1), "one mail")
    assert office.post.recipients() == ["florent@example.org"]
    (text,) = _texts(office)
    assert "Bonjour Florent Dubrisay" in text
    assert "le mercredi de 14 h à 16 h" in text
    assert "Une équipe très motivée" in text
    (stored,) = await office.deps.messages.all()
    assert "florent@" not in str(stored.state.facts)


@pytest.mark.parametrize("event", ["mentor_asked", "mentor_reminded"])
async def test_a_mentor_gets_the_link_behind_which_they_answer(office: Office, event: str) -> None:
    link = {"url": "https://inscription.example.org/mentoring/abc", "answer_by": "2026-10-14"}
    await office.receive(f"enrolment.{event}.v1", ASKED | link)
    await eventually(lambda: _sent(office, 1), "one mail")
    (text,) = _texts(office)
    assert link["url"] in text
    assert "14 octobre 2026" in text


async def test_the_office_is_told_that_nobody_answered(office: Office) -> None:
    mailbox = Mailbox("epa_facilitator", "cmq-mma", "Réseau", "reseau@example.org")
    await set_mailbox(SetMailbox(mailbox), office.deps, fresh_cause("tests"))
    await office.receive("enrolment.mentor_choice_lapsed.v1", IDS)
    await eventually(lambda: _sent(office, 1), "one mail")
    assert office.post.recipients() == ["reseau@example.org"]
    assert "n’a pas répondu" in _texts(office)[0]


@pytest.mark.parametrize(
    ("outcome", "reason", "said"),
    [
        (
            "ENDED",
            "team-ended",
            "Votre mentorat auprès de « Les Lampions » (Lycée Exemple) est terminé. L’équipe s’arrête.",
        ),
        ("ENDED", "disagreement", "(Lycée Exemple) est terminé. Vous n’avez rien à faire"),
        ("WITHDRAWN", "withdrawn", "cela n’aura finalement pas lieu"),
    ],
)
async def test_a_mentor_who_said_yes_hears_that_it_is_over(
    office: Office, outcome: str, reason: str, said: str
) -> None:
    released = {key: value for key, value in ASKED.items() if key not in ("city", "slot_text", "note")}
    data = released | {"outcome": outcome, "reason": reason}
    id_ = await office.receive("enrolment.mentor_released.v1", data)
    await office.receive("enrolment.mentor_released.v1", data, id_=id_)
    await eventually(lambda: _sent(office, 1), "one mail")
    assert office.post.recipients() == ["florent@example.org"]
    assert said in _texts(office)[0]


async def test_both_sides_get_the_address_of_the_other(office: Office) -> None:
    await office.receive("enrolment.mentor_introduced.v1", INTRODUCED)
    await eventually(lambda: _sent(office, 2), "two mails")
    texts = dict(zip(office.post.recipients(), _texts(office), strict=True))
    assert "maelle@example.org" in texts["florent@example.org"]
    assert "florent@example.org" in texts["maelle@example.org"]
    assert "03 84 00 00 00" in texts["maelle@example.org"]


async def test_without_a_teachers_address_only_the_mentor_is_told(office: Office) -> None:
    nobody = {"teacher_name": "", "teacher_email": ""}
    await office.receive("enrolment.mentor_introduced.v1", INTRODUCED | nobody)
    await eventually(lambda: _sent(office, 1), "one mail")
    assert office.post.recipients() == ["florent@example.org"]


@pytest.mark.parametrize(("accepted", "word"), [(True, "Confirmez ce choix"), (False, "ne peut pas")])
async def test_the_office_is_told_of_the_answer_and_of_nobody_by_name(
    office: Office, accepted: bool, word: str
) -> None:
    mailbox = Mailbox("epa_facilitator", "cmq-mma", "Réseau", "reseau@example.org")
    await set_mailbox(SetMailbox(mailbox), office.deps, fresh_cause("tests"))
    await office.receive("enrolment.mentor_answered.v1", IDS | {"accepted": accepted})
    await eventually(lambda: _sent(office, 1), "one mail")
    assert office.post.recipients() == ["reseau@example.org"]
    assert word in _texts(office)[0]
