"""One action per file, named by its verb.

- Documents: ``create_customer``, ``find_customer``, ``create_quote`` → ``accept_quote`` → ``invoice_quote`` or
  ``draft_invoice`` → ``edit_invoice`` → ``submit_invoice`` → ``return_invoice`` or ``issue_invoice`` →
  ``record_payment``; ``record_purchase`` → ``pay_purchase``.
- Ledger: ``register_legal_entity``; ``book_sale``, ``book_purchase``, ``contribute``, ``post_receipts``,
  ``post_disbursement``, ``post_share``, all through ``post_entry``; ``number_invoice``.
- Statements: ``read_reporting``, then ``read_trial_balance``, ``read_profit_and_loss``, ``read_balance_sheet`` from kept sums;
  ``read_ledger_page``, ``stream_general_ledger``, ``list_lines``, ``read_centralisation``, ``read_vat_return`` from entries
  (``walk_entries``, ``walk_lines``); ``read_activity_balance``.
- Contribution: ``read_agreed``, ``set_entity_policies``, ``set_activity_policies``, ``set_invoice_rate``; ``contribute``,
  ``settle_contribution``, ``contribute_periodically``, all through ``post_contribution``; ``simulate_contributions``.
- What others told: ``open_activity``, ``name_group``, ``keep_person``, ``activate_member``, ``record_attendance``,
  ``record_resolution``.
- Mini-entreprise: ``set_advance_policy``, ``receive_advance`` → ``repay_advance``, ``give_donation``; ``post_advances``.
- End of the year: ``read_liquidation``, ``check_closing``, ``close_group``, ``compute_share`` or ``share_again`` →
  ``approve_share`` → ``pay_share``, ``post_share_payments``; ``state_share`` for a member; ``export_fec``.
- Recovery: ``complete_issues``, ``post_missing_entries``.
"""
