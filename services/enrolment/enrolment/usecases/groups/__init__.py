"""Groups and their contracts, in the order of a year.

- ``propose_group``, ``tell_group_name``, ``approve_group``: by the campus, then by the carrier.
- ``draw_up_contracts``, ``sign_contract``, ``activate_member``: one CAPE per member.
- ``start_group``: from now on the other services work for it.
- ``request_closing``, ``receive_closing_answer``: all of them are asked, and the last answer closes it.
"""
