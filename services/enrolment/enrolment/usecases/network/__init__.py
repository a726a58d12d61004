"""Companies and mentors of the network, and who suits whom.

- Entered: ``put_company``, ``import_companies``, ``erase_contact``; ``put_mentor``, ``import_mentors``,
  ``record_honorability``, ``erase_mentor``.
- Looked for: ``state_need``, ``need_id``, ``close_need``; ``suggest_mentors`` and ``propose_assignment`` only say who would
  suit, of
  ``read_candidates``.
- Chosen by people: ``choose_mentor``, ``answer_choice``, ``confirm_choice``, ``withdraw_choice``, ``end_mentoring``; then
  ``follow_assignment`` tells the team, ``settle_places`` gives places back, ``tell_over`` says so.
- What a partner sets: ``read_settings``, ``put_weights``, ``put_honorability_rule``. Other schools: ``find_schools``.
"""
