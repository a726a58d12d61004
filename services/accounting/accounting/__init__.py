"""The accounting service: cooperative bookkeeping for the groups that a legal entity carries. In reading order:

- ``app``: the one place where it is wired; ``settings`` and ``deps``: what it needs; ``collections``: what it stores.
- ``events``: everything it listens to, also its own: documents become ledger entries through the bus.
- ``http``: one file per resource, schemas in ``http/schemas``, who may do what in ``http/policy``.
- ``usecases``: one action per file. ``domain``: the rules. ``documents``: the FEC files and the invoice as PDF.
"""
