"""The rights of persons.

- Holdings: ``hold_*`` says for each area what it holds of a person and how it forgets; ``list_holdings`` is all of them.
- Access: ``request_access`` asks every service, ``receive_access_piece`` collects, ``compile_access`` puts it together.
- Erasure: ``request_erasure``, ``check_identity``, ``extend_erasure``, ``reject_erasure``, ``accept_erasure``; then
  ``run_erasure`` does this service's part, ``receive_erasure_answer`` hears the others, and ``complete_erasures`` takes up what
  a crash left.
- Retention: ``apply_retention`` every day, ``find_due`` says what, ``place_hold`` and ``release_hold`` stop it for a person.
"""
