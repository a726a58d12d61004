"""Suppliers' invoices.

- ``record_purchase``: in one step. ``draft_purchase``, ``edit_purchase``, ``discard_purchase``, ``choose_supplier``,
  ``complete_content``, ``check_purchase``, ``name_double``, ``attach_to_purchase``, ``detach_from_purchase``: drafts.
- ``receive_invoice``, ``receive_paper``, ``parse_einvoice``, ``understand_einvoice``, ``find_addressee``, ``find_seller``,
  ``gather_file``, ``keep_received``, ``refuse_received``: files that are taken in.
- ``submit_purchase``, ``withdraw_purchase``, ``return_purchase``, ``approve_purchase``, ``comment_purchase``: who decides.
- ``recorded_event``, ``book_purchase``, ``contribute_purchase``, ``invoice_order``: what its recording brings.
- ``pay_purchase``, ``post_disbursement``, ``letter_purchase``, ``find_third_parties``: money.
- ``dispute_purchase``, ``settle_dispute``, ``cancel_purchase``, ``cancelled_event``, ``book_cancellation``: what goes wrong.
"""
