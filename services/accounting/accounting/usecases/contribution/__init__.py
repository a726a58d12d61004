"""The cooperative contribution (CAE-09).

- ``set_entity_policies``, ``set_activity_policies``, ``read_agreed``: its terms.
- ``contribute``: what a document makes due, and ``contribute_sale`` for invoices; ``post_contribution``: the entry.
- ``settle_contribution``, ``contribute_periodically``: months and years that are over, changed terms.
- ``simulate_contributions``: what other terms would have made due.
"""
