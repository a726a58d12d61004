"""Quotes: written, approved, sent, signed by the customer, and invoiced in the parts of their plan.

- ``create_quote``, ``edit_quote``, ``duplicate_quote``, ``revise_quote``, ``discard_quote``: what it says.
- ``submit_quote``, ``return_quote``, ``approve_quote``, ``withdraw_quote``, ``comment_quote``: who decides.
- ``send_quote``, ``revoke_link``, ``draw_quote``: what the customer gets.
- ``open_link``, ``sign_quote``, ``refuse_quote``: what the customer does. ``accept_quote``: a signature on paper, declared.
- ``invoice_quote``, ``change_plan``, ``free_instalment``, ``read_instalments``: its invoices.
- ``expire_quotes``: the job that tells once that nobody answered. ``draw_proof``: the proof of an acceptance.
"""
