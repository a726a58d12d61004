"""What is done with the student-entrepreneur status (SNEE).

- from a dossier: ``open_status``, ``follow_dossier``; ``status_id``. By the student: ``accept_charter``. ``end_status``.
- ``moment_of``: when, and who, for all of them. Jobs: ``expire_statuses``, ``remind_statuses``.
- the paper: ``draw_attestation``. The terms: ``read_terms``, ``put_terms``.
- the diploma: ``d2e_of``, ``request_d2e``, ``answer_d2e``, ``enrol_d2e``, ``conclude_d2e``, ``withdraw_d2e``, all through
  ``change_d2e``.
- at the establishment: ``ask_arrangement``, ``answer_arrangement``, ``withdraw_arrangement``, ``set_alternance``.
- tutors: ``tutoring_id``, ``name_tutor``, ``open_tutor_link``, ``answer_tutor_link``, ``read_workloads``, ``end_tutorings``.
- lycées: ``put_referent``, ``find_referents``, ``request_contact``, ``answer_contact``, ``close_contact``.
"""
