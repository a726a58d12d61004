"""What is done with a mini-entreprise, in the order of its year.

- ``create_enterprise``, ``change_plan``, ``check_team`` (MINI-01), ``read_members``, ``find_member``, ``name_members``.
- ``find_joinable``, ``join_team``, ``join_by_acceptance``, ``follow_dossier``, ``leave_team``; ``member_id``.
- ``name_teachers``, ``carrier_of``: who looks after the team, and who carries it.
- ``draw_up_agreement``, ``sign_agreement``, ``attach_agreement``, ``draw_agreement``.
- ``write_candidacy``, ``attach_candidacy``, ``detach_candidacy``; ``plan_interview``, ``cancel_interview``,
  ``score_interview``.
- ``open_election``, ``find_election``, ``cast_vote``, ``close_election``; ``fill_post``, ``refuse_post``, ``vacate_post``,
  ``set_post_number``.
- ``advance_enterprise``, ``assign_mentor``, ``release_mentor``, ``draw_organigramme``; ``hear_of_books``, ``read_books``;
  ``abandon_enterprise``, ``release_team``. ``tell_post``, ``tell_step``: the
  events.
"""
