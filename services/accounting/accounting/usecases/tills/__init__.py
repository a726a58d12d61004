"""Tills of market stalls, and the proof that nothing was altered.

- ``create_till``, ``edit_till``: a till. ``open_session``, ``record_sale``, ``record_refund``, ``record_movement``,
  ``record_duplicate``, ``close_session``: a day. ``hash_request``, ``find_ticket``, ``read_ticket``: its tickets.
- ``close_till_month``, ``close_till_year``, ``close_due_months``, ``close_due_tills``, ``list_till_closings``,
  ``tell_of_closing``: closings.
- ``append_link``, ``read_link``, ``read_standing``, ``post_till_record``: the chain and the books.
- ``verify_till``, ``verify_tills``, ``export_till``, ``read_e_reporting``: proof, archive, tax office.
"""
