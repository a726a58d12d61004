"""Money that leaves by transfer, and cheques and cash that are brought to the bank. Read in this order:

- ``iban``: what is wrong with an IBAN, where SEPA reaches, how one is shown. ``bank_details``: those of a person.
- ``payable``: what can be paid now. ``reservation``: a document is in one living order only.
- ``order``: a payment order and its items. ``order_life``: approved, sent, executed, cancelled; an item that the bank refused.
- ``execution_day``: on which days a bank executes. ``text``: the characters that banks accept.
- ``reopening``: a document whose payment came back. ``payment_entries``: what orders and returns become in the books.
- ``remittance``: slips of cheques and cash. ``remittance_entries``: their entries.
"""
