"""Payments by transfer, and remittances.

- ``set_bank_details``, ``confirm_bank_details``, ``read_iban``, ``read_bic``: where people are paid.
- ``find_payables``, ``find_account``: what can be paid, and what stands in the way.
- ``draft_payment_order``, ``check_order``, ``approve_payment_order``, ``send_payment_order``, ``cancel_payment_order``,
  ``write_payment_file``, ``target_holidays``: an order and its file.
- ``execute_payment_order``, ``settle_order``, ``find_sent_orders``, ``complete_payment_order``, ``pay_payable``,
  ``payment_id_of``: executed.
- ``reject_payment_item``, ``return_payment``: money that came back.
- ``find_cheques``, ``draft_remittance``, ``deposit_remittance``, ``cancel_remittance``, ``return_cheque``, ``post_remittance``:
  slips.
- ``reserve_order``, ``reserve_remittance``, ``take_reservation``: a document in one order only. ``complete_payments``: after a
  crash.
"""
