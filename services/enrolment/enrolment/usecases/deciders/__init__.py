"""The deciders of a dossier: asked, shown what they may see, answering, and what becomes of the dossier by all answers.

- ``request_reviews``, ``refresh_reviews``, ``refresh_person_reviews``, ``close_reviews``: from the dossier to its deciders.
- ``open_review``, ``complete_request``, ``close_review``: the review of a decider who works here; ``receive_request``,
  ``receive_dossier``, ``receive_reopening``, ``receive_outcome``: where the dossier is kept at another deployment.
- ``answer_review``, ``answer_as_decider``, ``record_decision``, ``receive_decision``, ``reopen_review``: the answer, on its way
  to the dossier.
- ``gather_dossier``, ``review_id_of``, ``check_review_id``, ``check_year``, ``check_screening`` (CAE-10), ``check_sender``,
  ``change_within_places``, ``tell_…``, ``read_answer`` and ``read_codes``: what several of these need.
- ``show_deciders``, ``count_reviews``: for those who follow.
"""
