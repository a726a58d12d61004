"""What ``essaim demo`` leaves of the dossiers beside its group: the status, figures, and somebody who was erased."""

import pytest
from openpyxl import load_workbook

from essaim.cli.demo.cursus import APPLICANTS
from tests.e2e.played import Played, text_of

pytestmark = [pytest.mark.broker, pytest.mark.processes]


def test_two_partners_decided_on_one_person_and_neither_stopped_the_other(played: Played) -> None:
    """The status is decided at the university’s own deployment, the cooperative at CMQ MMA."""
    outcomes = [(one["snee"], one["student_cooperative"]) for one in played.summary["newcomers"]["two_dossiers"]]
    assert outcomes == [("ACCEPTED", "REFUSED"), ("REFUSED", "ACCEPTED")]
    types = {(event["source"], event["type"]) for event in played.events}
    assert ("/ubfc/enrolment", "enrolment.decision_recorded.v1") in types
    assert ("/ubfc/enrolment", "enrolment.application_accepted.v1") not in types
    assert ("/cmq-mma/enrolment", "enrolment.application_accepted.v1") in types
    minutes = text_of(played.directory / "dossiers" / "snee-committee-minutes.pdf")
    assert "Élouan Brisseval" in minutes
    assert "3 contre" in minutes.replace("\u00a0", " ")


def test_the_attestation_bears_the_code_that_was_checked(played: Played) -> None:
    text = text_of(played.directory / "dossiers" / "snee-attestation.pdf")
    assert played.summary["newcomers"]["attestation_code"] in text
    assert "Élouan Brisseval" in text


def test_the_funder_gets_a_report_and_a_workbook(played: Played) -> None:
    assert "2026–2027" in text_of(played.directory / "figures" / "chiffres.pdf")
    assert load_workbook(played.directory / "figures" / "chiffres.xlsx").worksheets


def test_who_was_erased_is_named_in_no_output_but_their_own_export(played: Played) -> None:
    """GDPR-02: the demo reads `personal` too, so it forgets with the services."""
    withdrawn = APPLICANTS[1]
    words = (withdrawn.family_name.encode(), withdrawn.email.encode())
    assert (played.directory / "events.jsonl").read_text().count("erased@example.org") >= 1
    named = [
        path.relative_to(played.directory)
        for path in played.directory.rglob("*")
        if path.is_file() and any(word in path.read_bytes() or word.decode() in path.name for word in words)
    ]
    assert named == []
    assert withdrawn.family_name not in played.printed
    assert withdrawn.family_name in text_of(played.directory / "rights" / "access.pdf")
    assert "Rien n’est conservé" in text_of(played.directory / "rights" / "erasure-letter.pdf")
    assert "nous ne pouvons pas donner suite" in text_of(
        played.directory / "rights" / "erasure-refused-letter.pdf"
    ).lower().replace("\u00a0", " ")
