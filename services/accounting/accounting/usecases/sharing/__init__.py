"""The share-out.

- ``compute_share``, ``share_again``: computed, as often as something changes. ``approve_share``, ``post_share``: approved,
  posted.
- ``pay_share``, ``post_share_payments``: paid. ``state_share``: each member's statement. ``archive_shares``: into the year's
  archive.
- ``read_liquidation``: what has to be settled before it.
"""
