"""The minutes of an #ICI jury: who sat, by which grid, and what was found of each learner."""

from dataclasses import dataclass
from datetime import date, datetime

from essaim.kit.clock import PARIS
from essaim.kit.french import french_date, french_number, french_time
from essaim.kit.pdf import Column, Document, Line, Look

MOST_COLUMNS = 5
"""The marks of more members than this stand in one cell, so that names keep room."""


@dataclass(frozen=True)
class MinutesRow:
    """One learner; ``awarded`` is None for one who left. ``marks`` are those of the members who sat, in order."""

    name: str
    track: str
    marks: tuple[str, ...]
    result: str
    awarded: bool | None
    mention: str


@dataclass(frozen=True)
class MinutesSheet:
    """What is printed. ``jurors`` are name, quality, absent; ``criteria`` label, weight, maximum."""

    programme: str
    establishment: str
    carrier: str
    school_year: str
    held_on: date
    place: str
    closed_at: datetime
    jurors: tuple[tuple[str, str, bool], ...]
    criteria: tuple[tuple[str, int, int], ...]
    pass_mark: str
    rows: tuple[MinutesRow, ...]
    remarks: str


def render_minutes(sheet: MinutesSheet) -> bytes:
    """The PDF; the same sheet gives the same bytes."""
    year = sheet.school_year.replace("-", "–")
    title = f"Procès-verbal de jury — {sheet.programme}"
    closed = f"{french_date(sheet.closed_at.astimezone(PARIS).date())} à {french_time(sheet.closed_at)}"
    document = Document(
        title,
        created_at=sheet.closed_at,
        author=sheet.carrier,
        running=title,
        footer=(f"{sheet.carrier} — {sheet.establishment}", "Document nominatif, à ne pas diffuser."),
    )
    document.blocks(
        [Line("Procès-verbal de jury", Look.TITLE), Line(sheet.programme, Look.NAME), Line(sheet.establishment)],
        [
            Line("Réuni le", Look.LABEL),
            Line(french_date(sheet.held_on), Look.NAME),
            *([Line(sheet.place)] if sheet.place else []),
            Line(f"Année universitaire {year}"),
        ],
        boxed=True,
    )
    document.space(7)
    document.heading("Membres du jury")
    document.table(
        (Column("Nom", 40), Column("Qualité", 42), Column("Présence", 18)),
        [[name, quality, "absence excusée" if absent else "a siégé"] for name, quality, absent in sheet.jurors],
    )
    document.space(6)
    document.heading("Grille d’évaluation")
    document.table(
        (Column("Critère", 64), Column("Coefficient", 18, "RIGHT"), Column("Barème", 18, "RIGHT")),
        [[label, str(weight), f"sur {maximum}"] for label, weight, maximum in sheet.criteria],
    )
    document.space(2)
    document.paragraph(
        "La note de chaque membre est la moyenne pondérée de ses points, ramenée sur 20. Le résultat est la moyenne des membres"
        f" présents, arrondie au centième. Il faut au moins {french_number(sheet.pass_mark)} sur 20 pour réussir.",
        Look.SMALL,
    )
    document.space(6)
    document.heading("Résultats")
    _results(document, sheet)
    if sheet.remarks:
        document.space(6)
        document.heading("Observations")
        document.paragraph(sheet.remarks)
    document.space(8)
    document.keep_together(40)
    document.paragraph(f"Délibération close le {closed}.")
    document.space(4)
    document.heading("Signatures des membres présents")
    present = [(name, " ") for name, _, absent in sheet.jurors if not absent]
    document.table((Column("Nom", 40), Column("Signature", 60)), [[name, "\n \n"] for name, _ in present])
    return document.to_bytes()


def _results(document: Document, sheet: MinutesSheet) -> None:
    names = [name for name, _, absent in sheet.jurors if not absent]
    apart = len(names) <= MOST_COLUMNS
    members = [Column(_short(name), 11, "RIGHT") for name in names] if apart else [Column("Notes", 24, "RIGHT")]
    columns = (
        Column("Nom", 27),
        Column("Formation", 19),
        *members,
        Column("Résultat", 12, "RIGHT"),
        Column("Décision", 22),
    )
    document.table(columns, [_row(one, apart=apart) for one in sheet.rows])


def _row(row: MinutesRow, *, apart: bool) -> list[str]:
    shown = [french_number(one) if one else "—" for one in row.marks]
    marks = shown if apart else [" · ".join(shown)]
    decision = {None: "abandon", True: "réussite", False: "non-réussite"}[row.awarded]
    words = f"{decision}, mention {row.mention}" if row.mention else decision
    return [row.name, row.track, *marks, french_number(row.result) if row.result else "—", words]


def _short(name: str) -> str:
    """The initials of a member: whole names stand above."""
    return "".join(f"{word[0]}." for word in name.split() if word)[:8]
