"""The attestation of an #ICI award: that a diploma was awarded, with its mention and its credits when the programme has them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from enrolment.documents.attestations.check_code import put_check
from essaim.kit.french import french_date, french_number
from essaim.kit.pdf import Document, Line, Look


@dataclass(frozen=True)
class AwardSheet:
    """What is printed. ``exit_level`` is years after the baccalauréat, ``result`` a mark out of 20 such as 14.25."""

    name: str
    birth_date: date | None
    birth_place: str
    diploma: str
    school_year: str
    establishment: str
    carrier: str
    exit_level: int
    awarded_on: date
    result: str
    mention: str
    ects: int | None
    code: str
    url: str


def render_award(sheet: AwardSheet) -> bytes:
    """The PDF; the same sheet gives the same bytes."""
    year = sheet.school_year.replace("-", "–")
    title = f"Attestation de réussite — {sheet.diploma}"
    document = Document(
        title,
        created_at=datetime.combine(sheet.awarded_on, time(12), tzinfo=UTC),
        author=sheet.carrier,
        running=title,
        footer=(f"{sheet.carrier} — {sheet.establishment}",),
    )
    document.blocks(
        [Line(sheet.carrier, Look.NAME), Line(sheet.establishment)],
        [Line("Année universitaire", Look.LABEL), Line(year, Look.TITLE)],
        share=0.6,
        boxed=True,
    )
    document.space(14)
    document.paragraph("Attestation de réussite", Look.TITLE)
    document.paragraph(sheet.diploma, Look.NAME)
    document.space(8)
    document.paragraph("Le jury réuni le " + french_date(sheet.awarded_on) + " a prononcé la réussite de")
    document.space(3)
    document.paragraph(sheet.name, Look.NAME)
    if sheet.birth_date is not None:
        place = f" à {sheet.birth_place}" if sheet.birth_place else ""
        document.paragraph(f"Né·e le {french_date(sheet.birth_date)}{place}")
    document.space(5)
    document.facts(_result(sheet), columns=4)
    document.space(3)
    document.paragraph("Cette attestation est délivrée dans l’attente du diplôme ; elle ne le remplace pas.")
    document.space(14)
    put_check(document, sheet.code, sheet.url)
    return document.to_bytes()


def _result(sheet: AwardSheet) -> list[tuple[str, str]]:
    found = [("Résultat", f"{french_number(sheet.result)} / 20"), ("Niveau de sortie", f"Bac+{sheet.exit_level}")]
    if sheet.mention:
        found.insert(1, ("Mention", sheet.mention))
    if sheet.ects is not None:
        found.append(("Crédits", f"{sheet.ects} ECTS"))
    return found
