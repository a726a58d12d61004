"""The dossier: written online or on paper, sent, handed on, decided, withdrawn.

- Written: ``open_draft``, ``save_step``, ``attach_document``, ``detach_document``; ``gather_dossier`` is what all of
  them look at, ``period_of`` when it is taken.
- Sent: ``send_application``, then ``follow_sending`` does the rest: ``invite_member``, ``find_invitation``, ``join_team``,
  ``tell_tutor``. Taken back
  with ``recall_application``. ``read_team`` and ``print_dossier`` show it.
- The paper way: ``submit_application``, ``import_roster``, ``give_guardian_consent``, ``decide_application``.
- Its end and its next year: ``withdraw_application``, ``renew_application``.
- To another programme: ``propose_transfer``, ``accept_transfer``, ``decline_transfer``, ``complete_transfer``; at
  another partner's deployment ``hand_over_application``, ``receive_handover``, ``finish_handover``.
"""
