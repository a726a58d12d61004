"""The dossier of one person for one scheme and one school year.

- ``application``: its life; ``withdrawing``: why it ends, in code.
- ``form``, ``form_values``: what is asked, and what is taken as an answer. ``dossier``: begun, saved, sent, taken back.
- ``attaching``: documents. ``completeness``: what is missing. ``sending_rules``, ``closing_date``: by which rules, until when.
- ``team``: who is named. ``asked``: the deciders to whom it was put. ``letter``: what a committee elsewhere wrote about it.
- ``deciding``: by the coordinator alone. ``promoting``: a place for somebody who waited.
- ``renewing``, ``transferring``, ``handing_over``: next year, another programme, another deployment.
- ``candidate``, ``roster``, ``roster_columns``: the paper way, and lists.
"""
