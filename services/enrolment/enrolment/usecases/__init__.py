"""One action per file: a command and one async function. In the order of a school year:

``open_programme`` · ``import_roster`` · ``submit_application`` · ``give_guardian_consent`` · ``decide_application`` ·
``withdraw_application`` · ``propose_group`` · ``approve_group`` · ``draw_up_contracts`` · ``sign_contract`` ·
``activate_member`` · ``start_group`` · ``request_closing`` · ``receive_closing_answer``.
"""
