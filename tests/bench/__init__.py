"""Measurements against floors; ``README.md`` says what is measured, how, and where the time goes.

``harness`` has the rounds and the table, ``report`` the JSON and the drawing. ``bodies`` are the events, ``workers`` the
processes, ``drain`` the rule that all of them are measured by, ``peers`` what the kit is measured beside. Each ``bench_*``
file measures one thing. Nothing is asserted: machines are noisy, so a figure always stands beside a floor of the same rounds.

To add one: write ``bench_<what>.py`` with a ``NAME`` and ``async def measure(bench: Bench) -> None``; name it in ``__main__``.
"""
