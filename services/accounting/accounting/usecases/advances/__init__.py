"""Advances and donations of a mini-entreprise.

- ``set_advance_policy``: what it may raise and gives. ``receive_advance``, ``repay_advance``, ``give_donation``,
  ``read_advances``.
- ``seal_advances``, ``unseal_advances``: kept as they are while a share-out rests on them. ``post_advances``: their entries.
"""
