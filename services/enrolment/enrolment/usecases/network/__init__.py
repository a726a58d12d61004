"""Companies and mentors of the network, and who suits whom.

- Entered: ``put_company``, ``import_companies``, ``erase_contact``; ``put_mentor``, ``import_mentors``,
  ``record_honorability``, ``erase_mentor``.
- Looked for: ``state_need``, ``need_id``, ``close_need``, ``give_up_need``; ``suggest_mentors`` and
  ``propose_assignment`` only say who would suit, of ``read_candidates``.
- Asked by mail: ``tell_asked``; behind the link ``open_mentor_link``; ``chase_mentors`` reminds, then lets a choice lapse.
- Chosen by people: ``choose_mentor``, ``answer_choice``, ``confirm_choice``, ``withdraw_choice``, ``end_mentoring``; then
  ``follow_assignment`` tells the team, ``settle_places`` gives places back, ``tell_over`` says so, to the mentor whom
  ``find_asked`` finds too.
- What a partner sets: ``read_settings``, ``put_weights``, ``put_honorability_rule``. Other schools: ``find_schools``.
"""
