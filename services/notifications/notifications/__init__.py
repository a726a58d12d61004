"""Notifications: everybody concerned gets the right message, once, in French.

Read in this order:

- ``domain``: recipients, messages and their states, copies of contacts and groups.
- ``usecases``: one action per file; ``notify`` turns an event into messages, ``send_message`` delivers one.
- ``events``: the table of what leads to a mail, and to whom.
- ``documents``: subjects and bodies from templates, and the calendar attachment.
- ``smtp``: the mail server. ``http``: messages and mailboxes. ``app``: the wiring.
"""
