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
    printed,
    protection_note,
    shown,
)
from enrolment.domain.figures.table import MEASURES as ORDER, Report, Table
from essaim.kit.clock import PARIS
from essaim.kit.french import french_date, french_time
from essaim.kit.pdf import Column, Document, Line, Look

_WITH_BARS = ("scheme", "territory", "gender")
_SHARES, _FIGURE = {1: (60.5,), 2: (36.3, 24.2)}, 16.5
"""Millimetres of the columns that name what is counted, and of a figure: no heading and no scheme breaks within a word."""


def render_report(report: Report, organisation: str) -> bytes:
    """The PDF; the same report gives the same bytes. Takes a second with its charts, so not on the event loop."""
    # Where the plotting library keeps its list of fonts: a container has no home to write in.
    os.environ.setdefault("MPLCONFIGDIR", str(Path(tempfile.gettempdir()) / "essaim-charts"))
    from enrolment.documents.figures.charts import (
        MONTHS_HEIGHT,
        WIDTH,
        bars_height,
        draw_bars,
        draw_months,
        has_something,
    )

    day = report.taken_at.astimezone(PARIS).date()
    subject = SCHEMES.get(report.scheme or "", "Tous dispositifs")
    period = f"année {report.school_year.replace('-', '–')}" if report.school_year else "toutes années"
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
        if name == "month" and has_something(table):
            document.heading(title, keep_with=MONTHS_HEIGHT + 12)
            document.picture(draw_months(table, title), width=WIDTH, height=MONTHS_HEIGHT)
        elif name in _WITH_BARS and has_something(table):
            document.heading(title, keep_with=bars_height(table) + 12)
            document.picture(draw_bars(table, title), width=WIDTH, height=bars_height(table))
        else:
            document.heading(title, keep_with=30)
        document.space(2)
        document.table(_columns(table), _rows(table))
    return document.to_bytes()


def _columns(table: Table) -> list[Column]:
    shares = _SHARES[len(table.by)]
    names = [Column(DIMENSIONS[one], share) for one, share in zip(table.by, shares, strict=True)]
    return [*names, *(Column(SHORT[one], _FIGURE, "RIGHT") for one in ORDER)]


def _rows(table: Table) -> list[list[str]]:
    rows = [
        [
            *(printed(one, value) for one, value in zip(table.by, row.key, strict=True)),
            *(shown(one, table.base) for one in row.figures),
        ]
        for row in table.rows
    ]
    blank = [""] * (len(table.by) - 1)
    return [*rows, ["Total", *blank, *(shown(one, table.base) for one in table.total)]]
