"""What people read: dates, amounts and codes in French, every template complete, nobody able to add a header."""

import email.policy
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest

import notifications
from notifications.documents.calendar import render_calendar
from notifications.documents.mail import MailWriter, amount_text, date_text, instant_text
from notifications.domain.wording import open_items_text, refusal_text, weight_text

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
TEMPLATES = Path(notifications.__file__ or "").parent / "documents" / "templates"
FACTS: dict[str, Any] = {
    "to_name": "Zoé Exemple",
    "guardian": False,
    "student_name": "Léo Modèle",
    "group_title": "Atelier Maille",
    "activity_label": "Maille",
    "activity_code": "14.39",
    "member_count": 13,
    "status": "CONSENT_PENDING",
    "sent_at": "2026-09-30T21:59:59Z",
    "committee_on": "2026-10-14",
    "applicant_name": "Lou Vaucheret",
    "inviter_name": "Lou Vaucheret",
    "programme_label": "Statut étudiant-entrepreneur",
    "documents_to_attach": ["portrait"],
    "wishes": ["une année de césure"],
    "url": "https://essaim.example.org/invitations/i1",
    "legal_entity_siren": "999999121",
    "reason_text": "motif",
    "consent_text": "l’utilisation de son image",
    "expires_on": "2026-10-31",
    "consent_id": "c1",
    "withdrawn_on": "2026-09-28",
    "rule_text": "parts égales",
    "asks_opinion": False,
    "scheme": "snee",
    "held_at": "2026-10-15T12:00:00Z",
    "last_application_on": "2026-10-08",
    "confirm_by": "2026-10-20",
    "what_subject": "Votre dossier n’est pas encore envoyé",
    "what_text": "Ce qui manque est indiqué.",
    "days_left": 2,
    "by_committee": True,
    "scheme_text": "cursus #ICI",
    "school_year": "2026-2027",
    "rank": 3,
    "weight_text": "une part",
    "open_items_text": ["une facture non réglée"],
    "starts_on": "2026-10-01",
    "ends_on": "2027-07-02",
    "signed_on": "2026-09-24",
    "adopted_on": "2027-06-01",
    "closed_on": "2027-07-02",
    "issued_on": "2026-12-01",
    "due_on": "2026-12-31",
    "paid_on": "2026-12-15",
    "session_minutes": 120,
    "session_starts": ["2026-10-07T12:00:00Z"],
    "total_excluding_vat": "1234.50",
    "vat": "246.90",
    "total_including_vat": "1481.40",
    "amount": "98.76",
    "pool": "1283.88",
    "number": "2026-000001",
    "votes_for": 12,
    "votes_against": 1,
    "abstentions": 0,
    "erasure_id": "019a-erasure",
    "kind_text": "DU #ICI",
    "role_text": "tuteur ou tutrice pédagogique",
    "subject_label": "Les Lampions",
    "establishment_name": "Lycée Exemple",
    "city": "Dole",
    "slot_text": "le mercredi de 14 h à 16 h",
    "note": "Une équipe motivée",
    "mentor_name": "Florent Dubrisay",
    "mentor_email": "florent@example.org",
    "mentor_phone": "03 84 00 00 00",
    "teacher_name": "Maëlle Tranchevent",
    "teacher_email": "maelle@example.org",
    "accepted": True,
    "granted": True,
    "awarded": True,
    "outcome": "RENOUNCED",
    "reason": "team-ended",
    "kind": "mini_enterprise",
    "asker": "student",
    "ended_on": "2027-01-05",
    "decided_on": "2027-06-28",
    "valid_until": "2027-08-31",
    "elected": False,
    "main": True,
    "post_text": "direction, service commercial",
    "since": "2026-09-28",
    "format": "L",
    "abandoned_on": "2027-02-01",
    "has_money": True,
    "ending_text": "les moyens manquent",
    "group_ids": ["g1"],
    "answer_by": "2026-10-14",
    "legal_basis_text": "une obligation légale impose de les conserver",
    "extension_text": "en raison de sa complexité",
}


def write(template: str = "group_started", **changes: Any) -> EmailMessage:
    """A mail as it is parsed by its reader."""
    to_name = str(changes.pop("to_name", "Zoé Exemple"))
    to_email = str(changes.pop("to_email", "zoe@example.org"))
    mail = MailWriter("Essaim <essaim@example.org>").write(
        template, FACTS | changes, to_name=to_name, to_email=to_email, message_id="m1", at=NOW
    )
    parsed = BytesParser(policy=email.policy.default).parsebytes(mail.as_bytes())
    assert isinstance(parsed, EmailMessage)
    return parsed


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """The part of a mail."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_dates_and_amounts_are_french() -> None:
    assert date_text("2026-10-01") == "1er\u00a0octobre\u00a02026"
    assert instant_text("2026-10-07T12:00:00Z") == "mercredi 7\u00a0octobre\u00a02026 à 14\u00a0h\u00a000"
    assert instant_text("2026-11-04T13:00:00Z").endswith("à 14\u00a0h\u00a000")
    assert amount_text("1234567.50") == "1\u202f234\u202f567,50\u00a0€"
    assert amount_text("-0.05") == "\u22120,05\u00a0€"


def test_codes_become_sentences() -> None:
    assert "temps plein" in refusal_text("CAPE-04", "full_time_employee")
    assert refusal_text(None, "coordinator-decision").startswith("décision de la coordination")
    assert "code : something-new" in refusal_text(None, "something-new")
    assert open_items_text(["accounting.not-clear"]) == ["la comptabilité signale un point ouvert"]
    assert weight_text("HOURS", "225") == "3\u00a0h\u00a045 de présence"
    assert open_items_text(["accounting.invoice-unpaid:2026-000002", "x.y:1"]) == [
        "une facture non réglée (2026-000002)",
        "x.y (1)",
    ]


@pytest.mark.parametrize("template", sorted(path.stem for path in TEMPLATES.glob("*.txt") if path.stem != "signature"))
def test_every_template_makes_a_complete_mail(template: str) -> None:
    mail = write(template)
    assert mail["Subject"]
    assert "{" not in mail["Subject"] + text_of(mail) + text_of(mail, "html")
    assert mail["To"] == "Zoé Exemple <zoe@example.org>"
    assert mail["Message-ID"] == "<m1@example.org>"
    assert "équipe du programme" in text_of(mail)
    whole = f"{mail['Subject']}\n{text_of(mail)}"
    assert "None" not in whole
    assert not re.search(r" [:;!?»€%]|« |\w'\w|2026-2027", whole), "a space that breaks, a typed apostrophe or a hyphen"


@pytest.mark.parametrize(("starts", "said"), [(1, "la séance de coaching"), (2, "les 2 séances de coaching")])
def test_one_session_is_told_as_one(starts: int, said: str) -> None:
    assert f"Voici {said}" in text_of(write("plan_created", session_starts=["2026-10-07T12:00:00Z"] * starts))


def test_a_link_is_a_link_in_html() -> None:
    url = 'https://essaim.example.org/tutoring/a"b&c'
    html = text_of(write("tutor_invited", url=url), "html")
    assert '<a href="https://essaim.example.org/tutoring/a&#34;b&amp;c">' in html
    assert "<a" not in text_of(write("tutor_invited", url="javascript:alert(1)"), "html")


def test_names_are_escaped_in_html() -> None:
    mail = write(group_title="<script>alert(1)</script>")
    assert "<script>" not in text_of(mail, "html")
    assert "<script>alert(1)</script>" in text_of(mail)


def test_nobody_can_add_a_header() -> None:
    mail = write(group_title="X\r\nBcc: eve@example.org")
    assert mail["Bcc"] is None
    with pytest.raises(ValueError, match=r".*"):
        write(to_email="zoe@example.org\r\nBcc: eve@example.org")


def test_the_calendar_keeps_its_uids_and_folds_long_lines() -> None:
    text = render_calendar("g1", "L’atelier; de " + "é" * 60, [NOW], 120, NOW).decode()
    assert "UID:g1-1@essaim\r\n" in text
    assert "DTSTART:20261001T080000Z\r\nDTEND:20261001T100000Z\r\n" in text
    assert "\\;" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
