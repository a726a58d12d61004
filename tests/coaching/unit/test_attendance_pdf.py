"""ATT-01, ATT-02: what an auditor looks for on an attendance sheet can be read in the PDF."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pypdf import PdfReader

from coaching.documents.attendance_pdf import ABSENCES, render_attendance
from coaching.domain.attendance import AttendanceRow, AttendanceSheet, SessionReport
from coaching.domain.session import AbsenceReason

START = datetime(2026, 10, 7, 12, tzinfo=UTC)
SEAL = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
SHEET = AttendanceSheet(
    session_id="0199a1b2",
    group_code="ATELIER-MAILLE",
    kind="group_coaching",
    title="Séance de coaching de groupe",
    place="Lycée d’essai, salle B 204",
    starts_at=START,
    ends_at=START + timedelta(hours=2),
    trainer_name="Camille Conseil",
    trainer_signed_at=START + timedelta(hours=2, seconds=11),
    organisations=("Coopérative d’essai", "Campus d’essai"),
    rows=(
        AttendanceRow("p1", "Zoé Exemple", "PM", signed_at=START - timedelta(minutes=8, seconds=53)),
        AttendanceRow("p2", "Membre n°\u00a02", "PM", absence_reason="exam"),
    ),
    report=SessionReport("Fixer la gamme.", "Trois prototypes.", "Délai du fil.", "Second fournisseur."),
    seal=SEAL,
    sealed_at=START + timedelta(hours=2, minutes=5),
)


def text_of(sheet: AttendanceSheet) -> str:
    """The text of all pages, every kind of space as one."""
    reader = PdfReader(io.BytesIO(render_attendance(sheet)))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def test_it_says_what_when_where_and_by_whom() -> None:
    text = text_of(SHEET)
    assert "Feuille d’émargement Séance de coaching de groupe" in text
    assert "mercredi 7 octobre 2026" in text
    assert "de 14 h 00 à 16 h 00" in text
    assert "2 h 00" in text
    assert "Lycée d’essai, salle B 204" in text
    assert "Organisation Coopérative d’essai — Campus d’essai" in text
    assert "ATELIER-MAILLE" in text


def test_att_01_one_mark_per_person_and_half_day_to_the_second_in_paris() -> None:
    text = text_of(SHEET)
    assert "1 Zoé Exemple Signé à 13:51:07" in text
    assert "2 Membre n° 2 Absence : examen" in text
    assert "Après-midi : 1 présence, 1 absence." in text
    assert "Nom Camille Conseil Signature Signé le 7 octobre 2026 à 16:00:11" in text
    assert "Matin" not in text


def test_a_day_has_two_columns_and_says_what_is_still_open() -> None:
    morning = tuple(replace(row, half_day="AM", signed_at=None, absence_reason=None) for row in SHEET.rows)
    text = text_of(replace(SHEET, rows=(*morning, *SHEET.rows), seal=None, trainer_signed_at=None))
    assert "Matin Après-midi" in text
    assert "1 Zoé Exemple En attente de signature Signé à 13:51:07" in text
    assert "Matin : 0 présence, 0 absence, 2 en attente." in text


def test_att_02_the_seal_is_on_a_sealed_sheet_and_any_other_says_that_it_is_provisional() -> None:
    assert "Feuille scellée le 7 octobre 2026 à 16:05:00 Rien ne peut plus y être changé. Empreinte SHA-256" in text_of(
        SHEET
    )
    assert SEAL in text_of(SHEET)
    unsealed = text_of(replace(SHEET, seal=None, sealed_at=None))
    assert "Feuille non scellée" in unsealed
    assert SEAL not in unsealed


def test_the_report_is_printed_only_when_it_was_given() -> None:
    assert "Objectifs Fixer la gamme. Réalisé Trois prototypes. Difficultés Délai du fil. Évolutions" in text_of(SHEET)
    assert "Compte rendu" not in text_of(replace(SHEET, report=None))


def test_every_reason_of_absence_has_words() -> None:
    assert set(ABSENCES) == {reason.value for reason in AbsenceReason}


def test_a_full_class_fits_on_one_page_and_forty_people_on_two() -> None:
    def count(people: int) -> int:
        rows = tuple(AttendanceRow(f"p{one}", f"Personne {one}", "PM", signed_at=START) for one in range(people))
        return len(PdfReader(io.BytesIO(render_attendance(replace(SHEET, rows=rows)))).pages)

    assert (count(13), count(40)) == (1, 2)


def test_a_name_or_a_place_with_line_ends_cannot_keep_the_sheet_from_being_printed() -> None:
    rows = (replace(SHEET.rows[0], label="Zoé\n" * 99 + "Exemple"), SHEET.rows[1])
    text = text_of(replace(SHEET, rows=rows, place="salle\n" * 30 + "B 204"))
    assert "Zoé Exemple Signé à 13:51:07" in text
    assert "salle B 204" in text


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert render_attendance(SHEET) == render_attendance(SHEET)
