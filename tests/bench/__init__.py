"""Measurements against floors. ``harness`` prints the table; each ``bench_*`` file measures one thing.

Machines are noisy, so a figure is always shown beside a floor that was measured in the same run, and nothing is asserted.
To add one: write ``bench_<what>.py`` with ``async def measure(bench: Bench) -> None`` and name it in ``__main__``.
"""
