"""What a till prints and hands over: ``ticket`` says what stands on it, ``ticket_text`` and ``ticket_pdf`` (on a ``roll``) how
it looks, ``archive`` is the fiscal archive.
"""
