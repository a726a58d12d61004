"""The table of a bench run: what was measured, the floor, the figure and their ratio."""

import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from essaim.cli.local.broker import LocalBroker


@dataclass(frozen=True)
class Row:
    """One line: figures are "more is better" when they have a floor, and the ratio is figure / floor."""

    what: str
    figure: str
    floor: str = ""
    ratio: str = ""


@dataclass
class Bench:
    """What a measurement needs: a directory, a broker, and where its rows go."""

    directory: Path
    broker: LocalBroker
    rows: list[Row] = field(default_factory=list)

    def rate(self, what: str, figure: float, floor: float) -> None:
        """A rate per second against the floor of the same run."""
        self.rows.append(Row(what, f"{figure:,.0f}/s", f"{floor:,.0f}/s", f"{figure / floor:.2f}"))

    def latency(self, what: str, seconds: Sequence[float]) -> None:
        """The median and the 99th percentile of a latency."""
        cuts = statistics.quantiles(seconds, n=100)
        self.rows.append(Row(f"{what}, p50", f"{cuts[49] * 1000:.1f} ms"))
        self.rows.append(Row(f"{what}, p99", f"{cuts[98] * 1000:.1f} ms"))

    def print(self) -> None:
        """The table."""
        table = Table(title=f"Essaim bench — Python {platform.python_version()}, {self.broker.kind} RabbitMQ")
        for column in ("what", "floor", "figure", "ratio"):
            table.add_column(column, justify="left" if column == "what" else "right")
        for row in self.rows:
            table.add_row(row.what, row.floor, row.figure, row.ratio)
        Console(width=120).print(table)
