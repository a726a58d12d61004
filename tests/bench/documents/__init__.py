"""Documents against floors of the same run: invoices issued step by step, drawn, written as data, and issued by a crowd.

In reading order: ``measure`` (the order of the steps), ``sales`` (whose invoices), ``bare`` (the floor of what is stored),
the steps ``issuing``, ``contributing``, ``drawing`` and ``crowd`` (with its processes, ``replica``), ``step`` (a step in a
process of its own), ``rows`` (the table). What each figure says and does not: ``README.md``.
"""
