"""The ledger against floors of the same run, at 1,000, 10,000, 100,000 and, when asked, a million entries.

In reading order: ``measure`` (the order of the steps, and the rows), ``books`` (whose entries), ``step`` (a step in a process of
its own, with its peak memory), the steps ``posting``, ``verifying``, ``fec`` and ``balances``, ``bare`` (the floor of posting),
``beside`` and ``peers/`` (beancount and piecash with the same books). What each figure says and does not: ``README.md``.
"""
