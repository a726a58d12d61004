"""Essaim, the part that every service shares.

Read in this order:

- ``contracts``: what crosses the bus (envelope, events, topology). Needs pydantic only: it is the integrator's SDK.
- ``fec``: the tax file of bookkeeping entries, read and checked; the standard library only.
- ``kit``: plumbing without business words (store, repository, relay, consumer, HTTP, auth, health, logs).
- ``cli``: the ``essaim`` command (up, demo, events, token, dead-letters, contracts, topology, ledger).
"""
