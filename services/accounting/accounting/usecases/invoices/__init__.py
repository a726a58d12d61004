"""Invoices, deposits, credit notes and corrective invoices.

- ``draft_invoice``, ``edit_invoice``, ``discard_invoice``, ``comment_invoice``, ``set_invoice_rate``: while it is a draft.
- ``credit_invoice``, ``correct_invoice``: the drafts that take an issued one back.
- ``submit_invoice``, ``withdraw_invoice``, ``return_invoice``, ``check_invoice``: before the decision.
- ``issue_invoice``, with ``prepare_order``, ``check_deposits``, ``number_invoice``; ``complete_issues`` after a crash.
- ``book_sale``, ``record_payment``, ``post_receipts``, ``letter_invoice``: in the books.
- ``read_sheet``, ``render_electronic_invoice``: as people and platforms get it. ``set_numbering``, ``read_numbering``: numbers.
"""
