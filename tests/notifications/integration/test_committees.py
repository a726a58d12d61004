"""Mails of committees, places and deadlines."""

from typing import Any

from tests.notifications.integration.office import Office
from tests.support.polling import eventually

IDS: dict[str, Any] = {"application_id": "a1", "person_id": "p1", "programme_id": "g1", "scheme": "ici"}


async def _sent(office: Office, number: int) -> bool:
    return len(office.post.taken) == number


async def test_a_place_is_offered_with_its_day(office: Office) -> None:
    await office.person("p1")
    await office.receive("enrolment.place_offered.v1", IDS | {"confirm_by": "2026-10-20"})
    await eventually(lambda: _sent(office, 1), "the mail")
    assert office.headers("Subject") == ["Une place vous est proposée"]
    assert b"20 octobre" in office.post.taken[0][1] or b"20=C2=A0octobre" in office.post.taken[0][1]


async def test_an_unsent_dossier_is_reminded_to_its_applicant_and_a_due_answer_to_the_office(office: Office) -> None:
    await office.person("p1")
    await office.mailbox("pepite_officer")
    due = {"subject_id": "s1", "due_on": "2026-10-08", "days_left": 2, "scheme": "snee"}
    await office.receive("enrolment.deadline_approaching.v1", due | {"what": "dossier-not-sent", "person_id": "p1"})
    office_due = due | {"what": "decision-due", "partner": "cmq-mma", "role": "pepite_officer"}
    await office.receive("enrolment.deadline_approaching.v1", office_due)
    await eventually(lambda: _sent(office, 2), "both mails")
    subjects = sorted(office.headers("Subject"))
    assert subjects[0].startswith("Un dossier attend votre réponse")
    assert subjects[1].startswith("Votre dossier n’est pas encore envoyé")


async def test_a_letter_of_a_committee_elsewhere_is_not_announced_where_it_cannot_be_read(office: Office) -> None:
    await office.person("p1")
    letter = {"committee_id": "c1", "review_id": "r1", "application_id": "a1", "person_id": "p1", "answer": "accept"}
    await office.receive("enrolment.decision_letter_issued.v1", letter | {"home": "ubfc"})
    await office.receive("enrolment.decision_letter_issued.v1", letter | {"home": "cmq-mma"})
    await eventually(lambda: _sent(office, 1), "one mail")
    assert office.headers("Subject") == ["Le courrier du comité est disponible"]
