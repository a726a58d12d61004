"""Committees: calendar, agenda, quorum, votes, minutes, letters; and the waiting list that their order makes.

- ``rules``: quorum and majority, in data.
- ``committee``: the meeting, its members and its agenda.
- ``voting``: one vote per member and dossier, and what all of them make.
- ``waiting_list``: the order of those who wait, and the places they are offered.
- ``reminders``: which step of days before a deadline is told now; ``reminder``: that it was told.
- ``letterhead``: what a partner's letters begin and end with.
"""
