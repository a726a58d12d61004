"""The figures as JSON, and as a drawing: SVG, made of text, so that nothing has to be installed for it."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from aio_pika import connect

from tests.bench.harness import Bench, Row, Sample

LINE, BAR, TEXT, WIDTH = 26, 9, 470, 1100


async def machine(bench: Bench) -> dict[str, str]:
    """What the figures depend on."""
    async with await connect(bench.broker.ops_url) as connection:
        server = getattr(connection.transport, "connection", None)
        properties = getattr(server, "server_properties", None) or {}
    rabbit = properties.get("version", "?")
    return {
        "cores": f"{os.cpu_count()} cores",
        "python": f"Python {platform.python_version()}",
        "loop": f"uvloop {version('uvloop')}",
        "rabbitmq": f"RabbitMQ {rabbit.decode() if isinstance(rabbit, bytes) else rabbit} ({bench.broker.kind})",
        "aio_pika": f"aio-pika {version('aio-pika')}",
    }


def write(path: Path, rows: Sequence[Row], about: Mapping[str, str]) -> None:
    """``path`` and, beside it, the drawing with the suffix ``.svg``."""
    content = {"machine": dict(about), "rows": [_entry(row) for row in rows]}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    path.with_suffix(".svg").write_text(drawing(rows, ", ".join(about.values())))


def _entry(row: Row) -> dict[str, Any]:
    return {
        "measurement": row.measurement,
        "what": row.what,
        "unit": row.unit,
        "figure": _sample(row.figure),
        "floor": _sample(row.floor),
        "ratio": None if row.ratio is None else round(row.ratio, 3),
        "note": row.note,
    }


def _sample(sample: Sample | None) -> dict[str, Any] | None:
    if sample is None:
        return None
    return {"median": round(sample.median, 2), "rounds": [round(value, 2) for value in sample.values]}


def drawing(rows: Sequence[Row], title: str) -> str:
    """Two bars a row, the figure and its floor, and the ratio; rates and times each on a scale of their own."""
    longest = {
        unit: max((s.median for row in rows if row.unit == unit for s in (row.figure, row.floor) if s), default=1.0)
        for unit in ("/s", "ms", "MB")
    }
    height = LINE * (len(rows) + 2)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
        f'<text x="8" y="17" font-weight="bold">{escape(title)}</text>',
    ]
    for number, row in enumerate(rows, 1):
        parts += _lines(row, LINE * number, longest[row.unit])
    told = "dark: measured · light: floor of the same rounds · at the right: the figure and its ratio"
    parts.append(f'<text x="8" y="{height - 8}" fill="#666">{told}</text></svg>')
    return "\n".join(parts) + "\n"


def _lines(row: Row, top: int, longest: float) -> list[str]:
    room = WIDTH - TEXT - 190
    parts = [f'<text x="8" y="{top + 14}">{escape(row.what)}</text>']
    for sample, colour, y in ((row.figure, "#2b5d8a", top + 2), (row.floor, "#b9cfe2", top + 2 + BAR)):
        if sample is not None:
            width = max(1.0, room * sample.median / longest)
            parts.append(f'<rect x="{TEXT}" y="{y}" width="{width:.1f}" height="{BAR}" fill="{colour}"/>')
    told = row.figure.text(row.unit).split(" (")[0] if row.figure else row.note
    if row.ratio is not None:
        told += f" · {row.ratio:.2f}"
    parts.append(f'<text x="{WIDTH - 180}" y="{top + 14}">{escape(told)}</text>')
    return parts
