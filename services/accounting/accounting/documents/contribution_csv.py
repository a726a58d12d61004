"""A simulation of contributions as a table for a French spreadsheet: semicolons, decimal commas, one line per activity."""

import csv
import io
from collections.abc import Sequence

from accounting.domain.contribution.simulation import SimulatedActivity

HEADER = (
    "activité",
    "ventes HT",
    "encaissé HT",
    "achats HT",
    "marge",
    "contribution actuelle",
    "contribution simulée",
    "différence",
    "calcul actuel",
    "calcul simulé",
)


def render_simulation(rows: Sequence[SimulatedActivity]) -> str:
    """The table with its total in the last line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in rows:
        steps = (" ".join(row.present_steps), " ".join(row.simulated_steps))
        writer.writerow((row.analytic_code, *map(_decimal, _amounts(row)), *steps))
    total = [sum(column) for column in zip(*(_amounts(row) for row in rows), strict=True)] or [0] * 7
    writer.writerow(("total", *map(_decimal, total), "", ""))
    return out.getvalue()


def _amounts(row: SimulatedActivity) -> tuple[int, ...]:
    return (
        row.turnover_cents,
        row.collected_cents,
        row.purchases_cents,
        row.margin_cents,
        row.present_cents,
        row.simulated_cents,
        row.difference_cents,
    )


def _decimal(cents: int) -> str:
    units, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{units},{rest:02d}"
