"""Coaching: the year's plan of a group, its sessions and workshops, attendance, and the assembly's resolution.

Read in this order:

- ``domain``: the rules, pure.
- ``usecases``: one action per file.
- ``http`` and ``events``: the two ways in; ``events`` is the table of everything this service listens to.
- ``documents``: the attendance sheet as PDF.
- ``collections``, ``settings``, ``deps``, ``app``: what is stored, what can be set, how it is wired.
"""
