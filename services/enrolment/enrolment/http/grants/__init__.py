"""The grants of the policy table, one file per area; ``enrolment.http.policy`` puts them together.

``programmes``, ``persons``, ``privacy``, ``applications``, ``deciders``, ``committees``, ``screening``, ``snee``, ``ici``,
``mini``,
``network``, ``figures``, ``groups``.
"""
