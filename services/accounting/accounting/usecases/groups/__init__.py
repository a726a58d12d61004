"""What others told, and what follows from it.

- ``open_activity``, ``name_group``, ``activate_member``, ``keep_person``, ``record_attendance``, ``record_resolution``,
  ``close_group``.
- ``copy_group_start``, ``copy_attendance``, ``copy_resolution``, ``copy_group_closing``: the copies alone, as they are made
  anew.
- ``check_closing``, ``tell_of_closing``: what is still open. ``check_unshared``, ``find_person_name``: asked by other areas.
"""
