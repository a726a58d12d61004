"""The liquidation of a group: everything that must be done before and after its closing, as a list. In reading order:

- ``item``: one thing to do, who does it, and whether the closing waits for it.
- ``facts``: what the list is made from.
- ``documents``: invoices, quotes, purchases, and the entries that they must have. ``purchases``: purchases and orders that
  wait.
- ``expenses``: expense sheets that wait for somebody. ``tills``: sessions and months that are not closed.
- ``balances``: what third parties and stocks still have on their accounts.
- ``advances``: advances to give back, and the donation.
- ``sharing``: the assembly's rule, the share-out, its approval and payments.
- ``ending``: closed periods, FEC and report.
- ``checklist``: the list, and the codes that a closing waits for.
"""
