"""What the service does, one action per file.

- ``notify``: an event and its audience become messages. ``send_queued`` hands them to the mail server, ``send_message``
  one of them, ``compose_mail`` looks up names and writes it.
- ``remember_contact``, ``remember_group``: copies of what others own. ``set_mailbox``: where a role's mails go.
"""
