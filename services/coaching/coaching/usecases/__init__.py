"""What the service does, one action per file.

- By event: ``open_group`` (copy, plan, sessions), ``add_member``, ``remember_person``, ``answer_closing``, ``close_group``.
- The coach: ``schedule_session``, ``open_workshop``, ``confirm_session``, ``cancel_session``, ``hold_session``,
  ``note_absence``, ``publish_report``, ``seal_attendance``, ``adopt_resolution``.
- The student: ``sign_attendance``, ``register_for_workshop``.
- Both read the sheet: ``compose_attendance``. ``book_trainer`` is a step of others.
"""
