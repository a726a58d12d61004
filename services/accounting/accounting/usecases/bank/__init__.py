"""Bank accounts, their statements, what movements settle, and the reconciliation.

``find_documents`` and ``settle_documents`` are the only ones that know invoices and purchases: a new kind of document has its
finder in the one and its settler in the other.
"""
