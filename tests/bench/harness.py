"""Rounds, samples, and the table of a run: what was measured, the floor, the figure and their ratio.

A machine is never quiet, so what is compared is measured in turns (A B, B A, A B …), the figure that counts is the median,
and the spread is shown. The ratio is the median of the ratios of each round, because what disturbs a round disturbs both sides.
"""

import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table

from essaim.cli.local.broker import LocalBroker

ROUNDS = 3
Unit = Literal["/s", "ms", "MB"]


@dataclass(frozen=True)
class Sample:
    """The same figure, once per round."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """What counts."""
        return statistics.median(self.values)

    def text(self, unit: Unit) -> str:
        """The median, and the range when there is more than one."""
        digits = 1 if unit == "ms" else 0
        text = f"{self.median:,.{digits}f}{'' if unit == '/s' else ' '}{unit}"
        if len(self.values) > 1:
            text += f" ({min(self.values):,.{digits}f}–{max(self.values):,.{digits}f})"
        return text


@dataclass(frozen=True)
class Row:
    """One line. ``figure`` is None when it could not be measured, and ``note`` says why."""

    measurement: str
    what: str
    unit: Unit
    figure: Sample | None
    floor: Sample | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Figure / floor, the median over the rounds: more is better for a rate, less is better for a time."""
        if self.figure is None or self.floor is None:
            return None
        return statistics.median(a / b for a, b in zip(self.figure.values, self.floor.values, strict=True))


@dataclass
class Bench:
    """What a measurement needs: a directory, a broker, and where its rows go."""

    directory: Path
    broker: LocalBroker
    rows: list[Row] = field(default_factory=list)
    _used: int = 0

    def fresh(self, stem: str) -> Path:
        """A path in the directory that nobody has used."""
        self._used += 1
        return self.directory / f"{self._used}-{stem}"

    def rate(self, measurement: str, what: str, figure: Sample, floor: Sample | None = None) -> None:
        """A rate per second."""
        self.rows.append(Row(measurement, what, "/s", figure, floor))

    def absent(self, measurement: str, what: str, why: str) -> None:
        """What could not be measured is named, never made up."""
        self.rows.append(Row(measurement, what, "/s", None, note=why))

    def latency(
        self, measurement: str, what: str, rounds: Sequence[Sequence[float]], floor: Sequence[Sequence[float]] = ()
    ) -> None:
        """Two rows: the median and the 99th percentile of each round's seconds."""
        for name, index in (("p50", 49), ("p99", 98)):
            beside = _cut(floor, index) if floor else None
            self.rows.append(Row(measurement, f"{what}, {name}", "ms", _cut(rounds, index), beside))


def _cut(rounds: Sequence[Sequence[float]], index: int) -> Sample:
    return Sample(tuple(statistics.quantiles(seconds, n=100)[index] * 1000 for seconds in rounds))


async def in_turns(contenders: Mapping[str, Callable[[], Awaitable[float]]], rounds: int = ROUNDS) -> dict[str, Sample]:
    """Measure each of them once per round, in alternating order. Prints what it finds as it goes."""
    values: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds):
        names = list(contenders)
        for name in names if number % 2 == 0 else reversed(names):
            found = await contenders[name]()
            values[name].append(found)
            print(f"  round {number + 1} of {rounds}: {name}: {found:,.0f}/s", flush=True)
    return {name: Sample(tuple(found)) for name, found in values.items()}


def table(rows: Sequence[Row], title: str) -> Table:
    """The rows as a table."""
    result = Table(
        title=title, caption="median of the rounds (least–most); ratio = figure / floor; ms, MB: less is better"
    )
    for column in ("what", "floor", "figure", "ratio"):
        result.add_column(column, justify="left" if column == "what" else "right", no_wrap=column == "ratio")
    for row, before in zip(rows, [None, *rows], strict=False):
        if before is not None and before.measurement != row.measurement:
            result.add_section()
        result.add_row(
            row.what,
            row.floor.text(row.unit) if row.floor else "",
            row.figure.text(row.unit) if row.figure else row.note,
            f"{row.ratio:.2f}" if row.ratio is not None else "",
        )
    return result


def show(rows: Sequence[Row], title: str) -> None:
    """Print the table."""
    Console(width=130).print(table(rows, title))
