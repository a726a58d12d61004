"""Where the mails for a role at a partner go: an office's mailbox, not a person's."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mailbox:
    """The mailbox of a role at a partner."""

    role: str
    partner: str
    name: str
    email: str


def mailbox_id(role: str, partner: str) -> str:
    """The id of a role's mailbox: one per partner and role."""
    return f"{partner}:{role}"
