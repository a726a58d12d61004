"""The report for the funder: French, A4, with charts, readable in black and white; protected figures only."""

import os
import tempfile
from pathlib import Path

from enrolment.documents.figures.words import (
    DIMENSIONS,
    MEASURES,
    SCHEMES,
    SHORT,
    TITLES,
    protection_note,
    shown,
    value_of,
)
from enrolment.domain.figures.table import MEASURES as ORDER
from enrolment.domain.figures.table import Report, Table
from essaim.kit.clock import PARIS
from essaim.kit.french import french_date, french_time
from essaim.kit.pdf import Column, Document, Line, Look

_WITH_BARS = ("scheme", "territory", "gender")


def render_report(report: Report, organisation: str) -> bytes:
    """The PDF; the same report gives the same bytes. Takes a second with its charts, so not on the event loop."""
    # Where the plotting library keeps its list of fonts: a container has no home to write in.
    os.environ.setdefault("MPLCONFIGDIR", str(Path(tempfile.gettempdir()) / "essaim-charts"))
    from enrolment.documents.figures.charts import MONTHS_HEIGHT, WIDTH, bars_height, draw_bars, draw_months

    day = report.taken_at.astimezone(PARIS).date()
    subject = SCHEMES.get(report.scheme or "", "Tous dispositifs")
    period = f"année {report.school_year}" if report.school_year else "toutes années"
    document = Document(
        f"Chiffres de l’entrepreneuriat étudiant — {subject}",
        created_at=report.taken_at,
        author=organisation,
        running=f"{subject} — {period}",
        footer=(organisation, "Dossiers d’inscription ; aucune personne n’est identifiable."),
    )
    document.paragraph("Chiffres de l’entrepreneuriat étudiant", Look.TITLE)
    document.paragraph(f"{subject}, {period}", Look.NAME)
    document.paragraph(f"{organisation}, arrêté au {french_date(day)} à {french_time(report.taken_at)}")
    document.space()
    totals = report.tables["scheme"]
    document.facts(
        [(label, shown(totals.total[ORDER.index(measure)], totals.base)) for measure, label in MEASURES.items()],
        columns=4,
    )
    document.notice([Line(protection_note(totals.base), Look.SMALL)])
    for name, table in report.tables.items():
        if not table.rows:
            continue
        title = TITLES.get(name, name)
        document.space()
        if name == "month":
            document.heading(title, keep_with=MONTHS_HEIGHT + 12)
            document.picture(draw_months(table, title), width=WIDTH, height=MONTHS_HEIGHT)
        elif name in _WITH_BARS:
            document.heading(title, keep_with=bars_height(table) + 12)
            document.picture(draw_bars(table, title), width=WIDTH, height=bars_height(table))
        else:
            document.heading(title, keep_with=30)
        document.space(2)
        document.table(_columns(table), _rows(table))
    return document.to_bytes()


def _columns(table: Table) -> list[Column]:
    names = [Column(DIMENSIONS[one], 38 if len(table.by) == 1 else 26) for one in table.by]
    return [*names, *(Column(SHORT[one], 11 if len(table.by) == 1 else 10, "RIGHT") for one in ORDER)]


def _rows(table: Table) -> list[list[str]]:
    rows = [
        [
            *(value_of(one, value) for one, value in zip(table.by, row.key, strict=True)),
            *(shown(one, table.base) for one in row.figures),
        ]
        for row in table.rows
    ]
    blank = [""] * (len(table.by) - 1)
    return [*rows, ["Total", *blank, *(shown(one, table.base) for one in table.total)]]
