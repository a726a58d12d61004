"""The accounting service: cooperative bookkeeping for the groups that a legal entity carries. In reading order:

- ``app``: the one place where it is wired; ``settings`` and ``deps``: what it needs; ``metrics``: what ops watch.
- ``collections``, ``document_collections``: what it stores.
- ``events``: everything it listens to, also its own: documents become ledger entries through the bus.
- ``http``: one file per resource, schemas in ``http/schemas``, who may do what in ``http/policy``.
- ``usecases``: one action per file, one folder per area. ``domain``: the rules. ``documents``: what people and other software
  get.
- ``platforms``: accredited platforms that electronic invoices are handed to.
"""
