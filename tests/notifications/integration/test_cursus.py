"""Who is told of the status and of #ICI, and what the mails say."""

import email.policy
from email.parser import BytesParser
from typing import Any

from tests.notifications.integration.office import Office
from tests.support.polling import eventually

STATUS = {"status_id": "s1", "person_id": "p1"}
INVITED = {
    **STATUS,
    "tutoring_id": "t1",
    "role": "professional",
    "email": "odile@example.org",
    "given_name": "Odile",
    "family_name": "Tranchevent",
    "student_name": "Lou Vaucheret",
    "school_year": "2026-2027",
    "url": "https://essaim.example.org/tutoring/secret",
    "expires_on": "2026-10-31",
}
YEAR: dict[str, Any] = {"school_year": "2026-2027"}
FUNDING = {"request_id": "f1", "enrolment_id": "e1", "person_id": "p1", "programme_id": "g", "decided_on": "2026-10-01"}


async def test_the_student_hears_of_the_charter_the_attestation_and_the_end(office: Office) -> None:
    await office.person("p1")
    opened = STATUS | YEAR | {"application_id": "a1", "programme_id": "g", "ends_on": "2027-08-31"}
    await office.receive("enrolment.status_opened.v1", opened)
    issued = {"subject_id": "s1", "person_id": "p1", "scheme": "snee", "kind": "snee", "issued_on": "2026-10-01"}
    await office.receive("enrolment.attestation_issued.v1", issued | YEAR | {"valid_until": "2027-08-31"})
    award = issued | YEAR | {"scheme": "ici", "kind": "DU_ICI"}
    await office.receive("enrolment.attestation_issued.v1", award)
    ended = STATUS | {"outcome": "REVOKED", "reason": "abuse", "ended_on": "2026-11-02"}
    await office.receive("enrolment.status_ended.v1", ended)
    await eventually(lambda: _sent(office, 4), "four mails")
    texts = sorted(_texts(office))
    assert any("jusqu’au 31 août 2027" in one and "acceptez-la en ligne" in one for one in texts)
    assert any("accompagnée de votre certificat de scolarité" in one for one in texts)
    assert any("DU #ICI" in one and "certificat" not in one for one in texts)
    assert any("est retiré au 2 novembre 2026" in one for one in texts)
    assert not any("abuse" in one for one in texts)


async def test_a_tutor_who_is_named_gets_the_link_and_the_student_the_answer(office: Office) -> None:
    """SNEE-05."""
    await office.person("p1")
    await office.receive("enrolment.tutor_invited.v1", INVITED)
    await eventually(lambda: _sent(office, 1), "the invitation")
    assert office.post.recipients() == ["odile@example.org"]
    assert office.headers("Subject") == ["Lou Vaucheret vous demande de l’accompagner"]
    assert str(INVITED["url"]) in _texts(office)[0]
    answer = {"tutoring_id": "t1", **STATUS, "role": "professional"}
    await office.receive("enrolment.tutor_declined.v1", answer)
    await office.receive("enrolment.tutor_confirmed.v1", answer)
    await eventually(lambda: _sent(office, 3), "two answers")
    assert office.headers("Subject")[1:] == [
        "Une personne ne peut pas vous accompagner",
        "Vous avez un tuteur ou une tutrice",
    ]


async def test_decisions_are_told_to_whom_they_concern(office: Office) -> None:
    await office.person("p1")
    await office.mailbox("referent")
    await office.receive("enrolment.funding_decided.v1", FUNDING | {"granted": True, "amount": "250.00"})
    await office.receive("enrolment.funding_decided.v1", FUNDING | {"granted": False, "amount": "0.00"})
    arranged = STATUS | {"kind": "timetable", "granted": True, "decided_on": "2026-10-01"}
    await office.receive("enrolment.arrangement_decided.v1", arranged)
    award = {"enrolment_id": "e1", "person_id": "p1", "programme_id": "g", "track": "DU_ICI", "awarded": True}
    await office.receive("enrolment.award_decided.v1", award | {"decided_on": "2027-06-28"})
    contact = {"contact_id": "c1", "partner": "cmq-mma", "asker": "student"}
    await office.receive("enrolment.first_contact_requested.v1", contact)
    await eventually(lambda: _sent(office, 5), "five mails")
    texts = _texts(office)
    assert any("est acceptée : 250,00 €" in one for one in texts)
    assert any("n’a pas été retenue" in one for one in texts)
    assert any("un aménagement d’emploi du temps. Cette demande est acceptée" in one for one in texts)
    assert any("DU #ICI : vous avez réussi" in one for one in texts)
    assert office.post.recipients().count("referent@example.org") == 1


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
