"""The agreement between a school and EPA."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from essaim.kit.french import french_date
from essaim.kit.pdf import Column, Document, Line, Look

_ARTICLE, _SIGNATURES, _LINE, _CHARACTERS = 18.0, 48.0, 4.6, 100
"""Millimetres of a short article, of the signatures and of a line, and how many characters a line has."""


@dataclass(frozen=True)
class SignatureLine:
    """Who signs for a party; ``signed_on`` is None until they have."""

    organisation: str
    name: str
    quality: str
    signed_on: date | None


@dataclass(frozen=True)
class AgreementSheet:
    """What is printed."""

    team: str
    format: str
    school_year: str
    version: str
    drawn_on: date
    starts_on: date
    ends_on: date
    articles: tuple[tuple[str, str], ...]
    school: SignatureLine
    epa: SignatureLine


def render_agreement(sheet: AgreementSheet) -> bytes:
    """The PDF; the same sheet gives the same bytes."""
    title = f"Convention de Mini-Entreprise — {sheet.team}"
    signed = sheet.school.signed_on is not None and sheet.epa.signed_on is not None
    document = Document(
        title,
        created_at=datetime.combine(sheet.drawn_on, time(12), tzinfo=UTC),
        author=sheet.epa.organisation,
        running=title,
        footer=(f"{sheet.school.organisation} — {sheet.epa.organisation}", f"Texte {sheet.version}"),
    )
    document.blocks(
        [
            Line("Convention", Look.TITLE),
            Line(f"{sheet.format} « {sheet.team} »", Look.NAME),
            Line(f"Année scolaire {sheet.school_year.replace('-', '–')}"),
        ],
        [
            Line("Du", Look.LABEL),
            Line(french_date(sheet.starts_on), Look.NAME),
            Line("au", Look.LABEL),
            Line(french_date(sheet.ends_on), Look.NAME),
        ],
        share=0.66,
        boxed=True,
    )
    document.space(7)
    document.blocks(_party(sheet.school, "Entre l’établissement"), _party(sheet.epa, "et l’association"))
    document.space(6)
    for number, (heading, text) in enumerate(sheet.articles, 1):
        # Signatures never stand alone on a page: the last article goes with them.
        last = number == len(sheet.articles)
        below = _ARTICLE + _SIGNATURES + _LINE * (len(text) // _CHARACTERS)
        document.heading(f"Article {number} — {heading}", keep_with=below if last else _ARTICLE)
        document.paragraph(text)
        document.space(2.6)
    document.keep_together(_SIGNATURES)
    document.space(2)
    document.heading("Signatures")
    document.table(
        (Column("Pour", 34), Column("Nom et qualité", 36), Column("Date et signature", 30)),
        [_signature(one) for one in (sheet.school, sheet.epa)],
    )
    if signed:
        document.space(2)
        document.paragraph("Signatures enregistrées ; l’original signé est conservé par les parties.", Look.SMALL)
    return document.to_bytes()


def _party(line: SignatureLine, label: str) -> list[Line]:
    return [
        Line(label, Look.LABEL),
        Line(line.organisation, Look.NAME),
        Line(f"représenté par {line.name}," if label.startswith("Entre") else f"représentée par {line.name},"),
        Line(line.quality),
    ]


def _signature(line: SignatureLine) -> list[str]:
    signed = f"signé le {french_date(line.signed_on)}" if line.signed_on else " \n \n "
    return [line.organisation, f"{line.name}\n{line.quality}", signed]
