"""Rules of coaching: frozen dataclasses and pure functions; the standard library only.

Read in this order:

- ``errors``: the two ways in which a rule says no. ``school_time``: days and half-days in Europe/Paris.
- ``group``: the copy of a group that the rules need (its members and its period).
- ``plan``: the year's sessions: every second Wednesday, school time, no public holiday.
- ``session``: a session and its states; ``signing`` (ATT-01), ``sealing`` (ATT-02) and ``workshop`` change it.
- ``trainer_day``: nobody trains in two places at once.
- ``person``: a name; ``attendance``: the sheet as it is printed.
- ``resolution``: an assembly's vote on the share rule (YOUTH-04).
- ``closing``: what still stands in the way of closing a group.
"""
