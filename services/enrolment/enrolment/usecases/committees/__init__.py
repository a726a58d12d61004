"""Committees: scheduled, their agenda filled, votes cast, held, their results brought to the dossiers, minutes and letters drawn;
the waiting list and its places; reminders before deadlines.

- ``schedule_committee``, ``change_committee``, ``cancel_committee``, ``next_committee``: the calendar.
- ``fill_agenda``, ``fill_agendas``, ``remove_from_agenda``, ``release_review``, ``assign_rapporteur``: the agenda.
- ``tell_schedule``: its day, in the words of the event. ``name_applicants``: what applicants are called there.
- ``open_committee``, ``cast_vote``, ``declare_conflict``, ``count_votes_due``: before and in the meeting.
- ``hold_committee``, ``deliver_results``, ``complete_committees``, ``sign_minutes``: the results.
- ``set_letterhead``, ``issue_letters``, ``draw_minutes``, ``draw_letter``, ``find_letter``: on paper.
- ``tell_letter``, ``receive_letter``, ``issue_kept_letters``, ``draw_own_letter``: a letter that goes to the dossier's home.
- ``count_places``, ``take_place``, ``require_place``, ``settle_place``: an acceptance, where places are limited.
- ``read_waiting_list``, ``fill_places``, ``free_place``, ``answer_offer``, ``end_offers``, ``place_on_list``,
  ``places_waited_for``, ``next_rank``, ``fill_changed_places``: who waits for a place.
- ``remind_deadlines``, ``tell_deadline``: what comes near.
"""
