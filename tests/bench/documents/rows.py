"""The rows of the table: each figure beside its floor; what must not grow with the invoices, beside the fewest."""

from dataclasses import dataclass, field
from typing import Any

from tests.bench.harness import Bench, Row, Sample, Unit

HOW = {"single": "one by one", "burst": "100 at once"}
STEPS = {"number": "number reserved / bare number", "issue": "issued / bare number and invoice"}


@dataclass
class Found:
    """What the steps found: issuing and contributing once per size, the fewest first."""

    issuing: list[dict[str, Any]] = field(default_factory=list)
    contributing: list[dict[str, Any]] = field(default_factory=list)
    drawing: dict[str, Any] = field(default_factory=dict)
    crowd: dict[str, Any] = field(default_factory=dict)


def tell(bench: Bench, found: Found) -> None:
    """All of them."""
    for one in found.issuing:
        _issuing(bench, one, found.issuing[0])
    for one in found.contributing:
        _contributing(bench, one, found.contributing[0])
    drawn = found.drawing
    for told, name, floor in (
        ("PDF / fpdf2, the same text without layout", "pdf", "plain"),
        ("Factur-X / PDF alone", "facturx", "pdf"),
        ("CII / lxml, the same tree", "cii", "cii lxml"),
        ("UBL / lxml, the same tree", "ubl", "ubl lxml"),
        ("CII / json.dumps of the same facts", "cii", "json"),
    ):
        _row(bench, "drawing", told, "/s", drawn, name, drawn, floor)
    _row(bench, "drawing", "Factur-X in the process aside", "/s", drawn, "aside")
    crowd = found.crowd
    _row(bench, "crowd", "100 at once over HTTP", "/s", crowd, "one process")
    _row(bench, "crowd", "100 at once, two processes / one", "/s", crowd, "two processes", crowd, "one process")
    _row(bench, "crowd", "100 credit notes at once / invoices", "/s", crowd, "credit notes", crowd, "one process")


def _issuing(bench: Bench, one: dict[str, Any], fewest: dict[str, Any]) -> None:
    size = f"{one['existing']:,}"
    _row(bench, "issuing", f"{size}: checked / decoded from JSON", "/s", one, "checks", one, "checks floor")
    for step, told in STEPS.items():
        for how, words in HOW.items():
            name = f"{step} {how}"
            _row(bench, "issuing", f"{size}, {words}: {told}", "/s", one, name, one, f"{name} floor")
    for how, words in HOW.items():
        told = f"{size}, {words}: CPU of an issue / with {fewest['existing']}"
        _row(bench, "issuing", told, "ms", one, f"issue {how} cpu", fewest, f"issue {how} cpu")


def _contributing(bench: Bench, one: dict[str, Any], fewest: dict[str, Any]) -> None:
    size = f"{one['movements']:,} movements"
    _row(bench, "books", f"{size}: issued / with {fewest['movements']}", "/s", one, "issue", fewest, "issue")
    _row(bench, "books", f"{size}: sale posted / bare record", "/s", one, "sale", one, "sale floor")
    told = f"{size}: contribution / bare activity and record"
    _row(bench, "books", told, "/s", one, "contribution", one, "contribution floor")
    for told, name in (("an issue", "issue cpu"), ("a contribution", "contribution cpu")):
        beside = f"{size}: CPU of {told} / with {fewest['movements']}"
        _row(bench, "books", beside, "ms", one, name, fewest, name)


def _row(
    bench: Bench,
    part: str,
    told: str,
    unit: Unit,
    figures: dict[str, Any],
    name: str,
    floors: dict[str, Any] | None = None,
    floor: str = "",
) -> None:
    beside = None if floors is None else Sample(tuple(floors[floor]))
    bench.rows.append(Row(f"documents: {part}", told, unit, Sample(tuple(figures[name])), beside))
