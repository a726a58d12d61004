"""Several deciders on one dossier: each with their own review, questions, answer and visible part.

- ``review``: one dossier at one decider, from its request to its answer, perhaps at another partner's deployment.
- ``asking``: who is asked, under which review and until when.
- ``visible``: what a decider sees of the dossier.
- ``questions``: an answer, checked against the decider's own questions.
- ``deriving``: what all answers together make of the dossier.
- ``place``: where each decider stands, for those who follow the dossier.
"""
