"""Expense sheets (notes de frais): what people paid for their activity, by month, and what they get back. In reading order:

- ``expense_type``: what can be claimed, on which account, with which VAT; a seeded list in ``expense_types.csv``.
- ``kilometre_scale``: the official scale by civil year, in ``kilometre_scale.csv``; ``kilometre_book``: what was driven so far.
- ``line``, ``sheet``: a line of three kinds, and the sheet with its states. ``drives``: what its kilometres come to.
- ``editing``, ``deciding``, ``settling``: while it is a draft; submitted, returned, approved; paid or waived.
- ``expense_entries``: what it becomes in the ledger. ``printed``: what its PDF shows.
"""
