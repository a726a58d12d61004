"""Pure rules, standard library only.

- ``recipient``: who is meant: a person, a guardian, the members of a group, a role's mailbox.
- ``message``: a message to one recipient, and its states.
- ``contact``, ``group``, ``mailbox``: what is known of people, groups and offices.
- ``wording``: codes in plain French.
"""
