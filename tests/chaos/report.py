"""The report of a run: what struck, what was counted, and what is wrong."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from tests.chaos.noise import POISON
from tests.chaos.run import Run

_FAILED = re.compile(r"the handler of [a-z0-9_.]+:? ([a-z-]+)")


async def report(run: Run, wrong: Sequence[str], say: Callable[[str], None]) -> None:
    """Say it line by line."""
    ledger, letters = run.ledger, await run.noise.dead_letters()
    kills = sum(strike.kills for strike in run.strikes)
    say(f"\n{len(run.strikes)} faults in {run.elapsed:.0f} s, {kills} of them kills:")
    for strike in run.strikes:
        say(f"  at {strike.at:6.1f} s  {strike.name:<28} recovered after {strike.recovery:5.1f} s")
    repeats = ", ".join(f"{why} {count}" for why, count in sorted(run.load.repeats.items())) or "none"
    poison = sum(id_.startswith(POISON) for id_ in letters)
    figures = {
        "commands sent": ledger.sent_count,
        "accepted": ledger.accepted_count,
        "effects": ledger.effect_count,
        "outstanding": len(ledger.outstanding()),
        "doubled": len(ledger.doubled()),
        "out of order": len(ledger.late(strict=True)),
        "out of order, where order is not promised": len(ledger.late(strict=False)),
        "commands sent again": f"{run.load.repeats.total()} ({repeats})",
        "failed handlings": _failures(run),
        "dead letters": f"{len(letters)}, {poison} of them our poison",
        "longest recovery": f"{max((strike.recovery for strike in run.strikes), default=0):.1f} s",
        "longest from command to effect": f"{ledger.slowest():.1f} s",
    }
    width = max(len(name) for name in figures)
    for name, figure in figures.items():
        say(f"  {name:<{width}}  {figure}")
    say("Nothing is wrong." if not wrong else "WRONG:")
    for line in wrong:
        say(f"  {line}")


def _failures(run: Run) -> str:
    """What the tally sent up the ladder or to the dead letters, by slug; killed processes too left it in their logs."""
    found: Counter[str] = Counter()
    for log in (run.stage.directory / "logs").glob("tally-*.log"):
        found.update(_FAILED.findall(log.read_text(errors="replace")))
    return ", ".join(f"{slug} {count}" for slug, count in sorted(found.items())) or "none"
