"""One action per file, named by its verb: a command and one function; one folder per area, mostly as in ``domain``.

- ``programmes``, ``reference``: what is offered, and what it refers to.
- ``persons``, ``privacy``: who is known, who consented, and the rights of all of them.
- ``applications``: the dossier from its draft to its end, its team, a transfer, a renewal.
- ``deciders``, ``committees``: who answers on it, and how they meet; places and the waiting list.
- ``screening``: whether a cooperative may carry the activity (CAE-10).
- ``snee``, ``ici``, ``mini``, ``network``: what follows an acceptance; ``attestations``: papers that anybody can check.
- ``groups``: proposed, approved, contracted, started, closed.
- ``figures``: what funders are told.
"""
