"""The attendance sheet as an auditor reads it: what, when, where, by whom, and one mark per person and half-day (ATT-01).

Times are those of Paris, signatures to the second: a sheet that was signed in one go at the end can be told apart.
"""

from collections import Counter

from coaching.domain.attendance import AttendanceRow, AttendanceSheet, SessionReport
from essaim.kit.clock import PARIS
from essaim.kit.french import french_date, french_duration, french_time
from essaim.kit.pdf import Column, Document, Line, Look

HALF_DAYS = {"AM": "Matin", "PM": "Après-midi"}
KINDS = {"group_coaching": "Coaching de groupe", "workshop": "Atelier spécifique"}
ABSENCES = {
    "medical": "raison médicale",
    "exam": "examen",
    "school": "obligation scolaire",
    "family": "raison familiale",
    "transport": "transport",
    "other": "autre raison",
    "unexcused": "non excusée",
}
SIGNED_ALONE = (
    "Chaque personne a signé elle-même, depuis son propre accès ; personne ne peut signer pour quelqu’un d’autre."
    " Les heures sont celles de Paris."
)


def render_attendance(sheet: AttendanceSheet) -> bytes:
    """The PDF of a sheet; one that is not sealed yet says on every page that it is provisional."""
    day = french_date(sheet.starts_at.astimezone(PARIS).date(), weekday=True)
    title = f"Feuille d’émargement — {sheet.group_code}, {day}"
    document = Document(
        title,
        created_at=sheet.sealed_at or sheet.ends_at,
        author=", ".join(sheet.organisations),
        running=title,
        footer=(" — ".join(sheet.organisations), f"Séance {sheet.session_id}"),
        mark="" if sheet.seal else "PROVISOIRE",
    )
    document.paragraph("Feuille d’émargement", Look.TITLE)
    document.paragraph(sheet.title, Look.NAME)
    document.space()
    document.facts(_facts(sheet, day), columns=3)
    document.facts((("Organisation", " — ".join(sheet.organisations)),), columns=1)
    document.space(2)
    _attendance(document, sheet)
    _trainer(document, sheet)
    document.space(2)
    document.notice(_seal(sheet))
    if sheet.report is not None:
        _report(document, sheet.report)
    return document.to_bytes()


def _facts(sheet: AttendanceSheet, day: str) -> list[tuple[str, str]]:
    minutes = round((sheet.ends_at - sheet.starts_at).total_seconds() / 60)
    return [
        ("Date", day),
        ("Horaires", f"de {french_time(sheet.starts_at)} à {french_time(sheet.ends_at)}"),
        ("Durée", french_duration(minutes)),
        ("Groupe", sheet.group_code),
        ("Nature", KINDS.get(sheet.kind, sheet.kind)),
        ("Lieu", sheet.place),
    ]


def _attendance(document: Document, sheet: AttendanceSheet) -> None:
    """One row per person, one column per half-day."""
    half_days = [one for one in HALF_DAYS if any(row.half_day == one for row in sheet.rows)] or ["AM"]
    marks = {(row.person_id, row.half_day): row for row in sheet.rows}
    people = {row.person_id: row.label for row in sheet.rows}
    columns = [Column("N°", 6, "RIGHT"), Column("Participant·e", 44 if len(half_days) == 1 else 34)]
    columns += [Column(HALF_DAYS[one], 50 if len(half_days) == 1 else 30) for one in half_days]
    rows = [
        [str(number), label, *(_mark(marks.get((person_id, one)), sheet) for one in half_days)]
        for number, (person_id, label) in enumerate(people.items(), start=1)
    ]
    document.heading("Participant·e·s")
    document.table(columns, rows)
    document.space(1.5)
    for one in half_days:
        document.paragraph(f"{HALF_DAYS[one]} : {_count(sheet, one)}.", Look.STRONG)
    document.paragraph(SIGNED_ALONE, Look.SMALL)


def _mark(row: AttendanceRow | None, sheet: AttendanceSheet) -> str:
    if row is None:
        return "—"
    if row.signed_at is not None:
        signed, held = row.signed_at.astimezone(PARIS).date(), sheet.starts_at.astimezone(PARIS).date()
        day = "" if signed == held else f"le {french_date(signed)} "
        return f"Signé {day}à {french_time(row.signed_at, seconds=True)}"
    if row.absence_reason is not None:
        return f"Absence : {ABSENCES.get(row.absence_reason, row.absence_reason)}"
    return "En attente de signature"


def _count(sheet: AttendanceSheet, half_day: str) -> str:
    """Present, absent and still open, with the words in the right number."""
    counted = Counter(
        "signed" if row.signed_at else "absent" if row.absence_reason else "open"
        for row in sheet.rows
        if row.half_day == half_day
    )
    parts = [
        f"{counted['signed']} présence{_s(counted['signed'])}",
        f"{counted['absent']} absence{_s(counted['absent'])}",
    ]
    return ", ".join([*parts, f"{counted['open']} en attente"] if counted["open"] else parts)


def _s(count: int) -> str:
    return "s" if count > 1 else ""


def _trainer(document: Document, sheet: AttendanceSheet) -> None:
    signed = sheet.trainer_signed_at
    mark = (
        f"Signé le {french_date(signed.astimezone(PARIS).date())} à {french_time(signed, seconds=True)}"
        if signed
        else "En attente de signature"
    )
    document.space(4)
    document.heading("Intervenant·e", keep_with=20)
    document.facts((("Nom", sheet.trainer_name), ("Signature", mark)))


def _report(document: Document, report: SessionReport) -> None:
    document.space(4)
    document.heading("Compte rendu")
    parts = (
        ("Objectifs", report.objectives),
        ("Réalisé", report.done),
        ("Difficultés", report.difficulties),
        ("Évolutions", report.evolutions),
    )
    for label, text in parts:
        document.keep_together(14)
        document.paragraph(label, Look.LABEL)
        document.paragraph(text)
        document.space(1)


def _seal(sheet: AttendanceSheet) -> list[Line]:
    if sheet.seal is None:
        return [
            Line("Feuille non scellée", Look.STRONG),
            Line("Ce document est provisoire : des signatures ou des motifs d’absence peuvent encore être ajoutés."),
        ]
    at = sheet.sealed_at
    when = f" le {french_date(at.astimezone(PARIS).date())} à {french_time(at, seconds=True)}" if at else ""
    return [
        Line(f"Feuille scellée{when}", Look.STRONG),
        Line("Rien ne peut plus y être changé. Empreinte SHA-256 du contenu scellé :"),
        Line(sheet.seal, Look.STRONG),
    ]
