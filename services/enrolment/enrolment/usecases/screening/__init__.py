"""CAE-10: whether a carrier may carry a planned activity.

- Screened: ``screen_application``, ``screen_group``, both through ``screen_activity``; ``keep_run``, ``compare_lists``,
  ``tell_screened``.
- Decided: ``decide_activity`` by the carrier's officer, ``attach_proof``, ``settle_screening`` when a group is approved.
- What it is compared with: ``find_lists``, ``add_entry``, ``close_entry``; ``find_threshold``, ``put_threshold``.
"""
