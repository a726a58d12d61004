"""The letter that tells an applicant what a committee decided, with its reasons and how to contest it."""

from dataclasses import dataclass
from datetime import date, datetime

from enrolment.documents.committees.words import SCHEMES, no_place_words
from enrolment.domain.committees.committee import Result
from enrolment.domain.committees.letterhead import Letterhead
from enrolment.domain.programmes.decider import Answer
from essaim.kit.clock import PARIS
from essaim.kit.french import french_date
from essaim.kit.pdf import Document, Line, Look


@dataclass(frozen=True)
class LetterSheet:
    """What is printed. ``address`` are the applicant's lines below the name; without one the letter is handed over online."""

    letterhead: Letterhead
    name: str
    address: tuple[str, ...]
    scheme: str
    school_year: str
    held_at: datetime
    written_on: date
    result: Result
    rank: int | None
    reference: str
    places: int | None = None
    """How many the programme has, when it was accepted and none was left."""


def render_letter(sheet: LetterSheet) -> bytes:
    """The PDF; the same sheet gives the same bytes."""
    head = sheet.letterhead
    title = "Décision du comité"
    document = Document(
        title,
        created_at=sheet.held_at,
        author=head.organisation,
        running=f"{title} — {SCHEMES.get(sheet.scheme, sheet.scheme)}",
        footer=(head.organisation, f"Référence {sheet.reference}"),
    )
    document.blocks(
        [Line(head.organisation, Look.NAME), *(Line(one) for one in head.address)],
        [Line(sheet.name, Look.STRONG), *(Line(one) for one in sheet.address)],
        share=0.55,
    )
    document.space(10)
    document.paragraph(f"{head.place}, le {french_date(sheet.written_on)}")
    document.space(4)
    year = sheet.school_year.replace("-", "–")
    scheme = SCHEMES.get(sheet.scheme, sheet.scheme)
    document.paragraph(f"Objet : votre dossier « {scheme} », année {year}", Look.STRONG)
    document.space(4)
    document.paragraph("Madame, Monsieur,")
    document.space(2)
    day = french_date(sheet.held_at.astimezone(PARIS).date())
    document.paragraph(f"Le comité réuni le {day} a examiné votre dossier.")
    document.space(3)
    document.notice([Line(one, Look.STRONG if place == 0 else Look.BODY) for place, one in enumerate(_decision(sheet))])
    if sheet.result.opinion:
        document.space(4)
        document.heading("Motifs" if sheet.result.answer is Answer.REFUSE else "Avis du comité")
        document.paragraph(sheet.result.opinion)
    document.space(5)
    document.paragraph("Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.")
    document.space(6)
    document.paragraph(head.signatory, Look.STRONG)
    document.space(8)
    document.heading("Voies et délais de recours")
    document.paragraph(head.appeal, Look.SMALL)
    return document.to_bytes()


def _decision(sheet: LetterSheet) -> list[str]:
    answer = sheet.result.answer
    if answer is Answer.REFUSE:
        return ["Avis défavorable", "Votre dossier n’est pas retenu."]
    if sheet.places is not None:
        rank = f", rang {sheet.rank}" if sheet.rank is not None else ""
        return [
            f"Avis favorable, sur liste d’attente{rank}",
            f"{no_place_words(sheet.places)} Une place vous sera proposée dès qu’elle se libère, dans l’ordre de la liste ; "
            "vous en serez informé·e.",
        ]
    if answer is Answer.WAIT:
        rank = f", rang {sheet.rank}" if sheet.rank is not None else ""
        return [
            f"Liste d’attente{rank}",
            "Une place vous sera proposée dès qu’elle se libère, dans l’ordre de la liste ; vous en serez informé·e.",
        ]
    if sheet.scheme == "snee":
        if sheet.result.answers.get("d2e") is True:
            return ["Octroi du D2E et du statut", "L’attestation sera disponible une fois la charte signée en ligne."]
        return ["Octroi du statut, sans le D2E", "L’attestation sera disponible une fois la charte signée en ligne."]
    return ["Avis favorable", "Votre dossier est retenu par ce comité ; la suite vous est indiquée en ligne."]
