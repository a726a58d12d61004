"""Routes, one file per resource. ``policy`` says who may; ``schemas`` what goes in and out.

- ``dependencies``: what every route uses; ``third_parties``, ``expense_access``, ``till_for``, ``statements``: the same for a
  few of them.
- Parties: ``legal_entities``, ``legal_entity_list``, ``activities``, ``customers``, ``customer_merging``, ``suppliers``,
  ``supplier_merging``, ``party_files``, ``party_statements``, ``approval_rules``, ``numbering``.
- Sales: ``quotes``, ``quote_steps``, ``quote_signing`` (public), ``invoices``, ``invoice_steps``, ``transmissions``,
  ``dunning``, ``recurring_invoices``, ``internal_invoices``, ``tills``, ``till_sales``, ``till_proofs``.
- Purchases: ``purchases``, ``purchase_steps``, ``purchase_files``, ``received_invoices``, ``supplier_orders``,
  ``supplier_order_steps``, ``expense_sheets``, ``expense_lines``, ``expense_decisions``, ``expense_policies``.
- Money: ``bank_accounts``, ``bank_imports``, ``bank_movements``, ``bank_reconciliation``, ``bank_details``, ``payment_orders``,
  ``payment_order_steps``, ``remittances``.
- Books: ``entries``, ``entry_drafts``, ``chart``, ``closings``, ``letterings``, ``verification``, ``contributions``,
  ``reports``, ``ledgers``, ``fec_exports``, ``fec_imports``, ``archives``.
- Follow-up and end of a group: ``management``, ``entity_management``, ``forecasts``, ``advances``, ``shares``, ``liquidation``.
"""
