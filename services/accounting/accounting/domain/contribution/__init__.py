"""The cooperative contribution (CAE-09), pure. In reading order:

- ``terms``: what is agreed: base, trigger, tiers, fixed monthly part, yearly minimum, exemption.
- ``policy``: terms with the days on which they hold; lists of policies without overlap; which terms hold on a day, and from
  which level: document, activity, cooperative.
- ``own_rate``: the rate that one document has of its own.
- ``due``: what an activity owes for a financial year, from all its movements, in whatever order they came.
- ``counting``: count a document once, and the difference that it makes due; regularise after a change of policy.
- ``periods``: the fixed monthly part and the yearly minimum, once their month or year is over.
- ``parts``: the part of a payment that is not VAT.
- ``settling``: all that is due brought up to date, and how far a change of terms may reach back.
- ``account``: the account of an activity's contribution, movement by movement.
- ``explanation``: the sentences that say why, in French.
- ``simulation``: what other terms would have made due, beside what is.
"""
