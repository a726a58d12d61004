"""The attestation of the student-entrepreneur status: one page, valid with the certificat de scolarité only."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from enrolment.documents.attestations.check_code import put_check
from essaim.kit.french import french_date
from essaim.kit.pdf import Document, Line, Look


@dataclass(frozen=True)
class SneeSheet:
    """What is printed."""

    name: str
    birth_date: date | None
    birth_place: str
    school_year: str
    label: str
    carrier: str
    issued_on: date
    starts_on: date
    ends_on: date
    code: str
    url: str


def render_snee_attestation(sheet: SneeSheet) -> bytes:
    """The PDF; the same sheet gives the same bytes."""
    title = "Attestation du statut national d’étudiant-entrepreneur"
    year = sheet.school_year.replace("-", "–")
    document = Document(
        f"{title} {year}",
        created_at=datetime.combine(sheet.issued_on, time(12), tzinfo=UTC),
        author=sheet.carrier,
        running=title,
        footer=(sheet.label if sheet.label == sheet.carrier else f"{sheet.label} — {sheet.carrier}",),
    )
    document.blocks(
        [Line(sheet.label, Look.NAME), *([] if sheet.label == sheet.carrier else [Line(sheet.carrier)])],
        [Line("Année universitaire", Look.LABEL), Line(year, Look.TITLE)],
        share=0.6,
        boxed=True,
    )
    document.space(14)
    document.paragraph("Attestation", Look.TITLE)
    document.paragraph("Statut national d’étudiant-entrepreneur (SNEE)", Look.NAME)
    document.space(8)
    document.paragraph(f"{sheet.carrier} atteste que la personne désignée ci-dessous")
    document.space(3)
    document.paragraph(sheet.name, Look.NAME)
    if sheet.birth_date is not None:
        place = f" à {sheet.birth_place}" if sheet.birth_place else ""
        document.paragraph(f"Né·e le {french_date(sheet.birth_date)}{place}")
    document.space(4)
    document.paragraph(
        f"bénéficie du statut national d’étudiant-entrepreneur, délivré pour l’année universitaire {year},"
        f" du {french_date(sheet.starts_on)} au {french_date(sheet.ends_on)}."
    )
    document.space(3)
    document.paragraph("Le statut est accordé à la personne. Il se redemande chaque année.")
    document.space(7)
    document.notice(
        [
            Line("Valable avec le certificat de scolarité", Look.STRONG),
            Line("Ce document n’a de valeur qu’accompagné du certificat de scolarité de la même année universitaire."),
        ]
    )
    document.space(8)
    document.paragraph(f"Fait le {french_date(sheet.issued_on)}, pour valoir ce que de droit.")
    document.space(14)
    put_check(document, sheet.code, sheet.url)
    return document.to_bytes()
