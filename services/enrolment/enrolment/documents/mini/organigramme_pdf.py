"""The organigramme of a team: a picture of who leads and who works in which service, and the members without a post below."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from essaim.kit.french import french_date
from essaim.kit.pdf import Document, Line, Look


@dataclass(frozen=True)
class Box:
    """A post; ``beside`` hold it besides their own."""

    label: str
    holders: tuple[str, ...]
    beside: tuple[str, ...]
    vacant: int
    elected: bool = False


@dataclass(frozen=True)
class ServiceColumn:
    """A service with its posts, the highest first."""

    label: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class OrganigrammeSheet:
    """What is printed."""

    team: str
    format: str
    school_year: str
    on: date
    top: tuple[Box, ...]
    services: tuple[ServiceColumn, ...]
    without_post: tuple[str, ...]


def render_organigramme(sheet: OrganigrammeSheet) -> bytes:
    """The PDF; the same sheet gives the same bytes."""
    from enrolment.documents.mini.organigramme_picture import MOST_WIDTH, draw_picture

    title = f"Organigramme — {sheet.team}"
    document = Document(
        title,
        created_at=datetime.combine(sheet.on, time(12), tzinfo=UTC),
        author=sheet.team,
        running=title,
        footer=(f"{sheet.format} « {sheet.team} »", "Document nominatif, réservé à l’équipe et à son encadrement."),
    )
    document.blocks(
        [Line("Organigramme", Look.TITLE), Line(f"{sheet.format} « {sheet.team} »", Look.NAME)],
        [
            Line("Situation au", Look.LABEL),
            Line(french_date(sheet.on), Look.NAME),
            Line(f"Année scolaire {sheet.school_year.replace('-', '–')}"),
        ],
        share=0.64,
        boxed=True,
    )
    document.space(8)
    if sheet.top or sheet.services:
        document.picture(draw_picture(sheet.top, sheet.services), width=MOST_WIDTH, height=205)
    else:
        document.paragraph("Aucun poste n’est prévu pour cette équipe.")
    if sheet.without_post:
        document.space(6)
        document.heading("Membres sans poste principal")
        document.paragraph(", ".join(sheet.without_post))
    return document.to_bytes()
