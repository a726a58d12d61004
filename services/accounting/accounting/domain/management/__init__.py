"""Management follow-up (suivi de gestion, CAE-07): what the ledger says to students and accountants, pure. In reading order:

- ``months``: the months of a financial year up to a day.
- ``reading``: what is taken from the entries while they stream by: third parties, cash by day, customers, share-outs.
- ``ageing``: who owes what, and for how long. ``treasury``: the ten lines, and the curve of the cash.
- ``results``: turnover, purchases, margin of a span. ``pipeline``: quotes as signed, potential and lost turnover.
- ``forecast``, ``comparison``: what a group expected, against what came. ``break_even``: a hint, where the data allow one.
- ``sheet``, ``build``: all of it, for one activity or for all of a legal entity, and how it is made of what was read.
"""
