"""One action per file, named by its verb; one folder per area.

- ``parties``: who sells, buys and supplies. ``approval``: who may approve what.
- ``quotes``: approved, sent, signed by the customer, turned into invoices.
- ``invoices``: drafted, submitted, returned or issued with a number, credited, corrected, paid, booked.
- ``recurring_invoices``, ``internal_invoices``: the same sale again; what one activity does for another.
- ``dunning``, ``transmissions``: unpaid invoices; electronic invoices on their way through a platform.
- ``purchases``: suppliers' invoices, drafted or received, approved, paid, booked. ``orders``: what is ordered from them.
- ``expenses``: expense sheets, their types and the kilometre scale.
- ``tills``: sessions, sales, closings of market stalls.
- ``bank``: bank accounts, statements, what movements settle, the reconciliation.
- ``payments``: payment orders with the bank's file, bank details of persons, slips of cheques and cash.
- ``ledger``: ``post_entry`` is the only way in; entries by hand, letterings, kept sums, verification.
- ``periods``: months and years: opened, closed for ever.
- ``contribution``: its terms, what each document makes due, simulations.
- ``reports``: statements, from kept sums or from entries.
- ``management``: the management follow-up of an activity: sheet, treasury, receivables, forecast.
- ``groups``: what others told: groups, members, hours, resolutions; the closing.
- ``sharing``: the share-out and what has to be settled before it.
- ``advances``: advances and donations of a mini-entreprise.
- ``fec``: exported, imported. ``archive``: the yearly archive.
- ``files``: received, attached, kept in pieces, read again.
"""
