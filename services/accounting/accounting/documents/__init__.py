"""What the service renders, for people and for other software. Nothing is decided here.

- ``sale_blocks``, ``logo``, ``transfer_code``: what papers have in common. ``quotes``, ``invoice_pdf``, ``dunning``, ``till``:
  of sales.
- ``electronic_invoice``, ``electronic_files``: an invoice as EN 16931 has it, and as Factur-X, CII or UBL.
- ``purchases``, ``expenses``, ``payments``, ``bank``: orders, expense sheets, payment orders and slips, the reconciliation.
- ``party_statement``, ``party_csv``: what a third party owes; files of customers and suppliers.
- ``reports``, ``management``, ``contribution_csv``: statements, the follow-up, simulations.
- ``fec``, ``archive``: the FEC, the sealed year. ``share_statement``, ``liquidation_pdf``: the end of a group.
"""
