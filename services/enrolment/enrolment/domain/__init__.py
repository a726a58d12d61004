"""The rules of enrolment, pure: frozen dataclasses and functions, the standard library only, no clock and no await.

``errors`` says how a rule says no, ``dates`` how people write days, ``writing`` which characters they
write. Then one folder per area, in the order of a dossier's life:

- ``programmes``: a scheme at an establishment for a school year: its parameters, its deciders, the rules of the outcome;
  ``reference``: the establishments, formations, carriers and partners that it names.
- ``persons``, ``privacy``: who is known, and what the law gives them.
- ``applications``: the dossier of one person for one scheme and one year (YOUTH-01, CAPE-04).
- ``deciders``, ``committees``: who answers on it, and how they meet.
- ``screening``: which planned activities a cooperative may carry (CAE-10).
- ``snee``, ``ici``, ``mini``, ``network``: what follows an accepted dossier in each scheme; companies and mentors.
- ``attestations``: codes on papers that anybody can check.
- ``groups``: members, approval, contracts (CAPE-01 to CAPE-06), start, and the saga that closes a group.
- ``figures``: what funders are told.
"""
