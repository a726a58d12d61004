"""The rules of enrolment, pure: frozen dataclasses and functions, the standard library only, no clock and no await.

Read in this order:

- ``errors``: how a rule says no, and how bad input is described.
- ``programme``: a school year of a scheme, its coordinator and its carrier.
- ``candidate``, ``roster``: cells of a form or a CSV file to a checked candidate, or to problems by row and field.
- ``person``: who is known, and who counts as a minor.
- ``application``: the way of one person into a programme (YOUTH-01, CAPE-04).
- ``activities``, ``screening``: which activities a cooperative may carry (CAE-10).
- ``group``, ``closing``: members, approval, start, and the saga that closes a group.
- ``contract``: the CAPE (CAPE-01, CAPE-02, CAPE-04, CAPE-06, YOUTH-01).
"""
