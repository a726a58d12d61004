"""What goes in and out over HTTP; a file is named like its resource. Amounts are decimal strings in euros.

- ``texts``, ``lines``, ``third_parties``: what several have in common. ``parties``: legal entities, addresses, activities.
- ``customers``, ``suppliers``, ``party_files``, ``party_statements``, ``approval``, ``numbering``.
- ``quotes``, ``quote_parts``, ``invoices``, ``transmissions``, ``dunning``, ``recurring_invoices``, ``internal_invoices``.
- ``till_in``, ``till_out``, ``till_closings``: tills.
- ``purchases``, ``purchases_shown``, ``received_invoices``, ``supplier_orders``, ``expense_sheets``, ``expense_lines``,
  ``expense_policies``.
- ``bank_accounts``, ``bank_imports``, ``bank_movements``, ``bank_reconciliation``, ``bank_details``, ``payment_orders``,
  ``remittances``.
- ``books``, ``explanations``, ``ledger``, ``letterings``, ``contributions``, ``fec_imports``, ``archives``: the ledger.
- ``reports``, ``balance_sheets``, ``ledger_statements``, with ``report_examples``: statements.
- ``management``, ``management_treasury``, ``management_ageing``, with ``management_examples``; ``forecasts``.
- ``advances``, ``shares``, ``liquidation``.
"""
