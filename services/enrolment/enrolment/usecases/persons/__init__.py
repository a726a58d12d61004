"""Persons: who they are, who answers for them, what they consented to, and which registrations are one human.

- Registered: ``create_person`` (a coordinator), ``register_myself`` (an applicant), ``register_person`` (any form or roster);
  ``find_person`` and ``find_guardian`` say under which id. ``rectify_person`` corrects, ``find_persons`` looks for somebody.
- Told to those who write to people: ``tell_person``, ``tell_update``, ``tell_again``.
- Guardians: ``add_guardian``, ``end_guardianship``, ``require_guardian``.
- Consents: ``put_consent_text`` (``consent_text_id``), ``find_consent``, ``new_consent_id``, ``request_consent``, ``say_word``
  (yes or no), ``attach_scan``; a guardian's page: ``create_consent_link``, ``open_consent_link``, ``answer_consent_link``.
  ``consents_missing`` is what everybody else asks. ``unlock_applications`` lets dossiers that waited go on, ``tell_consent``
  says so; ``lock_applications`` (each by ``lock_application``, if ``lost_consent``) lets them wait again after a no, and
  ``require_consent`` refuses to accept one that waits.
  ``record_contract_consent`` takes the programme's own form over, ``expire_consents`` ends what had a time.
- Doubles: ``look_for_duplicates``, ``open_duplicate``, ``dismiss_duplicate``; ``plan_merge``, ``merge_persons``,
  ``complete_merge``, ``complete_merges``; ``references_of`` says where persons are named, and is where an area adds its line.
  ``find_dossiers_without_guardian``, ``list_unconsented``, ``name_guardians``: who turns out to be a minor (YOUTH-01).
- Rosters: ``read_roster_file``, ``candidate_cells``, ``start_roster_import``, ``run_roster_import``,
  ``complete_roster_imports``, ``forget_roster_reports``.
"""
