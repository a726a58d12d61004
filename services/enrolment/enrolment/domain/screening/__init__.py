"""Which planned activities a cooperative may carry (CAE-10).

- ``activities``: the dated lists. ``lists``: what a carrier adds to them or closes. ``thresholds``: its amounts.
- ``screening``: the rule. ``runs``: the history of one dossier or group, and the carrier's decisions.
"""
