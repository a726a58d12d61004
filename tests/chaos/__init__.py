"""Chaos: everything that can break is broken under load, and every event is accounted for.

In reading order: ``toy`` (two services on the kit: one is commanded, one adds up what it hears), ``app`` (their processes)
with ``traps`` (where a process kills itself), ``stage`` (broker, database and processes), ``ledger`` (every event
written down when its command was accepted, struck when its effect is seen), ``load`` (commands without end), ``faults``
and ``noise`` (what goes wrong), ``run`` (load, faults and verdict together), ``report``. ``python -m tests.chaos`` is the
long form, the tests beside it are the short one.
"""
