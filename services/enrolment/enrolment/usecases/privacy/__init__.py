"""The rights of persons.

- Holdings: ``hold_*`` says for each area what it holds of a person and how it forgets; ``list_holdings`` is all of them.
  ``read_records``, ``forget_each``, ``forget_agenda_item``, ``remove_files``, ``goes_along`` are what they are made of.
- Files that were taken off a document: ``let_file_go``, ``remove_loose_files``, ``find_unnamed_files``; ``keep_from_going``
  while one is attached again.
- Access: ``request_access`` asks every service, ``receive_access_piece`` collects, ``compile_access`` puts it together,
  ``draw_access`` on paper.
- Erasure: ``request_erasure``, ``check_identity``, ``find_obstacles``, ``extend_erasure``, ``reject_erasure``,
  ``accept_erasure``; then ``run_erasure`` does this service's part, ``receive_erasure_answer`` hears the others,
  ``complete_erasures`` takes up what a crash left, ``watch_deadlines`` minds the month of the law; ``draw_letter`` is the
  answer on paper.
- Told again, or by others: ``republish_erasures`` after a backup was restored somewhere, ``hear_partner_erasure``.
- People who are no persons, by their address: ``find_outsider``, ``erase_outsider``; ``list_outside_places`` is where they are.
- No list brings them back: ``name_erased_address``, ``refuse_erased_address``; their own consent does: ``record_new_consent``.
- Retention: ``ship_classes``, ``read_rules``, ``set_rule``; ``find_due`` says what, ``preview_retention`` shows it,
  ``apply_retention`` does it every day; ``forget_outsider`` in one class; ``place_hold``, ``release_hold``,
  ``find_held`` stop it for a person.
"""
