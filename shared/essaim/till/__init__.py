"""The chain of a till as it is archived: JSON lines that are verified by anybody, without the service and its database.

Standard library only, and nothing else of essaim. It computes everything anew, by itself: what the accounting service recorded is
not trusted. Read in this order:

- ``findings``: what can be wrong. ``figures``: VAT, sums and standings, made again.
- ``verifier``: the walk over the chain, line by line. ``closings``: the totals of periods on the way.
"""
