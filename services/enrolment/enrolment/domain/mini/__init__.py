"""Mini-Entreprise®: one team of one programme, from its creation to its end (domain §4, §8.8).

- ``formats``: S, M, L, XL as dated data, and MINI-01. ``posts``: the posts of a format, the grid of an interview.
- ``enterprise``: the team and its steps. ``agreement``: what school and EPA sign before anything starts.
- ``appointing``: who holds which post, with its history. ``election``: votes of which only counts and voters are kept.
- ``books``: what accounting says of the team's money. ``abandoning``: a team that gives up.
- ``member``: who is in the team, their candidacy and interviews.
"""
