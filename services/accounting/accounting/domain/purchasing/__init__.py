"""Purchases beside ``domain.purchase``, which is the document itself and its states. In reading order:

- ``line``: what was bought, on which account, with which VAT. ``parts``: who bears it and who gets the money, to the cent.
- ``editing``, ``deciding``, ``settling``: while it is a draft; submitted, approved, disputed, cancelled; paid in parts.
- ``purchase_entries``: what it becomes in the ledger.
- ``order``, ``order_life``: supplier orders (bons de commande) and their states; ``comparing``, ``invoicing``: an invoice against
  its order, and the lines that are left to invoice; ``order_sheet``: what the printed order says.
- ``received``: an electronic invoice as it is taken in.
"""
