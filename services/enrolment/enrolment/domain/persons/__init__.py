"""Who people are, apart from everything that they do here.

- ``person``: students and guardians; ``identity`` checks the fields (``numbers``, ``countries``); ``folding`` compares names.
- ``rectification``: a correction and its line of history. ``duplicate``, ``merging``: two registrations of one human;
  ``guardian_needed``: dossiers that a minor cannot have without a guardian; ``consent_lost``: those whose
  guardian withdrew the consent.
- ``consent_text``, ``consent``, ``consent_link``: what is consented to, by whom it takes, and a guardian's way to it.
- ``roster_import``: a long list on its way.
"""
