"""One action per file, named by its verb.

- Documents: ``create_customer``, ``find_customer``, ``create_quote`` → ``accept_quote`` → ``invoice_quote`` or
  ``draft_invoice`` → ``edit_invoice`` → ``submit_invoice`` → ``return_invoice`` or ``issue_invoice`` →
  ``record_payment``; ``record_purchase`` → ``pay_purchase``.
- Ledger: ``register_legal_entity``; ``book_sale``, ``book_purchase``, ``contribute``, ``post_receipts``,
  ``post_disbursement``, ``post_share``, all through ``post_entry``; ``number_invoice``.
- What others told: ``open_activity``, ``name_group``, ``keep_person``, ``activate_member``, ``record_attendance``,
  ``record_resolution``.
- End of the year: ``check_closing``, ``close_group``, ``compute_share``, ``approve_share``, ``export_fec``.
- Recovery: ``complete_issues``, ``post_missing_entries``.
"""
