"""One action per file, named by its verb; one folder per area.

- ``invoices``: drafted, submitted, returned or issued with a number, paid, booked.
- ``quotes``: approved, sent, signed by the customer, turned into invoices.
- ``parties``: who sells, buys and supplies.
- ``purchases``: suppliers' invoices, drafted or received, approved, paid, booked. ``orders``: what is ordered from them.
- ``expenses``: expense sheets, their types and the kilometre scale.
- ``ledger``: ``post_entry`` is the only way in; entries by hand, letterings, kept sums, verification.
- ``periods``: months and years: opened, closed for ever.
- ``contribution``: its terms, what each document makes due, simulations.
- ``bank``: bank accounts, statements, what movements settle, the reconciliation.
- ``payments``: payment orders with the bank's file, bank details of persons, slips of cheques and cash.
- ``reports``: statements, from kept sums or from entries.
- ``management``: the management follow-up of an activity: sheet, treasury, receivables, forecast.
- ``groups``: what others told: groups, members, hours, resolutions; the closing.
- ``sharing``: the share-out and what has to be settled before it.
- ``advances``: advances and donations of a mini-entreprise.
- ``fec``: exported, imported.
- ``archive``: the yearly archive.
- ``files``: received, kept in pieces, read again.
"""
