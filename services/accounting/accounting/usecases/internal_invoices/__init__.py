"""Internal invoices between two activities: ``propose_internal_invoice``, ``accept_internal_invoice``,
``refuse_internal_invoice``, ``withdraw_internal_invoice``; ``post_internal_invoice`` posts both sides at once.
"""
