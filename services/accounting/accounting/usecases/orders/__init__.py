"""Orders to suppliers (bons de commande).

- ``draft_order``, ``edit_order``, ``discard_order``, ``find_order_parties``: what it says.
- ``submit_order``, ``withdraw_order``, ``return_order``, ``approve_order``, ``number_order``, ``number_orders``: who decides,
  and its number.
- ``send_order``, ``receive_order``, ``cancel_order``: what becomes of it.
- ``invoice_from_order``, ``compare_order``: its purchases.
"""
