"""The rows of the table: each figure beside its floor; what must not grow with the books, beside the smallest books."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.bench.harness import Bench, Row, Sample, Unit
from tests.bench.ledger.books import CALLERS

if TYPE_CHECKING:
    from tests.bench.ledger.measure import Found

MEASURED = ("grow", "close", "verify", "fec", "check", "balance")
"""The steps whose memory is shown. That of ``post`` also has its floors in it."""
HOW = {"batched": f"{CALLERS} callers", "single": "one caller"}


def tell(bench: Bench, found: Sequence["Found"]) -> None:
    """All of them."""
    first, last = found[0], found[-1]
    for one in found:
        _posting(bench, one)
    for name, how in HOW.items():
        told = f"posting, {how}: with {last.size:,} entries / with {first.size:,}"
        _row(bench, "posting", told, "/s", last.sample("post", name), first.sample("post", name))
    for tell_of in (_verifying, _fec):
        for one in found:
            tell_of(bench, one)
    for one in found:
        told = f"{one.size:,}: trial balance of a closed year / with {first.size:,}"
        beside = None if one is first else first.sample("balance", "seconds", 1000)
        _row(bench, "balance", told, "ms", one.sample("balance", "seconds", 1000), beside)
    for step in MEASURED:
        for one in found[1:]:
            told = f"{one.size:,}: peak memory of {step} / with {first.size:,}"
            _row(bench, "memory", told, "MB", one.once(step, "peak"), first.once(step, "peak"))
    for one in found:
        _peers(bench, one)


def _posting(bench: Bench, one: "Found") -> None:
    for name, how in HOW.items():
        figure = one.sample("post", name)
        bare, indexed = one.sample("post", f"{name} bare"), one.sample("post", f"{name} indexed")
        for told, above, below in (
            ("entries / bare documents", figure, bare),
            ("entries / bare documents, same indexes", figure, indexed),
            ("bare documents, same indexes / without", indexed, bare),
        ):
            _row(bench, "posting", f"{one.size:,}, {how}: {told}", "/s", above, below)


def _verifying(bench: Bench, one: "Found") -> None:
    figure = one.sample("verify", "verify")
    for told, name in (("SHA-256 of bytes in memory", "memory"), ("rows read and hashed", "file")):
        _row(bench, "verify", f"{one.size:,}: records verified / {told}", "/s", figure, one.sample("verify", name))


def _fec(bench: Bench, one: "Found") -> None:
    for told, name in (("store to kept file", "whole"), ("rendering alone", "render")):
        figure, floor = one.sample("fec", name), one.sample("fec", "csv")
        _row(bench, "FEC", f"{one.size:,}: FEC lines, {told} / csv.writer", "/s", figure, floor)
    _row(bench, "FEC", f"{one.size:,}: FEC lines checked", "/s", one.sample("check", "check"))


def _peers(bench: Bench, one: "Found") -> None:
    told = f"{one.size:,}: Essaim: entries posted, {HOW['batched']}"
    _row(bench, "peers", told, "/s", one.sample("post", "batched"))
    for peer, figures in one.peers.items():
        told = f"{one.size:,}: {peer}: entries loaded"
        if isinstance(figures, str):
            bench.absent("ledger: peers", told, figures)
            continue
        _row(bench, "peers", told, "/s", Sample((figures["rate"],)))
        _row(bench, "peers", f"{one.size:,}: {peer}: trial balance", "ms", Sample((figures["balance"] * 1000,)))


def _row(bench: Bench, part: str, told: str, unit: Unit, figure: Sample, floor: Sample | None = None) -> None:
    bench.rows.append(Row(f"ledger: {part}", told, unit, figure, floor))
