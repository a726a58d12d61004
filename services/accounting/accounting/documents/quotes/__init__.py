"""Quotes as people get them: ``words`` in French, ``quote_pdf``, ``proof_pdf``, and ``signing_page`` for the customer, whose
HTML is in ``templates``.
"""
