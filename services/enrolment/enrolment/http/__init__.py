"""The REST interface: one router per resource, their schemas, and who may do what.

- ``policy``: the two sides of everything, the coordinator's and the carrier's; ``grants`` has the table, one file per area.
- ``reviewers`` and ``…_access``: what the table cannot say by itself, such as whose committee or team something is.
- ``dependencies``: what every route gets; ``uploads``: how one that takes a file is described.
- ``schemas``: the models.
- Programmes: ``programmes``, ``schemes``, ``forms``; ``establishments``, ``formations``, ``carriers``, ``partners``,
  ``reference_imports``.
- Persons: ``persons``, ``guardians``, ``duplicates``, ``consents``, ``consent_texts``, ``rosters``.
- Dossiers: ``applications``, ``dossiers``, ``application_files``, ``person_applications``, ``transfers``.
- Decisions: ``deciders``, ``reviews``, ``committees``, ``committee_meetings``, ``waiting_lists``, ``screenings``,
  ``screening_lists``.
- SNEE: ``snee_statuses``, ``snee_d2e``, ``snee_tutors``, ``snee_referents``. #ICI: ``ici_learners``, ``ici_juries``,
  ``ici_funding``.
- Mini-Entreprise: ``mini_enterprises``, ``mini_agreements``, ``mini_posts``, ``mini_candidacies``,
  ``mini_ending``.
- Network: ``companies``, ``mentors``, ``mentor_needs``, ``mentor_choices``, ``network_settings``, ``network_schools``.
- Groups: ``groups``, ``contracts``. Figures: ``figures``. Rights: ``accesses``, ``erasures``,
  ``outside_people``, ``retention``.
- Public, without a login: ``consent_pages``, ``tutor_pages``, ``mentor_pages``, ``invitation_page``, ``verification``.
"""
