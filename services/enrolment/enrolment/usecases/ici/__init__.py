"""What is done with the learners of #ICI.

- from a dossier: ``admit_learner``, ``follow_dossier``; ``learner_id``. ``enrol_learner``, ``abandon_cursus``.
- attendance: ``record_regroupement`` by the referent, ``copy_attendance`` from coaching, ``mark_presences``.
- the jury: ``plan_jury``, ``convene_learners``, ``score_learner``, ``excuse_juror``, ``close_jury``, ``apply_results``,
  ``name_candidates``, ``minimum_for``.
- the papers: ``draw_award``, ``draw_minutes``. The terms: ``read_ici_terms``, ``put_ici_terms``.
- money: ``set_budget``, ``open_funding``, ``edit_funding``, ``submit_funding``, ``decide_funding``, ``follow_funding``,
  ``add_receipt``, ``close_funding``.
"""
