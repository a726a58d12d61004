"""#ICI: the DU #ICI and the LP Smart Innovative Project, from admission to the award.

- ``terms``: hours, ECTS, fee, criteria and mentions of a programme as data, because no source tells them.
- ``enrolment``: one learner's way, and ICI-01 about levels. ``regroupement``: on-site gatherings (ICI-02).
- ``jury``: scores per juror and criterion, and the result that follows from them.
- ``funding``: requests, receipts, and the budget that is never overdrawn.
"""
