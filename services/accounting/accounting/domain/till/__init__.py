"""The till of a market stall: sales to private customers, under CGI art. 286, I-3° bis (inaltérabilité, sécurisation,
conservation, archivage). Read in this order:

- ``till``: a till and its articles. ``ticket``: what a ticket is made of, and its VAT. ``refund``: what takes a sale back.
- ``standing``: where a till stands after a record. ``link``: a record of its chain. ``record``: a link as it is stored.
- ``place``: the next record, and the rules of a session. ``closing``: the totals of days, months and years.
- ``entries``: what a day becomes in the books; ``contributing``: what it is to its activity. ``sheet``: what is printed.
- ``e_reporting``: what the tax office is told.
"""
